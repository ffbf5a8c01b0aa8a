//! What a member has seen of the news, and has not.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use crate::{
    context::{Kith, Scope},
    error::{Error, Result},
    events::announce,
};

/// Once read, it stays so.
pub async fn mark_read(scope: &mut Scope, id: Uuid) -> Result<()> {
    let (actor, now) = (scope.actor, scope.now);
    let done = sqlx::query!(
        "update notifications set read_at = coalesce(read_at, $3)
         where workspace_id = acting_workspace() and user_id = $2 and id = $1",
        id,
        actor,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    announce_read(scope).await
}

pub async fn mark_unread(scope: &mut Scope, id: Uuid) -> Result<()> {
    let actor = scope.actor;
    let done = sqlx::query!(
        "update notifications set read_at = null
         where workspace_id = acting_workspace() and user_id = $2 and id = $1",
        id,
        actor,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    announce_read(scope).await
}

/// All that is there: how many were unread, and by which instant they are known.
pub async fn mark_all_read(scope: &mut Scope) -> Result<(u64, DateTime<Utc>)> {
    let (actor, now) = (scope.actor, scope.now);
    let done = sqlx::query!(
        "update notifications set read_at = $2
         where workspace_id = acting_workspace() and user_id = $1 and is_shown and read_at is null",
        actor,
        now,
    )
    .execute(scope.db())
    .await?;
    announce_read(scope).await?;
    Ok((done.rows_affected(), now))
}

/// Takes [`mark_all_read`] back.
pub async fn unread_since(scope: &mut Scope, at: DateTime<Utc>) -> Result<u64> {
    let actor = scope.actor;
    let done = sqlx::query!(
        "update notifications set read_at = null
         where workspace_id = acting_workspace() and user_id = $1 and read_at = $2",
        actor,
        at,
    )
    .execute(scope.db())
    .await?;
    announce_read(scope).await?;
    Ok(done.rows_affected())
}

/// Other open pages of the member count anew.
async fn announce_read(scope: &mut Scope) -> Result<()> {
    let member = scope.actor.unwrap_or_default();
    announce(scope, "notification.read", member).await
}

/// How long news is kept, and what was sent of it.
const KEPT: Duration = Duration::days(180);
const SENT_KEPT: Duration = Duration::days(30);

/// Removes what is old, read or not.
pub async fn forget_old(kith: &Kith, workspace: Uuid) -> Result<()> {
    let now = kith.clock.now();
    let mut scope = Scope::open(&kith.pool, workspace, None, now).await?;
    sqlx::query!(
        "delete from notifications where workspace_id = acting_workspace() and created_at < $1",
        now - KEPT,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "delete from notification_deliveries where workspace_id = acting_workspace() and ended_at < $1",
        now - SENT_KEPT,
    )
    .execute(scope.db())
    .await?;
    scope.commit().await
}
