//! All that is known of one tie when it is judged: what was exchanged, what gives an
//! occasion to write, and what holds back.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::types::{Happened, Reason};

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
    /// Whether what they wrote since I did wants an answer: it asks, or is no mere closing line.
    pub last_asks: bool,
    /// Whether one of these messages names me among those it is to.
    pub last_is_direct: bool,
    pub rhythm_days: Option<f64>,
    pub spread_days: Option<f64>,
    pub last_subject: String,
    /// How often a person said they want to be in touch.
    pub wanted_days: Option<i64>,
    /// When the contact came to be known here.
    pub known_since: DateTime<Utc>,
    pub priority: Priority,
    pub occasions: Vec<Occasion>,
    pub restraint: Restraint,
    /// What decisions about this person taught; 1 where nothing was learned.
    pub learned: f64,
}

/// How much a person said that this contact matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Priority {
    High,
    #[default]
    Normal,
    Low,
}

/// Something beside silence that is a reason to write.
#[derive(Clone, Debug, PartialEq)]
pub struct Occasion {
    pub reason: Reason,
    /// When it was, or is to come.
    pub at: DateTime<Utc>,
    pub what: String,
    pub happened: Option<Happened>,
    /// Of the message that it stands in.
    pub subject: String,
    /// Where it stands: an interaction, a task, an event.
    pub about: Option<Uuid>,
    /// How sure it is, 0 to 1.
    pub confidence: f64,
}

impl Occasion {
    /// Whether it is a promise after which its side did not write, by when they and I wrote last.
    pub fn is_open_promise(&self, [inbound, outbound]: [Option<DateTime<Utc>>; 2]) -> bool {
        match self.reason {
            Reason::OwnPromise => outbound.is_none_or(|at| at <= self.at),
            Reason::TheirPromise => inbound.is_none_or(|at| at <= self.at),
            _ => false,
        }
    }
}

/// What may keep from suggesting somebody, whatever the reason.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Restraint {
    pub never: bool,
    pub archived: bool,
    /// Nobody reads what is sent to the only address.
    pub automated: bool,
    pub unreachable: bool,
    pub decided: Option<Decided>,
    /// The last day of an absence.
    pub away_until: Option<NaiveDate>,
}

/// What a person last decided or did about a suggestion, as long as it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    Done(DateTime<Utc>),
    /// A suggestion closed because I wrote.
    Acted {
        at: DateTime<Utc>,
        until: DateTime<Utc>,
    },
    Dismissed(DateTime<Utc>),
    SnoozedUntil(DateTime<Utc>),
}

impl Priority {
    pub fn factor(self) -> f64 {
        match self {
            Self::High => 1.5,
            Self::Normal => 1.0,
            Self::Low => 0.5,
        }
    }
}

impl Tie {
    pub fn last_at(&self) -> Option<DateTime<Utc>> {
        self.last_inbound_at
            .max(self.last_outbound_at)
            .max(self.last_contact_at)
    }

    pub fn messages(&self) -> i64 {
        self.inbound + self.outbound
    }

    pub fn is_mutual(&self) -> bool {
        self.last_inbound_at.is_some() && self.last_outbound_at.is_some()
    }
}
