//! What happened between people: a meeting of a calendar or a message of a chat, as it
//! goes into the timeline, with those who took part.

use chrono::{DateTime, Utc};
use records::{Form, Meeting, Message, Party, PartyStatus, Record};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    me::{Cast, is_named, key_of},
    origin::Origin,
    said::clean,
};
use crate::ids;

/// Who the member is in this file, and who is in which chat.
#[derive(Default)]
pub struct People {
    pub own: Vec<String>,
    pub me: Vec<String>,
    pub cast: Cast,
}

pub struct Part {
    pub role: &'static str,
    pub party: Party,
}

pub struct Happened {
    pub kind: &'static str,
    pub origin: String,
    pub external: String,
    pub direction: &'static str,
    pub thread: Uuid,
    pub at: DateTime<Utc>,
    pub subject: String,
    pub body: String,
    pub recipients: i32,
    pub attachments: Value,
    /// The member's own part, by address.
    pub own_parts: Value,
    pub raw: Value,
    pub parts: Vec<Part>,
}

impl People {
    fn is_me(&self, party: &Party) -> bool {
        is_named(party, &self.me) || is_named(party, &self.own)
    }
}

/// Why a meeting is none between the member and somebody.
pub fn meeting(
    people: &People,
    workspace: Uuid,
    origin: &Origin,
    record: &Record,
    meeting: &Meeting,
) -> Result<Happened, &'static str> {
    if meeting.is_cancelled {
        return Err("cancelled");
    }
    let all: Vec<(&'static str, &Party)> = meeting
        .organizer
        .iter()
        .map(|party| ("from", party))
        .chain(meeting.attendees.iter().map(|party| ("to", party)))
        .filter(|(_, party)| !party.is_resource)
        .collect();
    let declined = |party: &Party| party.status == Some(PartyStatus::Declined);
    if !meeting.counts
        || all
            .iter()
            .any(|(_, party)| people.is_me(party) && declined(party))
    {
        return Err("declined");
    }
    let mut own_parts = Map::new();
    let mut parts: Vec<Part> = Vec::new();
    for (role, party) in all {
        let email = party.email.as_ref().map(|email| email.to_lowercase());
        let party = Party {
            email,
            ..party.clone()
        };
        let is_there = |part: &Part| key_of(&part.party) == key_of(&party);
        if people.is_me(&party) {
            let mine = json!({ "role": role, "name": party.name });
            own_parts.extend(party.email.map(|email| (email, mine)));
        } else if !declined(&party) && !parts.iter().any(is_there) {
            parts.push(Part { role, party });
        }
    }
    if parts.is_empty() {
        return Err("alone");
    }
    let place = [&meeting.location, &meeting.description, &meeting.url];
    let body: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
    Ok(Happened {
        kind: "meeting",
        origin: origin.name.to_owned(),
        external: origin.external_id(&record.external_id),
        direction: "none",
        thread: ids::derived(&format!("{workspace} {} {}", origin.name, meeting.uid)),
        at: meeting.start,
        subject: meeting.title.clone().unwrap_or_default(),
        body: body.join("\n\n"),
        recipients: i32::try_from(parts.len()).unwrap_or(i32::MAX),
        attachments: json!([]),
        own_parts: clean(Value::Object(own_parts)),
        raw: clean(record.raw.clone()),
        parts,
    })
}

