//! Two thousand messages through `mail-parser`.

use std::collections::HashSet;

use mail_parser::{HeaderValue, Message, MessageParser};

use super::{plan, split, written};

fn header<'a>(message: &'a Message, name: &str) -> Option<&'a str> {
    message.header_raw(name.to_owned()).map(str::trim)
}

fn is_automated(message: &Message) -> bool {
    ["List-Id", "Auto-Submitted", "Precedence"]
        .iter()
        .any(|name| header(message, name).is_some())
}

fn replied_to(message: &Message) -> Vec<String> {
    match message.references() {
        HeaderValue::Text(id) => vec![id.to_string()],
        HeaderValue::TextList(ids) => ids.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_message_is_whole() {
    let plan = plan(2_000, 100);
    let (bytes, summary) = written(&plan);
    let raw = split(&bytes);
    let mut seen = HashSet::new();
    let (mut mine, mut automated, mut last) = (0, 0, i64::MIN);
    for raw in &raw {
        let message = MessageParser::default().parse(raw).unwrap();
        let from = message.from().unwrap().first().unwrap().address().unwrap();
        assert!(
            from.contains('@')
                && !message
                    .to()
                    .unwrap()
                    .first()
                    .unwrap()
                    .address()
                    .unwrap()
                    .is_empty()
        );
        let at = message.date().unwrap().to_timestamp();
        assert!(at >= last && at <= plan.now.timestamp());
        last = at;
        assert!(!message.subject().unwrap().trim().is_empty());
        assert_eq!(header(&message, "MIME-Version"), Some("1.0"));
        let text = message.body_text(0).unwrap();
        assert!(
            text.split_whitespace().count() > 2 || !text.is_ascii(),
            "{text}"
        );
        assert!(!text.contains('\u{FFFD}') && !text.contains('{'), "{text}");
        let is_mine =
            plan.me.email == from || plan.me.other_emails.iter().any(|email| email == from);
        let labels = header(&message, "X-Gmail-Labels").unwrap();
        assert_eq!(labels.starts_with("Sent"), is_mine);
        assert_eq!(header(&message, "Delivered-To").is_some(), !is_mine);
        let is_meeting = raw.windows(13).any(|window| window == b"text/calendar");
        mine += usize::from(is_mine && !is_meeting);
        automated += usize::from(is_automated(&message));
        let before = replied_to(&message);
        assert!(before.iter().all(|id| seen.contains(id)), "{before:?}");
        assert!(seen.insert(message.message_id().unwrap().to_owned()));
    }
    assert_eq!(automated, summary.automated);
    assert_eq!(mine, summary.from_me);
    assert_eq!(summary.automated, 400);
    assert_eq!((summary.messages, summary.last), (2_000, last));
}

#[test]
fn names_subjects_and_attachments_survive_their_encoding() {
    let plan = plan(2_000, 100);
    let (bytes, summary) = written(&plan);
    let people = crate::world(&plan).people;
    let (mut scripts, mut attachments) = (0, 0);
    for raw in split(&bytes) {
        let message = MessageParser::default().parse(&raw).unwrap();
        let from = message.from().unwrap().first().unwrap();
        let (name, email) = (from.name().unwrap_or_default(), from.address().unwrap());
        let known = people
            .iter()
            .find(|person| person.positions.iter().any(|held| held.email == email));
        if let Some(person) = known {
            let native = person.native_name.as_deref() == Some(name);
            scripts += usize::from(native);
            assert!(
                native || name.is_empty() || name.contains(&person.given),
                "{name}"
            );
        }
        attachments += message.attachments().filter(|part| is_file(part)).count();
    }
    assert!(scripts > 20);
    assert_eq!(attachments, summary.with_attachment);
}

fn is_file(part: &mail_parser::MessagePart) -> bool {
    use mail_parser::MimeHeaders;
    part.attachment_name()
        .is_some_and(|name| name.contains('.'))
}
