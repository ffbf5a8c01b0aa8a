//! What was written, counted while writing.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::message::Message;
use crate::plan::Plan;
use crate::schedule::{Author, Exchange, Form, NoticeClass};
use crate::world::World;

/// The truth about a written mailbox.
///
/// `from_me + from_people + meetings + automated == messages`; `automated` is
/// the sum of `newsletters` to `bounces`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub messages: usize,
    pub from_me: usize,
    pub from_people: usize,
    /// Invitations and acceptances, from either side.
    pub meetings: usize,
    pub automated: usize,
    pub newsletters: usize,
    pub notifications: usize,
    pub receipts: usize,
    pub list_posts: usize,
    pub auto_replies: usize,
    pub bounces: usize,
    /// Exchanges between people, meetings among them.
    pub threads: usize,
    /// People of whom at least one letter or invitation came.
    pub people_heard_from: usize,
    /// People to whom the owner wrote, directly or as a copy.
    pub people_written_to: usize,
    /// People who wrote and to whom the owner wrote too.
    pub people_answered: usize,
    /// Different addresses that the owner wrote to.
    pub addresses_written_to: usize,
    pub html_only: usize,
    pub with_attachment: usize,
    pub with_copies: usize,
    /// Seconds since 1970 of the first and the last message.
    pub first: i64,
    pub last: i64,
}

pub(super) struct Count {
    summary: Summary,
    mine: Vec<String>,
    heard: Vec<bool>,
    written: Vec<bool>,
    addresses: HashSet<u64>,
}

impl Count {
    pub fn new(plan: &Plan, world: &World) -> Self {
        let count = world.people.len();
        let mut mine = plan.me.other_emails.clone();
        mine.push(plan.me.email.clone());
        Self {
            summary: Summary::default(),
            mine,
            heard: vec![false; count],
            written: vec![false; count],
            addresses: HashSet::new(),
        }
    }

    fn message(&mut self, at: i64) {
        if self.summary.messages == 0 {
            self.summary.first = at;
        }
        self.summary.last = at;
        self.summary.messages += 1;
    }

    pub fn letter(&mut self, exchange: &Exchange, position: u8, at: i64, world: &World) {
        self.message(at);
        self.summary.threads += usize::from(position == 0);
        let author = exchange.author(position);
        match (exchange.form, author) {
            (Form::Meeting, _) => self.summary.meetings += 1,
            (_, Author::Me) => self.summary.from_me += 1,
            (_, Author::Person(_)) => self.summary.from_people += 1,
        }
        match author {
            Author::Person(index) => self.heard[index] = true,
            Author::Me => self.written_to(exchange, position, at, world),
        }
    }

    fn written_to(&mut self, exchange: &Exchange, position: u8, at: i64, world: &World) {
        let copied = exchange.form != Form::Introduction || position == 1;
        let others = exchange
            .others
            .iter()
            .filter(|_| copied)
            .map(|other| *other as usize);
        for index in std::iter::once(exchange.person).chain(others) {
            self.written[index] = true;
            self.addresses
                .insert(crate::dice::hash(world.people[index].email_at(at)));
        }
    }

    pub fn notice(&mut self, class: NoticeClass, at: i64) {
        self.message(at);
        self.summary.automated += 1;
        let count = match class {
            NoticeClass::Newsletter => &mut self.summary.newsletters,
            NoticeClass::Notification => &mut self.summary.notifications,
            NoticeClass::Receipt => &mut self.summary.receipts,
            NoticeClass::List => &mut self.summary.list_posts,
            NoticeClass::AutoReply => &mut self.summary.auto_replies,
            NoticeClass::Bounce => &mut self.summary.bounces,
        };
        *count += 1;
    }

    pub fn shape(&mut self, message: &Message) {
        debug_assert!(message.delivered_to.is_some() != self.mine.contains(&message.from.email));
        let html = message
            .parts
            .iter()
            .all(|part| part.kind.starts_with("text/html"));
        self.summary.html_only += usize::from(html);
        self.summary.with_attachment += usize::from(message.attachment.is_some());
        self.summary.with_copies += usize::from(!message.cc.is_empty());
    }

    pub fn finish(mut self) -> Summary {
        let count = |flags: &[bool]| flags.iter().filter(|flag| **flag).count();
        self.summary.people_heard_from = count(&self.heard);
        self.summary.people_written_to = count(&self.written);
        self.summary.people_answered = self
            .heard
            .iter()
            .zip(&self.written)
            .filter(|(heard, written)| **heard && **written)
            .count();
        self.summary.addresses_written_to = self.addresses.len();
        self.summary
    }
}
