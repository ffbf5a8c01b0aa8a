//! What a person says about a contact by hand: a source record of its own, which
//! wins over every other source and is never overwritten by one.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::derive::derive_records;
use crate::{context::Scope, error::Result};

/// Creates a contact that nothing but this edit speaks of yet.
pub async fn new_contact(scope: &mut Scope, fields: Map<String, Value>) -> Result<Uuid> {
    let (contact, workspace, now) = (scope.id(), scope.workspace, scope.now);
    sqlx::query!(
        "insert into contacts (id, workspace_id, name, created_at, updated_at) values ($1, $2, '', $3, $3)",
        contact,
        workspace,
        now,
    )
    .execute(scope.db())
    .await?;
    edit_fields(scope, contact, fields).await?;
    Ok(contact)
}

/// Lays these fields over what the person said before; an empty text clears a field.
pub async fn edit_fields(
    scope: &mut Scope,
    contact: Uuid,
    fields: Map<String, Value>,
) -> Result<()> {
    let now = scope.now;
    let record = note_record(scope, contact).await?;
    sqlx::query!(
        "update source_records set
           raw = raw || $2,
           fields = fields || $2,
           evidence = evidence || (
             select coalesce(jsonb_object_agg(key, jsonb_build_object('at', $3::timestamptz)), '{}')
             from jsonb_object_keys($2) as key
           ),
           source_updated_at = $3,
           updated_at = $3
         where id = $1",
        record,
        Value::Object(fields),
        now,
    )
    .execute(scope.db())
    .await?;
    derive_records(scope, &[contact]).await
}

/// Takes back what the person said in these fields: the sources speak again.
pub async fn forget_edits(scope: &mut Scope, contact: Uuid, fields: &[&str]) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "update source_records set
           fields = fields - $2::text[],
           evidence = evidence - $2::text[],
           updated_at = $3
         where origin = 'edit' and external_id = $1",
        contact.to_string(),
        fields as &[&str],
        now,
    )
    .execute(scope.db())
    .await?;
    derive_records(scope, &[contact]).await
}

/// The contact's own record of what was said by hand, made if there is none. Notes
/// hang on it.
pub async fn note_record(scope: &mut Scope, contact: Uuid) -> Result<Uuid> {
    let (id, workspace, now) = (scope.id(), scope.workspace, scope.now);
    let record = sqlx::query_scalar!(
        "insert into source_records
           (id, workspace_id, origin, external_id, source_updated_at, created_at, updated_at)
         values ($1, $2, 'edit', $3, $4, $4, $4)
         on conflict (workspace_id, origin, external_id) do update set updated_at = excluded.updated_at
         returning id",
        id,
        workspace,
        contact.to_string(),
        now,
    )
    .fetch_one(scope.db())
    .await?;
    sqlx::query!(
        "insert into identity_links (source_record_id, workspace_id, contact_id, rule, probability, created_at)
         values ($1, $2, $3, 'edit', 1, $4)
         on conflict (source_record_id) do nothing",
        record,
        workspace,
        contact,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(record)
}

/// The fields as the person last left them, to undo an edit with.
pub async fn edited_fields(scope: &mut Scope, contact: Uuid) -> Result<Value> {
    let found = sqlx::query_scalar!(
        "select fields from source_records where origin = 'edit' and external_id = $1",
        contact.to_string(),
    )
    .fetch_optional(scope.db())
    .await?;
    Ok(found.unwrap_or_else(|| json!({})))
}
