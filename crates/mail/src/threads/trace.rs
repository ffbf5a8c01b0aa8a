//! What places a message in a conversation, as numbers that can be kept and compared.
//! Invariant: the same clues give the same numbers in every version and on every machine.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Clues, parents};
use crate::subject;

/// Of mail to more people only these count, the sender apart.
const PEOPLE: usize = 8;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// Of the message itself.
    pub id: i64,
    /// Of the messages that it names, oldest first.
    pub answers: Vec<i64>,
    /// The base subject between the sender and each of the others; none where there is no subject.
    pub ties: Vec<i64>,
    /// The base subject among all people of the message.
    pub circle: i64,
    /// Whether the subject says that the message answers or forwards another.
    pub is_reply: bool,
    /// Seconds since 1970.
    pub time: i64,
}

impl From<&Clues<'_>> for Trace {
    fn from(clues: &Clues<'_>) -> Self {
        let base = subject::base(clues.subject);
        let (ties, circle) = if base.is_empty() {
            (Vec::new(), 0)
        } else {
            among(&base, &clues.participants)
        };
        Trace {
            id: number_of(clues.message_id),
            answers: parents(clues).into_iter().map(number_of).collect(),
            ties,
            circle,
            is_reply: subject::is_reply(clues.subject),
            time: clues.date.timestamp(),
        }
    }
}

impl Trace {
    /// Whether it names no other message, so that its subject tells.
    pub fn is_open(&self) -> bool {
        self.answers.is_empty()
    }
}

/// The number of a message identifier.
pub fn number_of(id: &str) -> i64 {
    number(&["id", id])
}

/// The ties of the first one, the sender, and the circle of all.
fn among(base: &str, participants: &[&str]) -> (Vec<i64>, i64) {
    let sender = participants.first().copied().unwrap_or_default();
    let mut others: Vec<&str> = Vec::new();
    for other in participants {
        if *other != sender && !others.contains(other) && others.len() < PEOPLE {
            others.push(other);
        }
    }
    let tie = |other: &&str| number(&["tie", base, sender.min(other), sender.max(other)]);
    let ties = if others.is_empty() {
        vec![tie(&sender)]
    } else {
        others.iter().map(tie).collect()
    };
    let mut all = others;
    all.push(sender);
    all.sort_unstable();
    let circle: Vec<&str> = ["circle", base].into_iter().chain(all).collect();
    (ties, number(&circle))
}

/// The first eight bytes of the digest of the lines.
fn number(lines: &[&str]) -> i64 {
    let hash = Sha256::digest(lines.join("\n").as_bytes());
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hash[..8]);
    i64::from_be_bytes(bytes)
}
