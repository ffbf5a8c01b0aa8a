//! The table of feeds, and what a feed shows.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use crate::{
    accounts,
    context::{Kith, Scope, Viewer},
    error::{Error, Result},
    events::{EventKind, record},
    ids,
};

/// How tasks look in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedShape {
    /// As appointments, which every program shows.
    Events,
    /// As to-dos, for programs that have them.
    Todos,
}

impl FeedShape {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Todos => "todos",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Events, Self::Todos]
            .into_iter()
            .find(|shape| shape.as_str() == text)
    }
}

pub struct Feed {
    pub id: Uuid,
    pub shape: String,
    pub created_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
}

/// Returns the secret, which cannot be shown again.
pub async fn create_feed(scope: &mut Scope, shape: FeedShape) -> Result<String> {
    let member = scope.actor.ok_or(Error::Forbidden)?;
    let secret = ids::secret();
    let (id, workspace, now) = (scope.id(), scope.workspace, scope.now);
    sqlx::query!(
        "insert into calendar_feeds (id, workspace_id, user_id, token_hash, shape, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        id,
        workspace,
        member,
        ids::digest(&secret),
        shape.as_str(),
        now,
    )
    .execute(scope.db())
    .await?;
    record(scope, EventKind::FeedCreated, id, json!({})).await?;
    Ok(secret)
}

/// The member's live feeds.
pub async fn feeds(scope: &mut Scope) -> Result<Vec<Feed>> {
    let member = scope.actor;
    Ok(sqlx::query_as!(
        Feed,
        "select id, shape, created_at, used_at
         from calendar_feeds
         where workspace_id = acting_workspace() and user_id = $1 and revoked_at is null
         order by created_at desc
         limit 100",
        member,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Its address is not found from now on.
pub async fn revoke_feed(scope: &mut Scope, id: Uuid) -> Result<()> {
    let (member, now) = (scope.actor, scope.now);
    let done = sqlx::query!(
        "update calendar_feeds set revoked_at = $3 where id = $1 and user_id = $2 and revoked_at is null",
        id,
        member,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    record(scope, EventKind::FeedRevoked, id, json!({})).await
}

/// The same under a new address, which is returned; the old one ends.
pub async fn renew_feed(scope: &mut Scope, id: Uuid) -> Result<String> {
    let secret = ids::secret();
    let (member, now) = (scope.actor, scope.now);
    let done = sqlx::query!(
        "update calendar_feeds set token_hash = $3, created_at = $4, used_at = null
         where id = $1 and user_id = $2 and revoked_at is null",
        id,
        member,
        ids::digest(&secret),
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    record(scope, EventKind::FeedCreated, id, json!({})).await?;
    Ok(secret)
}

/// Whose feed this is, and how it looks. Its last use is noted to the minute.
pub(super) async fn open_feed(kith: &Kith, secret: &str) -> Result<Option<(Viewer, FeedShape)>> {
    let digest = ids::digest(secret);
    let now = kith.clock.now();
    let mut transaction = kith.pool.begin().await?;
    sqlx::query("select set_config('kith.key', $1, true)")
        .bind(&digest)
        .execute(&mut *transaction)
        .await?;
    let found = sqlx::query!(
        "select user_id, workspace_id, shape, used_at from calendar_feeds where token_hash = $1 and revoked_at is null",
        digest,
    )
    .fetch_optional(&mut *transaction)
    .await?;
    let Some(found) = found else { return Ok(None) };
    if found
        .used_at
        .is_none_or(|used| now - used > chrono::Duration::minutes(1))
    {
        sqlx::query!(
            "update calendar_feeds set used_at = $2 where token_hash = $1",
            digest,
            now,
        )
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await?;
    let viewer = accounts::viewer_of(kith, found.user_id, found.workspace_id).await?;
    let shape = FeedShape::parse(&found.shape).unwrap_or(FeedShape::Events);
    Ok(viewer.map(|viewer| (viewer, shape)))
}

pub(super) struct Born {
    pub contact_id: Uuid,
    pub name: String,
    /// What the day is, where it is another than the birthday.
    pub label: Option<String>,
    /// ISO 8601, `--05-03` without the year.
    pub day: String,
}

pub(super) async fn born(scope: &mut Scope, limit: i64) -> Result<Vec<Born>> {
    Ok(sqlx::query_as!(
        Born,
        r#"with days as (
             select id, birthday_iso as day, null as label
             from contacts
             where workspace_id = acting_workspace()
               and deleted_at is null
               and birthday_iso is not null
             union all
             select contact_id, value, coalesce(upper(left(label, 1)) || substring(label, 2), 'Anniversary')
             from contact_points
             where workspace_id = acting_workspace() and kind = 'date'
           )
           select c.id as "contact_id!", c.name as "name!", days.label, days.day as "day!"
           from days
           join contacts c on c.id = days.id
           where c.deleted_at is null
             and c.archived_at is null
             and next_yearly(days.day, '2000-01-01') is not null
           order by c.id, days.label nulls first, days.day
           limit $1"#,
        limit,
    )
    .fetch_all(scope.db())
    .await?)
}

pub(super) struct Alarm {
    pub task_id: Uuid,
    pub minutes_before: i32,
}

pub(super) async fn alarms(scope: &mut Scope, tasks: &[Uuid]) -> Result<Vec<Alarm>> {
    Ok(sqlx::query_as!(
        Alarm,
        "select task_id, minutes_before from task_reminders where task_id = any($1) order by 1, 2",
        tasks,
    )
    .fetch_all(scope.db())
    .await?)
}
