//! What each fuzz target does with its bytes. The fuzzer calls these, and so do the tests, on
//! seeds and mutations of them.

use std::io::{BufReader, Write};

use mail::mbox::Reader;
use mail::message::Address;
use mail::source::Source;
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
