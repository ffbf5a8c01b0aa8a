//! What may happen in somebody's life, where that was read, and how sure it is.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum EventKind {
    JobChange,
    Promotion,
    Fundraising,
    ProductLaunch,
    Milestone,
    EventAttendance,
    Move,
}

impl EventKind {
    pub const ALL: [Self; 7] = [
        Self::JobChange,
        Self::Promotion,
        Self::Fundraising,
        Self::ProductLaunch,
        Self::Milestone,
        Self::EventAttendance,
        Self::Move,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::JobChange => "job_change",
            Self::Promotion => "promotion",
            Self::Fundraising => "fundraising",
            Self::ProductLaunch => "product_launch",
            Self::Milestone => "milestone",
            Self::EventAttendance => "event_attendance",
            Self::Move => "move",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::JobChange => "New job",
            Self::Promotion => "Promotion",
            Self::Fundraising => "Fundraising",
            Self::ProductLaunch => "Launch",
            Self::Milestone => "Milestone",
            Self::EventAttendance => "At an event",
            Self::Move => "Moved",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Where it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum EventSource {
    Signature,
    AutoReply,
    Mail,
    /// A record that was imported again.
    Record,
}

impl EventSource {
    pub const ALL: [Self; 4] = [Self::Signature, Self::AutoReply, Self::Mail, Self::Record];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Signature => "signature",
            Self::AutoReply => "auto_reply",
            Self::Mail => "mail",
            Self::Record => "record",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Signature => "their signature",
            Self::AutoReply => "an automatic answer",
            Self::Mail => "their message",
            Self::Record => "an imported record",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.as_str() == text)
    }
}

/// What is known of it beside the sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Details {
    pub company: Option<String>,
    pub title: Option<String>,
    pub old_company: Option<String>,
    pub old_title: Option<String>,
    pub place: Option<String>,
    /// They leave where they were.
    pub leaves: bool,
}

impl Details {
    /// Where they go is not known.
    pub fn is_farewell(&self) -> bool {
        let goes_on = self.company.is_some() || self.title.is_some();
        !goes_on && (self.leaves || self.old_company.is_some())
    }
}
