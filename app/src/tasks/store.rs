//! Reading tasks.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;

use super::plan::Agenda;
use crate::{
    context::Scope,
    error::{Error, Result},
};

#[derive(Clone, Debug)]
pub struct Task {
    pub id: Uuid,
    pub title: String,
    pub notes: String,
    pub due_on: Option<NaiveDate>,
    pub due_time: Option<NaiveTime>,
    pub zone: String,
    pub due_at: Option<DateTime<Utc>>,
    pub repeat_unit: Option<String>,
    pub repeat_every: Option<i16>,
    pub repeat_weekdays: i16,
    pub repeat_month_day: Option<i16>,
    pub assignee_id: Option<Uuid>,
    pub assignee: Option<String>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub done_at: Option<DateTime<Utc>>,
    pub sort_at: DateTime<Utc>,
}

/// Which tasks; each condition that is given must hold.
#[derive(Clone, Debug, Default)]
pub struct TaskQuery {
    /// Of this member, or of nobody in particular.
    pub whose: Option<Uuid>,
    pub contact: Option<Uuid>,
    /// Of the company or of its people.
    pub company: Option<Uuid>,
    pub after: Option<Cursor>,
    pub limit: i64,
}

/// Where a page ends: when the last one was due (or done), and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub at: DateTime<Utc>,
    pub id: Uuid,
}

impl Task {
    /// Where a page ends with this task.
    pub fn cursor(&self) -> Cursor {
        Cursor {
            at: self.done_at.unwrap_or(self.sort_at),
            id: self.id,
        }
    }
}

impl Cursor {
    pub fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('_')?;
        Some(Self {
            at: DateTime::from_timestamp_micros(at.parse().ok()?)?,
            id: id.parse().ok()?,
        })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}_{}", self.at.timestamp_micros(), self.id)
    }
}

macro_rules! tasks_where {
    ($condition:tt, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            Task,
            r#"select
                 t.id,
                 t.title,
                 t.notes,
                 t.due_on,
                 t.due_time,
                 t.zone,
                 t.due_at,
                 t.repeat_unit,
                 t.repeat_every,
                 t.repeat_weekdays,
                 t.repeat_month_day,
                 t.assignee_id,
                 u.name as "assignee?",
                 t.version,
                 t.created_at,
                 t.updated_at,
                 t.done_at,
                 t.sort_at as "sort_at!"
               from tasks t
               left join users u on u.id = t.assignee_id
               where "# + $condition,
            $($argument),*
        )
    };
}

/// What is to do, the earliest first, what has no day last. One more row than `limit`
/// says that there is a next page.
pub async fn open_tasks(scope: &mut Scope, query: &TaskQuery) -> Result<Vec<Task>> {
    let (at, id) = query.after.map(|after| (after.at, after.id)).unzip();
    Ok(tasks_where!(
        "t.workspace_id = acting_workspace()
           and t.done_at is null
           and t.deleted_at is null
           and ($1::uuid is null or t.assignee_id is null or t.assignee_id = $1)
           and ($2::uuid is null or exists (
             select from task_contacts l where l.task_id = t.id and l.contact_id = $2
           ))
           and ($3::uuid is null or exists (
             select from task_companies l where l.task_id = t.id and l.company_id = $3
           ) or exists (
             select
             from task_contacts l
             join contacts c on c.id = l.contact_id and c.deleted_at is null
             where l.task_id = t.id and c.company_id = $3
           ))
           and ($4::timestamptz is null or (t.sort_at, t.id) > ($4, $5))
         order by t.sort_at, t.id
         limit $6",
        query.whose,
        query.contact,
        query.company,
        at,
        id,
        query.limit + 1,
    )
    .fetch_all(scope.db())
    .await?)
}

/// What is done, the newest first.
pub async fn done_tasks(scope: &mut Scope, query: &TaskQuery) -> Result<Vec<Task>> {
    let (at, id) = query.after.map(|after| (after.at, after.id)).unzip();
    Ok(tasks_where!(
        "t.workspace_id = acting_workspace()
           and t.done_at is not null
           and t.deleted_at is null
           and ($1::uuid is null or t.assignee_id is null or t.assignee_id = $1)
           and ($2::uuid is null or exists (
             select from task_contacts l where l.task_id = t.id and l.contact_id = $2
           ))
           and ($3::uuid is null or exists (
             select from task_companies l where l.task_id = t.id and l.company_id = $3
           ))
           and ($4::timestamptz is null or (t.done_at, t.id) < ($4, $5))
         order by t.done_at desc, t.id desc
         limit $6",
        query.whose,
        query.contact,
        query.company,
        at,
        id,
        query.limit + 1,
    )
    .fetch_all(scope.db())
    .await?)
}

pub async fn task(scope: &mut Scope, id: Uuid) -> Result<Task> {
    let found = tasks_where!("t.id = $1 and t.deleted_at is null", id)
        .fetch_optional(scope.db())
        .await?;
    found.ok_or(Error::NotFound)
}

/// How many are overdue or due today: the member's own, and those of nobody.
pub async fn count_due(scope: &mut Scope, agenda: &Agenda) -> Result<i64> {
    let (whose, today, midnight) = (scope.actor, agenda.today, agenda.midnight());
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from tasks
           where workspace_id = acting_workspace()
             and done_at is null
             and deleted_at is null
             and due_on is not null
             and (assignee_id is null or assignee_id = $1)
             and case when due_time is null then due_on <= $2 else due_at < $3 end"#,
        whose,
        today,
        midnight,
    );
    Ok(count.fetch_one(scope.db()).await?)
}
