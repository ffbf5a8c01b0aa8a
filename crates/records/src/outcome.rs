//! What reading gives: a record or the reason why there is none, each with the place to go on from.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::record::Record;

/// Where a reader stands: everything before it has been given out.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cursor {
    /// Bytes of the file, as UTF-8 where it is UTF-16, that have been given out whole.
    pub offset: u64,
    /// Items given out of the part that begins at `offset`.
    pub part: u32,
}

/// One answer of a reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Go on from here to continue behind this item.
    pub cursor: Cursor,
    /// Counts rows, cards, entries, components or messages from 1.
    pub number: u64,
    pub outcome: Result<Record, Rejection>,
}

/// A part of the file that became no record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejection {
    /// Byte at which the part begins.
    pub offset: u64,
    pub reason: Reason,
    /// The part as it stands, at most [`Rejection::KEPT`] bytes of it.
    pub raw: String,
}

impl Rejection {
    /// Bytes of a rejected part that are kept.
    pub const KEPT: usize = 64 * 1024;

    pub(crate) fn new(offset: u64, reason: Reason, raw: &[u8]) -> Self {
        let kept = &raw[..raw.len().min(Self::KEPT)];
        Rejection {
            offset,
            reason,
            raw: crate::charset::text(kept, None),
        }
    }
}

/// Why a part became no record.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Reason {
    #[error("longer than {limit} bytes")]
    TooLarge { limit: usize },
    #[error("a quoted field never ends")]
    UnclosedQuote,
    #[error("{found} fields where the header has {expected}")]
    Ragged { expected: usize, found: usize },
    #[error("nothing to know a person by")]
    Nobody,
    #[error("no time that can be read: {text}")]
    NoTime { text: String },
    #[error("not understood: {detail}")]
    Malformed { detail: String },
    #[error("the file ends in the middle of this")]
    CutOff,
    #[error("recurs in a way that is not understood: {rule}")]
    Recurrence { rule: String },
    #[error("a line of the program, not of a person: {what}")]
    Service { what: String },
    #[error("nothing was said or sent")]
    Empty,
    #[error("not a meeting: {what}")]
    NotAMeeting { what: String },
    #[error("there is no place for this: {what}")]
    NoPlace { what: String },
    #[error("in a table that is left out")]
    LeftOut,
}

impl Reason {
    /// The part was understood and holds nothing to import, as against one that failed.
    pub fn is_skip(&self) -> bool {
        matches!(
            self,
            Reason::Service { .. }
                | Reason::Empty
                | Reason::NotAMeeting { .. }
                | Reason::NoPlace { .. }
                | Reason::LeftOut
        )
    }

    /// One word for counting.
    pub fn code(&self) -> &'static str {
        match self {
            Reason::TooLarge { .. } => "too_large",
            Reason::UnclosedQuote => "unclosed_quote",
            Reason::Ragged { .. } => "ragged",
            Reason::Nobody => "nobody",
            Reason::NoTime { .. } => "no_time",
            Reason::Malformed { .. } => "malformed",
            Reason::CutOff => "cut_off",
            Reason::Recurrence { .. } => "recurrence",
            Reason::Service { .. } => "service",
            Reason::Empty => "empty",
            Reason::NotAMeeting { .. } => "not_a_meeting",
            Reason::NoPlace { .. } => "no_place",
            Reason::LeftOut => "left_out",
        }
    }

    pub(crate) fn malformed(detail: impl ToString) -> Self {
        Reason::Malformed {
            detail: detail.to_string(),
        }
    }
}
