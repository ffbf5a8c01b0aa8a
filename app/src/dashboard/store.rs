//! What Today counts. Weeks are counted back from now: the last entry of a course
//! is the seven days that just passed. The bounds of each span come as parameters:
//! under row-level security an expression that may leak could not use an index.

use chrono::Duration;
use uuid::Uuid;

use crate::{context::Scope, error::Result};

/// Twelve weeks, oldest first, with what they add up to and what the twelve weeks
/// before them did.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    pub weeks: Vec<i64>,
    pub recent: i64,
    pub before: i64,
}

const WEEKS: i64 = 12;
const LONGEST_PAUSE: i64 = 180;

/// Messages of all kinds, both ways.
pub async fn messages(scope: &mut Scope) -> Result<Course> {
    let (now, since) = (scope.now, scope.now - Duration::weeks(2 * WEEKS));
    let weeks = sqlx::query_scalar!(
        r#"with counted as (
             select
               floor(extract(epoch from $1 - occurred_at) / 604800)::integer as week,
               count(*) as messages
             from interactions
             where workspace_id = acting_workspace()
               and occurred_at > $2
               and occurred_at <= $1
               and deleted_at is null
               and kind <> 'note'
             group by 1
           )
           select coalesce(counted.messages, 0) as "messages!"
           from generate_series(0, 23) as span (week)
           left join counted on counted.week = span.week
           order by span.week desc"#,
        now,
        since,
    )
    .fetch_all(scope.db())
    .await?;
    let (before, recent) = weeks.split_at(weeks.len() / 2);
    Ok(Course {
        recent: recent.iter().sum(),
        before: before.iter().sum(),
        weeks: recent.to_vec(),
    })
}

struct PeopleWeek {
    people: i64,
    recent: i64,
    before: i64,
}

/// The people who wrote in each week.
pub async fn people(scope: &mut Scope) -> Result<Course> {
    let (now, since) = (scope.now, scope.now - Duration::weeks(2 * WEEKS));
    let rows = sqlx::query_as!(
        PeopleWeek,
        r#"with heard as (
             select distinct
               l.contact_id,
               floor(extract(epoch from $1 - p.occurred_at) / 604800)::integer as week
             from participants p
             join identity_links l on l.source_record_id = p.source_record_id
             where p.workspace_id = acting_workspace()
               and p.role = 'from'
               and p.occurred_at > $2
               and p.occurred_at <= $1
           )
           select
             count(heard.contact_id) as "people!",
             (select count(distinct contact_id) from heard where week < 12) as "recent!",
             (select count(distinct contact_id) from heard where week >= 12) as "before!"
           from generate_series(0, 23) as span (week)
           left join heard on heard.week = span.week
           group by span.week
           order by span.week desc"#,
        now,
        since,
    )
    .fetch_all(scope.db())
    .await?;
    let (recent, before) = rows.first().map_or((0, 0), |row| (row.recent, row.before));
    let weeks = rows.iter().skip(rows.len() / 2).map(|row| row.people);
    Ok(Course {
        weeks: weeks.collect(),
        recent,
        before,
    })
}

/// Strong ties, and at the end of each week how many of them were in their rhythm.
#[derive(Clone, Debug, PartialEq)]
pub struct StrongTies {
    pub count: i64,
    /// Thirteen entries: the first is twelve weeks ago, the last is now.
    pub in_rhythm: Vec<i64>,
}

struct TiesWeek {
    kept: i64,
    strong: i64,
}

/// In rhythm is who wrote within one and a half of the usual pause, two weeks at
/// least and half a year at most.
pub async fn strong_ties(scope: &mut Scope) -> Result<StrongTies> {
    let (now, since) = (
        scope.now,
        scope.now - Duration::weeks(WEEKS) - Duration::days(LONGEST_PAUSE),
    );
    let rows = sqlx::query_as!(
        TiesWeek,
        r#"with strong as materialized (
             select
               id,
               make_interval(days => least(greatest(1.5 * coalesce(rhythm_days, 30), 14), $3)::integer) as patience
             from contacts
             where workspace_id = acting_workspace()
               and deleted_at is null
               and not is_archived
               and score >= 6
           ),
           heard as (
             select s.id, s.patience, p.occurred_at
             from strong s
             join identity_links l on l.contact_id = s.id
             join participants p on p.source_record_id = l.source_record_id
             where p.workspace_id = acting_workspace()
               and p.role = 'from'
               and p.occurred_at > $2
               and p.occurred_at <= $1
           ),
           kept as (
             select distinct heard.id, week
             from heard
             cross join lateral generate_series(
               greatest(ceil(extract(epoch from $1 - heard.occurred_at - heard.patience) / 604800), 0)::integer,
               least(floor(extract(epoch from $1 - heard.occurred_at) / 604800), 12)::integer
             ) as week
           )
           select
             count(kept.id) as "kept!",
             (select count(*) from strong) as "strong!"
           from generate_series(0, 12) as span (week)
           left join kept on kept.week = span.week
           group by span.week
           order by span.week desc"#,
        now,
        since,
        LONGEST_PAUSE as f64,
    )
    .fetch_all(scope.db())
    .await?;
    let count = rows.first().map_or(0, |row| row.strong);
    Ok(StrongTies {
        count,
        in_rhythm: rows.iter().map(|row| row.kept).collect(),
    })
}

/// Nobody is here yet.
pub async fn is_empty(scope: &mut Scope) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select not exists (
             select from contacts where workspace_id = acting_workspace() and deleted_at is null
           ) as "empty!""#,
    )
    .fetch_one(scope.db())
    .await?)
}

pub struct SuggestedPerson {
    pub suggestion_id: Uuid,
    pub contact_id: Uuid,
    pub name: String,
}

/// Whom these suggestions are about.
pub async fn suggested_people(
    scope: &mut Scope,
    suggestions: &[Uuid],
) -> Result<Vec<SuggestedPerson>> {
    Ok(sqlx::query_as!(
        SuggestedPerson,
        "select s.id as suggestion_id, c.id as contact_id, c.name
         from suggestions s
         join contacts c on c.id = s.contact_id and c.deleted_at is null
         where s.id = any($1)",
        suggestions,
    )
    .fetch_all(scope.db())
    .await?)
}
