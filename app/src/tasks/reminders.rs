//! Saying beforehand that something is due. A reminder shows from its instant on, whether
//! a worker ran or not, until it was seen or the task is done; the worker announces it
//! to open pages, late rather than never.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use uuid::Uuid;
use when::Due;

use super::island::LiveReminder;
use crate::{
    context::{Kith, Scope},
    error::{Error, FieldCode, Result},
    events::announce,
    notifications::{self, News, Whom, tell},
    routes::paths,
};

/// More at once are not read.
const MOST_LIVE: i64 = 5;

pub struct Reminder {
    pub task_id: Uuid,
    pub title: String,
    pub remind_at: DateTime<Utc>,
}

/// The minutes before, the longest first.
pub async fn reminders_of(scope: &mut Scope, task: Uuid) -> Result<Vec<i32>> {
    Ok(sqlx::query_scalar!(
        "select minutes_before from task_reminders where task_id = $1 order by minutes_before desc",
        task,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Reminds so long before it is due. What was announced or seen stays so while its
/// instant does; what had passed when it was set counts as seen.
pub(super) async fn set_reminders(
    scope: &mut Scope,
    task: Uuid,
    due: Option<Due>,
    zone: Tz,
    minutes: &[i32],
) -> Result<()> {
    let (workspace, now) = (scope.workspace, scope.now);
    let planned = minutes.iter().filter_map(|minutes| {
        let at = due?.reminder(zone, *minutes)?;
        Some((*minutes, at))
    });
    let (minutes, instants): (Vec<i32>, Vec<DateTime<Utc>>) = planned.unzip();
    sqlx::query!(
        "delete from task_reminders where task_id = $1 and minutes_before <> all($2)",
        task,
        &minutes,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "insert into task_reminders (workspace_id, task_id, minutes_before, remind_at, delivered_at, seen_at)
         select distinct on (minutes)
           $1::uuid,
           $2::uuid,
           minutes,
           at,
           case when at <= $5 then $5 end,
           case when at <= $5 then $5 end
         from unnest($3::integer[], $4::timestamptz[]) as planned (minutes, at)
         on conflict (task_id, minutes_before) do update set
           remind_at = excluded.remind_at,
           delivered_at = excluded.delivered_at,
           seen_at = excluded.seen_at
         where task_reminders.remind_at <> excluded.remind_at",
        workspace,
        task,
        &minutes,
        &instants,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// What the member should know now: one a task, the newest reminder of it.
pub async fn waiting(scope: &mut Scope, limit: i64) -> Result<Vec<Reminder>> {
    let (now, whose) = (scope.now, scope.actor);
    Ok(sqlx::query_as!(
        Reminder,
        r#"select t.id as task_id, t.title, max(r.remind_at) as "remind_at!"
           from task_reminders r
           join tasks t on t.id = r.task_id
           where r.workspace_id = acting_workspace()
             and r.seen_at is null
             and r.remind_at <= $1
             and t.done_at is null
             and t.deleted_at is null
             and (t.assignee_id is null or t.assignee_id = $2)
           group by t.id, t.title, t.sort_at
           order by t.sort_at, t.id
           limit $3"#,
        now,
        whose,
        limit,
    )
    .fetch_all(scope.db())
    .await?)
}

/// What a worker announced to the member from this instant on, in milliseconds, and was not
/// seen since: one a task.
pub async fn announced_since(scope: &mut Scope, since: i64) -> Result<Vec<LiveReminder>> {
    let whose = scope.actor;
    let since = DateTime::from_timestamp_millis(since)
        .ok_or_else(|| Error::invalid("since", FieldCode::Unreadable))?;
    let rows = sqlx::query!(
        r#"select t.id as task_id, t.title, max(r.remind_at) as "remind_at!"
           from task_reminders r
           join tasks t on t.id = r.task_id
           where r.workspace_id = acting_workspace()
             and r.delivered_at >= $1
             and r.seen_at is null
             and t.done_at is null
             and t.deleted_at is null
             and (t.assignee_id is null or t.assignee_id = $2)
           group by t.id, t.title, t.sort_at
           order by t.sort_at, t.id
           limit $3"#,
        since,
        whose,
        MOST_LIVE,
    )
    .fetch_all(scope.db())
    .await?;
    let found = rows.into_iter().map(|row| LiveReminder {
        task_id: row.task_id,
        title: row.title,
        remind_at: row.remind_at.timestamp_millis(),
    });
    Ok(found.collect())
}

/// The member knows of a task's reminders up to now.
pub async fn see_reminders(scope: &mut Scope, task: Uuid) -> Result<()> {
    super::task(scope, task).await?;
    let now = scope.now;
    sqlx::query!(
        "update task_reminders set seen_at = $2
         where task_id = $1 and seen_at is null and remind_at <= $2",
        task,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Announces what became due in any workspace since it was looked last.
pub async fn deliver_reminders(kith: &Kith) -> Result<()> {
    let workspaces = sqlx::query_scalar!("select id from workspaces order by id")
        .fetch_all(&kith.pool)
        .await?;
    for workspace in workspaces {
        let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
        deliver(&mut scope, kith).await?;
        scope.commit().await?;
    }
    Ok(())
}

/// One for each task, however many reminders of it became due meanwhile.
async fn deliver(scope: &mut Scope, kith: &Kith) -> Result<()> {
    let now = scope.now;
    let due = sqlx::query!(
        r#"with due as (
             update task_reminders set delivered_at = $1
             where workspace_id = acting_workspace() and delivered_at is null and remind_at <= $1
             returning task_id, remind_at
           )
           select
             t.id,
             t.title,
             t.assignee_id,
             max(due.remind_at) as "remind_at!",
             t.done_at is null and t.deleted_at is null as "is_open!"
           from due
           join tasks t on t.id = due.task_id
           group by t.id
           order by t.id"#,
        now,
    )
    .fetch_all(scope.db())
    .await?;
    for task in due {
        announce(scope, "task.reminded", task.id).await?;
        if !task.is_open {
            continue;
        }
        let news = News {
            kind: notifications::Kind::Reminders,
            key: format!("reminder:{}:{}", task.id, task.remind_at.timestamp()),
            title: task.title,
            detail: String::new(),
            link: paths::task(task.id),
        };
        let whom = task.assignee_id.map_or(Whom::Members, Whom::One);
        tell(scope, kith, whom, &news).await?;
    }
    Ok(())
}
