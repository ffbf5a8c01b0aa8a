//! The properties of a card become a contact; what fits no field is kept by its name.

use super::values::{self, label, value_of};
use crate::content_line::{Property, list, structured, structured_lists};
use crate::dates::{DateOrder, PartialDate, date_time};
use crate::phone::phone;
use crate::record::{Contact, ContactKind, Employment, Handle, Labelled, Photo};

pub(super) fn contact(properties: &[Property], regions: &[String]) -> Contact {
    let mut card = Card {
        contact: Contact::default(),
        properties,
        regions,
    };
    properties.iter().for_each(|property| card.take(property));
    card.contact.complete_name();
    card.contact
}

struct Card<'a> {
    contact: Contact,
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
            self.contact.keep(&name, &value);
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
            "ORG" => {
                let mut parts = structured(&property.value())
                    .into_iter()
                    .filter(|part| !part.is_empty());
                let job = open_job(&mut contact.employments, |job| job.company.is_none());
                job.company = parts.next();
                job.department =
                    Some(parts.collect::<Vec<_>>().join(", ")).filter(|rest| !rest.is_empty());
                let day = |name| property.param(name).and_then(PartialDate::iso);
                (job.since, job.until) = (day("X-SINCE"), day("X-UNTIL"));
            }
            "TITLE" => {
                open_job(&mut contact.employments, |job| job.title.is_none()).title =
                    property.text()
            }
            "ROLE" if contact.employments.iter().all(|job| job.title.is_none()) => {
                open_job(&mut contact.employments, |job| job.title.is_none()).title =
                    property.text();
            }
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" => contact.kind = kind(&property.value()),
            "X-ABSHOWAS" if property.value().trim().eq_ignore_ascii_case("company") => {
                contact.kind = ContactKind::Organization;
            }
            _ => return false,
        }
        contact
            .employments
            .retain(|job| *job != Employment::default());
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
            && day.year == omitted
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

fn open_job(jobs: &mut Vec<Employment>, is_open: fn(&Employment) -> bool) -> &mut Employment {
    let at = jobs.iter().position(is_open).unwrap_or_else(|| {
        jobs.push(Employment::default());
        jobs.len() - 1
    });
    &mut jobs[at]
}
