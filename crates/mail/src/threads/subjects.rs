//! Conversations by subject and people, for messages that name no other.
//! Two messages of one base subject belong together if one is a reply, each has the other's sender
//! among its people, and half a year lies between them at most; or if neither is a reply, the
//! people are the same, and they are of the same days.

use super::recent::Recent;
use super::{Clues, hash};
use crate::subject;

/// Conversations of one subject that are kept apart; the oldest goes first.
const CANDIDATES: usize = 8;
/// Of mail to more people only these count.
const PEOPLE: usize = 16;
const DAY: u64 = 86_400;
const REPLY_WITHIN: u64 = 180 * DAY;
const REPEATED_WITHIN: u64 = 4 * DAY;

#[derive(Debug)]
pub(super) struct Subjects(Recent<Vec<Candidate>>);

#[derive(Debug)]
struct Candidate {
    node: u64,
    is_reply: bool,
    sender: u64,
    /// Sorted, the sender included.
    people: Vec<u64>,
    time: i64,
}

impl Subjects {
    pub(super) fn new(limit: usize) -> Self {
        Subjects(Recent::new(limit))
    }

    /// A message of the conversation that this one goes on with: the nearest in time.
    pub(super) fn find(&mut self, clues: &Clues<'_>) -> Option<u64> {
        let new = Candidate::of(clues, 0);
        let known = self.0.get(key(clues)?)?;
        known
            .iter()
            .filter(|known| known.goes_with(&new))
            .min_by_key(|known| known.time.abs_diff(new.time))
            .map(|known| known.node)
    }

    pub(super) fn note(&mut self, clues: &Clues<'_>, node: u64) {
        let Some(key) = key(clues) else {
            return;
        };
        let new = Candidate::of(clues, node);
        match self.0.get(key) {
            Some(known) => {
                if known.len() == CANDIDATES {
                    known.remove(0);
                }
                known.push(new);
            }
            None => self.0.insert(key, vec![new]),
        }
    }
}

fn key(clues: &Clues<'_>) -> Option<u64> {
    let base = subject::base(clues.subject);
    (!base.is_empty()).then(|| hash(base))
}

impl Candidate {
    fn of(clues: &Clues<'_>, node: u64) -> Self {
        let sender = hash(clues.participants.first().copied().unwrap_or(""));
        let mut people: Vec<u64> = clues.participants.iter().take(PEOPLE).map(hash).collect();
        people.sort_unstable();
        people.dedup();
        Candidate {
            node,
            is_reply: subject::is_reply(clues.subject),
            sender,
            people,
            time: clues.date.timestamp(),
        }
    }

    fn goes_with(&self, other: &Candidate) -> bool {
        let distance = self.time.abs_diff(other.time);
        if self.is_reply || other.is_reply {
            distance <= REPLY_WITHIN
                && self.people.contains(&other.sender)
                && other.people.contains(&self.sender)
        } else {
            distance <= REPEATED_WITHIN && self.people == other.people
        }
    }
}
