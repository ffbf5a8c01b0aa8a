//! What a person says about a contact by hand: a source record of its own, which
//! wins over every other source and is never overwritten by one.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::derive::{derive_edited, derive_records};
use crate::{
    context::Scope,
    error::{Error, Result},
};

/// Creates a contact that nothing but this edit speaks of yet.
pub async fn new_contact(scope: &mut Scope, fields: Map<String, Value>) -> Result<Uuid> {
    let contact = bare_contact(scope).await?;
    edit_fields(scope, contact, fields).await?;
    Ok(contact)
}

/// A contact of whom nothing speaks yet.
pub async fn bare_contact(scope: &mut Scope) -> Result<Uuid> {
    let (contact, workspace, now) = (scope.id(), scope.workspace, scope.now);
    sqlx::query!(
        "insert into contacts (id, workspace_id, name, created_at, updated_at) values ($1, $2, '', $3, $3)",
        contact,
        workspace,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(contact)
}

/// Lays these fields over what the person said before; an empty text clears a field.
pub async fn edit_fields(
    scope: &mut Scope,
    contact: Uuid,
    fields: Map<String, Value>,
) -> Result<()> {
    lay_over(scope, &[contact], &Value::Object(fields)).await?;
    derive_records(scope, &[contact]).await
}

/// The same of many contacts that were derived before.
pub async fn edit_many(
    scope: &mut Scope,
    contacts: &[Uuid],
    fields: Map<String, Value>,
) -> Result<()> {
    let keys: Vec<String> = fields.keys().cloned().collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let said = Value::Object(fields);
    lay_over(scope, contacts, &said).await?;
    derive_edited(scope, contacts, &keys, Some(&said)).await
}

async fn lay_over(scope: &mut Scope, contacts: &[Uuid], fields: &Value) -> Result<()> {
    let now = scope.now;
    let records = edit_records(scope, contacts).await?;
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
         where id = any($1)",
        &records,
        fields,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Lays an object of fields over what a person said before of each contact, in the same
/// order.
pub async fn edit_each(scope: &mut Scope, contacts: &[Uuid], fields: &[Value]) -> Result<()> {
    let now = scope.now;
    edit_records(scope, contacts).await?;
    sqlx::query!(
        "update source_records r set
           raw = r.raw || given.fields,
           fields = r.fields || given.fields,
           evidence = r.evidence || (
             select coalesce(jsonb_object_agg(key, jsonb_build_object('at', $3::timestamptz)), '{}')
             from jsonb_object_keys(given.fields) as key
           ),
           source_updated_at = $3,
           updated_at = $3
         from unnest($1::uuid[], $2::jsonb[]) as given (contact, fields)
         where r.workspace_id = acting_workspace()
           and r.origin = 'edit'
           and r.external_id = given.contact::text",
        contacts,
        fields,
        now,
    )
    .execute(scope.db())
    .await?;
    derive_records(scope, contacts).await
}

/// Gives each of these contacts what a person had said in these fields before: an object
/// of `fields` and their `evidence` for each, in the same order.
pub async fn restore_edits(
    scope: &mut Scope,
    contacts: &[Uuid],
    before: &[Value],
    keys: &[&str],
) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "update source_records r set
           fields = (r.fields - $3::text[]) || coalesce(given.before -> 'fields', '{}'),
           evidence = (r.evidence - $3::text[]) || coalesce(given.before -> 'evidence', '{}'),
           updated_at = $4
         from unnest($1::uuid[], $2::jsonb[]) as given (contact, before)
         where r.workspace_id = acting_workspace()
           and r.origin = 'edit'
           and r.external_id = given.contact::text",
        contacts,
        before,
        keys as &[&str],
        now,
    )
    .execute(scope.db())
    .await?;
    derive_edited(scope, contacts, keys, None).await
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
    let records = edit_records(scope, &[contact]).await?;
    records.first().copied().ok_or(Error::NotFound)
}

async fn edit_records(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<Uuid>> {
    let ids: Vec<Uuid> = contacts.iter().map(|_| scope.id()).collect();
    let (workspace, now) = (scope.workspace, scope.now);
    let records = sqlx::query_scalar!(
        "insert into source_records
           (id, workspace_id, origin, external_id, source_updated_at, created_at, updated_at)
         select new.id, $1, 'edit', new.contact::text, $2, $2, $2
         from unnest($3::uuid[], $4::uuid[]) as new (id, contact)
         on conflict (workspace_id, origin, external_id) do update set updated_at = excluded.updated_at
         returning id",
        workspace,
        now,
        &ids,
        contacts,
    )
    .fetch_all(scope.db())
    .await?;
    sqlx::query!(
        "insert into identity_links (source_record_id, workspace_id, contact_id, rule, probability, created_at)
         select id, $1, external_id::uuid, 'edit', 1, $2
         from source_records
         where id = any($3)
         on conflict (source_record_id) do nothing",
        workspace,
        now,
        &records,
    )
    .execute(scope.db())
    .await?;
    Ok(records)
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
