//! Meetings: an invitation and its acceptance (RFC 5545, RFC 5546).

use super::dates;
use super::message::Part;
use super::signature::signature;
use super::thread::Thread;

pub(super) fn subject(thread: &Thread, position: u8) -> String {
    let block = thread.block();
    let prefix = block.map_or("", |block| {
        block.one(if position == 0 { "invited" } else { "accepted" })
    });
    format!("{prefix} {}", thread.subject)
}

/// A sentence for people and the event for programs.
pub(super) fn parts(thread: &Thread, position: u8) -> Vec<Part> {
    let mut dice = thread.dice("words", position);
    let key = if position == 0 { "open" } else { "answer" };
    let template = thread.variant(key);
    let mut text = thread
        .say(template, position, &mut dice)
        .replace(" // ", "\n\n");
    let below = signature(thread, position);
    if position == 0 && !below.is_empty() {
        text.push_str("\n\n");
        text.push_str(&below);
    }
    text.push('\n');
    let kind = if position == 0 {
        "text/calendar; method=REQUEST"
    } else {
        "text/calendar; method=REPLY"
    };
    vec![
        Part::text("text/plain", text),
        Part::text(kind, event(thread, position)),
    ]
}

fn event(thread: &Thread, position: u8) -> String {
    let start = start(thread);
    let organizer = thread.sender(0);
    let (guests, _) = thread.readers(0);
    let (method, status) = if position == 0 {
        ("REQUEST", "NEEDS-ACTION")
    } else {
        ("REPLY", "ACCEPTED")
    };
    let attendees: String = guests
        .iter()
        .map(|guest| {
            format!(
                "ATTENDEE;PARTSTAT={status};RSVP=TRUE:mailto:{}\n",
                guest.email
            )
        })
        .collect();
    format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Sample//Calendar//EN\nMETHOD:{method}\nBEGIN:VEVENT\nUID:{:016x}@calendar.example\nDTSTAMP:{}\nDTSTART:{}\nDTEND:{}\nSUMMARY:{}\nORGANIZER:mailto:{}\n{attendees}SEQUENCE:0\nSTATUS:CONFIRMED\nEND:VEVENT\nEND:VCALENDAR\n",
        thread.exchange.seed,
        dates::calendar(thread.at(position)),
        dates::calendar(start),
        dates::calendar(start + 45 * 60),
        thread.subject,
        organizer.email,
    )
}

/// Some days after the invitation, on a half hour.
fn start(thread: &Thread) -> i64 {
    let sent = thread.at(0);
    let days = 2 + thread.dice("meeting", 0).below(8) as i64;
    (sent + days * 86_400) / 1_800 * 1_800
}
