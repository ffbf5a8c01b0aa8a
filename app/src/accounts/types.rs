//! Who may sign up at this installation.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignupPolicy {
    Open,
    Invite,
    Closed,
}

impl SignupPolicy {
    pub const ALL: [Self; 3] = [Self::Open, Self::Invite, Self::Closed];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Invite => "invite",
            Self::Closed => "closed",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Open => "Anyone who reaches this Kith",
            Self::Invite => "Only with an invitation",
            Self::Closed => "Nobody",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.as_str() == text)
    }
}
