//! What is known when a message is to be written, and the message. The same request becomes a
//! prompt for a model, sentences from templates, and the context that either is held to.

mod channel;
mod prompt;
mod trigger;

use chrono::NaiveDate;

use crate::{
    check::{Context, sentences},
    languages::Language,
};
pub use channel::{Channel, Limits};
pub use trigger::{LifeEvent, Trigger};

/// Everything about one message to one person. Nothing of other contacts belongs in here: what
/// is not in it cannot be told.
#[derive(Clone, Debug)]
pub struct DraftRequest {
    pub language: Language,
    pub formality: Formality,
    pub channel: Channel,
    /// The whole first line, as the member greets this person.
    pub greeting: String,
    /// The line before the name.
    pub sign_off: String,
    pub signature: String,
    pub trigger: Trigger,
    /// What the last exchange was about, if that is known.
    pub subject: String,
    /// The person, such as name, company, role, place: what is known of them.
    pub person: Vec<Fact>,
    /// The last messages with them, the newest first.
    pub thread: Vec<Said>,
    /// The last times of contact of any kind, the newest first.
    pub contacts: Vec<Touch>,
    /// What is still open, whatever the reason for writing.
    pub promises: Vec<Promise>,
    /// How many words the member's messages to them usually have.
    pub usual_words: Option<u32>,
    /// What the member asks for, in their own words.
    pub instruction: Option<String>,
    pub variant: Variant,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Formality {
    #[default]
    Casual,
    Formal,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Variant {
    #[default]
    Usual,
    Warmer,
    Shorter,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// A word of the product's own: "name", "company".
    pub label: &'static str,
    pub value: String,
}

/// A message or note of the past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub direction: Direction,
    pub day: NaiveDate,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Written by the member.
    Out,
    /// Written by them.
    In,
}

/// What somebody said they would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    pub by: Direction,
    pub day: NaiveDate,
    /// As it was said.
    pub what: String,
    /// The subject of that message.
    pub subject: String,
}

/// One time of contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    pub kind: TouchKind,
    /// None where it has none, as a meeting.
    pub direction: Option<Direction>,
    pub day: NaiveDate,
    /// Empty where others know of it.
    pub subject: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TouchKind {
    Mail,
    Message,
    Call,
    Meeting,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Empty where the channel has none.
    pub subject: String,
    pub body: String,
}

impl DraftRequest {
    /// What a message may name: everything that stands in the request. What the member wrote
    /// is their own; the rest was said by others.
    pub fn context(&self) -> Context {
        let mut context = Context::default()
            .own(&self.sign_off)
            .own(&self.signature)
            .own(self.instruction.as_deref().unwrap_or_default())
            .theirs(&self.greeting)
            .theirs(&self.subject);
        for number in self.trigger.numbers() {
            context = context.own(&number.to_string());
        }
        for text in self.trigger.texts() {
            context = context.theirs(text);
        }
        for fact in &self.person {
            context = context.theirs(&fact.value);
        }
        for promise in &self.promises {
            context = context
                .own(&promise.day.to_string())
                .theirs(&promise.subject);
            context = match promise.by {
                Direction::Out => context.own(&promise.what),
                Direction::In => context.theirs(&promise.what),
            };
        }
        for touch in &self.contacts {
            context = context.own(&touch.day.to_string()).theirs(&touch.subject);
        }
        for said in &self.thread {
            context = context.own(&said.day.to_string());
            context = match said.direction {
                Direction::Out => context.own(&said.text),
                Direction::In => context.theirs(&said.text),
            };
        }
        context
    }

    /// What a model wrote without greeting and sign-off, which some write all the same.
    pub(crate) fn without_frame<'a>(&self, text: &'a str) -> &'a str {
        let mut text = text.trim();
        let greeting = self.greeting.trim();
        if !greeting.is_empty() {
            text = text.strip_prefix(greeting).unwrap_or(text).trim();
        }
        for end in [&self.signature, &self.sign_off] {
            let end = end.trim();
            let before = text.strip_suffix(end).filter(|_| !end.is_empty());
            text = before
                .filter(|before| before.ends_with('\n'))
                .unwrap_or(text)
                .trim();
        }
        text
    }

    /// The text, or as many of its sentences as have room; never fewer than a message has.
    pub(crate) fn fitting<'a>(&self, text: &'a str) -> &'a str {
        let room = self.room();
        let fits = |text: &str| text.chars().count() <= room;
        if fits(text) {
            return text;
        }
        let mut end = 0;
        let mut beginnings = Vec::new();
        for sentence in sentences(text) {
            let Some(at) = text[end..].find(sentence) else {
                return text;
            };
            end += at + sentence.len();
            beginnings.push(&text[..end]);
        }
        let fewest = self.channel.limits().fewest.saturating_sub(1);
        let mut long_enough = beginnings.into_iter().skip(fewest);
        long_enough.rfind(|text| fits(text)).unwrap_or(text)
    }

    /// The greeting, unless it takes more than its share of a short message.
    fn greeting_with_room(&self) -> &str {
        let greeting = self.greeting.trim();
        let share = self.channel.limits().letters / 4;
        if greeting.chars().count() <= share {
            greeting
        } else {
            ""
        }
    }

    /// Greeting, text and sign-off as this channel has them. In a letter they are paragraphs; in
    /// a chat nobody signs.
    pub(crate) fn assembled(&self, subject: &str, text: &str) -> Draft {
        let text = text.trim();
        let body = if self.channel.is_letter() {
            let end = format!("{}\n{}", self.sign_off.trim(), self.signature.trim());
            [self.greeting.trim(), text, end.trim()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join("\n\n")
        } else {
            format!("{}\n{text}", self.greeting_with_room())
                .trim()
                .to_owned()
        };
        let has_subject = self.channel.limits().subject.is_some();
        Draft {
            subject: subject.trim().to_owned().repeat(usize::from(has_subject)),
            body,
        }
    }
}
