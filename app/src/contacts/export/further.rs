//! What stands beside the golden record: whom the contact is related to, the workspace's own
//! fields, and the photo.

use std::collections::{BTreeMap, HashMap};

use records::{Labelled, Photo};
use serde_json::Value;
use uuid::Uuid;

use super::person::Person;
use crate::{
    context::Scope,
    error::Result,
    fields::{
        self, Field, Held,
        types::{FieldKind, Subject},
    },
    photos,
    relations::related_of,
};

pub(super) async fn add_relations(scope: &mut Scope, people: &mut [Person]) -> Result<()> {
    let ids: Vec<Uuid> = people.iter().map(|person| person.id).collect();
    let mut related: HashMap<Uuid, Vec<Labelled>> = HashMap::new();
    for one in related_of(scope, &ids).await? {
        let known = related.entry(one.contact).or_default();
        let relation = Labelled {
            value: one.name,
            label: Some(one.label),
        };
        if !known.contains(&relation) {
            known.push(relation);
        }
    }
    for person in people {
        let related = related.remove(&person.id).unwrap_or_default();
        person.contact.relations.splice(0..0, related);
    }
    Ok(())
}

/// Under the label of its field; what a source had said there stands back.
pub(super) async fn add_own(scope: &mut Scope, people: &mut [Person]) -> Result<()> {
    let own = fields::fields(scope, Subject::Contact).await?;
    if own.is_empty() {
        return Ok(());
    }
    let names = names(scope, &own, people).await?;
    for person in people {
        for field in &own {
            let held = held(field, &person.values, &names);
            let texts = held.texts();
            if !texts.is_empty() {
                let custom = &mut person.contact.custom;
                custom.retain(|name, _| !field.is_called(name));
                custom.insert(field.label.clone(), texts);
            }
            person.own.insert(field.label.clone());
        }
    }
    Ok(())
}

fn held(field: &Field, values: &Value, names: &BTreeMap<Uuid, String>) -> Held {
    let value = values
        .get(field.id.to_string())
        .cloned()
        .unwrap_or_default();
    let contact = named_in(&value).and_then(|id| Some((id, names.get(&id)?.clone())));
    Held {
        field: field.clone(),
        value,
        contact,
    }
}

fn named_in(value: &Value) -> Option<Uuid> {
    value.as_str()?.parse().ok()
}

/// How those are called whom fields name.
async fn names(
    scope: &mut Scope,
    own: &[Field],
    people: &[Person],
) -> Result<BTreeMap<Uuid, String>> {
    let of_contacts = own.iter().filter(|field| field.kind == FieldKind::Contact);
    let named: Vec<Uuid> = of_contacts
        .flat_map(|field| {
            let id = field.id.to_string();
            let values = people.iter().map(move |person| person.values.get(&id));
            values.filter_map(|value| named_in(value?))
        })
        .collect();
    if named.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = sqlx::query!(
        "select id, name from contacts where id = any($1) and deleted_at is null",
        &named,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The photos themselves, instead of addresses that sources gave.
pub async fn give_photos(scope: &mut Scope, people: &mut [Person]) -> Result<()> {
    let hashes: Vec<String> = people.iter().filter_map(|one| one.photo.clone()).collect();
    let pictures = photos::large_pictures(scope, &hashes).await?;
    for person in people {
        let picture = person.photo.as_ref().and_then(|hash| pictures.get(hash));
        if let Some(bytes) = picture {
            person.contact.photo = Some(Photo::Bytes {
                media_type: "image/jpeg".to_owned(),
                bytes: bytes.clone(),
            });
        }
    }
    Ok(())
}
