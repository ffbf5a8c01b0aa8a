//! What happened, as pure functions: of two statements about a person, of what somebody
//! wrote themselves, and of what their mail program answered.

mod announced;
mod away;
mod bios;
mod changed;
mod names;
mod phrases;
mod ranks;

use super::types::{Details, EventKind};

pub use announced::announced;
pub use away::told_by_answer;
pub use bios::{Bio, told_by_bio};
pub use changed::{Statement, changed};

/// Less sure ones are not kept.
pub const SURE: f64 = 0.7;

#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub kind: EventKind,
    pub summary: String,
    pub confidence: f64,
    /// The words that say it, as they stand in the source.
    pub quote: String,
    pub details: Details,
}

/// How much a source is believed after it was confirmed and called wrong so often: as if
/// it had been right four times before.
pub fn trust(confirmed: i64, wrong: i64) -> f64 {
    let right = confirmed as f64 + 4.0;
    (right / (right + wrong as f64)).clamp(0.5, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_that_errs_is_believed_less() {
        for (confirmed, wrong, expected) in [
            (0, 0, 1.0),
            (0, 1, 0.8),
            (0, 2, 0.67),
            (6, 1, 0.91),
            (0, 9, 0.5),
        ] {
            let trust = (trust(confirmed, wrong) * 100.0).round() / 100.0;
            assert_eq!(trust, expected, "{confirmed} right, {wrong} wrong");
        }
    }
}
