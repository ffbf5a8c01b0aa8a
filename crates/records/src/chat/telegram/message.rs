//! One message of an export.

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use serde_json::Value;

use super::Chat;
use crate::outcome::Reason;
use crate::record::{Fields, Message, Party, Record};
use crate::unit::Outcome;

/// Keys whose presence means that something was sent.
const MEDIA: [&str; 6] = [
    "photo",
    "file",
    "contact_information",
    "location_information",
    "poll",
    "sticker_emoji",
];

pub(super) fn message(raw: Value, chat: &Chat, time_zone: Tz) -> Outcome {
    let text = |key: &str| {
        let text = raw.get(key).and_then(Value::as_str).map(str::trim);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    if raw.get("type").and_then(Value::as_str) != Some("message") {
        let what = text("action")
            .or_else(|| text("type"))
            .unwrap_or_else(|| "service".to_owned());
        return Err(Reason::Service { what });
    }
    if matches!(chat.kind.as_str(), "bot_chat" | "saved_messages") {
        return Err(Reason::Service {
            what: chat.kind.clone(),
        });
    }
    let written = text("date").unwrap_or_default();
    let (sent_at, local_time) =
        times(&raw, &written, time_zone).ok_or(Reason::NoTime { text: written })?;
    let said = said(raw.get("text"));
    let media = media(&raw);
    if said.trim().is_empty() && media.is_empty() {
        return Err(Reason::Empty);
    }
    let number = |key: &str| {
        raw.get(key)
            .filter(|id| !id.is_null())
            .map(|id| id.to_string().replace('"', ""))
    };
    let message = Message {
        service: "telegram".to_owned(),
        chat_id: chat.id.clone(),
        chat_name: chat.name.clone(),
        is_group: chat.kind.contains("group") || chat.kind.contains("channel"),
        sender: Party {
            name: text("from"),
            handle: text("from_id"),
            ..Party::default()
        },
        sent_at,
        local_time,
        text: said,
        reply_to: number("reply_to_message_id").map(|id| format!("telegram/{}/{id}", chat.id)),
        forwarded_from: text("forwarded_from").or_else(|| text("saved_from")),
        is_edited: raw.get("edited").is_some() || raw.get("edited_unixtime").is_some(),
        media,
        ..Message::default()
    };
    let id = number("id").map(|id| format!("telegram/{}/{id}", chat.id));
    Ok(Record::new(id, Fields::Message(Box::new(message)), raw))
}

/// Newer exports give the moment, older ones the clock of the device alone.
fn times(raw: &Value, written: &str, time_zone: Tz) -> Option<(DateTime<Utc>, NaiveDateTime)> {
    let local: Option<NaiveDateTime> = written.parse().ok();
    let unix = raw.get("date_unixtime").and_then(Value::as_str);
    let exact = unix.and_then(|unix| DateTime::from_timestamp(unix.parse().ok()?, 0));
    let moment = exact.or_else(|| crate::dates::moment_in(local?, time_zone))?;
    Some((moment, local.unwrap_or(moment.naive_utc())))
}

/// Text, or a list of texts and marked parts.
fn said(text: Option<&Value>) -> String {
    let part = |part: &Value| -> String {
        let inner = part.get("text").unwrap_or(part);
        inner.as_str().unwrap_or_default().to_owned()
    };
    match text {
        Some(Value::Array(parts)) => parts.iter().map(part).collect(),
        Some(text) => part(text),
        None => String::new(),
    }
}

fn media(raw: &Value) -> Vec<String> {
    if let Some(kind) = raw.get("media_type").and_then(Value::as_str) {
        return vec![kind.to_owned()];
    }
    let kinds = MEDIA.iter().filter(|key| raw.get(**key).is_some());
    kinds
        .map(|kind| kind.trim_end_matches("_information").to_owned())
        .collect()
}
