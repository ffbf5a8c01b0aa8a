//! Notes: what a person writes about a contact or a company in Markdown, one row of the
//! timeline each.

use serde_json::json;
use uuid::Uuid;

use super::{
    by_hand::{self, ByHand, about, check_length, snippet},
    store::Whose,
};
use crate::{
    companies, contacts,
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    search,
};

const ORIGIN: &str = "note";

fn check(text: &str) -> Result<&str> {
    let text = check_length(text)?;
    if text.is_empty() {
        return Err(Error::invalid("text", FieldCode::Required));
    }
    Ok(text)
}

/// About a person, on whose record by hand it hangs, or about a company.
pub async fn add_note(scope: &mut Scope, about: impl Into<Whose>, text: &str) -> Result<Uuid> {
    let (text, about) = (check(text)?, about.into());
    let company = match about {
        Whose::Contact(contact) => {
            contacts::contact(scope, contact).await?;
            None
        }
        Whose::Company(company) => Some(companies::find(scope, company).await?.id),
    };
    let written = ByHand {
        origin: ORIGIN,
        kind: "note",
        direction: "none",
        at: scope.now,
        text,
        recipients: 0,
        company,
    };
    let note = written.insert(scope).await?;
    if let Whose::Contact(contact) = about {
        written.hang(scope, note, contact, "about").await?;
    }
    search::index_newest(scope).await?;
    told(scope, EventKind::NoteAdded, about, note).await?;
    Ok(note)
}

/// The event of whom it is about; of a company it says so.
async fn told(scope: &mut Scope, event: EventKind, about: Whose, note: Uuid) -> Result<()> {
    let (id, data) = match about {
        Whose::Contact(contact) => (contact, json!({ "note": note })),
        Whose::Company(company) => (company, json!({ "note": note, "about": "company" })),
    };
    record(scope, event, id, data).await
}

/// Replaces the text; returns whom the note is about and the text before.
pub async fn edit_note(scope: &mut Scope, note: Uuid, text: &str) -> Result<(Whose, String)> {
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
        snippet(text),
    )
    .execute(scope.db())
    .await?;
    search::index_newest(scope).await?;
    let about = about(scope, note).await?;
    told(scope, EventKind::NoteEdited, about, note).await?;
    Ok((about, before))
}

/// Also one that a file brought.
async fn set_deleted(scope: &mut Scope, note: Uuid, deleted: bool) -> Result<()> {
    let origin = sqlx::query_scalar!(
        "select origin from interactions where id = $1 and kind = 'note'",
        note,
    );
    let origin = origin.fetch_optional(scope.db()).await?;
    let origin = origin.ok_or(Error::NotFound)?;
    by_hand::set_deleted(scope, note, &origin, deleted).await
}

pub async fn delete_note(scope: &mut Scope, note: Uuid) -> Result<Whose> {
    set_deleted(scope, note, true).await?;
    let about = about(scope, note).await?;
    told(scope, EventKind::NoteDeleted, about, note).await?;
    Ok(about)
}

pub async fn restore_note(scope: &mut Scope, note: Uuid) -> Result<Whose> {
    set_deleted(scope, note, false).await?;
    let about = about(scope, note).await?;
    told(scope, EventKind::NoteRestored, about, note).await?;
    Ok(about)
}
