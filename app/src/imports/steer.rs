//! What a person may tell an import to do: pause, go on, stop, try again, say whose
//! mailbox it is, take everything away again, import it again.

use serde_json::json;
use uuid::Uuid;

use super::store::{import, order};
use crate::{
    accounts,
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    jobs::{Order, enqueue},
    workspaces,
};

/// Stops at the next batch, and waits to be told to go on.
pub async fn pause(scope: &mut Scope, id: Uuid) -> Result<()> {
    import(scope, id).await?;
    let now = scope.now;
    let done = sqlx::query!(
        "update imports set state = 'paused', updated_at = $2
         where id = $1 and state in ('queued', 'running')",
        id,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    record(scope, EventKind::ImportPaused, id, json!({})).await
}

/// Stops for good; what was stored stays.
pub async fn cancel(scope: &mut Scope, id: Uuid) -> Result<()> {
    import(scope, id).await?;
    let now = scope.now;
    let done = sqlx::query!(
        "update imports set state = 'cancelled', finished_at = $2, updated_at = $2
         where id = $1 and state in ('queued', 'asking', 'running', 'paused')",
        id,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    record(scope, EventKind::ImportCancelled, id, json!({})).await
}

/// Goes on where a paused import stands.
pub async fn resume(scope: &mut Scope, id: Uuid) -> Result<()> {
    go_on(scope, id, &["paused"]).await
}

/// Goes on where a cancelled or failed import, or its undoing, stopped.
pub async fn retry(scope: &mut Scope, id: Uuid) -> Result<()> {
    let stands = import(scope, id).await?;
    if stands.state == "failed" && stands.was_being_undone() {
        return undo(scope, id).await;
    }
    go_on(scope, id, &["cancelled", "failed"]).await
}

/// Says whose mailbox this is; reading begins.
pub async fn answer_addresses(scope: &mut Scope, id: Uuid, addresses: &[String]) -> Result<()> {
    if import(scope, id).await?.state != "asking" {
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

/// Takes away what came by this import alone.
pub async fn undo(scope: &mut Scope, id: Uuid) -> Result<()> {
    import(scope, id).await?;
    let now = scope.now;
    let attempt = sqlx::query_scalar!(
        "update imports set
           state = 'undoing',
           stage = case when stage in ('removing', 'sweeping', 'recounting') then stage else 'removing' end,
           error = null,
           attempt = attempt + 1,
           finished_at = null,
           updated_at = $2
         where id = $1 and state in ('paused', 'done', 'failed', 'cancelled')
         returning attempt",
        id,
        now,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::Conflict)?;
    let order = Order::UndoImport {
        workspace: scope.workspace,
        import: id,
        attempt,
    };
    enqueue(
        scope.db(),
        &order,
        Some(&format!("undo import {id} {attempt}")),
    )
    .await?;
    record(scope, EventKind::ImportUndoing, id, json!({})).await
}

/// Reads the kept file from its beginning, after it was undone.
pub async fn redo(scope: &mut Scope, id: Uuid) -> Result<()> {
    import(scope, id).await?;
    sqlx::query!(
        "update imports set
           stage = 'waiting',
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

async fn go_on(scope: &mut Scope, id: Uuid, from: &[&str]) -> Result<()> {
    import(scope, id).await?;
    let now = scope.now;
    let attempt = sqlx::query_scalar!(
        "update imports set
           state = 'queued',
           error = null,
           finished_at = null,
           ask = ask and state <> 'asking',
           attempt = attempt + 1,
           updated_at = $2
         where id = $1 and state = any($3)
         returning attempt",
        id,
        now,
        from as &[&str],
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::Conflict)?;
    order(scope, id, attempt).await?;
    record(scope, EventKind::ImportStarted, id, json!({})).await
}
