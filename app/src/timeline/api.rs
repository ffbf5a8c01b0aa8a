//! The timeline over REST.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    logged::{self, LogChange, LogInput, What},
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

/// Add a note to a company
///
/// It is changed, deleted and restored like a note about a contact.
#[utoipa::path(
    post, path = "/companies/{id}/notes", tag = "timeline", params(("id" = Uuid, Path)), request_body = NoteInput,
    responses((status = 201, body = Answer<InteractionDetails>)),
)]
pub async fn add_company_note(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(input): ApiJson<NoteInput>,
) -> Outcome<InteractionDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let note = notes::add_note(&mut scope, Whose::Company(id), &input.text).await?;
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

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLogEntry {
    /// `call`, `meeting` or `message`
    kind: String,
    /// Who began a call or wrote a message: `out`, the member, or `in`, the contact. `out` where
    /// absent.
    #[serde(default)]
    direction: Option<String>,
    /// When it was, as people write it (`yesterday 3pm`, `2 hours ago`, `12 May`) or as an instant
    /// (`2026-05-12T15:00:00Z`), not in the future; now where absent.
    #[serde(default)]
    when: String,
    /// What it was about, in Markdown.
    #[serde(default)]
    text: String,
}

/// Write down a call, a meeting or a message
///
/// It is contact like any other: it counts for the score at once, and an open suggestion of the
/// contact closes.
#[utoipa::path(
    post, path = "/contacts/{id}/log", tag = "timeline", params(("id" = Uuid, Path)), request_body = NewLogEntry,
    responses((status = 201, body = Answer<InteractionDetails>)),
)]
pub async fn log_contact(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(new): ApiJson<NewLogEntry>,
) -> Outcome<InteractionDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let input = LogInput {
        what: What::read(&new.kind, new.direction.as_deref())?,
        when: new.when,
        text: new.text,
    };
    let entry = logged::log_contact(&mut scope, id, caller.0.zone, &input).await?;
    let details = interaction(&mut scope, entry).await?.into();
    scope.commit().await?;
    created(details)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LogEntryChange {
    /// `call`, `meeting` or `message`; a direction goes with it.
    #[serde(default)]
    kind: Option<String>,
    /// `out` or `in`; only with a kind.
    #[serde(default)]
    direction: Option<String>,
    /// When it was, as for a new one.
    #[serde(default)]
    when: Option<String>,
    /// In Markdown.
    #[serde(default)]
    text: Option<String>,
}

/// Change what was written down; what is absent stays
#[utoipa::path(
    patch, path = "/log/{id}", tag = "timeline", params(("id" = Uuid, Path)), request_body = LogEntryChange,
    responses((status = 200, body = Answer<InteractionDetails>)),
)]
pub async fn edit_log(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(change): ApiJson<LogEntryChange>,
) -> Outcome<InteractionDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let what = match (change.kind.as_deref(), change.direction.as_deref()) {
        (Some(kind), direction) => Some(What::read(kind, direction)?),
        (None, Some(_)) => return Err(Error::invalid("kind", FieldCode::Required).into()),
        (None, None) => None,
    };
    let change = LogChange {
        what,
        when: change.when,
        text: change.text,
    };
    logged::edit_log(&mut scope, id, caller.0.zone, &change).await?;
    let details = interaction(&mut scope, id).await?.into();
    scope.commit().await?;
    answer(details)
}

#[derive(Serialize, ToSchema)]
pub struct DeletedLogEntry {
    id: Uuid,
    deleted: bool,
}

/// Delete what was written down; it can be restored
#[utoipa::path(
    delete, path = "/log/{id}", tag = "timeline", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<DeletedLogEntry>)),
)]
pub async fn delete_log(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<DeletedLogEntry> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    logged::delete_log(&mut scope, id).await?;
    scope.commit().await?;
    answer(DeletedLogEntry { id, deleted: true })
}

/// Restore what was written down and deleted
#[utoipa::path(
    post, path = "/log/{id}/restore", tag = "timeline", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<InteractionDetails>)),
)]
pub async fn restore_log(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<InteractionDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    logged::restore_log(&mut scope, id).await?;
    let details = interaction(&mut scope, id).await?.into();
    scope.commit().await?;
    answer(details)
}
