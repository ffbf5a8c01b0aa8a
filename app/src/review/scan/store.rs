//! The table of scans: what was ordered, how far it is, and whether it may go on. One at a
//! time is under way, and one dry run.

use serde_json::{Value, json};
use uuid::Uuid;

use super::told::Scan;
use crate::{
    context::Scope,
    error::{Error, Result},
    events::{EventKind, announce, record},
    jobs::{Order, enqueue},
};

/// The one that was ordered last.
pub async fn newest_scan(scope: &mut Scope) -> Result<Option<Scan>> {
    Ok(sqlx::query_as!(
        Scan,
        "select id, is_dry_run, state, stage, done, total, to_join, to_review, joined, found, companies_to_join, companies_to_review, companies_joined, companies_found, created_at, finished_at
         from contact_scans
         where workspace_id = acting_workspace()
         order by created_at desc, id desc
         limit 1",
    )
    .fetch_optional(scope.db())
    .await?)
}

pub async fn scan(scope: &mut Scope, id: Uuid) -> Result<Scan> {
    sqlx::query_as!(
        Scan,
        "select id, is_dry_run, state, stage, done, total, to_join, to_review, joined, found, companies_to_join, companies_to_review, companies_joined, companies_found, created_at, finished_at
         from contact_scans
         where id = $1",
        id,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)
}

/// Orders a scan; `Conflict` where one of its kind is under way.
pub async fn start_scan(scope: &mut Scope, is_dry_run: bool) -> Result<Uuid> {
    let (id, workspace) = (add(scope, is_dry_run).await?, scope.workspace);
    let order = Order::ScanContacts {
        workspace,
        scan: id,
    };
    enqueue(scope.db(), &order, Some(&format!("scan {id}"))).await?;
    record(
        scope,
        EventKind::PairsSought,
        id,
        json!({ "dry_run": is_dry_run }),
    )
    .await?;
    Ok(id)
}

/// A scan without an order of its own.
pub(super) async fn add(scope: &mut Scope, is_dry_run: bool) -> Result<Uuid> {
    let (id, workspace, actor, now) = (scope.id(), scope.workspace, scope.actor, scope.now);
    let done = sqlx::query!(
        "insert into contact_scans (id, workspace_id, user_id, is_dry_run, created_at)
         values ($1, $2, $3, $4, $5)
         on conflict (workspace_id, is_dry_run) where state in ('queued', 'running') do nothing",
        id,
        workspace,
        actor,
        is_dry_run,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    Ok(id)
}

/// The scan that Kith itself began and was kept from finishing.
pub(super) async fn left_over(scope: &mut Scope) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!(
        "select id from contact_scans
         where workspace_id = acting_workspace()
           and user_id is null
           and state in ('queued', 'running')",
    )
    .fetch_optional(scope.db())
    .await?)
}

/// Ends it at its next safe point. Who was joined by then stays so.
pub async fn cancel_scan(scope: &mut Scope, id: Uuid) -> Result<()> {
    scan(scope, id).await?;
    if end(scope, id, "cancelled").await? {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

/// None where nobody wants it any more.
pub(super) async fn begin(scope: &mut Scope, id: Uuid) -> Result<Option<Scan>> {
    let done = sqlx::query!(
        "update contact_scans set state = 'running', stage = 'reading', done = 0, total = 0
         where id = $1 and state in ('queued', 'running')",
        id,
    )
    .execute(scope.db())
    .await?;
    match done.rows_affected() {
        0 => Ok(None),
        _ => Ok(Some(scan(scope, id).await?)),
    }
}

/// Says how far it is; false where it was cancelled.
pub(super) async fn advance(scope: &mut Scope, id: Uuid, step: &Step) -> Result<bool> {
    let changed = sqlx::query!(
        "update contact_scans set
           stage = $2,
           done = $3,
           total = $4,
           joined = joined + $5
         where id = $1 and state = 'running'",
        id,
        step.stage,
        step.done,
        step.total,
        step.joined,
    )
    .execute(scope.db())
    .await?;
    announce(scope, "scan.progress", id).await?;
    Ok(changed.rows_affected() == 1)
}

/// How far a scan is, and how many were joined since it said so last.
pub(super) struct Step {
    pub stage: &'static str,
    pub done: i32,
    pub total: i32,
    pub joined: i32,
}

/// What was found, once it is known.
pub(super) struct Findings {
    pub to_join: i32,
    pub to_review: i32,
    /// Known at the end alone.
    pub joined: i32,
    pub found: Value,
}

pub(super) async fn tell(scope: &mut Scope, id: Uuid, findings: &Findings) -> Result<()> {
    sqlx::query!(
        "update contact_scans set to_join = $2, to_review = $3, found = $4 where id = $1",
        id,
        findings.to_join,
        findings.to_review,
        findings.found,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// What was found of companies, which are compared after contacts.
pub(super) async fn tell_of_companies(
    scope: &mut Scope,
    id: Uuid,
    findings: &Findings,
) -> Result<()> {
    sqlx::query!(
        "update contact_scans set
           companies_to_join = $2,
           companies_to_review = $3,
           companies_joined = $4,
           companies_found = $5
         where id = $1",
        id,
        findings.to_join,
        findings.to_review,
        findings.joined,
        findings.found,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Ends what is under way; says whether it was.
pub(super) async fn end(scope: &mut Scope, id: Uuid, state: &str) -> Result<bool> {
    let now = scope.now;
    let done = sqlx::query!(
        "update contact_scans set state = $2, finished_at = $3
         where id = $1 and state in ('queued', 'running')",
        id,
        state,
        now,
    )
    .execute(scope.db())
    .await?;
    announce(scope, "scan.progress", id).await?;
    Ok(done.rows_affected() == 1)
}
