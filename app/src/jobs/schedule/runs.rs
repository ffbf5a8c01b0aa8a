//! What became of the runs, as owners see it, and running something now.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    SCHEDULE, Scheduled,
    tick::{is_wanted, plans, write_down},
};
use crate::{
    context::{Kith, Scope, Viewer},
    error::{Error, Result},
    jobs::{Order, Problem, QUEUE, enqueue, failing},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// It is tried again in a moment.
    Retrying,
    Failed,
}

impl Outcome {
    fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Retrying => "retrying",
            Self::Failed => "failed",
        }
    }
}

/// Notes how a run went, whoever ordered it.
pub async fn note_run(
    kith: &Kith,
    order: &Order,
    (began, took): (DateTime<Utc>, Duration),
    (outcome, cause): (Outcome, Option<&anyhow::Error>),
) -> Result<()> {
    failing::note(kith, order, began, outcome).await?;
    if Scheduled::named(order.name()).is_none() {
        return Ok(());
    }
    let problem = cause
        .and_then(|cause| cause.downcast_ref::<Problem>())
        .map(|problem| problem.0.as_str());
    sqlx::query!(
        "update scheduled_runs set
           began_at = $3,
           took_ms = $4,
           outcome = $5,
           problem = $6,
           failing_since = case $5
             when 'done' then null
             when 'failed' then coalesce(failing_since, $3)
             else failing_since
           end
         where name = $1 and runs_for is not distinct from $2",
        order.name(),
        order.workspace(),
        began,
        i64::try_from(took.as_millis()).unwrap_or(i64::MAX),
        outcome.as_str(),
        problem,
    )
    .execute(&kith.pool)
    .await?;
    Ok(())
}

/// What went wrong with the last run, and what to do, where that can be said.
pub async fn problem(kith: &Kith, order: &Order) -> Result<Option<String>> {
    let problem = sqlx::query_scalar!(
        "select problem
         from scheduled_runs
         where name = $1 and runs_for is not distinct from $2",
        order.name(),
        order.workspace(),
    )
    .fetch_optional(&kith.pool)
    .await?;
    Ok(problem.flatten())
}

/// One entry of the schedule, and how it stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Entry {
    pub name: String,
    /// What it does, and why then.
    pub words: &'static str,
    /// `workspace` or `installation`
    pub runs_for: &'static str,
    /// Absent where it is switched off, or no worker has run yet.
    pub next_run_at: Option<DateTime<Utc>>,
    pub last_run_at: Option<DateTime<Utc>>,
    /// How long the last run took, in milliseconds.
    pub took_ms: Option<i64>,
    /// Of the last run: `done`, `retrying` or `failed`.
    pub outcome: Option<String>,
    /// What went wrong, and what to do.
    pub problem: Option<String>,
    /// It waits in the queue, or runs.
    pub is_under_way: bool,
    pub is_off: bool,
}

/// Where it cannot be said what is wrong.
pub const ADVICE: &str = "It failed four times and is tried again at its next time. To try sooner, open Schedule and press “Run now”; if that fails too, whoever looks after Kith finds the cause in its log.";

/// What the viewer may see of the schedule: that of the workspace, and for the operator that
/// of the installation.
pub async fn entries(scope: &mut Scope, viewer: &Viewer) -> Result<Vec<Entry>> {
    let workspace = scope.workspace;
    let rows = sqlx::query!(
        "select name, runs_for, next_run_at, began_at, took_ms, outcome, problem
         from scheduled_runs
         where runs_for = $1 or runs_for is null",
        workspace,
    )
    .fetch_all(scope.db())
    .await?;
    let seen = || {
        let seen = SCHEDULE.iter();
        seen.filter(|entry| entry.is_of_workspaces() || viewer.operator)
    };
    let orders: Vec<Order> = seen()
        .filter_map(|entry| entry.order(place(entry, workspace)))
        .collect();
    let under_way = under_way(scope.db(), &orders).await?;
    let entries = seen().map(|scheduled| {
        let row = rows
            .iter()
            .find(|row| row.name == scheduled.name && row.runs_for == place(scheduled, workspace));
        let is_off = !is_wanted(scheduled, &viewer.kith.settings);
        let failed = row.is_some_and(|row| row.outcome.as_deref() == Some("failed"));
        let said = row.and_then(|row| row.problem.clone());
        Entry {
            name: scheduled.name.to_owned(),
            words: scheduled.words,
            runs_for: if scheduled.is_of_workspaces() {
                "workspace"
            } else {
                "installation"
            },
            next_run_at: row.map(|row| row.next_run_at).filter(|_| !is_off),
            last_run_at: row.and_then(|row| row.began_at),
            took_ms: row.and_then(|row| row.took_ms),
            outcome: row.and_then(|row| row.outcome.clone()),
            problem: said.or_else(|| failed.then(|| ADVICE.to_owned())),
            is_under_way: under_way.iter().any(|order| order.name() == scheduled.name),
            is_off,
        }
    });
    Ok(entries.collect())
}

