//! The score as a pure function of counted evidence. Constants and their reasons
//! stand in docs/score.md.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What was counted for one contact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Messages from them.
    pub inbound: i64,
    /// Messages to them.
    pub outbound: i64,
    pub first_at: Option<DateTime<Utc>>,
    pub last_inbound_at: Option<DateTime<Utc>>,
    /// Interactions no older than 30 days, 90 days, 1, 2 and 5 years; each counts once,
    /// in the youngest window it falls in.
    pub windows: [i64; 5],
    /// By how many channels.
    pub channels: i64,
}

/// How far back each window reaches: 30 and 90 days, 1, 2 and 5 years.
pub const WINDOW_DAYS: [i64; 5] = [30, 90, 365, 730, 1826];

/// The parts of a score, in points; they add up to the score, capped at 10.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScoreParts {
    /// 0–4: both sides write, and more than once.
    pub reciprocity: f64,
    /// 0–3: how recently they wrote.
    pub recency: f64,
    /// 0–2: how often, recent years counting more.
    pub frequency: f64,
    /// 0–1: by how many channels.
    pub breadth: f64,
    /// 0–2: since how long.
    pub tenure: f64,
}

const WINDOW_WEIGHTS: [f64; 5] = [1.0, 0.6, 0.25, 0.1, 0.04];
const RECENCY_HALF_LIFE_DAYS: f64 = 60.0;
const ENOUGH_EXCHANGES: f64 = 24.0;
const ENOUGH_FREQUENCY: f64 = 5.0;
const TENURE_YEARS: f64 = 3.0;

impl ScoreParts {
    pub fn total(&self) -> f64 {
        let sum = self.reciprocity + self.recency + self.frequency + self.breadth + self.tenure;
        (sum.min(10.0) * 10.0).round() / 10.0
    }
}

pub fn score(evidence: &Evidence, now: DateTime<Utc>) -> ScoreParts {
    let is_mutual = evidence.inbound > 0 && evidence.outbound > 0;
    let parts = ScoreParts {
        reciprocity: reciprocity(evidence.inbound as f64, evidence.outbound as f64),
        recency: evidence.last_inbound_at.map_or(0.0, |at| {
            3.0 * 0.5_f64.powf(days_between(at, now) / RECENCY_HALF_LIFE_DAYS)
        }),
        frequency: frequency(&evidence.windows),
        breadth: (evidence.channels.clamp(0, 3) as f64) / 3.0,
        tenure: match evidence.first_at {
            Some(first) if is_mutual => tenure(days_between(first, now) / 365.25),
            _ => 0.0,
        },
    };
    rounded(parts)
}

/// Balance counts half, the number of exchanges the other half, on a log scale.
fn reciprocity(inbound: f64, outbound: f64) -> f64 {
    let (fewer, more) = if inbound < outbound {
        (inbound, outbound)
    } else {
        (outbound, inbound)
    };
    if fewer == 0.0 {
        return 0.0;
    }
    let volume = ((1.0 + fewer).ln() / (1.0 + ENOUGH_EXCHANGES).ln()).min(1.0);
    4.0 * volume * (0.5 + 0.5 * fewer / more)
}

fn frequency(windows: &[i64; 5]) -> f64 {
    let weighted: f64 = windows
        .iter()
        .zip(WINDOW_WEIGHTS)
        .map(|(count, weight)| *count as f64 * weight)
        .sum();
    2.0 * (1.0 - (-weighted / ENOUGH_FREQUENCY).exp())
}

fn tenure(years: f64) -> f64 {
    2.0 * (1.0 - (-years / TENURE_YEARS).exp())
}

fn days_between(from: DateTime<Utc>, to: DateTime<Utc>) -> f64 {
    (to - from).num_seconds().max(0) as f64 / 86_400.0
}

fn rounded(parts: ScoreParts) -> ScoreParts {
    let round = |points: f64| (points * 100.0).round() / 100.0;
    ScoreParts {
        reciprocity: round(parts.reciprocity),
        recency: round(parts.recency),
        frequency: round(parts.frequency),
        breadth: round(parts.breadth),
        tenure: round(parts.tenure),
    }
}
