//! What is known when a message is to be written, and the message. The same request becomes a
//! prompt for a model, sentences from templates, and the context that either is held to.

mod channel;
mod prompt;
mod trigger;

use chrono::NaiveDate;

use crate::{check::Context, languages::Language};
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
            format!("{}\n{text}", self.greeting.trim())
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
