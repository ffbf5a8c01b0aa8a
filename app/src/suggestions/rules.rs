//! Who is due, as a pure function of what was counted. The stronger the tie, the
//! earlier it is guarded; nobody is pressed who left three messages unanswered.

use chrono::{DateTime, Utc};

use super::types::{Facts, Reason};

#[derive(Clone, Debug)]
pub struct Tie {
    pub score: f64,
    pub inbound: i64,
    pub outbound: i64,
    pub last_inbound_at: Option<DateTime<Utc>>,
    pub last_outbound_at: Option<DateTime<Utc>>,
    /// How many of my messages in a row they have not answered.
    pub unanswered: i64,
    /// Whether the last message wants an answer: it asks, or it is no mere closing line.
    pub last_asks: bool,
    pub rhythm_days: Option<f64>,
    pub spread_days: Option<f64>,
    pub last_subject: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    pub reason: Reason,
    pub weight: f64,
    pub facts: Facts,
}

const ANSWER_AFTER_DAYS: f64 = 1.5;
const ANSWER_UNTIL_DAYS: f64 = 45.0;
const SHORTEST_RHYTHM: f64 = 10.0;
const LONGEST_RHYTHM: f64 = 180.0;
const WEAKEST_ACTIVE: f64 = 2.5;
const DORMANT_AFTER_DAYS: f64 = 365.0;
const DORMANT_UNTIL_DAYS: f64 = 5.0 * 365.0;
const FORMERLY_CLOSE: i64 = 8;
const GAVE_UP: i64 = 3;

pub fn due(tie: &Tie, now: DateTime<Utc>) -> Option<Due> {
    if tie.inbound == 0 || tie.outbound == 0 || tie.unanswered >= GAVE_UP {
        return None;
    }
    let since = |at: Option<DateTime<Utc>>| at.map(|at| (now - at).num_seconds() as f64 / 86_400.0);
    let inbound = since(tie.last_inbound_at)?;
    let outbound = since(tie.last_outbound_at)?;
    let silence = inbound.min(outbound);
    let is_in_time = (ANSWER_AFTER_DAYS..ANSWER_UNTIL_DAYS).contains(&inbound);
    if inbound < outbound && tie.last_asks && is_in_time {
        return Some(awaiting(tie, inbound));
    }
    if silence < DORMANT_AFTER_DAYS {
        fading(tie, silence)
    } else {
        dormant(tie, silence)
    }
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

fn fading(tie: &Tie, silence: f64) -> Option<Due> {
    let rhythm = expected_pause(tie);
    let slack = (tie.spread_days.unwrap_or(rhythm) / 2.0).clamp(rhythm * 0.25, rhythm);
    if tie.score < WEAKEST_ACTIVE || silence < rhythm + slack {
        return None;
    }
    let overdue = (silence / (rhythm + slack)).min(3.0);
    Some(found(
        tie,
        Reason::KeepInTouch,
        silence,
        tie.score * (0.7 + 0.3 * overdue),
    ))
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

/// The usual pause, drawn towards a month where few exchanges are known.
fn expected_pause(tie: &Tie) -> f64 {
    const PRIOR_DAYS: f64 = 30.0;
    const PRIOR_WEIGHT: f64 = 4.0;
    let known = (tie.inbound + tie.outbound) as f64;
    let own = tie.rhythm_days.unwrap_or(PRIOR_DAYS);
    let blended = (own * known + PRIOR_DAYS * PRIOR_WEIGHT) / (known + PRIOR_WEIGHT);
    blended.clamp(SHORTEST_RHYTHM, LONGEST_RHYTHM)
}

fn found(tie: &Tie, reason: Reason, silence: f64, weight: f64) -> Due {
    let facts = Facts {
        silence_days: silence.round() as i64,
        rhythm_days: tie.rhythm_days.map(|_| expected_pause(tie).round() as i64),
        interactions: tie.inbound + tie.outbound,
        last_subject: tie.last_subject.clone(),
    };
    Due {
        reason,
        weight: (weight * 100.0).round() / 100.0,
        facts,
    }
}
