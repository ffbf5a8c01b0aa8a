//! What the jobs page shows of the queue. The queue is shared by all workspaces:
//! a member sees the orders of the own workspace only.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::QUEUE;
use crate::{
    context::{Kith, Scope},
    error::Result,
};

pub struct JobRow {
    pub id: String,
    pub order: String,
    pub status: String,
    pub attempts: i32,
    pub max_attempts: i32,
    pub run_at: DateTime<Utc>,
    pub done_at: Option<DateTime<Utc>>,
    pub error: Option<String>,
}

pub async fn list(scope: &mut Scope, status: Option<&str>, limit: i64) -> Result<Vec<JobRow>> {
    let workspace = scope.workspace.to_string();
    Ok(sqlx::query_as!(
        JobRow,
        r#"select
             id,
             coalesce(convert_from(job, 'UTF8')::jsonb ->> 'order', '?') as "order!",
             status,
             attempts,
             max_attempts,
             run_at,
             done_at,
             last_result ->> 'Err' as error
           from apalis.jobs
           where job_type = $1
             and convert_from(job, 'UTF8')::jsonb ->> 'workspace' = $2
             and ($3::text is null or status = $3)
           order by run_at desc, id desc
           limit $4"#,
        QUEUE,
        workspace,
        status,
        limit,
    )
    .fetch_all(scope.db())
    .await?)
}

pub struct QueueState {
    pub waiting: i64,
    pub running: i64,
    pub failed: i64,
    pub worker_seen_at: Option<DateTime<Utc>>,
}

pub async fn state(scope: &mut Scope) -> Result<QueueState> {
    Ok(sqlx::query_as!(
        QueueState,
        r#"select
             count(*) filter (where status in ('Pending', 'Queued')) as "waiting!",
             count(*) filter (where status = 'Running') as "running!",
             count(*) filter (where status in ('Failed', 'Killed') and attempts >= max_attempts) as "failed!",
             (select max(last_seen) from apalis.workers where worker_type = $1) as worker_seen_at
           from apalis.jobs
           where job_type = $1"#,
        QUEUE,
    )
    .fetch_one(scope.db())
    .await?)
}

/// Drops what was done more than a day ago of an order that comes each minute.
pub async fn forget_done(kith: &Kith, order: &str) -> Result<()> {
    let before = kith.clock.now() - chrono::Duration::days(1);
    sqlx::query!(
        "delete from apalis.jobs
         where job_type = $1
           and status = 'Done'
           and done_at < $3
           and convert_from(job, 'UTF8')::jsonb ->> 'order' = $2",
        QUEUE,
        order,
        before,
    )
    .execute(&kith.pool)
    .await?;
    Ok(())
}

/// Puts a failed order of this workspace back into the queue.
pub async fn retry(scope: &mut Scope, job: &str) -> Result<bool> {
    let workspace: Uuid = scope.workspace;
    let now = scope.now;
    let done = sqlx::query!(
        "update apalis.jobs set status = 'Pending', attempts = 0, run_at = $3, lock_by = null, lock_at = null, done_at = null
         where id = $1
           and status in ('Failed', 'Killed')
           and convert_from(job, 'UTF8')::jsonb ->> 'workspace' = $2",
        job,
        workspace.to_string(),
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(done.rows_affected() == 1)
}