pub fn message(people: &People, workspace: Uuid, record: &Record, message: &Message) -> Happened {
    let is_mine = message
        .by_me
        .unwrap_or_else(|| people.is_me(&message.sender));
    let others = others(people, message);
    let recipients = match message.form {
        Form::Note => 0,
        _ => i32::try_from(others.len()).unwrap_or(i32::MAX),
    };
    let (kind, direction, role) = match (message.form, is_mine) {
        (Form::Note, _) => ("note", "none", "about"),
        (Form::Meeting, _) => ("meeting", "none", "to"),
        (Form::Call, true) => ("call", "out", "to"),
        (Form::Call, false) => ("call", "in", "from"),
        (Form::Message, true) => ("message", "out", "to"),
        (Form::Message, false) => ("message", "in", "from"),
    };
    let parts = if role != "from" {
        let others = others.into_iter();
        others.map(|party| Part { role, party }).collect()
    } else {
        let party = message.sender.clone();
        vec![Part { role, party }]
    };
    let service = message.service.as_str();
    let day = message.local_time.date();
    let name = message.chat_name.as_ref().filter(|_| message.is_group);
    let subject = message.subject.as_ref().or(name).cloned();
    let media = message
        .media
        .iter()
        .map(|name| json!({ "name": name, "mime": "", "size": 0 }));
    Happened {
        kind,
        origin: service.to_owned(),
        external: Origin::default().external_id(&record.external_id),
        direction,
        thread: ids::derived(&format!("{workspace} {service} {} {day}", message.chat_id)),
        at: message.sent_at,
        subject: subject.unwrap_or_else(|| format!("{} chat", service_words(service))),
        body: message.text.clone(),
        recipients,
        attachments: clean(media.collect()),
        own_parts: json!({}),
        raw: clean(record.raw.clone()),
        parts,
    }
}

/// All in the chat but the member; of a chat between two where the other never wrote,
/// the one it is named after.
fn others(people: &People, message: &Message) -> Vec<Party> {
    let members = people.cast.members.get(&message.chat_id);
    let given = if message.recipients.is_empty() {
        members
    } else {
        Some(&message.recipients)
    };
    let others: Vec<Party> = given
        .into_iter()
        .flatten()
        .filter(|party| !people.is_me(party))
        .cloned()
        .collect();
    let partner = message.chat_name.as_ref().filter(|_| !message.is_group);
    match partner {
        Some(name) if others.is_empty() => vec![Party {
            name: Some(name.clone()),
            phone: is_number(name).then(|| name.clone()),
            handle: (message.service == "telegram").then(|| format!("user{}", message.chat_id)),
            ..Party::default()
        }],
        _ => others,
    }
}

fn is_number(name: &str) -> bool {
    name.starts_with('+') && !name.chars().any(char::is_alphabetic)
}

fn service_words(service: &str) -> &str {
    match service {
        "telegram" => "Telegram",
        "whatsapp" => "WhatsApp",
        "linkedin" => "LinkedIn",
        "monica" => "Monica",
        other => other,
    }
}

/// The record of somebody in a chat: the same that a list of the service's contacts has.
pub fn party_key(origin: &str, party: &Party) -> Option<String> {
    let key = key_of(party)?;
    let whole = match &party.handle {
        Some(handle) if origin == "telegram" => format!("telegram/{handle}"),
        Some(id) if origin == "monica" => id.clone(),
        _ => format!("{origin}/party/{key}"),
    };
    Some(Origin::default().external_id(&whole))
}

/// What a chat or a meeting says of somebody in it. A number is of the whole world in chats;
/// in meetings where it is written so.
pub fn party_fields(origin: &str, party: &Party) -> Value {
    let mut fields = Map::new();
    let name = party
        .name
        .as_ref()
        .or(party.phone.as_ref())
        .or(party.handle.as_ref());
    fields.insert("name".to_owned(), json!(name));
    if let Some(phone) = &party.phone {
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        let is_whole = origin != "icalendar" || phone.trim_start().starts_with('+');
        let value = if is_whole {
            format!("+{digits}")
        } else {
            phone.clone()
        };
        fields.insert(
            "phones".to_owned(),
            json!([{ "value": value, "raw": phone }]),
        );
    }
    if let Some(handle) = party.handle.as_ref().filter(|_| origin != "monica") {
        fields.insert(
            "handles".to_owned(),
            json!([{ "value": handle, "label": origin }]),
        );
    }
    clean(Value::Object(fields))
}
