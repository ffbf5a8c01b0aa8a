//! The properties of a card become a contact; what fits no field is kept by its name.

use super::NO_YEAR;
use super::jobs::Jobs;
use super::values::{self, label, value_of};
use crate::content_line::{Property, list, structured_lists};
use crate::dates::{DateOrder, PartialDate, date_time};
use crate::phone::phone;
use crate::record::{Contact, ContactKind, Handle, Labelled, Photo};

/// Properties that a contact has fields for: what is left of them could not be read.
const FIELDS: [&str; 6] = [
    "ANNIVERSARY",
    "BDAY",
    "EMAIL",
    "X-ABDATE",
    "X-ANNIVERSARY",
    "X-CONNECTED",
];

pub(super) fn contact(properties: &[Property], regions: &[String]) -> Contact {
    let mut card = Card {
        contact: Contact::default(),
        jobs: Jobs::default(),
        properties,
        regions,
    };
    properties.iter().for_each(|property| card.take(property));
    let Card {
        mut contact, jobs, ..
    } = card;
    contact.employments = jobs.employments();
    contact.complete_name();
    crate::profile::add_linked(&mut contact);
    contact
}

struct Card<'a> {
    contact: Contact,
    jobs: Jobs,
    properties: &'a [Property],
    regions: &'a [String],
}

impl Card<'_> {
    fn take(&mut self, property: &Property) {
        if self.is_structure(property)
            || self.names(property)
            || self.reach(property)
            || self.days(property)
        {
            return;
        }
        if !self.rest(property) {
            let label = label(property, self.properties);
            let name = match (property.name.as_str(), label) {
                ("X-FIELD", _) if property.param("X-NAME").is_some() => {
                    property.param("X-NAME").unwrap_or_default().to_owned()
                }
                (name, Some(label)) if name.starts_with("X-") => format!("{name} ({label})"),
                (name, _) => name.to_owned(),
            };
            let value = values::shown(property);
            match FIELDS.contains(&name.as_str()) {
                true => self.contact.keep_unread(&name, &value),
                false => self.contact.keep(&name, &value),
            }
        }
    }

    /// What says how the card is written, not who it is.
    fn is_structure(&self, property: &Property) -> bool {
        matches!(
            property.name.as_str(),
            "VERSION" | "PRODID" | "UID" | "X-ABLABEL" | "CLIENTPIDMAP" | "X-ABADR"
        )
    }

    fn names(&mut self, property: &Property) -> bool {
        let contact = &mut self.contact;
        match property.name.as_str() {
            "FN" if contact.name.is_none() => contact.name = property.text(),
            "N" => {
                let parts = structured_lists(&property.value());
                let part = |at: usize| {
                    let names = parts.get(at)?.join(" ");
                    Some(names).filter(|names| !names.is_empty())
                };
                contact.family_name = part(0);
                contact.given_name = part(1);
                contact.additional_name = part(2);
                contact.prefix = part(3);
                contact.suffix = part(4);
            }
            "NICKNAME" if contact.nickname.is_none() => contact.nickname = property.text(),
            "ORG" => self.jobs.organization(property),
            "TITLE" => self.jobs.title(property),
            "ROLE" if !self.jobs.has_title() => self.jobs.title(property),
            "X-POSITION" => self.jobs.position(property),
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" => contact.kind = kind(&property.value()),
            "X-ABSHOWAS" if property.value().trim().eq_ignore_ascii_case("company") => {
                contact.kind = ContactKind::Organization;
            }
            _ => return false,
        }
        true
    }

    fn reach(&mut self, property: &Property) -> bool {
        let label = label(property, self.properties);
        let Some(value) = value_of(property) else {
            return matches!(property.name.as_str(), "EMAIL" | "TEL" | "ADR" | "URL");
        };
        let contact = &mut self.contact;
        match property.name.as_str() {
            "EMAIL" if crate::mapping::is_email(&value) => {
                contact.emails.push(Labelled {
                    value: value.to_lowercase(),
                    label,
                });
            }
            "TEL" => contact.phones.push(phone(&value, label, self.regions)),
            "ADR" => contact.addresses.extend(values::address(property, label)),
            "URL" => contact.urls.push(Labelled { value, label }),
            "IMPP" | "X-SOCIALPROFILE" | "SOCIALPROFILE" => {
                contact.handles.extend(values::handle(property, &value));
            }
            name if values::service(name).is_some() => contact.handles.push(Handle {
                service: values::service(name).unwrap_or_default().to_owned(),
                value,
            }),
            _ => return false,
        }
        true
    }

    fn days(&mut self, property: &Property) -> bool {
        let text = property.value();
        let mut day =
            PartialDate::iso(&text).or_else(|| crate::dates::date(&text, DateOrder::MonthFirst));
        let omitted = property
            .param("X-APPLE-OMIT-YEAR")
            .and_then(|year| year.parse().ok());
        if let Some(day) = &mut day
            && (day.year == omitted || day.year == Some(NO_YEAR))
        {
            day.year = None;
        }
        let contact = &mut self.contact;
        match (property.name.as_str(), day) {
            ("BDAY", Some(day)) => contact.birthday = Some(day),
            ("ANNIVERSARY" | "X-ANNIVERSARY" | "X-ABDATE", Some(value)) => {
                let label =
                    label(property, self.properties).or_else(|| Some("anniversary".to_owned()));
                contact.anniversaries.push(Labelled { value, label });
            }
            ("X-CONNECTED", Some(day)) => contact.connected = Some(day),
            ("REV", _) if date_time(&text, DateOrder::DayFirst).is_some() => {
                contact.updated_at = date_time(&text, DateOrder::DayFirst);
            }
            ("REV", _) if values::basic_time(&text).is_some() => {
                contact.updated_at = values::basic_time(&text);
            }
            _ => return false,
        }
        true
    }

    fn rest(&mut self, property: &Property) -> bool {
        let label = label(property, self.properties);
        let contact = &mut self.contact;
        match property.name.as_str() {
            "NOTE" => contact.notes.extend(property.text()),
            "CATEGORIES" => contact.tags.extend(list(&property.value())),
            "MEMBER" | "X-ADDRESSBOOKSERVER-MEMBER" => contact.members.extend(value_of(property)),
            "RELATED" | "X-ABRELATEDNAMES" | "X-SPOUSE" | "X-MANAGER" | "X-ASSISTANT" => {
                let own = property.name.strip_prefix("X-").map(str::to_lowercase);
                let label = label.or(own.filter(|name| name != "abrelatednames"));
                contact
                    .relations
                    .extend(value_of(property).map(|value| Labelled { value, label }));
            }
            "PHOTO" if contact.photo.is_none() => match property.bytes() {
                Some(bytes) => contact.photo = Photo::from_bytes(bytes),
                None => {
                    let url = property.text().filter(|url| url.starts_with("http"));
                    contact.photo = url.map(Photo::Url);
                }
            },
            _ => return false,
        }
        true
    }
}

fn kind(value: &str) -> ContactKind {
    match value.trim().to_ascii_lowercase().as_str() {
        "group" => ContactKind::Group,
        "org" => ContactKind::Organization,
        _ => ContactKind::Person,
    }
}
