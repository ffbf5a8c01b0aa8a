//! Tasks over REST.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    Cursor, Link, LinkKind, Task, TaskInput, TaskQuery, done_tasks, links_of, open_tasks,
    reminders_of, task,
};
use crate::{
    api::{Answer, ApiJson, ApiPath, ApiQuery, Caller, Outcome, answer, created, listed},
    context::Scope,
    error::{Error, FieldCode, Result},
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct TaskDetails {
    id: Uuid,
    title: String,
    notes: String,
    /// The day it is due; absent for whenever.
    due_on: Option<NaiveDate>,
    /// The time on that day, by the clocks of `zone`.
    due_time: Option<NaiveTime>,
    zone: String,
    /// The instant that follows; of a day without a time, its beginning in `zone`.
    due_at: Option<DateTime<Utc>>,
    /// How it repeats, in words: `every 2 weeks on Tue`
    repeats: Option<String>,
    /// Day, time and repetition as `when` takes them.
    when: String,
    assignee_id: Option<Uuid>,
    contacts: Vec<Linked>,
    companies: Vec<Linked>,
    version: i32,
    created_at: DateTime<Utc>,
    done_at: Option<DateTime<Utc>>,
}

#[derive(Serialize, ToSchema)]
pub struct Linked {
    id: Uuid,
    name: String,
}

impl TaskDetails {
    fn new(task: Task, links: &[Link]) -> Self {
        let linked = |kind| {
            let links = links.iter().filter(move |link| link.task_id == task.id);
            links
                .filter(move |link| link.kind == kind)
                .map(|link| Linked {
                    id: link.id,
                    name: link.name.clone(),
                })
                .collect()
        };
        Self {
            contacts: linked(LinkKind::Contact),
            companies: linked(LinkKind::Company),
            repeats: task.repetition().map(|repetition| repetition.to_string()),
            when: task.when(),
            id: task.id,
            title: task.title,
            notes: task.notes,
            due_on: task.due_on,
            due_time: task.due_time,
            zone: task.zone,
            due_at: task.due_at,
            assignee_id: task.assignee_id,
            version: task.version,
            created_at: task.created_at,
            done_at: task.done_at,
        }
    }
}

async fn details(scope: &mut Scope, id: Uuid) -> Result<TaskDetails> {
    let links = links_of(scope, &[id]).await?;
    Ok(TaskDetails::new(task(scope, id).await?, &links))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TasksQuery {
    /// `open` (default) or `done`
    state: Option<String>,
    /// `true`: only those of the key's member and those of nobody in particular.
    mine: Option<bool>,
    contact: Option<Uuid>,
    /// Those of the company and of its people.
    company: Option<Uuid>,
    /// `meta.next_cursor` of the page before.
    cursor: Option<String>,
    /// 1 to 200, 50 where absent.
    limit: Option<i64>,
}

/// What is to do, the earliest first, or what is done, the newest first
#[utoipa::path(
    get, path = "/tasks", tag = "tasks", params(TasksQuery),
    responses((status = 200, body = Answer<Vec<TaskDetails>>)),
)]
pub async fn list_tasks(
    caller: Caller,
    ApiQuery(asked): ApiQuery<TasksQuery>,
) -> Outcome<Vec<TaskDetails>> {
    let unreadable = || Error::invalid("cursor", FieldCode::Unreadable);
    let after = match asked.cursor.as_deref() {
        Some(text) => Some(Cursor::parse(text).ok_or_else(unreadable)?),
        None => None,
    };
    let size = asked.limit.unwrap_or(50).clamp(1, 200);
    let query = TaskQuery {
        whose: asked.mine.unwrap_or(false).then_some(caller.0.user),
        contact: asked.contact,
        company: asked.company,
        after,
        limit: size,
    };
    let mut scope = caller.begin(Permission::Read).await?;
    let mut rows = match asked.state.as_deref().unwrap_or("open") {
        "open" => open_tasks(&mut scope, &query).await?,
        "done" => done_tasks(&mut scope, &query).await?,
        _ => return Err(Error::invalid("state", FieldCode::Unknown).into()),
    };
    let more = rows.len() as i64 > size;
    rows.truncate(size as usize);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|row| row.cursor().to_string());
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let links = links_of(&mut scope, &ids).await?;
    let rows = rows.into_iter().map(|row| TaskDetails::new(row, &links));
    listed(rows.collect(), next)
}

#[utoipa::path(
    get, path = "/tasks/{id}", tag = "tasks", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<TaskDetails>)),
)]
/// One task
pub async fn get_task(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<TaskDetails> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(details(&mut scope, id).await?)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTask {
    title: String,
    #[serde(default)]
    notes: String,
    /// Day, time and repetition in words or figures: `next Tue 9am`, `2026-12-24 18:00`,
    /// `every other Friday`. Absent for whenever.
    #[serde(default)]
    when: String,
    /// The time zone of the time; that of the key's member where absent.
    #[serde(default)]
    zone: String,
    /// The key's member where absent, nobody in particular where null.
    #[serde(default, deserialize_with = "given")]
    assignee_id: Option<Option<Uuid>>,
    #[serde(default)]
    contact_ids: Vec<Uuid>,
    #[serde(default)]
    company_ids: Vec<Uuid>,
    /// Minutes before it is due; for a day without a time, before 9 in the morning.
    #[serde(default)]
    reminders: Vec<i32>,
}

/// Tells what is absent from what is null.
fn given<'de, D, T>(value: D) -> Result<Option<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(value).map(Some)
}

