//! Who is due and why, or why not, as a pure function of what was counted. The stronger
//! the tie, the earlier it is guarded; nobody is pressed who left three messages
//! unanswered; who waits for an answer is answered before anything else.

mod occasions;

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};

use super::{
    held::{Held, held_back},
    settings::FollowUps,
    tie::{Decided, Occasion, Tie},
    types::{Facts, Patience, Pool, Reason, Weighed},
};

#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    pub reason: Reason,
    pub pool: Pool,
    pub weight: f64,
    pub facts: Facts,
    /// What is promised and still open, mine and theirs, whatever the reason.
    pub promises: Vec<Occasion>,
}

/// What holds for all contacts of a workspace at one moment.
#[derive(Clone, Debug)]
pub struct Circumstances {
    pub settings: FollowUps,
    /// What decisions about a reason taught; 1 where it is absent.
    pub learned: HashMap<Reason, f64>,
    pub now: DateTime<Utc>,
}

/// Before that one may simply not have come to it.
pub const ANSWER_AFTER_DAYS: f64 = 1.5;
const ANSWER_UNTIL_DAYS: f64 = 45.0;
/// Who was followed up is left in peace for so long, or as long as one wants to be in touch.
pub const FOLLOWED_UP_DAYS: i64 = 14;
const DISMISSED_DAYS: i64 = 30;
pub const WEAKEST_ACTIVE: f64 = 2.5;
const DORMANT_AFTER_DAYS: f64 = 365.0;
const DORMANT_UNTIL_DAYS: f64 = 5.0 * 365.0;
pub const FORMERLY_CLOSE: i64 = 8;
pub const GAVE_UP: i64 = 3;
/// Whom one wants to keep in touch with weighs as a tie of this score at least.
const WANTED_SCORE: f64 = 5.0;

/// How good an occasion a reason is.
pub fn fit(reason: Reason) -> f64 {
    match reason {
        Reason::Answer | Reason::OwnPromise | Reason::Reminder => 1.0,
        Reason::Birthday | Reason::Event | Reason::KeepInTouch => 0.9,
        Reason::Met => 0.8,
        Reason::Anniversary | Reason::Question | Reason::FirstMet => 0.7,
        Reason::TheirPromise => 0.6,
        Reason::Reconnect => 0.4,
    }
}

/// A reason with what it weighs, before priority and what was learned.
struct Found {
    reason: Reason,
    strength: f64,
    urgency: f64,
    due_after_days: Option<i64>,
    occasion: Option<Occasion>,
}

/// Due, with the weightiest reason, or the first thing that speaks against it.
pub fn judge(tie: &Tie, around: &Circumstances) -> Result<Due, Held> {
    let days = Days::of(tie, around.now);
    let reminder = occasions::reminder(tie, around.now);
    if let Some(held) = held_back(tie, around.now)
        && (!held.yields_to_reminders() || reminder.is_none())
    {
        return Err(held);
    }
    let silence = silence_due(tie, &around.settings, &days);
    let mut found: Vec<Found> = occasions::found(tie, around);
    if held_back(tie, around.now).is_some() {
        found.retain(|one| one.reason == Reason::Reminder);
    } else if is_waiting(tie, around.now) {
        found.push(awaiting(tie, &days));
    } else {
        found.extend(silence.as_ref().ok().map(Found::copied));
    }
    let weigh = |one: &Found| weighed(tie, one, around).1;
    found.sort_by(|a, b| {
        (b.reason == Reason::Answer)
            .cmp(&(a.reason == Reason::Answer))
            .then(weigh(b).total_cmp(&weigh(a)))
            .then(a.reason.cmp(&b.reason))
    });
    match (found.first(), silence) {
        (Some(first), _) => Ok(told(tie, first, &found, &days, around)),
        (None, Err(held)) => Err(held),
        (None, Ok(_)) => Err(Held::NoReason),
    }
}

/// As [`judge`] where nothing was learned.
#[cfg(test)]
pub fn due(tie: &Tie, settings: &FollowUps, now: DateTime<Utc>) -> Option<Due> {
    let around = Circumstances {
        settings: *settings,
        learned: HashMap::new(),
        now,
    };
    judge(tie, &around).ok()
}

/// How many days ago something was.
struct Days {
    inbound: Option<f64>,
    silence: Option<f64>,
    known: f64,
}

