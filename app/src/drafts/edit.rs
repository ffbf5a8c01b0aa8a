//! What people make of a draft: another text, or nothing. What was made stays beside it.

use serde_json::json;
use uuid::Uuid;

use super::store::{Draft, draft};
use crate::{
    context::Scope,
    error::{Error, FieldCode, FieldErrors, Result},
    events::{EventKind, record},
};

const LONGEST_SUBJECT: usize = 300;
const LONGEST_BODY: usize = 20_000;

/// As it stands from now on; an error where it was sent or discarded.
pub async fn edit_draft(scope: &mut Scope, id: Uuid, subject: &str, body: &str) -> Result<()> {
    let found = open_draft(scope, id).await?;
    let (subject, body) = tidy(&found, subject, body)?;
    if (found.subject.as_str(), found.body.as_str()) == (subject.as_str(), body.as_str()) {
        return Ok(());
    }
    let (actor, now) = (scope.actor, scope.now);
    sqlx::query!(
        "update generated_texts set subject = $2, body = $3, edited_at = $4, edited_by = $5, renewed_for = null
         where id = $1",
        id,
        subject,
        body,
        now,
        actor,
    )
    .execute(scope.db())
    .await?;
    let data = json!({ "draft": id });
    record(scope, EventKind::DraftEdited, found.contact_id, data).await
}

/// One that can still become something else.
pub(super) async fn open_draft(scope: &mut Scope, id: Uuid) -> Result<Draft> {
    let found = draft(scope, id).await?;
    if found.is_open() {
        Ok(found)
    } else {
        Err(Error::Conflict)
    }
}

fn tidy(draft: &Draft, subject: &str, body: &str) -> Result<(String, String)> {
    let has_subject = draft.channel().limits().subject.is_some();
    let subject = if has_subject { subject.trim() } else { "" };
    // Browsers end lines with two characters.
    let body = body.replace("\r\n", "\n").replace('\r', "\n");
    let body = body.trim();
    let mut errors = FieldErrors::default();
    if subject.chars().count() > LONGEST_SUBJECT {
        errors.add("subject", FieldCode::TooLong);
    }
    if body.is_empty() {
        errors.add("body", FieldCode::Required);
    } else if body.chars().count() > LONGEST_BODY {
        errors.add("body", FieldCode::TooLong);
    }
    errors.into_result()?;
    let subject = subject.replace(['\n', '\r'], " ");
    Ok((subject, body.to_owned()))
}

/// Returns whom it was for.
pub async fn discard_draft(scope: &mut Scope, id: Uuid) -> Result<Uuid> {
    let found = open_draft(scope, id).await?;
    set_discarded(scope, &found, true).await
}

pub async fn restore_draft(scope: &mut Scope, id: Uuid) -> Result<Uuid> {
    let found = draft(scope, id).await?;
    if found.discarded_at.is_none() {
        return Err(Error::Conflict);
    }
    set_discarded(scope, &found, false).await
}

async fn set_discarded(scope: &mut Scope, draft: &Draft, discarded: bool) -> Result<Uuid> {
    let at = discarded.then_some(scope.now);
    sqlx::query!(
        "update generated_texts set discarded_at = $2, renewed_for = null where id = $1",
        draft.id,
        at,
    )
    .execute(scope.db())
    .await?;
    let kind = if discarded {
        EventKind::DraftDiscarded
    } else {
        EventKind::DraftRestored
    };
    record(scope, kind, draft.contact_id, json!({ "draft": draft.id })).await?;
    Ok(draft.contact_id)
}
