//! Which messages belong to one conversation, in whatever order they come.
//!
//! References and In-Reply-To join; a message without either goes on with the latest one before it
//! of the same subject and people ([`timelines`]). The method is Zawinski's message threading
//! (<https://www.jwz.org/doc/threading.html>) without the tree: sets that grow together.
//!
//! [`Trace`] and [`Timelines`] are the rule; whoever keeps messages applies it to what is kept.
//! [`Threads`] applies it to a stream in bounded memory: what has not been touched for 50,000
//! identifiers is forgotten. A chain of references still finds its key then, because the key is the
//! identifier of its root.
//! Invariant: a key once given out is never given up for one that was not.

mod recent;
#[cfg(test)]
mod tests;
mod timelines;
mod trace;

use std::collections::{HashSet, VecDeque};

use chrono::{DateTime, Utc};

use crate::extract::Extract;
use crate::message::{Address, Message};
use recent::Recent;
pub use timelines::{Mark, REPLY_WITHIN, Timelines};
pub use trace::{Trace, number_of};

/// Identifiers that are remembered for certain.
const IDENTIFIERS: usize = 50_000;
/// Of a longer chain of references the oldest and the newest are looked at.
const CHAIN: usize = 40;
/// Messages of one subject between two people that are remembered.
const LINE: usize = 32;
/// Subjects are looked at when so many messages more have come.
pub(crate) const LOOKAHEAD: usize = 1000;
/// Longer identifiers are no longer readable keys.
const LONGEST_KEY: usize = 250;

/// What one message tells about its conversation.
#[derive(Debug, Clone)]
pub struct Clues<'a> {
    pub message_id: &'a str,
    /// Oldest first.
    pub references: Vec<&'a str>,
    pub in_reply_to: Option<&'a str>,
    pub subject: &'a str,
    /// E-mail addresses, the sender's first.
    pub participants: Vec<&'a str>,
    pub date: DateTime<Utc>,
}

impl<'a> From<&'a Message> for Clues<'a> {
    fn from(message: &'a Message) -> Self {
        Clues {
            message_id: &message.message_id,
            references: message.references.iter().map(String::as_str).collect(),
            in_reply_to: message.in_reply_to.as_deref(),
            subject: &message.subject,
            participants: emails(&message.from, &[&message.to, &message.cc]),
            date: message.date,
        }
    }
}

impl<'a> From<&'a Extract> for Clues<'a> {
    fn from(record: &'a Extract) -> Self {
        Clues {
            message_id: &record.message_id,
            references: record.references.iter().map(String::as_str).collect(),
            in_reply_to: record.in_reply_to.as_deref(),
            subject: &record.subject,
            participants: emails(&record.from, &[&record.to, &record.cc]),
            date: record.date.unwrap_or_default(),
        }
    }
}