impl Days {
    fn of(tie: &Tie, now: DateTime<Utc>) -> Self {
        let since = |at: DateTime<Utc>| days_since(at, now);
        Self {
            inbound: tie.last_inbound_at.map(since),
            silence: tie.last_at().map(since),
            known: since(tie.known_since),
        }
    }
}

pub fn days_since(at: DateTime<Utc>, now: DateTime<Utc>) -> f64 {
    (now - at).num_seconds() as f64 / 86_400.0
}

impl Found {
    fn plain(reason: Reason, strength: f64, urgency: f64) -> Self {
        Self {
            reason,
            strength,
            urgency,
            due_after_days: None,
            occasion: None,
        }
    }

    fn copied(&self) -> Self {
        Self {
            occasion: self.occasion.clone(),
            ..*self
        }
    }
}

/// They wrote last, it wants an answer, and it is not too late for one. A first message must
/// have been to me: in a copy nobody waits for me.
pub fn is_waiting(tie: &Tie, now: DateTime<Utc>) -> bool {
    let Some(inbound) = tie.last_inbound_at else {
        return false;
    };
    let is_last =
        tie.last_at() == Some(inbound) && tie.last_outbound_at.is_none_or(|at| at < inbound);
    let is_to_me = tie.last_outbound_at.is_some() || tie.last_is_direct;
    let is_in_time = (0.0..ANSWER_UNTIL_DAYS).contains(&days_since(inbound, now));
    is_last && is_to_me && tie.last_asks && is_in_time
}

fn awaiting(tie: &Tie, days: &Days) -> Found {
    let waited = days.inbound.unwrap_or_default();
    let urgency = 1.0 - waited / (2.0 * ANSWER_UNTIL_DAYS);
    Found::plain(Reason::Answer, strength(tie), urgency)
}

/// Of a tie for which there is an occasion: also a weak one is one.
fn strength(tie: &Tie) -> f64 {
    1.0 + 0.9 * tie.score
}

/// Whether the silence has lasted too long: by a person's wish, by the rhythm, or for years.
fn silence_due(tie: &Tie, settings: &FollowUps, days: &Days) -> Result<Found, Held> {
    if let Some(wanted) = tie.wanted_days {
        let silence = days.silence.unwrap_or(days.known);
        return wanted_now(tie, wanted, silence);
    }
    let silence = match (days.silence, tie.is_mutual()) {
        (Some(silence), true) => silence,
        (None, _) => return Err(Held::NoExchange),
        (Some(_), false) => return Err(Held::OneSided),
    };
    let patience = patience(tie, settings);
    if silence < DORMANT_AFTER_DAYS.max(patience) {
        fading(tie, silence, patience)
    } else {
        dormant(tie, silence)
    }
}

/// As often as a person said, whatever the rhythm was.
fn wanted_now(tie: &Tie, wanted: i64, silence: f64) -> Result<Found, Held> {
    let pause = wanted as f64;
    if silence < pause {
        return Err(Held::within(silence, wanted));
    }
    Ok(Found {
        due_after_days: Some(wanted),
        ..Found::plain(
            Reason::KeepInTouch,
            tie.score.max(WANTED_SCORE),
            overdue(silence, pause),
        )
    })
}

/// From 0.62 where it is just due to 1 where it is due three times over.
fn overdue(silence: f64, due_after: f64) -> f64 {
    (0.7 + 0.3 * (silence / due_after).min(3.0)) / 1.6
}

/// How long a silence may last: the usual pause, and some slack.
fn patience(tie: &Tie, settings: &FollowUps) -> f64 {
    let rhythm = expected_pause(tie, settings);
    let slack = (tie.spread_days.unwrap_or(rhythm) / 2.0).clamp(rhythm * 0.25, rhythm)
        * match settings.patience {
            Patience::Little => 0.5,
            Patience::Usual => 1.0,
            Patience::Much => 2.0,
        };
    rhythm + slack
}

fn fading(tie: &Tie, silence: f64, patience: f64) -> Result<Found, Held> {
    if tie.score < WEAKEST_ACTIVE {
        return Err(Held::Weak { score: tie.score });
    }
    let due_after = patience.round() as i64;
    if silence < patience {
        return Err(Held::within(silence, due_after));
    }
    Ok(Found {
        due_after_days: Some(due_after),
        ..Found::plain(Reason::KeepInTouch, tie.score, overdue(silence, patience))
    })
}

