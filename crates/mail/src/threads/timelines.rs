//! Messages of one subject between two people, by time: which of them goes on with which.
//!
//! A message that names no other goes on with the latest one before it of the same base subject:
//! a reply with one within half a year, if the two share a tie, that is, the sender of each is
//! among the people of the other; any other with one of the same days, if the people are the same.
//! Invariant: which one that is depends on the messages alone, not on the order in which they come.

use std::collections::BTreeMap;

use super::Trace;
use super::recent::Recent;

const DAY: i64 = 86_400;
/// Seconds within which a reply looks for what it answers.
pub const REPLY_WITHIN: i64 = 180 * DAY;
const REPEATED_WITHIN: i64 = 4 * DAY;

/// A message at its place in time; the number decides between those of one second.
type Place = (i64, i64);

/// One message on a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    pub time: i64,
    pub id: i64,
    pub circle: i64,
    pub is_reply: bool,
    /// Whether it names no other message.
    pub is_open: bool,
}

impl From<&Trace> for Mark {
    fn from(trace: &Trace) -> Self {
        Mark {
            time: trace.time,
            id: trace.id,
            circle: trace.circle,
            is_reply: trace.is_reply,
            is_open: trace.is_open(),
        }
    }
}

impl Mark {
    fn place(&self) -> Place {
        (self.time, self.id)
    }

    /// How far back it may go on.
    fn reach(&self) -> i64 {
        if self.is_reply {
            REPLY_WITHIN
        } else {
            REPEATED_WITHIN
        }
    }

    /// Whether it may go on with an earlier one of its tie.
    fn may_follow(&self, earlier: &Mark) -> bool {
        self.is_open
            && self.time - earlier.time <= self.reach()
            && (self.is_reply || self.circle == earlier.circle)
    }
}

#[derive(Debug)]
pub struct Timelines {
    ties: Recent<BTreeMap<Place, Mark>>,
    longest: usize,
}

impl Default for Timelines {
    fn default() -> Self {
        Self::remembering(usize::MAX, usize::MAX)
    }
}

impl Timelines {
    /// Ties beyond this number are forgotten, and on one tie the messages farthest from the newest
    /// to come.
    pub(super) fn remembering(ties: usize, longest: usize) -> Self {
        Timelines {
            ties: Recent::new(ties),
            longest,
        }
    }

    /// Lays a message on all of its ties.
    pub fn note(&mut self, trace: &Trace) {
        for tie in &trace.ties {
            self.note_on(*tie, Mark::from(trace));
        }
    }

    pub fn note_on(&mut self, tie: i64, mark: Mark) {
        if self.ties.get(tie).is_none() {
            self.ties.insert(tie, BTreeMap::new());
        }
        let longest = self.longest;
        if let Some(line) = self.ties.get(tie) {
            line.insert(mark.place(), mark);
            if line.len() > longest {
                drop_farthest(line, mark.time);
            }
        }
    }

    /// The message that this one goes on with.
    pub fn before(&mut self, trace: &Trace) -> Option<Mark> {
        let new = Mark::from(trace);
        let earliest = (new.time.saturating_sub(new.reach()), i64::MIN);
        let mut found: Option<Mark> = None;
        for tie in trace.ties.iter().filter(|_| new.is_open) {
            let line = self.ties.get(*tie);
            let earlier = line.and_then(|line| {
                let mut before = line.range(earliest..new.place()).rev();
                before.find_map(|(_, mark)| new.may_follow(mark).then_some(*mark))
            });
            found = found.into_iter().chain(earlier).max_by_key(Mark::place);
        }
        found
    }

    /// Those that may go on with this one, unless another is nearer to them.
    pub fn after(&mut self, trace: &Trace) -> Vec<Mark> {
        let new = Mark::from(trace);
        let latest = (new.time.saturating_add(REPLY_WITHIN), i64::MAX);
        let mut found = Vec::new();
        for tie in &trace.ties {
            let Some(line) = self.ties.get(*tie) else {
                continue;
            };
            let behind = (new.time, new.id.saturating_add(1))..=latest;
            let mut later = line.range(behind).map(|(_, mark)| *mark).peekable();
            found.extend(later.peek().filter(|next| next.may_follow(&new)));
            let repeated = later.find(|mark| mark.circle == new.circle);
            found.extend(repeated.filter(|mark| mark.may_follow(&new)));
        }
        found.sort_unstable_by_key(Mark::place);
        found.dedup();
        found
    }
}

fn drop_farthest(line: &mut BTreeMap<Place, Mark>, time: i64) {
    let distance =
        |end: Option<(&Place, &Mark)>| end.map_or(0, |(place, _)| place.0.abs_diff(time));
    if distance(line.first_key_value()) >= distance(line.last_key_value()) {
        line.pop_first();
    } else {
        line.pop_last();
    }
}
