//! The birthdays that are coming, and other days that come back each year.

use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
};

pub struct Birthday {
    pub contact_id: Uuid,
    pub name: String,
    /// What the day is, where it is another than the birthday.
    pub label: Option<String>,
    /// ISO 8601, `--05-03` without the year.
    pub day: String,
    pub next: NaiveDate,
}

impl Birthday {
    /// `turns 40`, `Wedding, 10 years`; none for a birthday of which the year is not known.
    pub fn words(&self) -> Option<String> {
        let year: Option<i32> = self.day.get(..4).and_then(|year| year.parse().ok());
        let years = year
            .map(|year| self.next.year() - year)
            .filter(|years| *years > 0);
        match (&self.label, years) {
            (None, years) => years.map(|years| format!("turns {years}")),
            (Some(label), None) => Some(label.clone()),
            (Some(label), Some(1)) => Some(format!("{label}, 1 year")),
            (Some(label), Some(years)) => Some(format!("{label}, {years} years")),
        }
    }
}

/// What the list of them is called.
pub fn days_title(days: &[Birthday]) -> &'static str {
    if days.iter().any(|day| day.label.is_some()) {
        "Birthdays and other days"
    } else {
        "Birthdays"
    }
}

/// Who has a birthday, or another day of theirs, from this day on, within so many days; the
/// nearest first. What fell on 29 February is a day earlier in other years.
pub async fn birthdays(
    scope: &mut Scope,
    today: NaiveDate,
    within: i32,
    limit: i64,
) -> Result<Vec<Birthday>> {
    Ok(sqlx::query_as!(
        Birthday,
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
           select c.id as "contact_id!", c.name as "name!", days.label, days.day as "day!", next as "next!"
           from days
           join contacts c on c.id = days.id
           cross join next_yearly(days.day, $1::date) as next
           where c.deleted_at is null
             and c.archived_at is null
             and next between $1::date and $1::date + $2::integer
           order by next, c.name_folded, c.id, days.label nulls first
           limit $3"#,
        today,
        within,
        limit,
    )
    .fetch_all(scope.db())
    .await?)
}

/// The days of one contact that come from this day on, within so many days.
pub async fn days_of(
    scope: &mut Scope,
    contact: Uuid,
    today: NaiveDate,
    within: i32,
) -> Result<Vec<Birthday>> {
    Ok(sqlx::query_as!(
        Birthday,
        r#"with days as (
             select birthday_iso as day, null as label
             from contacts
             where id = $3 and birthday_iso is not null
             union all
             select value, coalesce(upper(left(label, 1)) || substring(label, 2), 'Anniversary')
             from contact_points
             where contact_id = $3 and kind = 'date'
           )
           select c.id as "contact_id!", c.name as "name!", days.label, days.day as "day!", next as "next!"
           from days
           join contacts c on c.id = $3
           cross join next_yearly(days.day, $1::date) as next
           where next between $1::date and $1::date + $2::integer
           order by next, days.label nulls first"#,
        today,
        within,
        contact,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Two weeks, where the member did not choose.
const USUAL_LEAD: i32 = 14;

/// How many days ahead the member wants to be told.
pub async fn birthday_lead(scope: &mut Scope) -> Result<i32> {
    let member = scope.actor;
    let days = sqlx::query_scalar!(
        "select days from birthday_leads where workspace_id = acting_workspace() and user_id = $1",
        member,
    )
    .fetch_optional(scope.db())
    .await?;
    Ok(days.unwrap_or(USUAL_LEAD))
}

/// Returns what it was.
pub async fn set_birthday_lead(scope: &mut Scope, days: i32) -> Result<i32> {
    if !(0..=366).contains(&days) {
        return Err(Error::invalid("days", FieldCode::OutOfRange));
    }
    let before = birthday_lead(scope).await?;
    let (workspace, member) = (scope.workspace, scope.actor.ok_or(Error::Forbidden)?);
    sqlx::query!(
        "insert into birthday_leads (workspace_id, user_id, days) values ($1, $2, $3)
         on conflict (workspace_id, user_id) do update set days = excluded.days",
        workspace,
        member,
        days,
    )
    .execute(scope.db())
    .await?;
    Ok(before)
}
