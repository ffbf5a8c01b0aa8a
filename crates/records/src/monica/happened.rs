//! What was said, written, done together and noted.

use serde_json::Value;

use crate::outcome::Reason;
use crate::record::{Fields, Form, Message, Party, Record, digest};
use crate::unit::Outcome;

use super::element::{Element, moment};
use super::index::Index;
use super::{Context, contact};

/// Calls, messages and notes of a contact, in this order.
pub(super) fn of_contact(element: Element<'_>, context: &Context) -> Vec<Outcome> {
    let party = Party {
        name: contact::name(element),
        handle: element.text("uuid"),
        ..Party::default()
    };
    if party.handle.is_none() {
        return Vec::new();
    }
    let calls = element
        .elements("call")
        .map(|call| self::call(call, &party, context));
    let messages = element
        .elements("conversation")
        .flat_map(|conversation| self::messages(conversation, &party, context));
    let notes = element
        .elements("note")
        .map(|note| self::note(note, &party, context));
    calls.chain(messages).chain(notes).collect()
}

/// Something with its place on the timeline.
struct Told<'a> {
    element: Element<'a>,
    form: Form,
    /// How it is called where it says nothing.
    subject: String,
    text: Option<String>,
    /// When, as written.
    at: Option<String>,
    after: usize,
    thread: Option<String>,
}

impl Told<'_> {
    /// `by_them` is whether the other wrote or called.
    fn record(self, people: Vec<Party>, by_them: bool, context: &Context) -> Outcome {
        let written = self.at.unwrap_or_default();
        let sent_at = moment(&written, context.time_zone, self.after)
            .ok_or(Reason::NoTime { text: written })?;
        let raw = self.element.0.clone();
        let id = self.element.text("uuid").unwrap_or_else(|| {
            let first = people.first().and_then(|party| party.handle.as_deref());
            digest(&[first.unwrap_or_default(), &raw.to_string()])
        });
        let mut message = Message {
            form: self.form,
            by_me: Some(!by_them),
            service: "monica".to_owned(),
            chat_id: self.thread.unwrap_or_else(|| id.clone()),
            sent_at,
            local_time: sent_at.with_timezone(&context.time_zone).naive_local(),
            subject: Some(self.subject),
            text: self.text.unwrap_or_default(),
            ..Message::default()
        };
        let mut people = people.into_iter();
        if by_them {
            message.sender = people.next().unwrap_or_default();
        } else {
            message.recipients = people.collect();
        }
        let id = Some(id);
        Ok(Record::new(id, Fields::Message(Box::new(message)), raw))
    }
}

fn call(element: Element<'_>, party: &Party, context: &Context) -> Outcome {
    let feelings = element.texts("emotions").join(", ");
    let feelings = Some(feelings).filter(|words| !words.is_empty());
    let parts = [
        element.said("content"),
        feelings.map(|words| format!("Felt: {words}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let told = Told {
        element,
        form: Form::Call,
        subject: "Call".to_owned(),
        text: Some(parts.join("\n\n")),
        at: element
            .said("called_at")
            .or_else(|| element.text("created_at")),
        after: 0,
        thread: None,
    };
    told.record(vec![party.clone()], element.is("contact_called"), context)
}

fn messages(element: Element<'_>, party: &Party, context: &Context) -> Vec<Outcome> {
    let list = element.property("messages").and_then(Value::as_array);
    let all = list.into_iter().flatten().filter(|one| one.is_object());
    let of_message = |(at, message): (usize, &Value)| {
        let message = Element(message);
        let Some(text) = message.said("content") else {
            return Err(Reason::Empty);
        };
        let told = Told {
            element: message,
            form: Form::Message,
            subject: "Conversation".to_owned(),
            text: Some(text),
            at: message
                .said("written_at")
                .or_else(|| element.said("happened_at")),
            after: at,
            thread: element.text("uuid"),
        };
        told.record(
            vec![party.clone()],
            message.is_not("written_by_me"),
            context,
        )
    };
    all.enumerate().map(of_message).collect()
}

fn note(element: Element<'_>, party: &Party, context: &Context) -> Outcome {
    let Some(text) = element.said("body") else {
        return Err(Reason::Empty);
    };
    let told = Told {
        element,
        form: Form::Note,
        subject: String::new(),
        text: Some(text),
        at: element.text("created_at"),
        after: 0,
        thread: None,
    };
    told.record(vec![party.clone()], false, context)
}

/// What several did together is one meeting.
pub(super) fn activity(raw: Value, index: &Index, context: &Context) -> Outcome {
    let element = Element(&raw);
    let id = element.text("uuid").unwrap_or_default();
    let people = index.there(&id);
    if people.is_empty() {
        return Err(Reason::NotAMeeting {
            what: "nobody took part".to_owned(),
        });
    }
    let kind = element.said("type");
    let kind = kind.and_then(|id| index.name(&id).map(str::to_owned));
    let summary = element.said("summary").or_else(|| kind.clone());
    let told = Told {
        element,
        form: Form::Meeting,
        subject: summary.unwrap_or_else(|| "Activity".to_owned()),
        text: element.said("description"),
        at: element.said("happened_at"),
        after: 0,
        thread: None,
    };
    told.record(people, false, context)
}