fn dormant(tie: &Tie, silence: f64) -> Result<Found, Held> {
    let exchanges = tie.inbound.min(tie.outbound);
    if silence > DORMANT_UNTIL_DAYS {
        return Err(Held::LongGone);
    }
    if exchanges < FORMERLY_CLOSE {
        return Err(Held::NeverClose);
    }
    let closeness = (1.0 + exchanges as f64).ln() / (1.0 + 100.0_f64).ln();
    let age = 1.0 - silence / (2.0 * DORMANT_UNTIL_DAYS);
    Ok(Found::plain(
        Reason::Reconnect,
        10.0 * closeness.min(1.0),
        age,
    ))
}

/// The usual pause, drawn towards a month where few exchanges are known, and held
/// within what the workspace wants.
fn expected_pause(tie: &Tie, settings: &FollowUps) -> f64 {
    const PRIOR_DAYS: f64 = 30.0;
    const PRIOR_WEIGHT: f64 = 4.0;
    let known = tie.messages() as f64;
    let own = tie.rhythm_days.unwrap_or(PRIOR_DAYS);
    let blended = (own * known + PRIOR_DAYS * PRIOR_WEIGHT) / (known + PRIOR_WEIGHT);
    let (shortest, longest) = (settings.shortest_days, settings.longest_days);
    blended.min(f64::from(longest)).max(f64::from(shortest))
}

fn weighed(tie: &Tie, found: &Found, around: &Circumstances) -> (Weighed, f64) {
    let round = |number: f64| (number * 100.0).round() / 100.0;
    let of_reason = around.learned.get(&found.reason).copied().unwrap_or(1.0);
    let sure = found.occasion.as_ref().map_or(1.0, |one| one.confidence);
    let (fit, learned) = (fit(found.reason) * sure, of_reason * tie.learned);
    let priority = tie.priority.factor();
    let weight = found.strength * found.urgency * fit * priority * learned;
    let weighed = Weighed {
        strength: round(found.strength),
        urgency: round(found.urgency),
        fit: round(fit),
        priority,
        learned: round(learned),
    };
    (weighed, round(weight))
}

fn told(tie: &Tie, first: &Found, all: &[Found], days: &Days, around: &Circumstances) -> Due {
    let (weighed, weight) = weighed(tie, first, around);
    let silence = days.silence.unwrap_or(days.known);
    let mut also: Vec<Reason> = all.iter().skip(1).map(|one| one.reason).collect();
    also.retain(|reason| *reason != first.reason);
    also.dedup();
    let occasion = first.occasion.clone();
    let silence = match first.reason {
        Reason::Answer => days.inbound.unwrap_or(silence),
        _ => silence,
    };
    let facts = Facts {
        silence_days: silence.round() as i64,
        rhythm_days: tie.rhythm_days.map(|days| days.round() as i64),
        due_after_days: first.due_after_days,
        wanted_days: tie.wanted_days,
        interactions: tie.messages(),
        inbound: tie.inbound,
        outbound: tie.outbound,
        last_subject: tie.last_subject.clone(),
        days_ago: occasion
            .as_ref()
            .map(|one| occasions::days_ago(one, around.now)),
        about: occasion.as_ref().and_then(|one| one.about),
        happened: occasion.as_ref().and_then(|one| one.happened.clone()),
        what: occasion.map(|one| one.what).unwrap_or_default(),
        also,
        weighed,
    };
    Due {
        reason: first.reason,
        pool: pool(tie, &around.settings, days),
        weight,
        facts,
        promises: occasions::open_promises(tie),
    }
}

fn pool(tie: &Tie, settings: &FollowUps, days: &Days) -> Pool {
    let is_dormant = tie.wanted_days.is_none()
        && days
            .silence
            .is_some_and(|silence| silence >= DORMANT_AFTER_DAYS.max(patience(tie, settings)));
    if is_dormant {
        Pool::Dormant
    } else {
        Pool::Active
    }
}

/// Until when a decision keeps somebody from being suggested.
pub fn holds_until(decided: Decided) -> DateTime<Utc> {
    match decided {
        Decided::Done(at) => at + Duration::days(FOLLOWED_UP_DAYS),
        Decided::Acted { until, .. } => until,
        Decided::Dismissed(at) => at + Duration::days(DISMISSED_DAYS),
        Decided::SnoozedUntil(until) => until,
    }
}
