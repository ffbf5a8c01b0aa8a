//! Did a person write this by hand, and to whom?
//! Invariant: the judgement rests on headers, addresses, subject and structure; of the body only
//! the footer of mail to many is read, and only where no person is named as the sender.

mod facts;
mod hand;
mod lists;
mod markers;
mod sender;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::{address::Address, content::Content, header::Headers};
use facts::Facts;
pub use markers::Markers;
pub(crate) use sender::is_made_of;

/// Why a message counts as automated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Automated {
    /// It came through a discussion list.
    List,
    /// A newsletter or another mail to many.
    Bulk,
    /// A holiday notice or another automatic answer.
    AutoReply,
    /// The sender's address takes no answers.
    NoReply,
    /// The sender's address is an office, not a person.
    Role,
    /// A report of failed or delayed delivery.
    Bounce,
    /// An invitation or an answer to one.
    Calendar,
    /// Sent by a program on an event.
    Notification,
}

impl Automated {
    pub fn code(&self) -> &'static str {
        match self {
            Automated::List => "list",
            Automated::Bulk => "bulk",
            Automated::AutoReply => "auto-reply",
            Automated::NoReply => "no-reply",
            Automated::Role => "role",
            Automated::Bounce => "bounce",
            Automated::Calendar => "calendar",
            Automated::Notification => "notification",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Written by a person to people.
    Person,
    /// Written by a person to a discussion list.
    List,
    /// Sent to many subscribers.
    Newsletter,
    /// Written by a program.
    Automated,
}

impl Class {
    pub fn code(&self) -> &'static str {
        match self {
            Class::Person => "person",
            Class::List => "list",
            Class::Newsletter => "newsletter",
            Class::Automated => "automated",
        }
    }
}

pub(crate) struct Judgement {
    pub(crate) automated: Option<Automated>,
    pub(crate) class: Class,
    pub(crate) markers: Markers,
}

pub(crate) fn judge(
    headers: &Headers<'_>,
    from: &Address,
    title: &str,
    content: &Content,
) -> Judgement {
    let facts = Facts::new(headers, from, title, content);
    let automated = facts.why();
    let class = match automated {
        None => Class::Person,
        Some(Automated::List) => Class::List,
        Some(Automated::Bulk) => Class::Newsletter,
        Some(_) => Class::Automated,
    };
    Judgement {
        automated,
        class,
        markers: Markers::of(&facts),
    }
}
