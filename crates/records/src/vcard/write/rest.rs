//! Relations, words, the photo, and what has no field.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{
    Card, CardVersion,
    line::{parameter, plain},
};
use crate::content_line::escaped;
use crate::record::{Contact, ContactKind, Labelled, Photo};

/// Relations that vCard 4.0 has a type for.
const RELATIONS: [&str; 13] = [
    "acquaintance",
    "agent",
    "child",
    "co-worker",
    "colleague",
    "contact",
    "emergency",
    "friend",
    "neighbor",
    "parent",
    "sibling",
    "spouse",
    "sweetheart",
];

impl Card {
    pub(super) fn rest(&mut self, contact: &Contact) {
        self.kind(contact.kind);
        for relation in &contact.relations {
            self.relation(relation);
        }
        for note in &contact.notes {
            self.lines.text("NOTE", note);
        }
        if !contact.tags.is_empty() {
            let tags: Vec<String> = contact.tags.iter().map(|tag| escaped(tag)).collect();
            self.lines.put("CATEGORIES", tags.join(","));
        }
        if let Some(photo) = &contact.photo {
            self.photo(photo);
        }
        for member in &contact.members {
            let name = match self.version {
                CardVersion::V3 => "X-ADDRESSBOOKSERVER-MEMBER",
                CardVersion::V4 => "MEMBER",
            };
            self.lines.put(name, format!("urn:uuid:{}", plain(member)));
        }
        for (name, values) in &contact.custom {
            for value in values {
                self.custom(name, value);
            }
        }
    }

    fn kind(&mut self, kind: ContactKind) {
        match (kind, self.version) {
            (ContactKind::Person, _) => {}
            (ContactKind::Group, CardVersion::V4) => self.lines.put("KIND", "group"),
            (ContactKind::Group, CardVersion::V3) => {
                self.lines.put("X-ADDRESSBOOKSERVER-KIND", "group");
            }
            (ContactKind::Organization, CardVersion::V4) => self.lines.put("KIND", "org"),
            (ContactKind::Organization, CardVersion::V3) => {
                self.lines.put("X-ABShowAs", "COMPANY");
            }
        }
    }

    fn relation(&mut self, relation: &Labelled) {
        let (value, label) = (escaped(&relation.value), relation.label.as_deref());
        match (label, self.version) {
            (Some(label), CardVersion::V4) if RELATIONS.contains(&label) => {
                self.lines
                    .put(&format!("RELATED;VALUE=text;TYPE={label}"), value);
            }
            (Some(label), CardVersion::V4) => self.grouped("RELATED;VALUE=text", label, &value),
            (Some(label), CardVersion::V3) => self.grouped("X-ABRELATEDNAMES", label, &value),
            (None, CardVersion::V4) => self.lines.put("RELATED;VALUE=text", value),
            (None, CardVersion::V3) => self.lines.put("X-ABRELATEDNAMES", value),
        }
    }

    fn photo(&mut self, photo: &Photo) {
        match (photo, self.version) {
            (Photo::Bytes { media_type, bytes }, CardVersion::V4) => {
                let packed = STANDARD.encode(bytes);
                self.lines
                    .put("PHOTO", format!("data:{media_type};base64,{packed}"));
            }
            (Photo::Bytes { media_type, bytes }, CardVersion::V3) => {
                let kind = media_type.rsplit('/').next().unwrap_or_default();
                let name = format!("PHOTO;ENCODING=b;TYPE={}", kind.to_uppercase());
                self.lines.put(&name, STANDARD.encode(bytes));
            }
            (Photo::Url(address), CardVersion::V4) => self.lines.put("PHOTO", plain(address)),
            (Photo::Url(address), CardVersion::V3) => {
                self.lines.put("PHOTO;VALUE=uri", plain(address));
            }
        }
    }

    /// A name that can be one of a property is one; any other stands in a parameter.
    fn custom(&mut self, name: &str, value: &str) {
        let is_letter =
            |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '-';
        let own = name.strip_prefix("X-").is_some_and(|rest| rest.len() > 1);
        if own && name != "X-FIELD" && name.chars().all(is_letter) {
            self.lines.put(name, escaped(value));
        } else {
            let name = format!("X-FIELD{}", parameter("X-NAME", name));
            self.lines.put(&name, escaped(value));
        }
    }
}
