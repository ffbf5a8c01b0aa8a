//! The kinds of news, and how one is told of each unless one says otherwise.

use serde::Serialize;
use utoipa::ToSchema;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Suggestions,
    Reminders,
    LifeEvents,
    Imports,
    Review,
    Failures,
    Backups,
}

/// By which ways one is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ways {
    pub in_app: bool,
    pub mail: bool,
    pub push: bool,
}

impl Kind {
    pub const ALL: [Self; 7] = [
        Self::Suggestions,
        Self::Reminders,
        Self::LifeEvents,
        Self::Imports,
        Self::Review,
        Self::Failures,
        Self::Backups,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Suggestions => "suggestions",
            Self::Reminders => "reminders",
            Self::LifeEvents => "life_events",
            Self::Imports => "imports",
            Self::Review => "review",
            Self::Failures => "failures",
            Self::Backups => "backups",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Suggestions => "Suggestions",
            Self::Reminders => "Reminders",
            Self::LifeEvents => "Life events",
            Self::Imports => "Imports",
            Self::Review => "Review",
            Self::Failures => "Failures",
            Self::Backups => "Backups",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Suggestions => "Each morning, whom to write to",
            Self::Reminders => "A task is coming, as you wanted to know",
            Self::LifeEvents => "A new job, a move, a launch",
            Self::Imports => "An import is over, or failed",
            Self::Review => "More contacts may be one person",
            Self::Failures => "What you ordered failed; for owners, also what comes back by itself",
            Self::Backups => "A backup failed; for the operator",
        }
    }

    /// Mails speak of what cannot wait for the digest; pushes go to browsers that were let in.
    pub fn usual(self) -> Ways {
        let (mail, push) = match self {
            Self::Suggestions => (false, true),
            Self::Reminders => (false, true),
            Self::LifeEvents | Self::Review => (false, false),
            Self::Imports => (false, true),
            Self::Failures | Self::Backups => (true, true),
        };
        Ways {
            in_app: true,
            mail,
            push,
        }
    }
}
