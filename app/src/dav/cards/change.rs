//! What a device changed of a contact: each field and each way to reach somebody that differs
//! from what Kith would have sent.

use std::collections::BTreeSet;

use records::{Address, Contact, Labelled, Phone};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{further, texts};
use crate::{
    companies,
    contacts::{self, ContactInput, NewPoint, PostalAddress, types::PointKind},
    context::Scope,
    error::{Error, FieldCode, Result},
};

const LONGEST_LABEL: usize = 50;

pub(super) async fn create(scope: &mut Scope, written: &Contact) -> Result<Uuid> {
    let input = ContactInput {
        name: Some(name_of(written).ok_or_else(|| Error::invalid("name", FieldCode::Required))?),
        emails: Some(values(written, PointKind::Email).into_iter().collect()),
        ..ContactInput::default()
    };
    let id = contacts::create_contact(scope, input).await?;
    change(scope, id, written).await?;
    Ok(id)
}

/// Whoever has no name is called by what else there is.
fn name_of(written: &Contact) -> Option<String> {
    let email = written.emails.first().map(|email| email.value.clone());
    let phone = written.phones.first().map(best);
    let name = written.name.clone().or_else(|| written.nickname.clone());
    let name = name.or_else(|| written.company().map(str::to_owned));
    name.or(email).or(phone)
}

/// Edits what is other than it was.
pub(super) async fn change(scope: &mut Scope, id: Uuid, written: &Contact) -> Result<()> {
    let Some(before) = texts(scope, &[id]).await?.remove(&id) else {
        return Err(Error::NotFound);
    };
    let before = before.contact;
    let mut fields = Map::new();
    texts_changed(&before, written, &mut fields);
    if before.company() != written.company() {
        let company = match written.company() {
            Some(name) => json!(companies::find_or_create(scope, name).await?),
            None => json!(""),
        };
        fields.insert("company_id".to_owned(), company);
    }
    if !fields.is_empty() {
        contacts::put_fields(scope, id, fields).await?;
    }
    for kind in [
        PointKind::Email,
        PointKind::Phone,
        PointKind::Url,
        PointKind::Address,
        PointKind::Date,
    ] {
        points_changed(scope, id, kind, [&before, written]).await?;
    }
    further::change(scope, id, &before, written).await
}

async fn points_changed(
    scope: &mut Scope,
    id: Uuid,
    kind: PointKind,
    [before, written]: [&Contact; 2],
) -> Result<()> {
    let (old, new) = (values(before, kind), values(written, kind));
    for gone in old.difference(&new) {
        if says_gone(kind, gone, before, &new) {
            contacts::remove_point(scope, id, gone).await?;
        }
    }
    for come in new.difference(&old) {
        let point = NewPoint {
            label: label_of(written, kind, come).unwrap_or_default(),
            address: address_of(written, kind, come).unwrap_or_default(),
            ..NewPoint::plain(kind, come)
        };
        contacts::add_point(scope, id, point).await?;
    }
    Ok(())
}

/// Not every program knows days but the birthday, and one that reads no address as a whole
/// gives back none. A place alone is a field of its own.
fn says_gone(kind: PointKind, gone: &str, before: &Contact, new: &BTreeSet<String>) -> bool {
    match kind {
        PointKind::Date => !new.is_empty(),
        PointKind::Address => {
            let mut addresses = before.addresses.iter();
            addresses.any(|one| line(one) == gone && one.text.is_none() && !is_place(one))
        }
        _ => true,
    }
}

fn is_place(address: &Address) -> bool {
    *address
        == Address {
            city: address.city.clone(),
            ..Address::default()
        }
}

fn parts(address: &Address) -> PostalAddress {
    PostalAddress {
        po_box: address.po_box.clone(),
        street: address.street.clone(),
        extended: address.extended.clone(),
        postal_code: address.postal_code.clone(),
        city: address.city.clone(),
        region: address.region.clone(),
        country: address.country.clone(),
    }
    .cleaned()
}

