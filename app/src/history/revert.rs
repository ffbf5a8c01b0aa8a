//! Bringing back what stood in a field before a change: by hand, or by letting the sources
//! speak again where only a hand had silenced them.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    lists,
    store::{Change, PHOTO, change, last_change},
};
use crate::{
    contacts::{self, types::ContactField},
    context::Scope,
    error::{Error, Result},
    events::{EventKind, record},
    fields::{self, RECORD_KEY},
    identity, merging, photos,
    suggestions::{self, KEEP_IN_TOUCH, Wish},
};

/// Brings back what was there before the change, and returns the change that this is, to
/// take back in turn; none where it stood there already.
pub async fn revert_change(scope: &mut Scope, contact: Uuid, id: i64) -> Result<Option<i64>> {
    contacts::contact(scope, contact).await?;
    let taken_back = change(scope, contact, id).await?;
    let newest = newest(scope, contact).await?;
    bring_back(scope, &taken_back).await?;
    let found = last_change(scope, contact, &taken_back.field).await?;
    Ok(found.map(|change| change.id).filter(|id| *id > newest))
}

async fn newest(scope: &mut Scope, contact: Uuid) -> Result<i64> {
    let newest = super::changes(scope, contact, None, 0).await?;
    Ok(newest.first().map_or(0, |change| change.id))
}

async fn bring_back(scope: &mut Scope, change: &Change) -> Result<()> {
    if change.field == merging::HISTORY {
        return merging::revert(scope, change).await;
    }
    if change.field == merging::records::PARTED {
        let told = change.new.as_ref().and_then(|told| told.get("record"));
        let record = told
            .and_then(Value::as_str)
            .and_then(|id| id.parse::<Uuid>().ok());
        let record = record.ok_or(Error::Conflict)?;
        return merging::records::return_record(scope, record)
            .await
            .map(drop);
    }
    if let Some(id) = change.field.strip_prefix(RECORD_KEY) {
        return own_value(scope, change, id).await;
    }
    if change.field == KEEP_IN_TOUCH {
        let wish = Wish::noted(change.old.as_ref());
        return suggestions::set_wish(scope, change.contact_id, wish)
            .await
            .map(drop);
    }
    if change.field == PHOTO {
        let old = text_of(change.old.as_ref());
        return photos::bring_back(scope, change.contact_id, &old, sources_spoke(change)).await;
    }
    if let Some((came, went)) = change.parts() {
        let contact = change.contact_id;
        if lists::bring_back(scope, contact, &change.field, &came, &went).await? {
            return Ok(());
        }
        let texts = |items: &[Value]| items.iter().filter_map(value_of).collect::<Vec<_>>();
        return reached(scope, change, &texts(&came), &texts(&went)).await;
    }
    let field = ContactField::ALL
        .into_iter()
        .find(|field| field.as_str() == change.field)
        .ok_or(Error::Conflict)?;
    if sources_spoke(change) {
        contacts::restore_field(scope, change.contact_id, field).await?;
    }
    let old = text_of(change.old.as_ref());
    let now = contacts::contact(scope, change.contact_id).await?;
    if now.text(field) != old {
        contacts::edit_contact(scope, change.contact_id, field, old).await?;
    }
    Ok(())
}

/// A hand silenced what the sources said.
fn sources_spoke(change: &Change) -> bool {
    change.origin.as_deref() == Some("edit") && change.old_origin.as_deref() != Some("edit")
}

pub(super) fn text_of(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Object(company)) => text_of(company.get("name")),
        _ => String::new(),
    }
}

async fn own_value(scope: &mut Scope, change: &Change, id: &str) -> Result<()> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let field = fields::field(scope, id).await?;
    let contact = change.contact_id;
    if sources_spoke(change) {
        fields::forget_value(scope, &field, contact).await?;
    }
    let old = change.old.clone().unwrap_or_default();
    let held = fields::held(scope, field.subject, contact).await?;
    let now = held.into_iter().find(|held| held.field.id == id);
    if now.is_none_or(|now| now.value != old) {
        fields::set_value(scope, &field, contact, old).await?;
    }
    Ok(())
}

/// What came goes, what went comes back.
async fn reached(
    scope: &mut Scope,
    change: &Change,
    came: &[String],
    went: &[String],
) -> Result<()> {
    let said = identity::edited_fields(scope, change.contact_id).await?;
    let list = |name: &str| {
        said.get(name)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    let (mut own, mut removed) = (list(&change.field), list("removed"));
    own.retain(|item| value_of(item).is_none_or(|value| !came.contains(&value)));
    removed.retain(|item| value_of(item).is_none_or(|value| !went.contains(&value)));
    let there: Vec<_> = own.iter().filter_map(value_of).collect();
    let missing = went.iter().filter(|value| !there.contains(value));
    own.extend(missing.map(|value| json!(value)));
    removed.extend(came.iter().map(|value| json!(value)));
    let mut fields = Map::new();
    fields.insert(change.field.clone(), Value::Array(own));
    fields.insert("removed".to_owned(), Value::Array(removed));
    identity::edit_fields(scope, change.contact_id, fields).await?;
    let data = json!({ "fields": [change.field] });
    record(scope, EventKind::ContactUpdated, change.contact_id, data).await
}

/// What a list holds: a text, or an object with one.
fn value_of(item: &Value) -> Option<String> {
    let text = item
        .as_str()
        .or_else(|| item.get("value").and_then(Value::as_str));
    text.map(str::to_owned)
}
