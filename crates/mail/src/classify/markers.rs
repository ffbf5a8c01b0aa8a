//! What a message says about how it was sent, as it stands in its headers.

use serde::{Deserialize, Serialize};

use super::facts::{AUTO_REPLIES, Facts};
use crate::header::fold_spaces;

/// Values are cut at this many characters.
const LONGEST: usize = 500;

/// Absent fields are none; flags are false where the mark is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Markers {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_post: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_unsubscribe: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub precedence: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_submitted: Option<String>,
    /// The value of X-Autoreply or one of its relatives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_reply: Option<String>,
    /// The sender's address takes no answers.
    pub no_reply: bool,
    /// The sender's address is an office's or a machine's.
    pub role: bool,
    /// A report about the delivery of another message.
    pub bounce: bool,
    /// An invitation or an answer to one.
    pub calendar: bool,
}

impl Markers {
    pub(super) fn of(facts: &Facts<'_>) -> Self {
        let field = |name: &str| {
            let value = fold_spaces(&facts.headers.first(name)?);
            Some(value.chars().take(LONGEST).collect::<String>())
        };
        Markers {
            list_id: field("List-Id"),
            list_post: field("List-Post"),
            list_unsubscribe: field("List-Unsubscribe"),
            precedence: field("Precedence"),
            auto_submitted: field("Auto-Submitted"),
            auto_reply: AUTO_REPLIES.iter().find_map(|name| field(name)),
            no_reply: facts.is_no_reply(),
            role: facts.is_role(),
            bounce: facts.is_bounce(),
            calendar: facts.is_calendar(),
        }
    }
}
