//! Birthdays and other days that come back each year, and when they were first.

use chrono::{Datelike, Months, NaiveDate};
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

/// Days beside the birthday, as rows that look like contacts with one.
pub(super) fn push_other(sql: &mut QueryBuilder<Postgres>, today: NaiveDate, day: Birthday) {
    sql.push(
        r"c.id in (
           select c.contact_id
           from (
             select
               contact_id,
               value as birthday_iso,
               right(value, 5) as birthday_day,
               case when value ~ '^\d{4}-\d{2}-\d{2}$' then value::date end as birthday
             from contact_points
             where workspace_id = acting_workspace()
               and kind = 'date'
               and value ~ '^(\d{4}|-)-\d{2}-\d{2}$'
           ) as c
           where ",
    );
    push(sql, today, day);
    sql.push(")");
}

/// Who was born on 29 February has it a day earlier in other years.
fn push_falls(sql: &mut QueryBuilder<Postgres>, first: NaiveDate, after: NaiveDate) {
    let Some((first, last)) = days_of_a_year(first, after) else {
        let is_any = (after - first).num_days() > 0;
        sql.push(if is_any {
            "c.birthday_day is not null"
        } else {
            "false"
        });
        return;
    };
    // It begins before the year ends and goes on in the next.
    let between = if first > last {
        " or c.birthday_day <= "
    } else {
        " and c.birthday_day <= "
    };
    sql.push("(c.birthday_iso is not null and c.birthday_day is not null and (c.birthday_day >= ")
        .push_bind(first)
        .push(between)
        .push_bind(last)
        .push("))");
}

/// The first and the last day, as they stand in each year; none where they are no day or a
/// whole year.
fn days_of_a_year(first: NaiveDate, after: NaiveDate) -> Option<(String, String)> {
    let last = after.pred_opt()?;
    let whole = first.checked_add_months(Months::new(12))?;
    if last < first || after >= whole {
        return None;
    }
    let day = |date: NaiveDate| date.format("%m-%d").to_string();
    let ends_february = last.month() == 2 && after.month() == 3;
    let last = if ends_february {
        "02-29".to_owned()
    } else {
        day(last)
    };
    Some((day(first), last))
}

/// With or without the year of birth.
fn push_each(sql: &mut QueryBuilder<Postgres>, month: u32, day: Option<u32>) {
    let (first, last) = match day {
        Some(day) => (
            format!("{month:02}-{day:02}"),
            format!("{month:02}-{day:02}"),
        ),
        None => (format!("{month:02}-01"), format!("{month:02}-31")),
    };
    sql.push(
        "(c.birthday_iso is not null and c.birthday_day is not null and c.birthday_day between ",
    )
    .push_bind(first)
    .push(" and ")
    .push_bind(last)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_stand_in_each_year() {
        let cases = [
            ("2026-03-01", "2026-03-31", Some(("03-01", "03-30"))),
            ("2026-12-20", "2027-01-10", Some(("12-20", "01-09"))),
            // There is no 29 February: it falls on the day before.
            ("2026-02-20", "2026-03-01", Some(("02-20", "02-29"))),
            ("2028-02-20", "2028-02-29", Some(("02-20", "02-28"))),
            ("2028-02-29", "2028-03-01", Some(("02-29", "02-29"))),
            ("2026-03-01", "2026-03-02", Some(("03-01", "03-01"))),
            ("2026-03-01", "2026-03-01", None),
            ("2026-03-01", "2027-03-01", None),
            ("2026-03-01", "2027-02-28", Some(("03-01", "02-27"))),
        ];
        for (first, after, expected) in cases {
            let days = days_of_a_year(first.parse().unwrap(), after.parse().unwrap());
            let days = days.as_ref().map(|days| (days.0.as_str(), days.1.as_str()));
            assert_eq!(days, expected, "{first} {after}");
        }
    }
}
