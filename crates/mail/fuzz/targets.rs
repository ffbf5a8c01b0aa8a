//! What each fuzz target does with its bytes. The fuzzer calls these, and so do the tests, on
//! seeds and mutations of them.

use std::io::{BufReader, Write};

use mail::mbox::Reader;
use mail::message::Address;
use mail::source::Source;
use mail::threads::{Clues, Threads};
use mail::{body, domains, extract, message, names, signature};

/// Offsets rise and a reader resumed at any message gives the same rest.
pub fn mbox(data: &[u8]) {
    let all: Vec<_> = Reader::new(BufReader::with_capacity(7, data))
        .map_while(Result::ok)
        .collect();
    for (at, found) in all.iter().enumerate() {
        assert!(found.offset < found.end);
        let rest = &data[found.end as usize..];
        let resumed = Reader::resume(rest, found.end).map_while(Result::ok).next();
        assert_eq!(resumed.as_ref(), all.get(at + 1));
    }
}

/// Any bytes are answered, twice in the same way.
pub fn message(data: &[u8]) {
    let first = message::parse(data);
    assert_eq!(first, message::parse(data));
    if let Ok(found) = first {
        let _ = (found.snippet(), found.base_subject());
        let _ = extract::extract(&found);
    }
}

/// The bytes as the value of a header field, folded where they hold line ends.
fn with_field(name: &str, data: &[u8]) -> Vec<u8> {
    let mut raw = format!("From: a@b.de\n{name}: ").into_bytes();
    for byte in data {
        raw.push(*byte);
        if *byte == b'\n' {
            raw.push(b' ');
        }
    }
    raw.extend(b"\nReceived: x; Wed, 12 Oct 2022 10:00:00 +0000\n\nhi\n");
    raw
}

/// Every address of a list is usable.
pub fn address(data: &[u8]) {
    if let Ok(found) = message::parse(&with_field("To", data)) {
        for address in &found.to {
            assert_eq!(address.email, address.email.to_lowercase());
            assert!(!address.domain().is_empty() && !address.email.starts_with('@'));
        }
    }
}

/// A subject is one line of text.
pub fn encoded_word(data: &[u8]) {
    if let Ok(found) = message::parse(&with_field("Subject", data)) {
        assert!(!found.subject.contains(char::is_control));
        let _ = found.base_subject();
    }
}

/// A date is one of the time of mail, else that of Received.
pub fn date(data: &[u8]) {
    let found = message::parse(&with_field("Date", data)).map(|found| found.date.timestamp());
    assert!(found.is_ok_and(|date| (0..=1_665_568_800 + 2 * 86_400).contains(&date)));
}

/// Text of HTML is text: no line end of other systems, no NUL, and not much longer.
pub fn html(data: &[u8]) {
    let mut raw =
        b"From: a@b.de\nDate: Wed, 12 Oct 2022 10:00:00 +0000\nContent-Type: text/html\n\n"
            .to_vec();
    raw.extend(data);
    if let Ok(found) = message::parse(&raw) {
        assert!(!found.text.contains(['\r', '\0']));
        let _ = extract::extract(&found);
    }
}

/// Every two bytes are a message and what it answers: who answers whom is of one conversation,
/// and a key that was given out stays.
pub fn threads(data: &[u8]) {
    let mut threads = Threads::default();
    let mut given = Vec::new();
    let pairs: Vec<[String; 2]> = data
        .chunks_exact(2)
        .map(|pair| [pair[0], pair[1]].map(|byte| format!("{}@x", byte % 32)))
        .collect();
    for [id, parent] in &pairs {
        threads.add(&clues(id, parent));
    }
    for [id, parent] in &pairs {
        assert_eq!(threads.key(id), threads.key(parent));
        given.push((id, threads.key(id)));
    }
    for (id, key) in given {
        assert_eq!(threads.key(id), key);
    }
}

fn clues<'a>(id: &'a str, parent: &'a str) -> Clues<'a> {
    Clues {
        message_id: id,
        references: Vec::new(),
        in_reply_to: Some(parent),
        subject: id,
        participants: vec!["a@b.de", "c@d.de"],
        date: Default::default(),
    }
}

/// Own text is made of lines of the text.
pub fn body(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for line in body::own_text(&text).lines() {
        assert!(text.contains(line));
    }
}

/// A block is read without panic, and gives no empty values.
pub fn signature(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let sender = Address::parse("Jane Doe <jane@acme.de>");
    let block = signature::locate(&text, sender.as_ref());
    for block in [Some(text.into_owned()), block].into_iter().flatten() {
        let found = signature::read(&block, sender.as_ref());
        for value in [found.name, found.title, found.company, found.location]
            .into_iter()
            .flatten()
        {
            assert!(!value.trim().is_empty());
        }
    }
}

/// Display names, addresses and domains.
pub fn names(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Some(name) = names::person_name(Some(&text), "jane.doe@acme.de") {
        assert!(!name.full.trim().is_empty());
    }
    let _ = (
        names::person_name(None, &text),
        domains::registrable(&text),
        domains::company_name(&text),
    );
    let _ = (
        domains::company_domain(&text),
        domains::is_role_address(&text),
        Address::parse(&text),
    );
}

/// A file of any kind is opened, or refused.
pub fn source(data: &[u8]) {
    let Ok(mut file) = tempfile::NamedTempFile::new() else {
        return;
    };
    if file.write_all(data).is_ok()
        && let Ok(found) = Source::open(file.path())
    {
        assert!(found.take(10_000).count() < 10_000);
    }
}