/// Add a task
#[utoipa::path(
    post, path = "/tasks", tag = "tasks", request_body = NewTask,
    responses((status = 201, body = Answer<TaskDetails>)),
)]
pub async fn create_task(caller: Caller, ApiJson(new): ApiJson<NewTask>) -> Outcome<TaskDetails> {
    let mut scope = caller.begin(Permission::EditTasks).await?;
    let input = TaskInput {
        title: new.title,
        notes: new.notes,
        when: new.when,
        zone: new.zone,
        assignee: new.assignee_id.unwrap_or(Some(caller.0.user)),
        contacts: new.contact_ids,
        companies: new.company_ids,
        about: String::new(),
        reminders: new.reminders,
    };
    let id = super::add_task(&mut scope, caller.0.zone, input).await?;
    let details = details(&mut scope, id).await?;
    scope.commit().await?;
    created(details)
}

/// What is absent stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskChange {
    title: Option<String>,
    notes: Option<String>,
    /// As for a new task; empty for whenever.
    when: Option<String>,
    zone: Option<String>,
    /// Null for nobody in particular.
    #[serde(default, deserialize_with = "given")]
    assignee_id: Option<Option<Uuid>>,
    contact_ids: Option<Vec<Uuid>>,
    company_ids: Option<Vec<Uuid>>,
    reminders: Option<Vec<i32>>,
    /// Refuses the change if the task has another version by now.
    version: Option<i32>,
}

impl TaskChange {
    fn on(self, task: TaskInput) -> TaskInput {
        // A time that is said anew is by the clocks of who says it.
        let zone = match &self.when {
            Some(when) if *when != task.when => String::new(),
            _ => task.zone,
        };
        TaskInput {
            title: self.title.unwrap_or(task.title),
            notes: self.notes.unwrap_or(task.notes),
            when: self.when.unwrap_or(task.when),
            zone: self.zone.unwrap_or(zone),
            assignee: self.assignee_id.unwrap_or(task.assignee),
            contacts: self.contact_ids.unwrap_or(task.contacts),
            companies: self.company_ids.unwrap_or(task.companies),
            about: String::new(),
            reminders: self.reminders.unwrap_or(task.reminders),
        }
    }
}

/// Change a task
#[utoipa::path(
    patch, path = "/tasks/{id}", tag = "tasks", params(("id" = Uuid, Path)), request_body = TaskChange,
    responses((status = 200, body = Answer<TaskDetails>)),
)]
pub async fn update_task(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(change): ApiJson<TaskChange>,
) -> Outcome<TaskDetails> {
    let mut scope = caller.begin(Permission::EditTasks).await?;
    let old = task(&mut scope, id).await?;
    let links = links_of(&mut scope, &[id]).await?;
    let before = TaskInput::of(&old, &links, reminders_of(&mut scope, id).await?);
    let version = change.version;
    let input = change.on(before);
    super::edit_task(&mut scope, caller.0.zone, id, input, version).await?;
    let details = details(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}

/// Delete a task; it can be restored
#[utoipa::path(
    delete, path = "/tasks/{id}", tag = "tasks", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<TaskDetails>)),
)]
pub async fn delete_task(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<TaskDetails> {
    let mut scope = caller.begin(Permission::EditTasks).await?;
    let details = details(&mut scope, id).await?;
    super::delete_task(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}

/// Bring a deleted task back
#[utoipa::path(
    post, path = "/tasks/{id}/restore", tag = "tasks", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<TaskDetails>)),
)]
pub async fn restore_task(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<TaskDetails> {
    let mut scope = caller.begin(Permission::EditTasks).await?;
    super::restore_task(&mut scope, id).await?;
    let details = details(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}

#[derive(Serialize, ToSchema)]
pub struct Completed {
    task: TaskDetails,
    /// The one that follows, of a task that repeats.
    next: Option<TaskDetails>,
}

/// Mark a task as done; one that repeats is followed by the next
#[utoipa::path(
    post, path = "/tasks/{id}/done", tag = "tasks", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<Completed>)),
)]
pub async fn complete_task(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<Completed> {
    let mut scope = caller.begin(Permission::EditTasks).await?;
    let next = match super::complete_task(&mut scope, id).await? {
        Some(next) => Some(details(&mut scope, next).await?),
        None => None,
    };
    let task = details(&mut scope, id).await?;
    scope.commit().await?;
    answer(Completed { task, next })
}

/// Take that back; what followed goes, unless it was worked on
#[utoipa::path(
    post, path = "/tasks/{id}/reopen", tag = "tasks", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<TaskDetails>)),
)]
pub async fn reopen_task(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<TaskDetails> {
    let mut scope = caller.begin(Permission::EditTasks).await?;
    super::reopen_task(&mut scope, id).await?;
    let details = details(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}
