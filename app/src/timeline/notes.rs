//! Notes: what a person writes about a contact in Markdown, one row of the timeline each.

use serde_json::json;
use uuid::Uuid;

use crate::{
    contacts,
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    identity,
    markdown::first_line,
    search,
};

const LONGEST: usize = 50_000;

fn check(text: &str) -> Result<&str> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::invalid("text", FieldCode::Required));
    }
    if text.chars().count() > LONGEST {
        return Err(Error::invalid("text", FieldCode::TooLong));
    }
    Ok(text)
}

/// Letters of the first line, for lists.
const LONGEST_LINE: usize = 160;

pub async fn add_note(scope: &mut Scope, contact: Uuid, text: &str) -> Result<Uuid> {
    let text = check(text)?;
    contacts::contact(scope, contact).await?;
    let hook = identity::note_record(scope, contact).await?;
    let (id, workspace, actor, now) = (scope.id(), scope.workspace, scope.actor, scope.now);
    sqlx::query!(
        "insert into interactions
           (id, workspace_id, kind, direction, origin, external_id, thread_id, occurred_at, snippet, body, author_id, created_at)
         values ($1, $2, 'note', 'none', 'note', $3, $1, $4, $5, $6, $7, $4)",
        id,
        workspace,
        id.to_string(),
        now,
        first_line(text, LONGEST_LINE),
        text,
        actor,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "insert into participants (interaction_id, source_record_id, workspace_id, role, occurred_at)
         values ($1, $2, $3, 'about', $4)",
        id,
        hook,
        workspace,
        now,
    )
    .execute(scope.db())
    .await?;
    search::index_newest(scope).await?;
    record(scope, EventKind::NoteAdded, contact, json!({ "note": id })).await?;
    Ok(id)
}

/// Replaces the text; returns the contact the note is about and the text before.
pub async fn edit_note(scope: &mut Scope, note: Uuid, text: &str) -> Result<(Uuid, String)> {
    let text = check(text)?;
    let before = sqlx::query_scalar!(
        "select body from interactions where id = $1 and kind = 'note' and deleted_at is null for update",
        note,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)?;
    sqlx::query!(
        "update interactions set body = $2, snippet = $3 where id = $1",
        note,
        text,
        first_line(text, LONGEST_LINE),
    )
    .execute(scope.db())
    .await?;
    search::index_newest(scope).await?;
    let contact = contact_of(scope, note).await?;
    record(
        scope,
        EventKind::NoteEdited,
        contact,
        json!({ "note": note }),
    )
    .await?;
    Ok((contact, before))
}

pub async fn delete_note(scope: &mut Scope, note: Uuid) -> Result<Uuid> {
    set_deleted(scope, note, true).await?;
    let contact = contact_of(scope, note).await?;
    record(
        scope,
        EventKind::NoteDeleted,
        contact,
        json!({ "note": note }),
    )
    .await?;
    Ok(contact)
}

pub async fn restore_note(scope: &mut Scope, note: Uuid) -> Result<Uuid> {
    set_deleted(scope, note, false).await?;
    let contact = contact_of(scope, note).await?;
    record(
        scope,
        EventKind::NoteRestored,
        contact,
        json!({ "note": note }),
    )
    .await?;
    Ok(contact)
}

async fn set_deleted(scope: &mut Scope, note: Uuid, deleted: bool) -> Result<()> {
    let now = scope.now;
    let done = sqlx::query!(
        "update interactions set deleted_at = case when $2 then $3::timestamptz end
         where id = $1 and kind = 'note' and (deleted_at is null) = $2",
        note,
        deleted,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}

async fn contact_of(scope: &mut Scope, note: Uuid) -> Result<Uuid> {
    let contact = sqlx::query_scalar!(
        "select l.contact_id
         from participants p
         join identity_links l on l.source_record_id = p.source_record_id
         where p.interaction_id = $1
         limit 1",
        note,
    );
    contact
        .fetch_optional(scope.db())
        .await?
        .ok_or(Error::NotFound)
}
