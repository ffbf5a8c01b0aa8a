//! Birthdays: the day that comes each year, and the date of birth.

use chrono::{Datelike, NaiveDate};
use sqlx::{Postgres, QueryBuilder};

use super::operator;
use crate::contacts::query::{Birthday, Compare};

pub(super) fn push(sql: &mut QueryBuilder<Postgres>, today: NaiveDate, birthday: Birthday) {
    sql.push("(c.birthday is not null and ");
    match birthday {
        Birthday::Falls(stretch) => {
            let (first, after) = stretch.days(today);
            push_falls(sql, first, after);
        }
        Birthday::Born(compare, stretch) => {
            let (first, after) = stretch.days(today);
            push_born(sql, compare, first, after);
        }
        Birthday::Each(month, day) => {
            sql.push("extract(month from c.birthday) = ")
                .push_bind(month as i32);
            if let Some(day) = day {
                sql.push(" and extract(day from c.birthday) = ")
                    .push_bind(day as i32);
            }
        }
    }
    sql.push(")");
}

/// The day comes in the year of the first day, or in the one after. Who was born on
/// 29 February has it a day earlier in other years.
fn push_falls(sql: &mut QueryBuilder<Postgres>, first: NaiveDate, after: NaiveDate) {
    let years = vec![first.year(), first.year() + 1];
    sql.push("exists (select from unnest(")
        .push_bind(years)
        .push("::integer[]) as year where (c.birthday + make_interval(years => year - extract(year from c.birthday)::integer))::date >= ")
        .push_bind(first)
        .push(" and (c.birthday + make_interval(years => year - extract(year from c.birthday)::integer))::date < ")
        .push_bind(after)
        .push(")");
}

fn push_born(
    sql: &mut QueryBuilder<Postgres>,
    compare: Compare,
    first: NaiveDate,
    after: NaiveDate,
) {
    let (compare, day) = match compare {
        Compare::Equal | Compare::NotEqual => {
            sql.push("c.birthday >= ").push_bind(first).push(" and ");
            (Compare::Less, after)
        }
        Compare::AtMost => (Compare::Less, after),
        Compare::More => (Compare::AtLeast, after),
        Compare::Less | Compare::AtLeast => (compare, first),
    };
    sql.push("c.birthday")
        .push(operator(compare))
        .push_bind(day);
}
