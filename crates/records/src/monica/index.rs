//! What stands in one place of an export and is meant in others, by its id.

use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;

use crate::record::{Party, Photo, without_nul};

use super::Elements;
use super::element::Element;

/// Bytes of all photos that are held until their contact comes: 64 MiB.
const PHOTOS: usize = 64 * 1024 * 1024;

#[derive(Default)]
pub(super) struct Index {
    fields: HashMap<String, FieldType>,
    /// Names of genders, and kinds of activities and life events.
    names: HashMap<String, String>,
    people: HashMap<String, String>,
    /// Who was in which activity.
    activities: HashMap<String, Vec<String>>,
    relations: HashMap<String, Vec<(String, String)>>,
    avatars: HashSet<String>,
    photos: HashMap<String, Photo>,
    held: usize,
    documents: HashMap<String, String>,
}

/// What a way to reach somebody is.
#[derive(Clone, Default)]
pub(super) struct FieldType {
    pub(super) name: String,
    pub(super) protocol: String,
    pub(super) kind: String,
}

/// What one contact is to the other: who says it, of whom, and the word.
type Pair = (String, String, String);

impl Index {
    pub(super) fn of<R: BufRead>(mut elements: Elements<R>) -> io::Result<Self> {
        let mut index = Index::default();
        let mut pairs = Vec::new();
        while let Some((kind, unit)) = elements.next()? {
            if unit.fault.is_some() {
                continue;
            }
            let Ok(value) = serde_json::from_slice::<Value>(&unit.bytes) else {
                continue;
            };
            let value = without_nul(value);
            index.take(&kind, Element(&value), &mut pairs);
        }
        index.relate(pairs);
        Ok(index)
    }

    fn take(&mut self, kind: &str, element: Element<'_>, pairs: &mut Vec<Pair>) {
        let Some(id) = element.text("uuid") else {
            return;
        };
        match kind {
            "contact" => self.contact(id, element),
            "relationship" => {
                let said = |key| element.said(key);
                if let (Some(word), Some(one), Some(other)) =
                    (said("type"), said("contact_is"), said("of_contact"))
                {
                    pairs.push((one, other, word));
                }
            }
            "photo" => self.photo(id, element),
            "document" => {
                let name = element.said("original_filename");
                self.documents.extend(name.map(|name| (id, name)));
            }
            "contact_field_types" => {
                let word = |key| element.said(key).unwrap_or_default();
                let field = FieldType {
                    name: word("name"),
                    protocol: word("protocol"),
                    kind: word("type"),
                };
                self.fields.insert(id, field);
            }
            "genders" | "activity_types" | "life_event_types" => {
                let name = element.said("name");
                let name = name.or_else(|| element.said("translation_key"));
                self.names.extend(name.map(|name| (id, name)));
            }
            _ => {}
        }
    }

    fn contact(&mut self, id: String, element: Element<'_>) {
        for activity in element.ids("activity") {
            let there = self.activities.entry(activity.to_owned()).or_default();
            there.push(id.clone());
        }
        self.avatars.extend(avatar(element));
        let name = super::contact::name(element);
        self.people.extend(name.map(|name| (id, name)));
    }

    /// Contacts stand before photos, so that it is known whose face a photo is.
    fn photo(&mut self, id: String, element: Element<'_>) {
        if !self.avatars.contains(&id) || self.photos.contains_key(&id) {
            return;
        }
        let address = element.said("dataUrl").unwrap_or_default();
        let packed = address.split_once("base64,").map(|(_, packed)| packed);
        let Some(bytes) = packed.and_then(|packed| STANDARD.decode(packed).ok()) else {
            return;
        };
        let size = bytes.len();
        if self.held + size > PHOTOS {
            return;
        }
        if let Some(photo) = Photo::from_bytes(bytes) {
            self.held += size;
            self.photos.insert(id, photo);
        }
    }

    /// Monica keeps every tie twice, from each side; one side of it says all.
    fn relate(&mut self, pairs: Vec<Pair>) {
        let mut counts: HashMap<(&str, &str), usize> = HashMap::new();
        for (one, other, _) in &pairs {
            *counts.entry((one, other)).or_default() += 1;
        }
        let mut first: HashMap<(&str, &str), (&str, &str)> = HashMap::new();
        for (one, other, _) in &pairs {
            let (mine, theirs) = (
                counts.get(&(one.as_str(), other.as_str())),
                counts.get(&(other.as_str(), one.as_str())),
            );
            let said = if mine >= theirs {
                (one.as_str(), other.as_str())
            } else {
                (other.as_str(), one.as_str())
            };
            let key = (one.min(other).as_str(), one.max(other).as_str());
            first.entry(key).or_insert(said);
        }
        let is_kept = |(one, other, _): &&Pair| {
            let key = (one.min(other).as_str(), one.max(other).as_str());
            first.get(&key) == Some(&(one.as_str(), other.as_str()))
        };
        for (one, other, word) in pairs.iter().filter(is_kept) {
            let said = (other.clone(), word.clone());
            let all = self.relations.entry(one.clone()).or_default();
            if !all.contains(&said) {
                all.push(said);
            }
        }
    }

    /// Whether the photo comes with the contact whose face it is.
    pub(super) fn holds_photo(&self, bytes: &[u8]) -> bool {
        let value: Option<Value> = serde_json::from_slice(bytes).ok();
        let value = value.map(without_nul);
        let id = value.as_ref().and_then(|value| Element(value).text("uuid"));
        id.is_some_and(|id| self.photos.contains_key(&id))
    }

    pub(super) fn field(&self, id: Option<&str>) -> FieldType {
        id.and_then(|id| self.fields.get(id))
            .cloned()
            .unwrap_or_default()
    }

    pub(super) fn name(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }

    pub(super) fn document(&self, id: &str) -> Option<&str> {
        self.documents.get(id).map(String::as_str)
    }

    /// The others, by id, and what they are to this one.
    pub(super) fn relations(&self, id: &str) -> impl Iterator<Item = (&str, &str)> {
        let all = self.relations.get(id).into_iter().flatten();
        all.filter(|(other, _)| self.people.contains_key(other))
            .map(|(other, word)| (other.as_str(), word.as_str()))
    }

    pub(super) fn photo_of(&self, element: Element<'_>) -> Option<Photo> {
        self.photos.get(&avatar(element)?).cloned()
    }

    pub(super) fn is_somebody(&self, id: &str) -> bool {
        self.people.contains_key(id)
    }

    pub(super) fn there(&self, activity: &str) -> Vec<Party> {
        let ids = self.activities.get(activity).into_iter().flatten();
        ids.map(|id| Party {
            name: self.people.get(id).cloned(),
            handle: Some(id.clone()),
            ..Party::default()
        })
        .collect()
    }
}

fn avatar(element: Element<'_>) -> Option<String> {
    let avatar = Element(element.property("avatar")?);
    let is_own = avatar.text("avatar_source").as_deref() == Some("photo");
    avatar.text("avatar_photo").filter(|_| is_own)
}
