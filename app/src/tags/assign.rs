//! Tags on contacts and off them, set-based.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{edit::ensure_tag, store::tag};
use crate::{
    contacts,
    context::Scope,
    error::{Error, Result},
    events::{EventKind, record},
    history, identity,
};

/// Puts the tag of this name on a contact, made if there is none; returns it.
pub async fn tag_contact(scope: &mut Scope, contact: Uuid, name: &str) -> Result<Uuid> {
    contacts::contact(scope, contact).await?;
    let id = ensure_tag(scope, name).await?;
    tag_contacts(scope, id, &[contact]).await?;
    told(scope, contact).await?;
    Ok(id)
}

/// Who had put a tag on a contact that was taken off, to go back to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Was {
    pub own: bool,
    /// Set by a rule of the taxonomy.
    pub automatic: bool,
}

/// Takes a tag off a contact.
pub async fn untag_contact(scope: &mut Scope, contact: Uuid, id: Uuid) -> Result<Was> {
    contacts::contact(scope, contact).await?;
    tag(scope, id).await?;
    let was = sqlx::query_as!(
        Was,
        "select by_person as own, by_rule as automatic
         from contact_tags
         where contact_id = $1 and tag_id = $2",
        contact,
        id,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)?;
    untag_contacts(scope, id, &[contact]).await?;
    told(scope, contact).await?;
    Ok(was)
}

/// Takes the removal of a tag back; what a person or a rule had said holds again.
pub async fn put_back(scope: &mut Scope, contact: Uuid, id: Uuid, was: Was) -> Result<()> {
    contacts::contact(scope, contact).await?;
    tag(scope, id).await?;
    let contacts = [contact];
    let (own, automatic) = (usize::from(was.own), usize::from(was.automatic));
    put_back_many(
        scope,
        id,
        &contacts,
        &contacts[..own],
        &contacts[..automatic],
    )
    .await?;
    told(scope, contact).await
}

/// The same of many; a person had put the tag on those of `own`, a rule on those of
/// `automatic`.
pub async fn put_back_many(
    scope: &mut Scope,
    id: Uuid,
    contacts: &[Uuid],
    own: &[Uuid],
    automatic: &[Uuid],
) -> Result<()> {
    forget_removals(scope, id, contacts).await?;
    tag_contacts(scope, id, own).await?;
    let before = history::Before::of(scope, contacts).await?;
    set_by_rule(scope, id, automatic).await?;
    identity::derive_tags(scope, contacts).await?;
    before.note_changes(scope).await
}

async fn set_by_rule(scope: &mut Scope, id: Uuid, contacts: &[Uuid]) -> Result<()> {
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "insert into contact_tags (workspace_id, contact_id, tag_id, by_person, by_record, by_rule, created_at)
         select $1, contact, $2, false, false, true, $3
         from unnest($4::uuid[]) as contact
         on conflict (contact_id, tag_id) do update set by_rule = true
         where not contact_tags.by_rule",
        workspace,
        id,
        now,
        contacts,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Takes back that a person put the tag on these; those of `removed` they had taken it
/// off before.
pub async fn unsay(scope: &mut Scope, id: Uuid, contacts: &[Uuid], removed: &[Uuid]) -> Result<()> {
    let gone = sqlx::query_scalar!(
        "with left_to_others as (
           update contact_tags set by_person = false
           where contact_id = any($1) and tag_id = $2 and (by_record or by_joined or by_rule)
         )
         delete from contact_tags
         where contact_id = any($1) and tag_id = $2 and not (by_record or by_joined or by_rule)
         returning contact_id",
        contacts,
        id,
    )
    .fetch_all(scope.db())
    .await?;
    note(scope, id, &gone, false).await?;
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "insert into contact_tag_removals (workspace_id, contact_id, tag_id, created_at)
         select $1, contact, $2, $3
         from unnest($4::uuid[]) as contact
         on conflict do nothing",
        workspace,
        id,
        now,
        removed,
    )
    .execute(scope.db())
    .await?;
    identity::derive_tags(scope, removed).await
}

async fn told(scope: &mut Scope, contact: Uuid) -> Result<()> {
    let data = json!({ "fields": ["tags"] });
    record(scope, EventKind::ContactUpdated, contact, data).await
}

/// A person says that these have the tag.
pub async fn tag_contacts(scope: &mut Scope, id: Uuid, contacts: &[Uuid]) -> Result<()> {
    forget_removals(scope, id, contacts).await?;
    let (workspace, now) = (scope.workspace, scope.now);
    let come = sqlx::query_scalar!(
        r#"with said as (
           insert into contact_tags (workspace_id, contact_id, tag_id, by_person, by_record, created_at)
           select $1, contact, $2, true, false, $3
           from unnest($4::uuid[]) as contact
           on conflict (contact_id, tag_id) do update set by_person = true
           where not contact_tags.by_person
           returning contact_id, by_record or by_joined or by_rule as was_there
         )
         select contact_id as "contact_id!"
         from said
         where not was_there"#,
        workspace,
        id,
        now,
        contacts,
    )
    .fetch_all(scope.db())
    .await?;
    note(scope, id, &come, true).await?;
    sqlx::query!(
        "update tags set is_imported = false where id = $1 and is_imported",
        id,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// A person says that these do not have the tag, whatever records and rules say.
pub async fn untag_contacts(scope: &mut Scope, id: Uuid, contacts: &[Uuid]) -> Result<()> {
    let (workspace, now) = (scope.workspace, scope.now);
    let gone = sqlx::query_scalar!(
        "with gone as (
           delete from contact_tags
           where contact_id = any($4) and tag_id = $2
           returning contact_id, by_record or by_joined or by_rule as is_said_elsewhere
         ),
         ruled as (
           select exists (
             select from taxonomy_tags e
             join tag_names n on n.workspace_id = e.workspace_id and n.name_folded = e.name_folded
             where n.tag_id = $2 and e.removed_at is null
           ) as is_ruled
         ),
         kept_away as (
           insert into contact_tag_removals (workspace_id, contact_id, tag_id, created_at)
           select $1, contact_id, $2, $3
           from gone, ruled
           where is_said_elsewhere or is_ruled
           on conflict do nothing
         )
         select contact_id from gone",
        workspace,
        id,
        now,
        contacts,
    )
    .fetch_all(scope.db())
    .await?;
    note(scope, id, &gone, false).await
}

/// The tag came to these contacts, or went from them, by a person's word.
async fn note(scope: &mut Scope, id: Uuid, contacts: &[Uuid], came: bool) -> Result<()> {
    if contacts.is_empty() {
        return Ok(());
    }
    let name = tag(scope, id).await?.name;
    let (with, without) = (json!([name]), json!([]));
    let (old, new) = if came {
        (without, with)
    } else {
        (with, without)
    };
    let each = |value: Value| vec![value; contacts.len()];
    history::note_items(scope, "tags", contacts, &each(old), &each(new)).await
}

async fn forget_removals(scope: &mut Scope, id: Uuid, contacts: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "delete from contact_tag_removals where contact_id = any($1) and tag_id = $2",
        contacts,
        id,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
