//! Everything one message says, as one record: what `kith extract` prints a line of.
//! Invariant: field names are a public format; they are added to, never renamed.

mod conversations;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use conversations::Conversations;

use crate::mbox::RawMessage;
use crate::message::{
    Address, Attachment, Automated, Class, Markers, Message, Unreadable, parse_received,
};
use crate::names::{self, PersonName};
use crate::signature::{self, Person};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extract {
    pub message_id: String,
    /// None where neither the message nor the mailbox holds a date.
    pub date: Option<DateTime<Utc>>,
    pub subject: String,
    /// The same for all messages of a conversation: see [`crate::threads`].
    pub thread: String,
    pub in_reply_to: Option<String>,
    pub references: Vec<String>,
    pub language: Option<String>,
    pub class: Class,
    pub from: Address,
    pub to: Vec<Address>,
    pub cc: Vec<Address>,
    pub bcc: Vec<Address>,
    pub automated: Automation,
    pub markers: Markers,
    /// A person wrote this by hand to people: the sender is worth a contact.
    pub worth_contact: bool,
    pub attachments: Vec<Attachment>,
    /// What Gmail filed the message under.
    pub labels: Vec<String>,
    pub body_text: String,
    /// What the sender wrote, signature included, without quotes, forwards and notices.
    pub own_text: String,
    pub signature_text: Option<String>,
    /// The sender, unless no person sent this.
    pub people: Vec<Person>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Automation {
    pub is: bool,
    pub why: Option<String>,
}

/// Reads a message of a mailbox, also one of which nothing tells the date.
pub fn read(raw: &RawMessage) -> Result<Extract, Unreadable> {
    match parse_received(&raw.bytes, raw.received) {
        Err(Unreadable::NoDate) => {
            let undated = parse_received(&raw.bytes, Some(DateTime::UNIX_EPOCH))?;
            Ok(Extract {
                date: None,
                ..extract(&undated)
            })
        }
        parsed => Ok(extract(&parsed?)),
    }
}

/// Reads the people and the own text out of a message.
pub fn extract(message: &Message) -> Extract {
    let own_text = message.own_text().into_owned();
    let signature_text = signature::locate(&own_text, Some(&message.from));
    let people: Vec<Person> = sender(message, signature_text.as_deref())
        .into_iter()
        .collect();
    Extract {
        message_id: message.message_id.clone(),
        date: Some(message.date),
        subject: message.subject.clone(),
        thread: message.thread_root().to_owned(),
        in_reply_to: message.in_reply_to.clone(),
        references: message.references.clone(),
        language: message.language.clone(),
        class: message.class,
        from: message.from.clone(),
        to: message.to.clone(),
        cc: message.cc.clone(),
        bcc: message.bcc.clone(),
        automated: Automation {
            is: message.automated.is_some(),
            why: message.automated.map(|why| why.code().to_owned()),
        },
        markers: message.markers.clone(),
        worth_contact: message.class == Class::Person && !people.is_empty(),
        attachments: message.attachments.clone(),
        labels: message.labels.clone(),
        body_text: message.text.clone(),
        people,
        own_text,
        signature_text,
    }
}

/// The person who sent the message; none where a program, an office or a company did.
pub fn sender(message: &Message, signature_text: Option<&str>) -> Option<Person> {
    if !may_be_person(message.automated) {
        return None;
    }
    if let Some(name) = names::through_group(message.from.name.as_deref(), &message.from.email) {
        return Some(through_group(message, name, signature_text));
    }
    let person = signature::read_in(
        signature_text.unwrap_or(""),
        Some(&message.from),
        message.language.as_deref(),
    );
    let is_office = message.markers.role || names_no_person(&message.from);
    let is_signed = person
        .evidence
        .get("name")
        .is_some_and(|evidence| evidence.source == "signature");
    (!is_office || is_signed).then_some(person)
}

/// Who wrote through the address of a group, which is not theirs; the address for answers is,
/// where it bears the same name.
fn through_group(message: &Message, name: PersonName, signature_text: Option<&str>) -> Person {
    let group = &message.from.email;
    let is_theirs = |address: &&Address| {
        address.email != *group
            && names::person_name(address.name.as_deref(), &address.email)
                .is_some_and(|other| other.full == name.full)
    };
    let own = message.reply_to.iter().find(is_theirs);
    let from = Address {
        name: Some(name.full.clone()),
        email: own.map_or(group, |own| &own.email).clone(),
    };
    let block = signature_text.unwrap_or("");
    let mut person = signature::read_in(block, Some(&from), message.language.as_deref());
    if own.is_none() {
        person.disown(group);
    }
    person
}

fn may_be_person(why: Option<Automated>) -> bool {
    !matches!(
        why,
        Some(Automated::Bulk | Automated::Bounce | Automated::NoReply | Automated::Notification)
    )
}

/// The display name is a company's or a team's.
fn names_no_person(from: &Address) -> bool {
    from.name.is_some() && names::person_name(from.name.as_deref(), &from.email).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::parse;

    const MAIL: &str = "From: \"Doe, Jane\" <jane@acme.de>\nTo: joe@b.org\nDate: Wed, 12 Oct 2022 10:00:00 +0200\nMessage-ID: <2@acme.de>\nIn-Reply-To: <1@b.org>\nSubject: Re: Lunch\n\nHi Joe,\n\nsee you at noon.\n\nBest regards,\nJane Doe\nHead of Sales | Acme GmbH\n+49 30 1234567\n\nOn Tue, Oct 11, 2022 at 9:00 AM Joe <joe@b.org> wrote:\n> Lunch?\n> -- \n> Joe Bloggs\n> CEO\n";

    #[test]
    fn a_mail_becomes_one_record() {
        let found = extract(&parse(MAIL.as_bytes()).unwrap());
        assert_eq!(found.thread, "1@b.org");
        assert!(!found.own_text.contains("Bloggs"));
        let jane = &found.people[0];
        assert_eq!(
            (
                jane.name.as_deref(),
                jane.title.as_deref(),
                jane.company.as_deref()
            ),
            (Some("Jane Doe"), Some("Head of Sales"), Some("Acme GmbH"))
        );
        let json = serde_json::to_value(&found).unwrap();
        assert_eq!(json["class"], "person");
        assert_eq!(json["automated"]["is"], false);
        assert_eq!(json["people"][0]["phones"][0]["kind"], "work");
    }

    #[test]
    fn a_message_without_any_date_is_read() {
        let raw = |received| RawMessage {
            offset: 0,
            end: 0,
            bytes: b"From: jane@acme.de\nSubject: hi\n\nhi\n".to_vec(),
            received,
            oversized: false,
        };
        assert_eq!(read(&raw(None)).unwrap().date, None);
        let received = DateTime::from_timestamp(1_665_561_600, 0);
        assert_eq!(read(&raw(received)).unwrap().date, received);
    }

    #[test]
    fn who_writes_through_a_group_is_named_without_its_address() {
        let person = |headers: &str, text: &str| {
            let raw = format!(
                "{headers}\nTo: joe@b.org\nDate: Wed, 12 Oct 2022 10:00:00 +0200\n\n{text}\n"
            );
            let found = extract(&parse(raw.as_bytes()).unwrap()).people.pop();
            found.map(|person| (person.name.unwrap_or_default(), person.email, person.emails))
        };
        let jane = |email: Option<&str>| {
            let emails: Vec<String> = email.into_iter().map(str::to_owned).collect();
            Some(("Jane Doe".to_owned(), emails.first().cloned(), emails))
        };
        let signed = "Hello\n\n-- \nJane Doe\njane@doe.org";
        for (headers, text, email) in [
            (
                "From: 'Jane Doe' via Sales Team <sales@acme.com>",
                "Hello",
                None,
            ),
            (
                "From: \"'Jane Doe' via Sales Team\" <sales@acme.com>",
                "Hello",
                None,
            ),
            (
                "From: \"Doe, Jane via Board\" <board@acme.com>",
                "Hello",
                None,
            ),
            (
                "From: Jane Doe via dev <dev@lists.acme.org>\nList-Id: <dev.lists.acme.org>\nList-Post: <mailto:dev@lists.acme.org>",
                "Hello",
                None,
            ),
            (
                "From: 'Jane Doe' via Sales <sales@acme.com>\nReply-To: Jane Doe <jane@acme.com>",
                "Hello",
                Some("jane@acme.com"),
            ),
            (
                "From: 'Jane Doe' via Sales <sales@acme.com>\nReply-To: Sales <sales@acme.com>",
                "Hello",
                None,
            ),
            (
                "From: 'Jane Doe' via Sales <sales@acme.com>",
                signed,
                Some("jane@doe.org"),
            ),
            (
                "From: Jane Doe via Acme <jane@acme.com>",
                "Hello",
                Some("jane@acme.com"),
            ),
            (
                "From: Jane Doe via Acme <jdoe@acme.com>",
                "Hello",
                Some("jdoe@acme.com"),
            ),
        ] {
            assert_eq!(person(headers, text), jane(email), "{headers}");
        }
        assert_eq!(
            person("From: Sales via Acme <sales@acme.com>", "Hello"),
            None
        );
    }

    #[test]
    fn programs_and_companies_are_no_people() {
        for from in [
            "noreply@acme.de",
            "\"A/B Testing Ltd\" <hello@ab.io>",
            "Acme Newsletter <news@acme.de>",
        ] {
            let raw = format!("From: {from}\nDate: Wed, 12 Oct 2022 10:00:00 +0200\n\nHello\n");
            assert!(
                extract(&parse(raw.as_bytes()).unwrap()).people.is_empty(),
                "{from}"
            );
        }
    }
}
