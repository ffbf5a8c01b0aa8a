//! The birthdays of a month, day by day.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate, Weekday};
use leptos::prelude::*;
use records::dates::PartialDate;

use super::list_address::ListAddress;
use crate::{
    contacts::{
        self, ListQuery, Listed,
        query::{Birthday, Clause, Query},
        types::ContactSort,
    },
    context::Scope,
    error::Result,
    routes::paths,
    ui::{ButtonKind, Clock, IconName, LinkButton},
};

/// More in one month are not drawn.
const MOST: i64 = 1_000;
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

pub(super) async fn calendar(
    scope: &mut Scope,
    address: &ListAddress,
    clock: Clock,
) -> Result<AnyView> {
    let today = clock.now.with_timezone(&clock.zone).date_naive();
    let month = address.month.unwrap_or(today);
    let first = month.with_day(1).unwrap_or(month);
    let born = Query::from(Clause::Birthday(Birthday::Each(first.month(), None)));
    let query = ListQuery {
        query: address.query.with(born),
        sort: ContactSort::Name.into(),
        limit: MOST,
        after: None,
        ..address.query(clock.zone)
    };
    let people = contacts::list(scope, &query).await?.rows;
    let days = by_day(&people, first);
    let weeks = weeks_of(first)
        .into_iter()
        .map(|week| week_row(week, first, today, &days))
        .collect::<Vec<_>>();
    let heads = WEEKDAYS
        .map(|day| view! { <th scope="col" class="p-1 text-start text-sm muted">{day}</th> });
    let caption = format!("Birthdays in {}", first.format("%B %Y"));
    // A narrow page shows the days on which somebody has one, as a list.
    let none = people.is_empty().then(|| {
        view! { <p class="calendar-none muted">"Nobody has a birthday in this month, as far as is known."</p> }
    });
    let view = view! {
        {turning(address, first)}
        {none}
        <div>
            <table class="calendar">
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr>{heads.into_iter().collect::<Vec<_>>()}</tr></thead>
                <tbody>{weeks}</tbody>
            </table>
        </div>
    };
    Ok(view.into_any())
}

fn turning(address: &ListAddress, first: NaiveDate) -> impl IntoView + use<> {
    let at = |month: Option<NaiveDate>| address.with(|other| other.month = month);
    let before = at(first.checked_sub_months(Months::new(1)));
    let after = at(first.checked_add_months(Months::new(1)));
    let now = at(None);
    let title = first.format("%B %Y").to_string();
    view! {
        <nav class="mt-4 mb-2 flex flex-wrap items-center gap-2" aria-label="Months">
            <h2 class="section-title flex-1">{title}</h2>
            <LinkButton small=true kind=ButtonKind::Quiet icon=IconName::ArrowLeft href=before>"Month before"</LinkButton>
            <LinkButton small=true kind=ButtonKind::Quiet href=now>"This month"</LinkButton>
            <LinkButton small=true kind=ButtonKind::Quiet icon=IconName::ArrowRight href=after>"Next month"</LinkButton>
        </nav>
    }
}

/// Who was born on 29 February has it a day earlier in other years.
fn by_day(people: &[Listed], first: NaiveDate) -> BTreeMap<u32, Vec<&Listed>> {
    let mut days: BTreeMap<u32, Vec<&Listed>> = BTreeMap::new();
    for person in people {
        if let Some(born_on) = birthday(person).and_then(|birthday| birthday.day) {
            let day = first.with_day(born_on).map_or(28, |day| day.day());
            days.entry(day).or_default().push(person);
        }
    }
    days
}

/// With or without its year.
fn birthday(person: &Listed) -> Option<PartialDate> {
    PartialDate::iso(person.birthday.as_deref()?)
}

/// The days of the month in whole weeks from Monday on.
fn weeks_of(first: NaiveDate) -> Vec<Vec<NaiveDate>> {
    let end = first.checked_add_months(Months::new(1)).unwrap_or(first);
    let begin = first.week(Weekday::Mon).first_day();
    let days: Vec<NaiveDate> = begin.iter_days().take(42).collect();
    let weeks = days.chunks(7).map(<[NaiveDate]>::to_vec);
    weeks.filter(|week| week[0] < end).collect()
}

fn week_row(
    week: Vec<NaiveDate>,
    first: NaiveDate,
    today: NaiveDate,
    days: &BTreeMap<u32, Vec<&Listed>>,
) -> impl IntoView + use<> {
    let cells = week.into_iter().map(|day| {
        let is_here = day.month() == first.month();
        let people = days.get(&day.day()).filter(|_| is_here);
        day_cell(
            day,
            is_here,
            day == today,
            people.map_or(&[], Vec::as_slice),
        )
    });
    let cells = cells.collect::<Vec<_>>();
    view! { <tr>{cells}</tr> }
}

fn day_cell(day: NaiveDate, is_here: bool, is_today: bool, people: &[&Listed]) -> AnyView {
    let names = people.iter().map(|person| {
        let born = birthday(person).and_then(|birthday| birthday.year);
        let age = born.map(|born| day.year() - born);
        let age = age.filter(|age| *age > 0).map(|age| format!(" {age}"));
        let (href, name) = (paths::contact(person.id), person.name.clone());
        view! {
            <li class="clip text-sm">
                <a class="link" dir="auto" href=href>{name}</a>
                <span class="muted">{age}</span>
            </li>
        }
    });
    let names = names.collect::<Vec<_>>();
    let (number, weekday) = (day.day().to_string(), day.format(" %a").to_string());
    let class = if is_today {
        "text-sm font-semibold text-accent"
    } else {
        "text-sm muted"
    };
    view! {
        <td aria-current=is_today.then_some("date")>
            {is_here.then(|| view! {
                <span class=class>{number} <span class="calendar-weekday">{weekday}</span></span>
                <ul class="grid gap-1">{names}</ul>
            })}
        </td>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_stands_in_whole_weeks() {
        for (first, weeks, begins) in [
            ("2026-02-01", 5, "2026-01-26"),
            ("2027-02-01", 4, "2027-02-01"),
            ("2026-08-01", 6, "2026-07-27"),
        ] {
            let found = weeks_of(first.parse().unwrap());
            assert_eq!(found.len(), weeks, "{first}");
            assert_eq!(found[0][0], begins.parse::<NaiveDate>().unwrap());
        }
    }
}
