//! The birthdays that are coming, and other days that come back each year.

use chrono::{Datelike, Days, NaiveDate};
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
    let [this_year, next_year] = spans(today, within);
    Ok(sqlx::query_as!(
        Birthday,
        r#"with days as (
             select id, birthday_iso as day, null as label
             from contacts
             where workspace_id = acting_workspace()
               and deleted_at is null
               and birthday_iso is not null
               and (birthday_day between $4 and $5 or birthday_day between $6 and $7)
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
        this_year.0,
        this_year.1,
        next_year.0,
        next_year.1,
    )
    .fetch_all(scope.db())
    .await?)
}

/// The first and the last day of the year, as `05-03`, between which birthdays of these days
/// can lie: of this year, and of the next if they reach into it. A day wider than asked for,
/// since who was born on 29 February has it a day earlier in most years.
fn spans(today: NaiveDate, within: i32) -> [(String, String); 2] {
    let all = || ("01-01".to_owned(), "12-31".to_owned());
    let none = || ("12-31".to_owned(), "01-01".to_owned());
    let days = u64::from(within.unsigned_abs()) + 1;
    let ends = (today.pred_opt(), today.checked_add_days(Days::new(days)));
    let (Some(first), Some(last)) = ends else {
        return [all(), none()];
    };
    if days > 360 {
        return [all(), none()];
    }
    let day = |date: NaiveDate| date.format("%m-%d").to_string();
    if first.year() == last.year() {
        [(day(first), day(last)), none()]
    } else {
        [(day(first), all().1), (all().0, day(last))]
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn spans_of(today: &str, within: i32) -> String {
        let found = spans(today.parse().unwrap(), within);
        let found = found.map(|(first, last)| format!("{first}..{last}"));
        found.join(" ")
    }

    #[test]
    fn days_lie_in_this_year_or_reach_into_the_next() {
        assert_eq!(spans_of("2026-05-03", 14), "05-02..05-18 12-31..01-01");
        assert_eq!(spans_of("2026-12-20", 30), "12-19..12-31 01-01..01-20");
        assert_eq!(spans_of("2026-01-01", 7), "12-31..12-31 01-01..01-09");
        assert_eq!(spans_of("2026-02-21", 7), "02-20..03-01 12-31..01-01");
        assert_eq!(spans_of("2026-05-03", 365), "01-01..12-31 12-31..01-01");
    }
}
