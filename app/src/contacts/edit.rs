//! The verbs that change a contact. Each is one transaction of its caller, with
//! the event recorded inside it.

use serde::Serialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{input::ContactInput, own::Own, store::contact, types::ContactField};
use crate::{
    companies,
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    identity, review,
};

pub async fn create_contact(scope: &mut Scope, input: ContactInput) -> Result<Uuid> {
    let has_name = input
        .name
        .as_ref()
        .is_some_and(|name| !name.trim().is_empty());
    let has_email = input
        .emails
        .iter()
        .flatten()
        .any(|email| !email.trim().is_empty());
    if !has_name && !has_email {
        return Err(Error::invalid("name", FieldCode::Required));
    }
    let fields = input.into_fields(scope).await?;
    let id = identity::new_contact(scope, fields).await?;
    companies::refresh_counts(scope, Some(&[id])).await?;
    record(scope, EventKind::ContactCreated, id, json!({})).await?;
    Ok(id)
}

pub async fn update_contact(scope: &mut Scope, id: Uuid, input: ContactInput) -> Result<()> {
    contact(scope, id).await?;
    let mut fields = input.into_fields(scope).await?;
    Own::of(scope, id).await?.welcome(&mut fields);
    change(scope, id, fields).await
}

/// Sets one field and returns what a person had said before, to go back to; none where
/// the sources spoke.
pub async fn edit_contact(
    scope: &mut Scope,
    id: Uuid,
    field: ContactField,
    value: String,
) -> Result<Option<String>> {
    let before = contact(scope, id).await?.text(field);
    let edited = identity::edited_fields(scope, id).await?;
    let was_edited = field.keys().iter().any(|key| edited.get(key).is_some());
    if field == ContactField::Name && value.trim().is_empty() {
        return Err(Error::invalid("value", FieldCode::Required));
    }
    let input = ContactInput::of_field(field, value);
    let fields = input
        .into_fields(scope)
        .await
        .map_err(|error| error.renamed(field.as_str(), "value"))?;
    change(scope, id, fields).await?;
    Ok(was_edited.then_some(before))
}

/// `Conflict` where the field is no longer as the one who edits has seen it, and not what
/// they want it to be either.
pub async fn refuse_unseen(
    scope: &mut Scope,
    id: Uuid,
    field: ContactField,
    seen: Option<&str>,
    wanted: &str,
) -> Result<()> {
    let now = contact(scope, id).await?.text(field);
    if is_unseen(seen, &now, wanted) {
        return Err(Error::Conflict);
    }
    Ok(())
}

/// Whether somebody else changed it meanwhile. Forms write `=` before what they have seen,
/// since an empty input counts as none; browsers end lines in their own way.
pub fn is_unseen(seen: Option<&str>, now: &str, wanted: &str) -> bool {
    let plain = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    let now = plain(now);
    let seen = seen.and_then(|seen| seen.strip_prefix('='));
    seen.is_some_and(|seen| plain(seen) != now && plain(wanted) != now)
}

/// Takes back what a person said in this field: the sources speak again.
pub async fn restore_field(scope: &mut Scope, id: Uuid, field: ContactField) -> Result<()> {
    contact(scope, id).await?;
    let before = companies::companies_of(scope, &[id]).await?;
    identity::forget_edits(scope, id, field.keys()).await?;
    told(scope, id, field.keys(), before).await
}

/// Lays fields, as a source record holds them, over what was said by hand before.
pub async fn put_fields(scope: &mut Scope, id: Uuid, fields: Map<String, Value>) -> Result<()> {
    contact(scope, id).await?;
    change(scope, id, fields).await
}

pub(super) async fn change(scope: &mut Scope, id: Uuid, fields: Map<String, Value>) -> Result<()> {
    let changed: Vec<String> = fields.keys().cloned().collect();
    let before = companies::companies_of(scope, &[id]).await?;
    identity::edit_fields(scope, id, fields).await?;
    told(scope, id, &changed, before).await
}

/// Counts, where the contact is and where it was before, and the event after a change of
/// these fields.
async fn told(
    scope: &mut Scope,
    id: Uuid,
    changed: &[impl Serialize],
    before: Vec<Uuid>,
) -> Result<()> {
    companies::recount(scope, &[id], before).await?;
    let data = json!({ "fields": changed });
    record(scope, EventKind::ContactUpdated, id, data).await
}

pub async fn delete_contact(scope: &mut Scope, id: Uuid) -> Result<()> {
    set_deleted(scope, id, true).await?;
    record(scope, EventKind::ContactDeleted, id, json!({})).await
}

pub async fn restore_contact(scope: &mut Scope, id: Uuid) -> Result<()> {
    set_deleted(scope, id, false).await?;
    review::note_return(scope, id).await?;
    record(scope, EventKind::ContactRestored, id, json!({})).await
}

async fn set_deleted(scope: &mut Scope, id: Uuid, deleted: bool) -> Result<()> {
    let now = scope.now;
    let done = sqlx::query!(
        "update contacts set
           deleted_at = case when $2 then $3::timestamptz end,
           updated_at = $3,
           version = version + 1
         where id = $1 and (deleted_at is null) = $2 and merged_into is null",
        id,
        deleted,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    companies::refresh_counts(scope, Some(&[id])).await
}

/// Archived contacts are kept out of lists and are never suggested.
pub async fn archive_contact(scope: &mut Scope, id: Uuid, archived: bool) -> Result<()> {
    let now = scope.now;
    let done = sqlx::query!(
        "update contacts set
           archived_at = case when $2 then $3::timestamptz end,
           updated_at = $3,
           version = version + 1
         where id = $1 and deleted_at is null",
        id,
        archived,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    record(
        scope,
        EventKind::ContactArchived,
        id,
        json!({ "archived": archived }),
    )
    .await
}
