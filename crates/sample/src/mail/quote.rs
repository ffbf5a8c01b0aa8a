//! How a program names the message that it quotes, in its writer's language.

use super::dates::spoken;
use super::thread::Thread;
use crate::dice::Dice;
use crate::talk::{Voice, phrasebook};
use crate::world::Client;

/// The lines above the quoted text: one for most, a block of headers for Outlook.
pub(super) fn attribution(thread: &Thread, position: u8) -> Vec<String> {
    let before = position - 1;
    let book = phrasebook(thread.locale(position));
    let date = spoken(thread.at(before), thread.offset_seconds(position), book);
    let quoted = thread.sender(before);
    let name = if quoted.name.is_empty() {
        quoted.email.as_str()
    } else {
        quoted.name.as_str()
    };
    let (to, _) = thread.readers(before);
    let first = to.first().map_or("", |mailbox| &mailbox.email);
    let subject = thread.subject_at(before);
    let known = [
        ("weekday", date.weekday),
        ("day", &date.day),
        ("month", date.month),
        ("mm", &date.number),
        ("year", &date.year),
        ("time", &date.time),
        ("name", name),
        ("email", &quoted.email),
        ("to", first),
        ("subject", &subject),
    ];
    let voice = Voice {
        book,
        seed: 0,
        known: &known,
    };
    let lines = book.pool(style(thread.client(position)));
    lines
        .iter()
        .map(|line| voice.said(line, &mut Dice::new(0)))
        .collect()
}

fn style(client: Client) -> &'static str {
    match client {
        Client::Gmail => "quote gmail",
        Client::Apple | Client::Telephone => "quote apple",
        Client::Outlook => "quote outlook",
        Client::Thunderbird => "quote thunderbird",
    }
}
