//! Contacts as cards, in a column for each strength of tie.

use chrono_tz::Tz;
use leptos::prelude::*;

use super::{list::count_of, list_address::ListAddress};
use crate::{
    contacts::{
        self, ListQuery, Listed,
        query::{Clause, Compare, Deed, NumberField, Query},
    },
    context::Scope,
    error::Result,
    routes::paths,
    ui::{ButtonKind, Card, LinkButton, Person, StrengthDot},
    views::types::Layout,
};

/// So many cards stand in a column.
const CARDS: i64 = 20;

pub(super) async fn board(scope: &mut Scope, address: &ListAddress, zone: Tz) -> Result<AnyView> {
    let mut columns = Vec::new();
    for (label, band) in bands() {
        let query = ListQuery {
            query: address.query.with(band.clone()),
            limit: CARDS,
            after: None,
            ..address.query(zone)
        };
        let page = contacts::list(scope, &query).await?;
        let total = count_of(scope, &query).await?;
        let rest = page.next.is_some().then(|| {
            address.with(|other| {
                other.layout = Layout::Table;
                other.query = other.query.with(band);
            })
        });
        columns.push(column(label, &total, &page.rows, rest));
    }
    let view = view! { <div class="mt-4 grid items-start gap-4 md:grid-cols-2 xl:grid-cols-4">{columns}</div> };
    Ok(view.into_any())
}

/// The strengths of ties, and who has each.
fn bands() -> [(&'static str, Query); 4] {
    let score = |compare, value| Query::from(Clause::Number(NumberField::Score, compare, value));
    let never = || Query::from(Clause::Never(Deed::Contacted));
    let contacted = || Query::Not(Box::new(never()));
    [
        ("Strong", score(Compare::AtLeast, 6.0)),
        (
            "Good",
            Query::all(vec![
                score(Compare::AtLeast, 3.0),
                score(Compare::Less, 6.0),
            ]),
        ),
        (
            "Weak",
            Query::all(vec![score(Compare::Less, 3.0), contacted()]),
        ),
        (
            "No contact yet",
            Query::all(vec![score(Compare::Less, 3.0), never()]),
        ),
    ]
}

fn column(label: &str, total: &str, people: &[Listed], rest: Option<String>) -> AnyView {
    let cards = people.iter().map(card).collect::<Vec<_>>();
    let title = format!("{label} · {total}");
    let rest = rest.map(|href| {
        view! { <LinkButton small=true kind=ButtonKind::Quiet href=href>"Show all"</LinkButton> }
    });
    view! {
        <Card title=title>
            <ul class="grid gap-3">{cards}</ul>
            {rest}
        </Card>
    }
    .into_any()
}

fn card(person: &Listed) -> impl IntoView + use<> {
    let detail = person.title.clone().or(person.company.clone());
    let (name, href) = (person.name.clone(), paths::contact(person.id));
    let photo = person.photo.as_deref().map(paths::small_photo);
    let score = f64::from(person.score);
    view! {
        <li class="flex items-center justify-between gap-2">
            <Person name=name detail=detail photo=photo href=href/>
            <StrengthDot value=score/>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_column_shows_can_be_written() {
        let written = bands().map(|(_, band)| band.to_string());
        assert_eq!(
            written,
            [
                "score>=6",
                "score>=3 score<6",
                "score<3 not never:contacted",
                "score<3 never:contacted"
            ]
        );
    }
}
