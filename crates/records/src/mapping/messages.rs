//! A row by its mapping: a message of LinkedIn's `messages.csv`.

use super::{Field, Mapping};
use crate::dates::date_time;
use crate::delimited::trimmed;
use crate::outcome::Reason;
use crate::profile::usual;
use crate::record::{Message, Party, digest};

/// The message in these cells.
pub(crate) fn message(mapping: &Mapping, cells: &[String]) -> Result<Message, Reason> {
    let column = |field| {
        mapping
            .columns
            .iter()
            .position(|column| column.field == Some(field))
    };
    let cell = |field| {
        trimmed(
            column(field)
                .and_then(|at| cells.get(at))
                .map_or("", String::as_str),
        )
    };
    let some = |field| Some(cell(field).to_owned()).filter(|text| !text.is_empty());
    let order = mapping
        .columns
        .get(column(Field::SentAt).unwrap_or(usize::MAX));
    let order = order
        .and_then(|column| column.date_order)
        .unwrap_or_default();
    let written = cell(Field::SentAt);
    let sent_at = date_time(written, order).ok_or_else(|| Reason::NoTime {
        text: written.to_owned(),
    })?;
    if cell(Field::Text).is_empty() && cell(Field::Subject).is_empty() {
        return Err(Reason::Empty);
    }
    let recipients = parties(cell(Field::Recipients), cell(Field::RecipientUrls));
    let people = format!("{}{}", cell(Field::Sender), cell(Field::Recipients));
    Ok(Message {
        service: "linkedin".to_owned(),
        chat_id: some(Field::Conversation).unwrap_or_else(|| digest(&[&people])),
        chat_name: some(Field::ConversationTitle),
        is_group: recipients.len() > 1,
        sender: Party {
            name: some(Field::Sender),
            handle: some(Field::SenderUrl).map(usual),
            ..Party::default()
        },
        recipients,
        sent_at,
        local_time: sent_at.naive_utc(),
        subject: some(Field::Subject),
        text: cell(Field::Text).to_owned(),
        ..Message::default()
    })
}

/// Names and profiles stand in two cells, in the same order.
fn parties(names: &str, urls: &str) -> Vec<Party> {
    let split = |text: &str| -> Vec<String> {
        let parts = text.split([',', ';']).map(|part| part.trim().to_owned());
        parts.filter(|part| !part.is_empty()).collect()
    };
    let (names, urls) = (split(names), split(urls));
    let count = if urls.is_empty() {
        names.len()
    } else {
        urls.len()
    };
    let party = |at: usize| Party {
        name: if count == 1 {
            Some(names.join(", "))
        } else {
            names.get(at).cloned()
        },
        handle: urls.get(at).cloned().map(usual),
        ..Party::default()
    };
    (0..count)
        .map(party)
        .filter(|party| party.name.is_some() || party.handle.is_some())
        .collect()
}