fn emails<'a>(from: &'a Address, others: &[&'a Vec<Address>]) -> Vec<&'a str> {
    let others = others.iter().flat_map(|list| list.iter());
    [from]
        .into_iter()
        .chain(others)
        .map(|address| address.email.as_str())
        .collect()
}

/// The conversations of one run over mailboxes.
#[derive(Debug)]
pub struct Threads {
    nodes: Recent<Node>,
    timelines: Timelines,
    /// Messages whose subject was not looked at yet, in the order in which they came.
    pending: VecDeque<Trace>,
    pending_ids: HashSet<i64>,
}

#[derive(Debug)]
enum Node {
    /// The first of its conversation, and its key.
    Root { key: Box<str>, is_given: bool },
    /// Belongs where this other one belongs.
    Member(i64),
}

impl Default for Threads {
    fn default() -> Self {
        Self::remembering(IDENTIFIERS)
    }
}

impl Threads {
    fn remembering(identifiers: usize) -> Self {
        Threads {
            nodes: Recent::new(identifiers),
            timelines: Timelines::remembering(identifiers / 4, LINE),
            pending: VecDeque::new(),
            pending_ids: HashSet::new(),
        }
    }

    /// Takes a message in. Its key may still change by later ones, until [`Threads::key`] gives
    /// it out.
    pub fn add(&mut self, clues: &Clues<'_>) {
        let trace = Trace::from(clues);
        self.node(clues.message_id, trace.id);
        let mut root = None;
        for (parent, id) in parents(clues).into_iter().zip(&trace.answers) {
            let node = self.node(parent, *id);
            root = Some(root.map_or(node, |root| self.join(root, node)));
        }
        if let Some(root) = root {
            self.join(root, trace.id);
        }
        for later in self.timelines.after(&trace) {
            if !self.pending_ids.contains(&later.id) {
                self.join(trace.id, later.id);
            }
        }
        self.timelines.note(&trace);
        self.pending_ids.insert(trace.id);
        self.pending.push_back(trace);
        if self.pending.len() > LOOKAHEAD {
            self.settle_next();
        }
    }

    /// Looks at the subjects of all messages so far, though others may stand between them that
    /// have not come yet.
    pub fn settle(&mut self) {
        while !self.pending.is_empty() {
            self.settle_next();
        }
    }

    fn settle_next(&mut self) {
        let Some(trace) = self.pending.pop_front() else {
            return;
        };
        self.pending_ids.remove(&trace.id);
        if let Some(earlier) = self.timelines.before(&trace) {
            self.join(earlier.id, trace.id);
        }
    }

    /// The key of the conversation of a message: the identifier of the message that began it, as
    /// far as is known.
    pub fn key(&mut self, message_id: &str) -> String {
        let own = self.node(message_id, number_of(message_id));
        let root = self.root(own);
        match self.nodes.get(root) {
            Some(Node::Root { key, is_given }) => {
                *is_given = true;
                key.to_string()
            }
            _ => message_id.to_owned(),
        }
    }

    fn node(&mut self, id: &str, node: i64) -> i64 {
        if self.nodes.get(node).is_none() {
            let key = readable(id);
            let is_given = false;
            self.nodes.insert(node, Node::Root { key, is_given });
        }
        node
    }

    /// Follows the members to their root, and shortens the way for the next time.
    fn root(&mut self, node: i64) -> i64 {
        let mut path = Vec::new();
        let mut at = node;
        while let Some(Node::Member(next)) = self.nodes.get(at) {
            path.push(at);
            at = *next;
        }
        for member in path {
            self.nodes.insert(member, Node::Member(at));
        }
        at
    }

    /// Makes one conversation of two. The older one's key stays, unless only the younger one's
    /// was given out.
    fn join(&mut self, older: i64, younger: i64) -> i64 {
        let (older, younger) = (self.root(older), self.root(younger));
        if older == younger {
            return older;
        }
        let only_younger = self.is_given(younger) && !self.is_given(older);
        let (root, member) = if only_younger {
            (younger, older)
        } else {
            (older, younger)
        };
        self.nodes.insert(member, Node::Member(root));
        root
    }

    fn is_given(&mut self, node: i64) -> bool {
        matches!(
            self.nodes.get(node),
            Some(Node::Root { is_given: true, .. })
        )
    }
}

/// What the message answers, oldest first.
fn parents<'a>(clues: &Clues<'a>) -> Vec<&'a str> {
    let references = &clues.references;
    let skipped = CHAIN / 2..references.len().saturating_sub(CHAIN / 2);
    let mut parents: Vec<&str> = references
        .iter()
        .enumerate()
        .filter(|(at, _)| !skipped.contains(at))
        .map(|(_, id)| *id)
        .chain(clues.in_reply_to)
        .filter(|id| !id.is_empty() && *id != clues.message_id)
        .collect();
    parents.dedup();
    parents
}

fn readable(id: &str) -> Box<str> {
    if id.len() <= LONGEST_KEY {
        id.into()
    } else {
        format!("long:{:016x}", number_of(id)).into()
    }
}
