//! The timeline over REST.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    notes,
    store::{Interaction, ThreadCursor, Whose, interaction, interactions_of},
};
use crate::{
    api::{
        Answer, ApiJson, ApiPath, ApiQuery, Caller, Outcome, PageQuery, answer, created, listed,
    },
    companies, contacts,
    context::Scope,
    error::{Error, FieldCode, Result},
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct InteractionDetails {
    id: Uuid,
    thread_id: Uuid,
    /// `mail`, `meeting`, `message`, `call` or `note`
    kind: String,
    /// `in`, `out` or `none`
    direction: String,
    occurred_at: DateTime<Utc>,
    subject: String,
    snippet: String,
    body: String,
    /// `[{"name", "mime", "size"}]`
    attachments: Value,
}

impl From<Interaction> for InteractionDetails {
    fn from(row: Interaction) -> Self {
        Self {
            id: row.id,
            thread_id: row.thread_id,
            kind: row.kind,
            direction: row.direction,
            occurred_at: row.occurred_at,
            subject: row.subject,
            snippet: row.snippet,
            body: row.body,
            attachments: row.attachments,
        }
    }
}

/// What happened with a contact, newest first
#[utoipa::path(
    get, path = "/contacts/{id}/interactions", tag = "timeline", params(("id" = Uuid, Path), PageQuery),
    responses((status = 200, body = Answer<Vec<InteractionDetails>>)),
)]
pub async fn list_interactions(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> Outcome<Vec<InteractionDetails>> {
    let mut scope = caller.begin(Permission::Read).await?;
    contacts::contact(&mut scope, id).await?;
    list_of(&mut scope, Whose::Contact(id), &page).await
}

/// What happened with everybody at a company, newest first
///
/// Each once, whoever of them took part: mails, meetings, messages, calls and notes.
#[utoipa::path(
    get, path = "/companies/{id}/interactions", tag = "timeline", params(("id" = Uuid, Path), PageQuery),
    responses((status = 200, body = Answer<Vec<InteractionDetails>>)),
)]
pub async fn list_company_interactions(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> Outcome<Vec<InteractionDetails>> {
    let mut scope = caller.begin(Permission::Read).await?;
    companies::find(&mut scope, id).await?;
    list_of(&mut scope, Whose::Company(id), &page).await
}

async fn list_of(
    scope: &mut Scope,
    whose: Whose,
    page: &PageQuery,
) -> Outcome<Vec<InteractionDetails>> {
    let after = page.cursor.as_deref().map(read_cursor).transpose()?;
    let mut rows = interactions_of(scope, whose, after, page.size()).await?;
    let more = rows.len() as i64 > page.size();
    rows.truncate(page.size() as usize);
    let next = rows.last().filter(|_| more).map(write_cursor);
    listed(
        rows.into_iter().map(InteractionDetails::from).collect(),
        next,
    )
}

fn write_cursor(row: &Interaction) -> String {
    format!("{}_{}", row.occurred_at.timestamp_micros(), row.id)
}

fn read_cursor(text: &str) -> Result<ThreadCursor> {
    let parsed = text.split_once('_').and_then(|(at, id)| {
        let last_at = DateTime::from_timestamp_micros(at.parse().ok()?)?;
        Some(ThreadCursor {
            last_at,
            last_id: id.parse().ok()?,
        })
    });
    parsed.ok_or_else(|| Error::invalid("cursor", FieldCode::Unreadable))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteInput {
    /// In Markdown.
    text: String,
}

/// Add a note to a contact
#[utoipa::path(
    post, path = "/contacts/{id}/notes", tag = "timeline", params(("id" = Uuid, Path)), request_body = NoteInput,
    responses((status = 201, body = Answer<InteractionDetails>)),
)]
pub async fn add_note(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(input): ApiJson<NoteInput>,
) -> Outcome<InteractionDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let note = notes::add_note(&mut scope, id, &input.text).await?;
    let details = interaction(&mut scope, note).await?.into();
    scope.commit().await?;
    created(details)
}

/// Change the text of a note
#[utoipa::path(
    patch, path = "/notes/{id}", tag = "timeline", params(("id" = Uuid, Path)), request_body = NoteInput,
    responses((status = 200, body = Answer<InteractionDetails>)),
)]
pub async fn edit_note(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(input): ApiJson<NoteInput>,
) -> Outcome<InteractionDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    notes::edit_note(&mut scope, id, &input.text).await?;
    let details = interaction(&mut scope, id).await?.into();
    scope.commit().await?;
    answer(details)
}

#[derive(Serialize, ToSchema)]
pub struct DeletedNote {
    id: Uuid,
    deleted: bool,
}

/// Delete a note; it can be restored
#[utoipa::path(
    delete, path = "/notes/{id}", tag = "timeline", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<DeletedNote>)),
)]
pub async fn delete_note(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<DeletedNote> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    notes::delete_note(&mut scope, id).await?;
    scope.commit().await?;
    answer(DeletedNote { id, deleted: true })
}

/// Restore a deleted note
#[utoipa::path(
    post, path = "/notes/{id}/restore", tag = "timeline", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<InteractionDetails>)),
)]
pub async fn restore_note(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<InteractionDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    notes::restore_note(&mut scope, id).await?;
    let details = interaction(&mut scope, id).await?.into();
    scope.commit().await?;
    answer(details)
}
