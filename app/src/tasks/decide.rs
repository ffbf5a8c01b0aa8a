//! Marking a task as done or deleting it, and taking that back.

use serde_json::json;
use uuid::Uuid;
use when::Plan;

use super::{
    edit::insert,
    input::Checked,
    links::copy_links,
    plan::Agenda,
    reminders::{reminders_of, set_reminders},
    store::{Task, task},
};
use crate::{
    context::Scope,
    error::{Error, Result},
    events::{EventKind, record},
};

/// Done. A task that repeats is followed by the next one, whose id is returned: the first
/// of its series behind today and behind the day it was due.
pub async fn complete_task(scope: &mut Scope, id: Uuid) -> Result<Option<Uuid>> {
    let old = task(scope, id).await?;
    let (actor, now) = (scope.actor, scope.now);
    let done = sqlx::query!(
        "update tasks set done_at = $2, done_by = $3, updated_at = $2
         where id = $1 and done_at is null and deleted_at is null",
        id,
        now,
        actor,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    let next = follow(scope, &old).await?;
    let data = json!({ "next": next });
    record(scope, EventKind::TaskCompleted, id, data).await?;
    Ok(next)
}

async fn follow(scope: &mut Scope, old: &Task) -> Result<Option<Uuid>> {
    let (Some(plan), zone) = (old.plan(), old.time_zone()) else {
        return Ok(None);
    };
    let today = Agenda::at(scope.now, zone).today;
    let next_day = plan
        .repetition
        .and_then(|repetition| repetition.next(plan.due.day, today));
    let Some(day) = next_day else {
        return Ok(None);
    };
    let due = when::Due { day, ..plan.due };
    let checked = Checked {
        title: old.title.clone(),
        notes: old.notes.clone(),
        plan: Some(Plan { due, ..plan }),
        zone,
    };
    let id = scope.id();
    insert(scope, id, &checked, old.assignee_id, Some(old.id)).await?;
    copy_links(scope, old.id, id).await?;
    let reminders = reminders_of(scope, old.id).await?;
    set_reminders(scope, id, Some(due), zone, &reminders).await?;
    Ok(Some(id))
}

/// To do again. What followed goes, unless somebody worked on it already.
pub async fn reopen_task(scope: &mut Scope, id: Uuid) -> Result<()> {
    task(scope, id).await?;
    let now = scope.now;
    let done = sqlx::query!(
        "update tasks t set done_at = null, done_by = null, updated_at = $2
         where t.id = $1
           and t.done_at is not null
           and t.deleted_at is null
           and not exists (
             select from tasks next
             where next.repeats_id = t.id
               and next.deleted_at is null
               and (next.done_at is not null or next.version > 1)
           )",
        id,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    sqlx::query!(
        "update tasks set deleted_at = $2, updated_at = $2 where repeats_id = $1 and deleted_at is null",
        id,
        now,
    )
    .execute(scope.db())
    .await?;
    record(scope, EventKind::TaskReopened, id, json!({})).await
}

pub async fn delete_task(scope: &mut Scope, id: Uuid) -> Result<()> {
    set_deleted(scope, id, true).await?;
    record(scope, EventKind::TaskDeleted, id, json!({})).await
}

pub async fn restore_task(scope: &mut Scope, id: Uuid) -> Result<()> {
    set_deleted(scope, id, false).await?;
    record(scope, EventKind::TaskRestored, id, json!({})).await
}

/// A task whose place in its series was taken meanwhile stays deleted.
async fn set_deleted(scope: &mut Scope, id: Uuid, deleted: bool) -> Result<()> {
    let now = scope.now;
    let done = sqlx::query!(
        "update tasks t set deleted_at = case when $2 then $3::timestamptz end, updated_at = $3
         where t.id = $1
           and (t.deleted_at is null) = $2
           and not exists (
             select from tasks other
             where other.repeats_id = t.repeats_id and other.id <> t.id and other.deleted_at is null
           )",
        id,
        deleted,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}
