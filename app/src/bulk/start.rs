//! Beginning a change, and what a person may do about one: stop it, try the rest again,
//! take it back.

use serde_json::json;
use uuid::Uuid;

use super::{
    AT_ONCE, Action,
    run::{run_through, undo_through},
    store::{Change, change},
};
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result, internal},
    events::{EventKind, record},
    jobs::{Order, enqueue},
};

/// Does it to these contacts: now where they are few, else by an order. Returns the change.
pub async fn start(scope: &mut Scope, action: &Action, contacts: &[Uuid]) -> Result<Uuid> {
    begin(scope, action, contacts, None).await
}

async fn begin(
    scope: &mut Scope,
    action: &Action,
    contacts: &[Uuid],
    retry_of: Option<Uuid>,
) -> Result<Uuid> {
    let id = insert(scope, action, contacts, retry_of).await?;
    if contacts.len() > AT_ONCE {
        let mut scattered = contacts.to_vec();
        scatter(&mut scattered);
        insert_items(scope, id, &scattered).await?;
        take_statistics(scope).await?;
    } else {
        insert_items(scope, id, contacts).await?;
    }
    let data = json!({ "action": action.words(), "contacts": contacts.len() });
    record(scope, EventKind::BulkChangeStarted, id, data).await?;
    if contacts.len() <= AT_ONCE {
        run_through(scope, id).await?;
    } else {
        order(scope, id, 1, false).await?;
    }
    Ok(id)
}

async fn insert(
    scope: &mut Scope,
    action: &Action,
    contacts: &[Uuid],
    retry_of: Option<Uuid>,
) -> Result<Uuid> {
    let (id, workspace, actor, now) = (scope.id(), scope.workspace, scope.actor, scope.now);
    let action = serde_json::to_value(action).map_err(internal)?;
    let total =
        i32::try_from(contacts.len()).map_err(|_| Error::invalid("ids", FieldCode::TooLarge))?;
    sqlx::query!(
        "insert into bulk_changes (id, workspace_id, user_id, action, state, total, retry_of, created_at)
         values ($1, $2, $3, $4, 'queued', $5, $6, $7)",
        id,
        workspace,
        actor,
        action,
        total,
        retry_of,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(id)
}

/// Contacts that were made together lie side by side in the database, where there is room
/// for the new version of one or two of them until the old ones are gone. Each step takes
/// some from everywhere: it writes no index then, and takes a third of the time.
fn scatter(contacts: &mut [Uuid]) {
    contacts.sort_unstable_by_key(|contact| contact.as_u128().swap_bytes());
}

async fn insert_items(scope: &mut Scope, change: Uuid, contacts: &[Uuid]) -> Result<()> {
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into bulk_items (change_id, number, workspace_id, contact_id)
         select $1, given.number, $2, given.contact
         from unnest($3::uuid[]) with ordinality as given (contact, number)",
        change,
        workspace,
        contacts,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// By those of when there were few, the steps would look through all items.
async fn take_statistics(scope: &mut Scope) -> Result<()> {
    sqlx::query("analyze bulk_items (change_id, number, outcome)")
        .execute(scope.db())
        .await?;
    Ok(())
}

async fn order(scope: &mut Scope, change: Uuid, attempt: i32, undo: bool) -> Result<()> {
    let workspace = scope.workspace;
    let order = if undo {
        Order::UndoBulkChange {
            workspace,
            change,
            attempt,
        }
    } else {
        Order::ChangeMany {
            workspace,
            change,
            attempt,
        }
    };
    let key = format!("bulk {change} {attempt}");
    enqueue(scope.db(), &order, Some(&key)).await
}

/// Stops at the next step; what is done stays, and can be taken back.
pub async fn cancel(scope: &mut Scope, id: Uuid) -> Result<()> {
    change(scope, id).await?;
    let now = scope.now;
    let done = sqlx::query!(
        "update bulk_changes set state = 'cancelled', attempt = attempt + 1, finished_at = $2
         where id = $1 and state in ('queued', 'running')",
        id,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    record(scope, EventKind::BulkChangeCancelled, id, json!({})).await
}

/// Tries again what failed, as a change of its own, and what was not reached.
pub async fn retry(scope: &mut Scope, id: Uuid) -> Result<Uuid> {
    let before = change(scope, id).await?;
    if before.is_running() {
        return Err(Error::Conflict);
    }
    let left = sqlx::query_scalar!(
        "select contact_id
         from bulk_items
         where change_id = $1 and (outcome = 'failed' or outcome is null)
         order by number",
        id,
    )
    .fetch_all(scope.db())
    .await?;
    if left.is_empty() {
        return Err(Error::Conflict);
    }
    begin(scope, &before.action()?, &left, Some(id)).await
}

/// Takes all of it back, but for what somebody changed since.
pub async fn undo(scope: &mut Scope, id: Uuid) -> Result<Change> {
    if !change(scope, id).await?.may_be_undone() {
        return Err(Error::Conflict);
    }
    let attempt = sqlx::query_scalar!(
        "update bulk_changes set state = 'undoing', attempt = attempt + 1
         where id = $1 and state in ('done', 'cancelled', 'failed')
         returning attempt",
        id,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::Conflict)?;
    record(scope, EventKind::BulkChangeUndoing, id, json!({})).await?;
    let standing = change(scope, id).await?;
    if usize::try_from(standing.total).is_ok_and(|total| total <= AT_ONCE) {
        undo_through(scope, id).await?;
    } else {
        order(scope, id, attempt, true).await?;
    }
    change(scope, id).await
}
