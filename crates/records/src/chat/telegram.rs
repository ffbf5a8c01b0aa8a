//! Telegram Desktop's machine-readable export: one chat, or all of an account with its contacts.

mod message;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead};

use chrono_tz::Tz;
use serde_json::Value;

use crate::json::{Piece, Slicer};
use crate::outcome::Reason;
use crate::reader::{Options, Parts};
use crate::record::{Contact, Fields, Handle, Record, without_nul};
use crate::unit::{Outcome, Unit};

/// Bytes of one message or contact: 4 MiB.
const ELEMENT_LIMIT: usize = 4 * 1024 * 1024;

/// The chat that the messages behind it belong to.
#[derive(Debug, Clone, Default, PartialEq)]
struct Chat {
    name: Option<String>,
    kind: String,
    id: String,
}

pub(crate) struct Telegram<R> {
    slicer: Slicer<R>,
    chat: Chat,
    time_zone: Tz,
    regions: Vec<String>,
    /// The last part is a message, not a contact.
    is_message: bool,
}

impl<R: BufRead> Telegram<R> {
    pub(crate) fn new(input: R, options: &Options) -> Self {
        Telegram {
            slicer: Slicer::new(input, is_chosen, ELEMENT_LIMIT),
            chat: Chat::default(),
            time_zone: options.time_zone,
            regions: options.regions.clone(),
            is_message: false,
        }
    }

    fn value(&mut self, path: &[String], value: String) {
        let place = match path.last().map(String::as_str).filter(|_| is_of_chat(path)) {
            Some("name") => return self.chat.name = Some(value).filter(|name| name != "null"),
            Some("type") => &mut self.chat.kind,
            Some("id") => &mut self.chat.id,
            _ => return,
        };
        *place = value;
    }
}

/// `messages` of a chat, and `list` of the contacts.
fn is_chosen(path: &[String]) -> bool {
    match path {
        [.., list, key] if list == "contacts" => key == "list",
        [.., key] => key == "messages",
        [] => false,
    }
}

/// A single chat is the whole file; of many, each is an element of a `list`.
fn is_of_chat(path: &[String]) -> bool {
    path.len() == 1 || (path.len() == 3 && path[1] == "list")
}

impl<R: BufRead + Send> Parts for Telegram<R> {
    fn next(&mut self) -> io::Result<Option<Unit>> {
        while let Some(piece) = self.slicer.next()? {
            match piece {
                Piece::Begun(path) if path.len() == 2 && path[1] == "list" => {
                    self.chat = Chat::default()
                }
                Piece::Begun(_) => {}
                Piece::Value(path, value) => self.value(&path, value),
                Piece::Element(unit) => {
                    self.is_message = self.slicer.is_in("messages");
                    return Ok(Some(unit));
                }
            }
        }
        Ok(None)
    }

    fn read(&mut self, unit: &Unit, _at: u32) -> Outcome {
        let parsed: Result<Value, _> = serde_json::from_slice(&unit.bytes);
        match parsed.map(without_nul) {
            Err(error) => Err(Reason::malformed(error)),
            Ok(value) if self.is_message => message::message(value, &self.chat, self.time_zone),
            Ok(value) => self.contact(value),
        }
    }
}

impl<R> Telegram<R> {
    fn contact(&self, raw: Value) -> Outcome {
        let text = |key: &str| {
            let text = raw.get(key).and_then(Value::as_str).map(str::trim);
            text.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let mut contact = Contact {
            given_name: text("first_name"),
            family_name: text("last_name"),
            ..Contact::default()
        };
        let number = text("phone_number").map(|raw| crate::phone::phone(&raw, None, &self.regions));
        contact.phones.extend(number);
        let id = raw
            .get("user_id")
            .filter(|id| id.as_i64() != Some(0))
            .map(Value::to_string);
        contact.handles.extend(id.clone().map(|id| Handle {
            service: "telegram".to_owned(),
            value: format!("user{id}"),
        }));
        contact.complete_name();
        if !contact.is_somebody() {
            return Err(Reason::Nobody);
        }
        let id = id.map(|id| format!("telegram/user{id}"));
        Ok(Record::new(id, Fields::Contact(Box::new(contact)), raw))
    }
}