fn line(address: &Address) -> String {
    let line = parts(address).line();
    match &address.text {
        Some(text) if line.is_empty() => text.clone(),
        _ => line,
    }
}

fn address_of(written: &Contact, kind: PointKind, value: &str) -> Option<PostalAddress> {
    let mut addresses = written.addresses.iter();
    let found = addresses.find(|one| kind == PointKind::Address && line(one) == value)?;
    let whole = PostalAddress {
        street: found.text.clone(),
        ..PostalAddress::default()
    };
    Some(
        Some(parts(found))
            .filter(|parts| !parts.line().is_empty())
            .unwrap_or(whole),
    )
}

fn texts_changed(before: &Contact, written: &Contact, fields: &mut Map<String, Value>) {
    let title = |contact: &Contact| contact.title().map(str::to_owned);
    let city = |contact: &Contact| {
        contact
            .addresses
            .first()
            .and_then(|address| address.city.clone())
    };
    let day = |contact: &Contact| contact.birthday.map(|day| day.to_string());
    let notes =
        |contact: &Contact| Some(contact.notes.join("\n\n")).filter(|notes| !notes.is_empty());
    let pairs = [
        ("name", before.name.clone(), name_of(written)),
        (
            "given_name",
            before.given_name.clone(),
            written.given_name.clone(),
        ),
        (
            "family_name",
            before.family_name.clone(),
            written.family_name.clone(),
        ),
        (
            "additional_name",
            before.additional_name.clone(),
            written.additional_name.clone(),
        ),
        ("prefix", before.prefix.clone(), written.prefix.clone()),
        ("suffix", before.suffix.clone(), written.suffix.clone()),
        ("title", title(before), title(written)),
        ("birthday", day(before), day(written)),
        ("about", notes(before), notes(written)),
    ];
    for (key, old, new) in pairs {
        if old != new {
            fields.insert(key.to_owned(), json!(new.unwrap_or_default()));
        }
    }
    // A card without any address says nothing about the place.
    if city(written).is_some() && city(before) != city(written) {
        fields.insert("location".to_owned(), json!(city(written)));
    }
}

fn values(contact: &Contact, kind: PointKind) -> BTreeSet<String> {
    match kind {
        PointKind::Email => contact
            .emails
            .iter()
            .map(|email| email.value.clone())
            .collect(),
        PointKind::Phone => contact.phones.iter().map(best).collect(),
        PointKind::Url => contact.urls.iter().map(|url| url.value.clone()).collect(),
        PointKind::Address => contact.addresses.iter().map(line).collect(),
        PointKind::Date => contact
            .anniversaries
            .iter()
            .map(|day| day.value.to_string())
            .collect(),
        PointKind::Handle => BTreeSet::new(),
    }
}

/// What the device calls it, if that is a word.
fn label_of(written: &Contact, kind: PointKind, value: &str) -> Option<String> {
    let labelled = |list: &[Labelled]| {
        let found = list.iter().find(|item| item.value == value);
        found.and_then(|item| item.label.clone())
    };
    let label = match kind {
        PointKind::Email => labelled(&written.emails),
        PointKind::Phone => {
            let found = written.phones.iter().find(|phone| best(phone) == value);
            found.and_then(|phone| phone.label.clone())
        }
        PointKind::Address => {
            let found = written.addresses.iter().find(|one| line(one) == value);
            found.and_then(|address| address.label.clone())
        }
        PointKind::Date => {
            let mut days = written.anniversaries.iter();
            let found = days.find(|day| day.value.to_string() == value);
            found.and_then(|day| day.label.clone())
        }
        _ => labelled(&written.urls),
    };
    label.filter(|label| label.chars().count() <= LONGEST_LABEL)
}

pub(super) fn best(phone: &Phone) -> String {
    phone.e164.clone().unwrap_or_else(|| phone.raw.clone())
}
