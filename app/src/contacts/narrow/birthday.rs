//! Birthdays: the day that comes each year, and the date of birth.

use chrono::NaiveDate;
use sqlx::{Postgres, QueryBuilder};

use super::operator;
use crate::contacts::query::{Birthday, Compare};

pub(super) fn push(sql: &mut QueryBuilder<Postgres>, today: NaiveDate, birthday: Birthday) {
    match birthday {
        Birthday::Falls(stretch) => {
            let (first, after) = stretch.days(today);
            push_falls(sql, first, after);
        }
        Birthday::Born(compare, stretch) => {
            let (first, after) = stretch.days(today);
            sql.push("(c.birthday is not null and ");
            push_born(sql, compare, first, after);
            sql.push(")");
        }
        Birthday::Each(month, day) => push_each(sql, month, day),
    }
}

/// The day comes in the year of the first day, or in the one after. Who was born on
/// 29 February has it a day earlier in other years.
fn push_falls(sql: &mut QueryBuilder<Postgres>, first: NaiveDate, after: NaiveDate) {
    sql.push("coalesce(next_yearly(c.birthday_iso, ")
        .push_bind(first)
        .push(") < ")
        .push_bind(after)
        .push(", false)");
}

/// With or without the year of birth.
fn push_each(sql: &mut QueryBuilder<Postgres>, month: u32, day: Option<u32>) {
    let day = day.map_or_else(|| r"\d{2}".to_owned(), |day| format!("{day:02}"));
    sql.push("coalesce(c.birthday_iso ~ ")
        .push_bind(format!("-{month:02}-{day}$"))
        .push(", false)");
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
