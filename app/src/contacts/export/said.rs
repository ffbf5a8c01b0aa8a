//! What sources said that the golden record has no field for: of single values the first one
//! stands, lists are united.

use records::{Address, Contact, Employment, Labelled, Photo, dates::PartialDate};
use serde_json::Value;

/// Adds what one record said, as `imports/records/said.rs` keeps it.
pub(super) fn add_said(contact: &mut Contact, said: &Value) {
    for (place, key) in [
        (&mut contact.additional_name, "additional_name"),
        (&mut contact.prefix, "prefix"),
        (&mut contact.suffix, "suffix"),
        (&mut contact.nickname, "nickname"),
    ] {
        if place.is_none() {
            *place = text(said, key);
        }
    }
    contact.connected = contact.connected.or_else(|| day(said, "connected"));
    if contact.photo.is_none() {
        contact.photo = text(said, "photo_url").map(Photo::Url);
    }
    for item in list(said, "relations") {
        let relation = text(item, "value").filter(|value| is_identifier(value));
        unite(
            &mut contact.relations,
            relation.map(|value| labelled(item, value)),
        );
    }
    add_custom(contact, said);
}

/// Of another card, which names nobody to a reader; names stand among the relations.
fn is_identifier(value: &str) -> bool {
    value.starts_with("urn:") || value.starts_with("uuid:")
}

fn add_custom(contact: &mut Contact, said: &Value) {
    let custom = said.get("custom").and_then(Value::as_object);
    for (name, values) in custom.into_iter().flatten() {
        let known = contact.custom.entry(name.clone()).or_default();
        for value in values.as_array().into_iter().flatten() {
            unite(known, value.as_str().map(str::to_owned));
        }
    }
}

/// The city of the golden record alone is the first address that has it.
pub(super) fn add_address(addresses: &mut Vec<Address>, address: Address) {
    let is_outline = |known: &&mut Address| {
        let city = known.city.clone();
        city == address.city
            && **known
                == Address {
                    city,
                    ..Address::default()
                }
    };
    if let Some(outline) = addresses.iter_mut().find(is_outline) {
        *outline = address;
    } else if !addresses.iter().any(|known| is_same(known, &address)) {
        addresses.push(address);
    }
}

/// Whatever the two are called.
fn is_same(one: &Address, other: &Address) -> bool {
    let label = one.label.clone();
    *one == Address {
        label,
        ..other.clone()
    }
}

/// The company and title of the golden record are the first job that has both.
pub(super) fn add_job(jobs: &mut Vec<Employment>, job: Employment) {
    let is_same =
        |known: &&mut Employment| known.company == job.company && known.title == job.title;
    match jobs.iter_mut().find(is_same) {
        Some(known) => {
            known.department = known.department.take().or(job.department);
            known.since = known.since.or(job.since);
            known.until = known.until.or(job.until);
        }
        None if job == Employment::default() => {}
        None => jobs.push(job),
    }
}

fn unite<T: PartialEq>(list: &mut Vec<T>, item: Option<T>) {
    if let Some(item) = item.filter(|item| !list.contains(item)) {
        list.push(item);
    }
}

pub(super) fn address(said: &Value) -> Option<Address> {
    let address = Address {
        label: text(said, "label"),
        street: text(said, "street"),
        extended: text(said, "extended"),
        po_box: text(said, "po_box"),
        city: text(said, "city"),
        region: text(said, "region"),
        postal_code: text(said, "postal_code"),
        country: text(said, "country"),
        text: text(said, "text"),
    };
    (address != Address::default()).then_some(address)
}

pub(super) fn employment(said: &Value) -> Employment {
    Employment {
        company: text(said, "company"),
        title: text(said, "title"),
        department: text(said, "department"),
        since: day(said, "since"),
        until: day(said, "until"),
    }
}

fn labelled<T>(said: &Value, value: T) -> Labelled<T> {
    Labelled {
        value,
        label: text(said, "label"),
    }
}

fn list<'a>(said: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    said.get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn text(said: &Value, key: &str) -> Option<String> {
    let text = said.get(key)?.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}

fn day(said: &Value, key: &str) -> Option<PartialDate> {
    PartialDate::iso(said.get(key)?.as_str()?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn sources_fill_what_is_missing_and_repeat_nothing() {
        let mut contact = Contact {
            employments: vec![Employment {
                company: Some("Lind AG".to_owned()),
                title: Some("Baker".to_owned()),
                ..Employment::default()
            }],
            addresses: vec![Address {
                city: Some("Berlin".to_owned()),
                ..Address::default()
            }],
            ..Contact::default()
        };
        let said = json!({
            "nickname": "Bobo",
            "custom": { "Coffee": ["black"] },
        });
        let street = json!({ "city": "Berlin", "street": "1 Low Road" });
        let job = json!({ "company": "Lind AG", "title": "Baker", "since": "2019-02" });
        for _ in 0..2 {
            add_address(&mut contact.addresses, address(&street).unwrap());
            add_job(&mut contact.employments, employment(&job));
        }
        add_said(&mut contact, &said);
        let once = contact.clone();
        add_said(&mut contact, &said);
        assert_eq!(contact, once);
        assert_eq!(contact.addresses.len(), 1);
        assert_eq!(contact.addresses[0].street.as_deref(), Some("1 Low Road"));
        assert_eq!(contact.employments.len(), 1);
        assert!(contact.employments[0].since.is_some());
        assert_eq!(contact.custom["Coffee"], ["black"]);
    }
}
