//! Writing a task down, and writing it anew.

use serde_json::json;
use uuid::Uuid;

use super::{
    input::{Checked, TaskInput},
    links::{check_member, links_of, set_links},
    plan::PlanRow,
    reminders::{reminders_of, set_reminders},
    store::{Task, task},
};
use crate::{
    context::Scope,
    error::{Error, Result},
    events::{EventKind, record},
};

pub async fn add_task(scope: &mut Scope, zone: chrono_tz::Tz, input: TaskInput) -> Result<Uuid> {
    let checked = input.check(scope, zone)?;
    check_assignee(scope, &input).await?;
    let id = scope.id();
    insert(scope, id, &checked, input.assignee, None).await?;
    tie(scope, id, &checked, input).await?;
    record(scope, EventKind::TaskAdded, id, json!({})).await?;
    Ok(id)
}

/// Makes the task as the input says and returns what it was. A version that is not the
/// present one says that somebody else wrote meanwhile.
pub async fn edit_task(
    scope: &mut Scope,
    zone: chrono_tz::Tz,
    id: Uuid,
    input: TaskInput,
    version: Option<i32>,
) -> Result<TaskInput> {
    let old = task(scope, id).await?;
    let links = links_of(scope, &[id]).await?;
    let before = TaskInput::of(&old, &links, reminders_of(scope, id).await?);
    // Words that were not touched mean the clocks that they meant before.
    let zone = if input.when.trim() == before.when {
        old.time_zone()
    } else {
        zone
    };
    let checked = input.check(scope, zone)?;
    check_assignee(scope, &input).await?;
    update(scope, &old, &checked, input.assignee, version).await?;
    tie(scope, id, &checked, input).await?;
    record(scope, EventKind::TaskEdited, id, json!({})).await?;
    Ok(before)
}

async fn check_assignee(scope: &mut Scope, input: &TaskInput) -> Result<()> {
    match input.assignee {
        Some(assignee) => check_member(scope, assignee).await,
        None => Ok(()),
    }
}

/// What hangs on a task: the people it is about, and its reminders.
async fn tie(scope: &mut Scope, id: Uuid, checked: &Checked, input: TaskInput) -> Result<()> {
    set_links(scope, id, input.contacts, input.companies, &input.about).await?;
    let due = checked.plan.map(|plan| plan.due);
    set_reminders(scope, id, due, checked.zone, &input.reminders).await
}

/// `repeats` is the task that this one comes after.
pub(super) async fn insert(
    scope: &mut Scope,
    id: Uuid,
    checked: &Checked,
    assignee: Option<Uuid>,
    repeats: Option<Uuid>,
) -> Result<()> {
    let plan = PlanRow::of(checked.plan, checked.zone);
    let (workspace, actor, now) = (scope.workspace, scope.actor, scope.now);
    sqlx::query!(
        "insert into tasks (
           id, workspace_id, title, notes, due_on, due_time, zone, due_at,
           repeat_unit, repeat_every, repeat_weekdays, repeat_month_day,
           assignee_id, repeats_id, created_by, created_at, updated_at
         )
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)",
        id,
        workspace,
        checked.title,
        checked.notes,
        plan.due_on,
        plan.due_time,
        checked.zone.name(),
        plan.due_at,
        plan.unit,
        plan.every,
        plan.weekdays,
        plan.month_day,
        assignee,
        repeats,
        actor,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

async fn update(
    scope: &mut Scope,
    old: &Task,
    checked: &Checked,
    assignee: Option<Uuid>,
    version: Option<i32>,
) -> Result<()> {
    let plan = PlanRow::of(checked.plan, checked.zone);
    let now = scope.now;
    let done = sqlx::query!(
        "update tasks set
           title = $3,
           notes = $4,
           due_on = $5,
           due_time = $6,
           zone = $7,
           due_at = $8,
           repeat_unit = $9,
           repeat_every = $10,
           repeat_weekdays = $11,
           repeat_month_day = $12,
           assignee_id = $13,
           version = version + 1,
           updated_at = $14
         where id = $1 and version = coalesce($2, version) and deleted_at is null",
        old.id,
        version,
        checked.title,
        checked.notes,
        plan.due_on,
        plan.due_time,
        checked.zone.name(),
        plan.due_at,
        plan.unit,
        plan.every,
        plan.weekdays,
        plan.month_day,
        assignee,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    Ok(())
}
