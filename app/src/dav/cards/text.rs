//! Cards as devices read them: what Kith knows, and beyond that what the device itself wrote.

use std::collections::{BTreeSet, HashMap, HashSet};

use records::{
    Contact, Employment,
    vcard::{CardVersion, card, further_lines, properties_named},
};
use uuid::Uuid;

use crate::{
    contacts::export::{give_photos, people},
    context::Scope,
    error::Result,
};

/// Read at once.
const PAGE: usize = 500;

#[derive(Clone, Debug)]
pub struct CardText {
    pub contact: Contact,
    pub uid: String,
    further: Vec<String>,
}

impl CardText {
    pub fn write(&self, version: CardVersion) -> String {
        card(&self.contact, &self.uid, version, &self.further)
    }
}

struct Kept {
    contact_id: Uuid,
    uid: String,
    card: String,
}

/// What the cards of these contacts say.
pub async fn texts(scope: &mut Scope, contacts: &[Uuid]) -> Result<HashMap<Uuid, CardText>> {
    let mut texts = HashMap::new();
    for some in contacts.chunks(PAGE) {
        let kept = sqlx::query_as!(
            Kept,
            "select contact_id, uid, card from device_cards where contact_id = any($1)",
            some,
        )
        .fetch_all(scope.db())
        .await?;
        let mut kept: HashMap<Uuid, Kept> = kept
            .into_iter()
            .map(|kept| (kept.contact_id, kept))
            .collect();
        let mut people = people(scope, some).await?;
        give_photos(scope, &mut people).await?;
        for person in people {
            let text = match kept.remove(&person.id) {
                Some(kept) => kept.over(person.contact, &person.own),
                None => CardText {
                    uid: person.id.to_string(),
                    contact: person.contact,
                    further: Vec::new(),
                },
            };
            texts.insert(person.id, text);
        }
    }
    Ok(texts)
}

/// Where they work now: what a device may write of it.
fn present(jobs: Vec<Employment>) -> Vec<Employment> {
    jobs.into_iter()
        .find(|job| job.until.is_none())
        .into_iter()
        .collect()
}

impl Kept {
    /// What Kith has a field for is Kith's; all else is as the device wrote it.
    fn over(self, contact: Contact, own: &BTreeSet<String>) -> CardText {
        let written = super::write::read(&self.card);
        let mut contact = Contact {
            employments: present(contact.employments),
            connected: None,
            members: Vec::new(),
            ..contact
        };
        if let Some(written) = written {
            keep_words(&mut contact, &written);
            contact.nickname = written.nickname.clone().or(contact.nickname);
            self.keep_custom(&mut contact, &written, own);
        }
        let has_photo = contact.photo.is_some();
        CardText {
            contact,
            uid: self.uid,
            further: further_lines(&self.card, |name| {
                is_own(name) || (has_photo && name == "PHOTO")
            }),
        }
    }

    /// The workspace's own fields are Kith's. Of other values those are the device's that it
    /// wrote, under their own property or as Kith had named them.
    fn keep_custom(&self, contact: &mut Contact, written: &Contact, own: &BTreeSet<String>) {
        let has_line = |name: &str| {
            let bare = name.split(" (").next().unwrap_or(name);
            !properties_named(&self.card, &bare.to_uppercase()).is_empty()
        };
        contact
            .custom
            .retain(|name, _| own.contains(name) || !has_line(name));
        for (name, values) in &written.custom {
            if !own.contains(name) && !has_line(name) {
                contact.custom.insert(name.clone(), values.clone());
            }
        }
    }
}

/// What the device calls a value that has no name here, and the department beside a company.
fn keep_words(contact: &mut Contact, written: &Contact) {
    for email in contact
        .emails
        .iter_mut()
        .filter(|email| email.label.is_none())
    {
        let same = written
            .emails
            .iter()
            .find(|other| other.value == email.value);
        email.label = same.and_then(|same| same.label.clone());
    }
    for phone in contact
        .phones
        .iter_mut()
        .filter(|phone| phone.label.is_none())
    {
        let same = written
            .phones
            .iter()
            .find(|other| super::change::best(other) == phone.raw);
        phone.label = same.and_then(|same| same.label.clone());
    }
    for url in contact.urls.iter_mut().filter(|url| url.label.is_none()) {
        let same = written.urls.iter().find(|other| other.value == url.value);
        url.label = same.and_then(|same| same.label.clone());
    }
    if let (Some(job), Some(other)) = (contact.employments.first_mut(), written.employments.first())
        && job.company == other.company
    {
        job.department = job.department.take().or_else(|| other.department.clone());
    }
    let known: HashSet<&str> = written
        .handles
        .iter()
        .map(|handle| handle.value.as_str())
        .collect();
    contact
        .handles
        .retain(|handle| !known.contains(handle.value.as_str()));
}

/// Properties that are written from the contact and not from the card.
fn is_own(name: &str) -> bool {
    matches!(
        name,
        "FN" | "N"
            | "NICKNAME"
            | "EMAIL"
            | "TEL"
            | "URL"
            | "ADR"
            | "X-ABADR"
            | "ORG"
            | "TITLE"
            | "BDAY"
            | "ANNIVERSARY"
            | "X-ANNIVERSARY"
            | "X-ABDATE"
            | "NOTE"
            | "CATEGORIES"
            | "RELATED"
            | "X-ABRELATEDNAMES"
            | "X-SPOUSE"
            | "X-MANAGER"
            | "X-ASSISTANT"
            | "X-FIELD"
    )
}
