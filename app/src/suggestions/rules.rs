//! Who is due, as a pure function of what was counted. The stronger the tie, the
//! earlier it is guarded; nobody is pressed who left three messages unanswered.

use chrono::{DateTime, Utc};

use super::{
    settings::FollowUps,
    types::{Facts, Patience, Reason},
};

#[derive(Clone, Debug)]
pub struct Tie {
    pub score: f64,
    pub inbound: i64,
    pub outbound: i64,
    pub last_inbound_at: Option<DateTime<Utc>>,
    pub last_outbound_at: Option<DateTime<Utc>>,
    /// Of any kind: a meeting or a call has no direction.
    pub last_contact_at: Option<DateTime<Utc>>,
    /// How many of my messages in a row they have not answered.
    pub unanswered: i64,
    /// Whether the last message wants an answer: it asks, or it is no mere closing line.
    pub last_asks: bool,
    pub rhythm_days: Option<f64>,
    pub spread_days: Option<f64>,
    pub last_subject: String,
    /// How often a person said they want to be in touch.
    pub wanted_days: Option<i64>,
    /// When the contact came to be known here.
    pub known_since: DateTime<Utc>,
    pub priority: Priority,
}

/// How much a person said that this contact matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Priority {
    High,
    #[default]
    Normal,
    Low,
}

impl Priority {
    fn factor(self) -> f64 {
        match self {
            Self::High => 1.5,
            Self::Normal => 1.0,
            Self::Low => 0.5,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    pub reason: Reason,
    pub weight: f64,
    pub facts: Facts,
}

const ANSWER_AFTER_DAYS: f64 = 1.5;
const ANSWER_UNTIL_DAYS: f64 = 45.0;
const WEAKEST_ACTIVE: f64 = 2.5;
const DORMANT_AFTER_DAYS: f64 = 365.0;
const DORMANT_UNTIL_DAYS: f64 = 5.0 * 365.0;
const FORMERLY_CLOSE: i64 = 8;
const GAVE_UP: i64 = 3;
/// Whom one wants to keep in touch with weighs as a tie of this score at least.
const WANTED_SCORE: f64 = 5.0;

pub fn due(tie: &Tie, settings: &FollowUps, now: DateTime<Utc>) -> Option<Due> {
    if tie.unanswered >= GAVE_UP {
        return None;
    }
    let since = |at: DateTime<Utc>| (now - at).num_seconds() as f64 / 86_400.0;
    let inbound = tie.last_inbound_at.map(since);
    let outbound = tie.last_outbound_at.map(since);
    if let (Some(inbound), Some(outbound)) = (inbound, outbound)
        && is_waiting(tie, inbound, outbound)
    {
        return Some(awaiting(tie, inbound));
    }
    if let Some(wanted) = tie.wanted_days {
        let silence = since(tie.last_at().unwrap_or(tie.known_since));
        return wanted_now(tie, wanted, silence);
    }
    let silence = tie
        .last_at()
        .map(since)
        .filter(|_| inbound.is_some() && outbound.is_some())?;
    let patience = patience(tie, settings);
    if silence < DORMANT_AFTER_DAYS.max(patience) {
        fading(tie, silence, patience)
    } else {
        dormant(tie, silence)
    }
}

impl Tie {
    fn last_at(&self) -> Option<DateTime<Utc>> {
        self.last_inbound_at
            .max(self.last_outbound_at)
            .max(self.last_contact_at)
    }

    fn messages(&self) -> i64 {
        self.inbound + self.outbound
    }
}

fn is_waiting(tie: &Tie, inbound: f64, outbound: f64) -> bool {
    let is_in_time = (ANSWER_AFTER_DAYS..ANSWER_UNTIL_DAYS).contains(&inbound);
    let is_last = tie.last_at() == tie.last_inbound_at;
    inbound < outbound && is_last && tie.last_asks && is_in_time
}

fn awaiting(tie: &Tie, silence: f64) -> Due {
    let urgency = 1.0 - silence / (2.0 * ANSWER_UNTIL_DAYS);
    found(
        tie,
        Reason::Answer,
        silence,
        1.0 + tie.score * (0.9 + 0.5 * urgency),
    )
}

/// As often as a person said, whatever the rhythm was.
fn wanted_now(tie: &Tie, wanted: i64, silence: f64) -> Option<Due> {
    let pause = wanted as f64;
    if silence < pause {
        return None;
    }
    let mut due = found(
        tie,
        Reason::KeepInTouch,
        silence,
        tie.score.max(WANTED_SCORE) * (0.7 + 0.3 * (silence / pause).min(3.0)),
    );
    due.facts.wanted_days = Some(wanted);
    due.facts.due_after_days = Some(wanted);
    Some(due)
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

fn fading(tie: &Tie, silence: f64, patience: f64) -> Option<Due> {
    if tie.score < WEAKEST_ACTIVE || silence < patience {
        return None;
    }
    let mut due = found(
        tie,
        Reason::KeepInTouch,
        silence,
        tie.score * (0.7 + 0.3 * (silence / patience).min(3.0)),
    );
    due.facts.due_after_days = Some(patience.round() as i64);
    Some(due)
}

fn dormant(tie: &Tie, silence: f64) -> Option<Due> {
    let exchanges = tie.inbound.min(tie.outbound);
    if exchanges < FORMERLY_CLOSE || silence > DORMANT_UNTIL_DAYS {
        return None;
    }
    let closeness = (1.0 + exchanges as f64).ln() / (1.0 + 100.0_f64).ln();
    let age = 1.0 - silence / (2.0 * DORMANT_UNTIL_DAYS);
    Some(found(
        tie,
        Reason::Reconnect,
        silence,
        4.0 * closeness.min(1.0) * age,
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

fn found(tie: &Tie, reason: Reason, silence: f64, weight: f64) -> Due {
    let facts = Facts {
        silence_days: silence.round() as i64,
        rhythm_days: tie.rhythm_days.map(|days| days.round() as i64),
        due_after_days: None,
        wanted_days: tie.wanted_days,
        interactions: tie.messages(),
        inbound: tie.inbound,
        outbound: tie.outbound,
        last_subject: tie.last_subject.clone(),
    };
    Due {
        reason,
        weight: (weight * tie.priority.factor() * 100.0).round() / 100.0,
        facts,
    }
}
