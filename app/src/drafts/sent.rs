//! What somebody says they sent becomes a message of the timeline, and only that. It hangs on
//! the contact's record by hand, so that no import that is undone takes it along. Where the
//! same message was imported, that one stands, and is nobody's to take away here.

use serde_json::json;
use uuid::Uuid;

use super::{
    edit::{edit_draft, open_draft},
    found::settle_recorded,
    store::{Draft, draft},
};
use crate::{
    context::Scope,
    error::{Error, Result},
    events::{EventKind, record},
    identity, scoring, search,
    suggestions::{self, Decision},
};

/// Letters of the beginning, for lists.
const LONGEST_SNIPPET: usize = 200;

/// The draft was sent, with this subject and text where they are said. A suggestion that it was
/// for is done.
pub async fn accept_draft(
    scope: &mut Scope,
    id: Uuid,
    text: Option<(&str, &str)>,
) -> Result<Draft> {
    if let Some((subject, body)) = text {
        edit_draft(scope, id, subject, body).await?;
    }
    let found = open_draft(scope, id).await?;
    let message = add_message(scope, &found).await?;
    let (actor, now) = (scope.actor, scope.now);
    let done = sqlx::query!(
        "update generated_texts set sent_at = $2, sent_by = $3, sent_as = $4, renewed_for = null
         where id = $1 and sent_at is null and discarded_at is null",
        id,
        now,
        actor,
        message,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    record_about(scope, &found, message, EventKind::DraftSent).await?;
    let mut concerned = settle_recorded(scope).await?;
    concerned.push(found.contact_id);
    scoring::refresh_contacts(scope, &concerned).await?;
    if let Some(suggestion) = found.suggestion_id
        && is_undecided(scope, suggestion).await?
    {
        suggestions::decide(scope, suggestion, Decision::Done).await?;
    }
    draft(scope, id).await
}

/// It was not sent after all: the message goes, and the suggestion comes back.
pub async fn retract_draft(scope: &mut Scope, id: Uuid) -> Result<Draft> {
    let found = draft(scope, id).await?;
    let (Some(sent_at), Some(message)) = (found.sent_at, found.sent_as) else {
        return Err(Error::Conflict);
    };
    let now = scope.now;
    if found.recorded_as.is_none() {
        sqlx::query!(
            "update interactions set deleted_at = $2 where id = $1",
            message,
            now,
        )
        .execute(scope.db())
        .await?;
    }
    sqlx::query!(
        "update generated_texts set sent_at = null, sent_by = null, sent_as = null, recorded_as = null
         where id = $1",
        id,
    )
    .execute(scope.db())
    .await?;
    record_about(scope, &found, message, EventKind::DraftRetracted).await?;
    scoring::refresh_contacts(scope, &[found.contact_id]).await?;
    if let Some(suggestion) = found.suggestion_id {
        let suggested = suggestions::suggestion(scope, suggestion).await?;
        // Unless somebody decided about it apart from this, or a newer one took the place.
        if suggested.state == "done" && suggested.updated_at == sent_at {
            match suggestions::reopen(scope, suggestion).await {
                Ok(_) | Err(Error::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
    }
    draft(scope, id).await
}

async fn is_undecided(scope: &mut Scope, suggestion: Uuid) -> Result<bool> {
    let found = suggestions::suggestion(scope, suggestion).await?;
    Ok(matches!(found.state.as_str(), "open" | "snoozed"))
}

async fn add_message(scope: &mut Scope, draft: &Draft) -> Result<Uuid> {
    let hook = identity::note_record(scope, draft.contact_id).await?;
    let (id, workspace, actor, now) = (scope.id(), scope.workspace, scope.actor, scope.now);
    let kind = match draft.channel() {
        language::Channel::Mail => "mail",
        _ => "message",
    };
    sqlx::query!(
        "insert into interactions
           (id, workspace_id, kind, direction, origin, external_id, thread_id, occurred_at, subject, snippet, body,
            language, recipients, author_id, created_at)
         values ($1, $2, $3, 'out', 'draft', $4, $1, $5, $6, $7, $8, $9, 1, $10, $5)",
        id,
        workspace,
        kind,
        id.to_string(),
        now,
        draft.subject,
        snippet(&draft.body),
        draft.body,
        draft.language,
        actor,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "insert into participants (interaction_id, source_record_id, workspace_id, role, occurred_at)
         values ($1, $2, $3, 'to', $4)",
        id,
        hook,
        workspace,
        now,
    )
    .execute(scope.db())
    .await?;
    search::index_newest(scope).await?;
    Ok(id)
}

fn snippet(body: &str) -> String {
    let words: Vec<&str> = body.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST_SNIPPET).collect()
}

async fn record_about(
    scope: &mut Scope,
    draft: &Draft,
    message: Uuid,
    kind: EventKind,
) -> Result<()> {
    let data = json!({ "draft": draft.id, "interaction": message });
    record(scope, kind, draft.contact_id, data).await
}
