//! What may go wrong with a call. No key is in it; a provider's own words are, and may quote
//! the request.

use std::time::Duration;

use crate::{budget::Refusal, check::Finding};

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// 401 and 403.
    #[error("the key is missing or not accepted")]
    Key,
    /// 404: the address or the model is not there.
    #[error("there is no such model or address")]
    Model,
    /// 402, or the account's own limit is used up: waiting does not help.
    #[error("the account at the provider has no credit left")]
    Credit,
    /// Any other refusal, in the provider's words, without secrets and at most 300 letters.
    #[error("the provider refuses the request: {0}")]
    Request(String),
    /// 408, 429, 5xx and 529, with the pause that the provider asks for.
    #[error("the provider is busy")]
    Busy { retry_after: Option<Duration> },
    /// No connection came about.
    #[error("the provider cannot be reached")]
    Away,
    #[error("the provider did not answer in time")]
    Late,
    #[error("the answer broke off")]
    Broken,
    #[error("the answer is not what the API describes: {0}")]
    Strange(&'static str),
    /// The answer reached the most tokens before its end.
    #[error("the answer was cut off at its longest")]
    Cut,
    #[error("the model declined to answer")]
    Declined,
    /// Where in the answer, and which rule of the schema.
    #[error("the answer does not follow the schema: {0}")]
    Schema(String),
    #[error("the budget does not allow it: {0}")]
    Budget(#[from] Refusal),
    /// The prompt is longer than [`crate::prompt::LONGEST`].
    #[error("the prompt is too long")]
    TooLong,
    #[error("{0}")]
    Unable(&'static str),
    /// The text says what it may not; it was paid for, but is not given out.
    #[error("the text does not hold to what is known: {}", words(.0))]
    Unsound(Vec<Finding>),
}

impl Error {
    /// Whether the same call may succeed after a pause, and surely cost nothing.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Busy { .. } | Self::Away)
    }

    /// Whether work may have been done, and charged for, although no answer came.
    pub(crate) fn may_have_cost(&self) -> bool {
        matches!(self, Self::Late | Self::Broken | Self::Strange(_))
    }
}

fn words(findings: &[Finding]) -> String {
    let words: Vec<String> = findings.iter().map(ToString::to_string).collect();
    words.join("; ")
}
