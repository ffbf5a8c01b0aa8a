//! The table of transfers: what was ordered, how far it is, and whether it may go on.

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    context::Scope,
    error::{Error, Result},
    events::{EventKind, announce, record},
    jobs::{Order, enqueue},
};

/// How long a file is kept.
pub const KEPT_DAYS: i64 = 7;

#[derive(Clone, Debug)]
pub struct Transfer {
    pub id: Uuid,
    pub direction: String,
    pub state: String,
    pub rows_done: i64,
    pub rows_total: i64,
    pub bytes: i64,
    pub problem: Option<String>,
    pub tables: Value,
    pub created_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
    pub expires_at: Option<DateTime<Utc>>,
}

impl Transfer {
    pub fn is_out(&self) -> bool {
        self.direction == "out"
    }

    pub fn is_under_way(&self) -> bool {
        matches!(self.state.as_str(), "queued" | "running")
    }

    pub fn has_file(&self) -> bool {
        self.is_out() && self.state == "done"
    }
}

/// The newest first.
pub async fn transfers(scope: &mut Scope) -> Result<Vec<Transfer>> {
    Ok(sqlx::query_as!(
        Transfer,
        "select id, direction, state, rows_done, rows_total, bytes, problem, tables, created_at, finished_at, expires_at
         from transfers
         where workspace_id = acting_workspace()
         order by created_at desc, id desc
         limit 20",
    )
    .fetch_all(scope.db())
    .await?)
}

pub async fn transfer(scope: &mut Scope, id: Uuid) -> Result<Transfer> {
    sqlx::query_as!(
        Transfer,
        "select id, direction, state, rows_done, rows_total, bytes, problem, tables, created_at, finished_at, expires_at
         from transfers
         where id = $1",
        id,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)
}

/// How many may be under way at once.
const MOST: i64 = 3;

/// Orders the file.
pub async fn start_export(scope: &mut Scope) -> Result<Uuid> {
    let id = scope.id();
    start(scope, id, "out").await?;
    Ok(id)
}

/// Orders the loading of a file that lies in its place by this id.
pub async fn start_load(scope: &mut Scope, id: Uuid) -> Result<()> {
    start(scope, id, "in").await
}

async fn start(scope: &mut Scope, id: Uuid, direction: &str) -> Result<()> {
    let (workspace, actor, now) = (scope.workspace, scope.actor, scope.now);
    let done = sqlx::query!(
        "insert into transfers (id, workspace_id, user_id, direction, created_at)
         select $1, $2, $3, $4, $5
         where (
           select count(*) from transfers
           where workspace_id = acting_workspace() and state in ('queued', 'running')
         ) < $6",
        id,
        workspace,
        actor,
        direction,
        now,
        MOST,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    let order = Order::TransferWorkspace {
        workspace,
        transfer: id,
    };
    enqueue(scope.db(), &order, Some(&format!("transfer {id}"))).await?;
    record(
        scope,
        EventKind::TransferStarted,
        id,
        json!({ "direction": direction }),
    )
    .await
}

/// Ends it at its next safe point.
pub async fn cancel_transfer(scope: &mut Scope, id: Uuid) -> Result<()> {
    transfer(scope, id).await?;
    if end(scope, id, "cancelled", None).await? {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

/// False where nobody wants it any more.
pub(super) async fn begin(scope: &mut Scope, id: Uuid) -> Result<bool> {
    let done = sqlx::query!(
        "update transfers set state = 'running', rows_done = 0
         where id = $1 and state in ('queued', 'running')",
        id,
    )
    .execute(scope.db())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Says how far it is; false where it was cancelled.
pub(super) async fn advance(scope: &mut Scope, id: Uuid, done: u64, total: u64) -> Result<bool> {
    let (done, total) = (done.cast_signed(), total.cast_signed());
    let changed = sqlx::query!(
        "update transfers set rows_done = $2, rows_total = $3 where id = $1 and state = 'running'",
        id,
        done,
        total,
    )
    .execute(scope.db())
    .await?;
    announce(scope, "transfer.progress", id).await?;
    Ok(changed.rows_affected() == 1)
}

pub(super) struct Outcome {
    pub bytes: u64,
    pub tables: Value,
}

pub(super) async fn finish(scope: &mut Scope, id: Uuid, outcome: &Outcome) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "update transfers set
           state = 'done',
           rows_done = rows_total,
           bytes = $2,
           tables = $3,
           finished_at = $4,
           expires_at = case when direction = 'out' then $5::timestamptz end
         where id = $1",
        id,
        outcome.bytes.cast_signed(),
        outcome.tables,
        now,
        now + Duration::days(KEPT_DAYS),
    )
    .execute(scope.db())
    .await?;
    record(scope, EventKind::TransferFinished, id, json!({})).await
}

/// Ends what is under way without a result; says whether it was.
pub(super) async fn end(
    scope: &mut Scope,
    id: Uuid,
    state: &str,
    problem: Option<&str>,
) -> Result<bool> {
    let now = scope.now;
    let done = sqlx::query!(
        "update transfers set state = $2, problem = $3, finished_at = $4
         where id = $1 and state in ('queued', 'running')",
        id,
        state,
        problem,
        now,
    )
    .execute(scope.db())
    .await?;
    let was_under_way = done.rows_affected() == 1;
    if was_under_way {
        record(
            scope,
            EventKind::TransferFinished,
            id,
            json!({ "state": state }),
        )
        .await?;
    }
    Ok(was_under_way)
}
