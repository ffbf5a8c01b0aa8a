//! What a person may tell an import to do: pause, go on, stop, try again, say whose
//! mailbox it is, take everything away again, import it again. Each is a new attempt:
//! what was ordered for an earlier one does nothing any more.

use serde_json::json;
use uuid::Uuid;

use super::{
    reasons, records,
    store::{import, order},
};
use crate::{
    accounts,
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    jobs::{Order, enqueue},
    review, workspaces,
};

/// Stops at the next batch, and waits to be told to go on.
pub async fn pause(scope: &mut Scope, id: Uuid) -> Result<()> {
    let from = ["queued", "running"];
    turn(scope, id, &from, "paused", EventKind::ImportPaused).await?;
    Ok(())
}

/// Stops for good; what was stored stays.
pub async fn cancel(scope: &mut Scope, id: Uuid) -> Result<()> {
    let from = ["queued", "asking", "running", "paused"];
    turn(scope, id, &from, "cancelled", EventKind::ImportCancelled).await?;
    Ok(())
}

/// Goes on where a paused import stands.
pub async fn resume(scope: &mut Scope, id: Uuid) -> Result<()> {
    go_on(scope, id, &["paused"]).await
}

/// Goes on where a cancelled or failed import, or its undoing, stopped. An undoing may
/// have stopped without a word, if its worker died.
pub async fn retry(scope: &mut Scope, id: Uuid) -> Result<()> {
    if import(scope, id).await?.was_being_undone() {
        take_away(scope, id, &["failed", "undoing"]).await
    } else {
        go_on(scope, id, &["cancelled", "failed"]).await
    }
}

/// Says whose mailbox this is; reading begins.
pub async fn answer_addresses(scope: &mut Scope, id: Uuid, addresses: &[String]) -> Result<()> {
    let asking = import(scope, id).await?;
    if records::is_asked_of(&asking.kind) {
        return records::answer_member(scope, id, addresses).await;
    }
    if asking.state != "asking" {
        return Err(Error::Conflict);
    }
    if addresses.is_empty() {
        return Err(Error::invalid("addresses", FieldCode::Required));
    }
    for address in addresses {
        let address = accounts::clean_email(address)
            .map_err(|_| Error::invalid("addresses", FieldCode::NotAnEmail))?;
        workspaces::add_own_address(scope, &address).await?;
    }
    go_on(scope, id, &["asking"]).await
}

/// Says that the mailbox is none of the members': it is read as what others wrote each
/// other.
pub async fn answer_none(scope: &mut Scope, id: Uuid) -> Result<()> {
    if import(scope, id).await?.state != "asking" {
        return Err(Error::Conflict);
    }
    sqlx::query!("update imports set of_others = true where id = $1", id)
        .execute(scope.db())
        .await?;
    go_on(scope, id, &["asking"]).await
}

/// Reads the kept file once more for messages that were skipped for this reason.
pub async fn include(scope: &mut Scope, id: Uuid, reason: &str) -> Result<()> {
    let stands = import(scope, id).await?;
    if !reasons::may_be_included(reason) || !stands.report().skipped.contains_key(reason) {
        return Err(Error::invalid("reason", FieldCode::Unknown));
    }
    sqlx::query!(
        "update imports set
           stage = 'including',
           included = array_append(array_remove(included, $2), $2),
           stage_began = seconds,
           container = '',
           cursor = 0,
           bytes_read = 0
         where id = $1 and state = 'done'",
        id,
        reason,
    )
    .execute(scope.db())
    .await?;
    go_on(scope, id, &["done"]).await
}

/// Takes away what came by this import alone.
pub async fn undo(scope: &mut Scope, id: Uuid) -> Result<()> {
    take_away(scope, id, &["paused", "done", "failed", "cancelled"]).await
}

/// Reads the kept file from its beginning, after it was undone.
pub async fn redo(scope: &mut Scope, id: Uuid) -> Result<()> {
    import(scope, id).await?;
    sqlx::query!(
        "update imports set
           stage = 'waiting',
           proposed = '[]',
           assumed_address = null,
           container = '',
           cursor = 0,
           bytes_read = 0,
           listed = 0,
           stored = 0,
           known = 0,
           skipped = '{}',
           failed = '{}',
           contacts_created = 0,
           contacts_updated = 0,
           companies_created = 0,
           interactions = 0,
           removed = 0,
           kept = '{}',
           seconds = 0,
           stage_began = 0,
           started_at = null
         where id = $1 and state = 'undone'",
        id,
    )
    .execute(scope.db())
    .await?;
    go_on(scope, id, &["undone"]).await
}

/// Goes on with an import that asked one of several questions: it may ask the next.
pub(super) async fn go_on_asking(scope: &mut Scope, id: Uuid) -> Result<()> {
    go_on(scope, id, &["asking"]).await?;
    sqlx::query!("update imports set ask = true where id = $1", id)
        .execute(scope.db())
        .await?;
    Ok(())
}

pub(super) async fn go_on(scope: &mut Scope, id: Uuid, from: &[&str]) -> Result<()> {
    let attempt = turn(scope, id, from, "queued", EventKind::ImportStarted).await?;
    order(scope, id, attempt).await
}

async fn take_away(scope: &mut Scope, id: Uuid, from: &[&str]) -> Result<()> {
    let attempt = turn(scope, id, from, "undoing", EventKind::ImportUndoing).await?;
    let order = Order::UndoImport {
        workspace: scope.workspace,
        import: id,
        attempt,
    };
    let key = format!("undo import {id} {attempt}");
    enqueue(scope.db(), &order, Some(&key)).await
}

/// From one of these states into another, or `Conflict`. Returns the new attempt.
async fn turn(
    scope: &mut Scope,
    id: Uuid,
    from: &[&str],
    to: &str,
    event: EventKind,
) -> Result<i32> {
    import(scope, id).await?;
    let now = scope.now;
    let attempt = sqlx::query_scalar!(
        "update imports set
           state = $2,
           stage = case
             when $2 = 'undoing' and stage not in ('removing', 'sweeping', 'recounting') then 'removing'
             else stage
           end,
           error = null,
           ask = ask and (state <> 'asking' or $2 <> 'queued'),
           attempt = attempt + 1,
           finished_at = case when $2 = 'cancelled' then $4::timestamptz end,
           updated_at = $4
         where id = $1 and state = any($3)
         returning attempt",
        id,
        to,
        from as &[&str],
        now,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::Conflict)?;
    record(scope, event, id, json!({})).await?;
    review::resume_matching(scope).await?;
    Ok(attempt)
}
