//! A person or an organisation, as one source describes it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::Photo;
use crate::dates::PartialDate;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    #[default]
    Person,
    Organization,
    Group,
}

/// Lists keep the order of the source; nothing in them is empty.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Contact {
    pub kind: ContactKind,
    /// The whole name as it is shown.
    pub name: Option<String>,
    pub given_name: Option<String>,
    pub additional_name: Option<String>,
    pub family_name: Option<String>,
    pub prefix: Option<String>,
    pub suffix: Option<String>,
    pub nickname: Option<String>,
    pub emails: Vec<Labelled>,
    pub phones: Vec<Phone>,
    pub addresses: Vec<Address>,
    /// Accounts with messengers and networks.
    pub handles: Vec<Handle>,
    pub urls: Vec<Labelled>,
    pub employments: Vec<Employment>,
    pub birthday: Option<PartialDate>,
    pub anniversaries: Vec<Labelled<PartialDate>>,
    pub relations: Vec<Labelled>,
    pub notes: Vec<String>,
    pub tags: Vec<String>,
    pub photo: Option<Photo>,
    /// Ids of the members, where this is a group.
    pub members: Vec<String>,
    /// Since when the two are connected, as LinkedIn says it.
    pub connected: Option<PartialDate>,
    /// When the source last changed it.
    pub updated_at: Option<DateTime<Utc>>,
    /// What fits no field, by its name in the source.
    pub custom: BTreeMap<String, Vec<String>>,
    /// Names in `custom` that mean a field whose value could not be read: a birthday that is
    /// no date.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<String>,
}

/// A value and what the source calls it (`work`, `home`, a word of one's own).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Labelled<T = String> {
    pub value: T,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Phone {
    /// As written.
    pub raw: String,
    /// E.164 where the number is valid in its own or a given country.
    pub e164: Option<String>,
    pub label: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Address {
    pub label: Option<String>,
    pub street: Option<String>,
    pub extended: Option<String>,
    pub po_box: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub postal_code: Option<String>,
    pub country: Option<String>,
    /// The whole as one text, where the source gives it.
    pub text: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Handle {
    /// `linkedin`, `telegram`, `skype` …, lower case.
    pub service: String,
    pub value: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Employment {
    pub company: Option<String>,
    pub title: Option<String>,
    pub department: Option<String>,
    pub since: Option<PartialDate>,
    pub until: Option<PartialDate>,
}

impl Contact {
    /// Whether there is anything to know it by.
    pub fn is_somebody(&self) -> bool {
        let named = [
            &self.name,
            &self.given_name,
            &self.family_name,
            &self.nickname,
        ];
        named.iter().any(|name| name.is_some())
            || !self.emails.is_empty()
            || !self.phones.is_empty()
            || !self.handles.is_empty()
            || self.employments.iter().any(|job| job.company.is_some())
    }

    /// The first employer of those that did not end.
    pub fn company(&self) -> Option<&str> {
        self.present().find_map(|job| job.company.as_deref())
    }

    /// The title of the first position that did not end.
    pub fn title(&self) -> Option<&str> {
        self.present().next()?.title.as_deref()
    }

    fn present(&self) -> impl Iterator<Item = &Employment> {
        self.employments.iter().filter(|job| job.until.is_none())
    }

    /// The fields as the golden record knows them: `name`, `given_name`, `family_name`, `emails`,
    /// `phones` (E.164 where known), `urls`, `title`, `company`, `location`, `birthday`
    /// (`YYYY-MM-DD`, `--MM-DD` without its year), `about`. Keys without a value are left out.
    pub fn golden_fields(&self) -> Map<String, Value> {
        let values = |list: &[Labelled]| list.iter().map(|item| item.value.clone()).collect();
        let lists: [(&str, Vec<String>); 3] = [
            ("emails", values(&self.emails)),
            ("urls", values(&self.urls)),
            ("phones", self.phones.iter().map(Phone::best).collect()),
        ];
        let place = self
            .addresses
            .first()
            .and_then(|address| address.city.clone());
        let texts = [
            ("name", self.name.clone()),
            ("given_name", self.given_name.clone()),
            ("family_name", self.family_name.clone()),
            ("title", self.title().map(str::to_owned)),
            ("company", self.company().map(str::to_owned)),
            ("location", place),
            ("birthday", self.birthday.map(|day| day.to_string())),
            (
                "about",
                Some(self.notes.join("\n\n")).filter(|notes| !notes.is_empty()),
            ),
        ];
        let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
        let texts = texts
            .into_iter()
            .filter_map(|(key, text)| Some((key, json!(text?))));
        lists
            .map(|(key, list)| (key, json!(list)))
            .chain(texts)
            .map(|(key, value)| (key.to_owned(), value))
            .collect()
    }

    pub(crate) fn keep(&mut self, name: &str, value: &str) {
        let value = value.trim();
        if !value.is_empty() {
            let values = self.custom.entry(name.to_owned()).or_default();
            values.push(value.to_owned());
        }
    }

    /// Keeps what should be a value of a field and is none.
    pub(crate) fn keep_unread(&mut self, name: &str, value: &str) {
        self.keep(name, value);
        if self.custom.contains_key(name) && !self.unread.iter().any(|known| known == name) {
            self.unread.push(name.to_owned());
        }
    }

    /// Makes the whole name of its parts where the source gives only those.
    pub(crate) fn complete_name(&mut self) {
        if self.name.is_some() {
            return;
        }
        let parts = [&self.given_name, &self.additional_name, &self.family_name];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        self.name = Some(parts.join(" ")).filter(|name| !name.is_empty());
    }
}

impl Phone {
    fn best(&self) -> String {
        self.e164.clone().unwrap_or_else(|| self.raw.clone())
    }
}

impl Address {
    pub(crate) fn is_empty(&self) -> bool {
        *self
            == Address {
                label: self.label.clone(),
                ..Address::default()
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn golden_fields_hold_what_is_known_and_nothing_else() {
        let contact = Contact {
            given_name: Some("Ada".to_owned()),
            emails: vec![Labelled {
                value: "ada@quill.example".to_owned(),
                label: None,
            }],
            birthday: PartialDate::new(None, Some(2), Some(3)),
            ..Contact::default()
        };
        let fields = json!({
            "given_name": "Ada",
            "emails": ["ada@quill.example"],
            "birthday": "--02-03",
        });
        assert_eq!(Value::Object(contact.golden_fields()), fields);
        assert!(contact.is_somebody() && !Contact::default().is_somebody());
    }
}