pub async fn entry(scope: &mut Scope, viewer: &Viewer, name: &str) -> Result<Entry> {
    let all = entries(scope, viewer).await?;
    let found = all.into_iter().find(|entry| entry.name == name);
    found.ok_or(Error::NotFound)
}

fn place(entry: &Scheduled, workspace: Uuid) -> Option<Uuid> {
    entry.is_of_workspaces().then_some(workspace)
}

/// Orders it now, unless it is under way: then it says no. The whole installation's is the
/// operator's.
pub async fn run_now(scope: &mut Scope, viewer: &Viewer, name: &str) -> Result<bool> {
    let entry = Scheduled::named(name).ok_or(Error::NotFound)?;
    if !entry.is_of_workspaces() {
        viewer.require_operator()?;
    }
    let order = entry
        .order(place(entry, scope.workspace))
        .ok_or(Error::NotFound)?;
    // Two who ask at once must not both find nothing.
    sqlx::query("select pg_advisory_xact_lock(hashtext('kith.schedule'))")
        .execute(scope.db())
        .await?;
    if is_under_way(scope, &order).await? {
        return Ok(false);
    }
    plan_anew(scope, viewer).await?;
    enqueue(scope.db(), &order, None).await?;
    Ok(true)
}

/// Writes down when everything runs next, by the rules of now.
pub async fn plan_anew(scope: &mut Scope, viewer: &Viewer) -> Result<()> {
    let (now, workspace) = (scope.now, scope.workspace);
    let mut plans = plans(scope.db(), &viewer.kith.settings).await?;
    plans.retain(|plan| plan.place.is_none_or(|place| place == workspace));
    // What is due stays so until the tick orders it.
    let due = sqlx::query!(
        "select name, runs_for from scheduled_runs where next_run_at <= $1",
        now,
    )
    .fetch_all(scope.db())
    .await?;
    plans.retain(|plan| {
        let mut due = due.iter();
        due.all(|row| row.name != plan.entry.name || row.runs_for != plan.place)
    });
    write_down(scope.db(), &plans, now).await?;
    Ok(())
}

pub async fn is_under_way(scope: &mut Scope, order: &Order) -> Result<bool> {
    let found = under_way(scope.db(), std::slice::from_ref(order)).await?;
    Ok(!found.is_empty())
}

/// Which of these wait in the queue, or run.
pub(super) async fn under_way(db: &mut PgConnection, orders: &[Order]) -> Result<Vec<Order>> {
    if orders.is_empty() {
        return Ok(Vec::new());
    }
    let jobs = orders
        .iter()
        .map(serde_json::to_vec)
        .collect::<std::result::Result<Vec<_>, _>>()?;
    let found = sqlx::query_scalar!(
        "select distinct job
         from apalis.jobs
         where job_type = $1
           and job = any($2)
           and (status in ('Pending', 'Queued', 'Running') or (status = 'Failed' and attempts < max_attempts))",
        QUEUE,
        &jobs,
    )
    .fetch_all(db)
    .await?;
    let orders = found.iter().map(|job| serde_json::from_slice(job));
    Ok(orders.collect::<std::result::Result<Vec<_>, _>>()?)
}

/// When the schedule ordered this last.
pub async fn last_ordered(scope: &mut Scope, name: &str) -> Result<Option<DateTime<Utc>>> {
    let last = sqlx::query_scalar!(
        "select ordered_at from scheduled_runs where name = $1 and runs_for is null",
        name,
    )
    .fetch_optional(scope.db())
    .await?;
    Ok(last.flatten())
}
