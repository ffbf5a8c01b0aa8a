//! One part of a file: a row, a card, an entry, a component, a message.

use crate::outcome::Reason;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) offset: u64,
    pub(crate) end: u64,
    pub(crate) bytes: Vec<u8>,
    /// Why it cannot be read, known already.
    pub(crate) fault: Option<Reason>,
}

/// What is read of a part.
pub(crate) type Outcome = Result<crate::record::Record, Reason>;
