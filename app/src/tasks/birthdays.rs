//! The birthdays that are coming.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
};

pub struct Birthday {
    pub contact_id: Uuid,
    pub name: String,
    pub next: NaiveDate,
}

/// Who has a birthday from this day on, within so many days; the nearest first. Who was
/// born on 29 February has it a day earlier in other years.
pub async fn birthdays(
    scope: &mut Scope,
    today: NaiveDate,
    within: i32,
    limit: i64,
) -> Result<Vec<Birthday>> {
    Ok(sqlx::query_as!(
        Birthday,
        r#"select id as contact_id, name, next as "next!"
           from contacts
           cross join lateral (
             select (
               birthday + make_interval(years => extract(year from age($1::date - 1, birthday))::integer + 1)
             )::date as next
           ) as upcoming
           where workspace_id = acting_workspace()
             and deleted_at is null
             and archived_at is null
             and birthday is not null
             and next between $1::date and $1::date + $2::integer
           order by next, name_folded, id
           limit $3"#,
        today,
        within,
        limit,
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
