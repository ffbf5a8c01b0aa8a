//! What to make: whose mailbox, how large, over which time.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Everything that decides the mailbox; equal plans give equal bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub seed: u64,
    /// The end of the mailbox: no message is later.
    pub now: DateTime<Utc>,
    pub me: Me,
    pub people: usize,
    /// Exactly so many messages are written.
    pub messages: usize,
    /// How far back the mailbox reaches from `now`.
    pub years: f32,
}

/// The owner of the mailbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    pub name: String,
    pub email: String,
    /// Further addresses of the owner; about a tenth of the threads use one.
    pub other_emails: Vec<String>,
}

impl Plan {
    pub(crate) fn end(&self) -> i64 {
        self.now.timestamp()
    }

    pub(crate) fn start(&self) -> i64 {
        self.end() - (f64::from(self.years.max(0.05)) * 365.25 * 86_400.0) as i64
    }
}

impl Me {
    pub(crate) fn given(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or(&self.name)
    }

    pub(crate) fn family(&self) -> &str {
        self.name.split_whitespace().last().unwrap_or(&self.name)
    }
}

/// The plan of the demonstration workspace: two years of a designer's mail.
pub fn demonstration(now: DateTime<Utc>) -> Plan {
    Plan {
        seed: 7_341,
        now,
        me: Me {
            name: "Ada Berg".into(),
            email: "ada@kestrel.example".into(),
            other_emails: vec!["ada.berg@mailbox.example".into()],
        },
        people: 300,
        messages: 6_000,
        years: 2.0,
    }
}
