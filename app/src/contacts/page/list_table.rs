//! Contacts as a table with the columns that were chosen.

use leptos::prelude::*;

use super::{list_address::ListAddress, rhythm_words};
use crate::{
    contacts::{self, Listed, types::ContactSort},
    routes::paths,
    ui::{
        Button, ButtonKind, Cell, Clock, Column, HiddenInput, IconName, LinkButton, Order, Pager,
        Person, Row, RowLink, SelectCell, SelectionBar, Show, StrengthDot, Table, Time,
    },
    views::types::ColumnKey,
};

pub(super) fn table(
    page: &contacts::Page,
    address: &ListAddress,
    total: &str,
    clock: Clock,
    may_edit: bool,
) -> AnyView {
    let shown = address.shown_columns();
    let rows = page
        .rows
        .iter()
        .map(|person| row(person, &shown, clock, may_edit))
        .collect::<Vec<_>>();
    let summary = format!("{} of {total}", page.rows.len());
    let next = page.next.clone().map(|cursor| address.at(cursor));
    let is_whole = next.is_none() && address.after.is_none();
    let pager = (!is_whole).then(|| view! { <Pager summary=summary next=next/> });
    let first = address.after.as_ref().map(|_| {
        view! { <LinkButton small=true kind=ButtonKind::Quiet href=address.with(|_| {})>"First page"</LinkButton> }
    });
    let columns = columns(address, &shown, may_edit);
    let table = view! { <Table caption="Contacts" columns=columns>{rows}</Table> };
    let table = if may_edit {
        selectable(table.into_any(), address, total)
    } else {
        table.into_any()
    };
    view! {
        {table}
        <div class="flex items-center gap-2">
            <div class="flex-1">{pager}</div>
            {first}
        </div>
    }
    .into_any()
}

/// Those who are ticked, or all that the list shows on every page of it, are changed at
/// once: a form that leads to the page where one chooses how.
fn selectable(table: AnyView, address: &ListAddress, total: &str) -> AnyView {
    let all = format!("Change all {total} of this list");
    view! {
        <form method="get" action=paths::bulk()>
            <HiddenInput name="list" value=address.query_string()/>
            {table}
            <SelectionBar>
                <Button kind=ButtonKind::Primary small=true icon=IconName::Edit>"Change"</Button>
            </SelectionBar>
        </form>
        <p class="muted"><a class="link inline-block py-1.5" href=address.bulk()>{all}</a></p>
    }
    .into_any()
}

fn columns(address: &ListAddress, shown: &[ColumnKey], may_edit: bool) -> Vec<Column> {
    let sorted = |column: Column, sort, order| {
        let href = address.with(|other| other.sort = sort);
        column.sort(href, (address.sort == sort).then_some(order))
    };
    let person = sorted(Column::new("Person"), ContactSort::Name, Order::Ascending);
    let others = shown.iter().map(|key| {
        let column = Column::new(key.label()).show(show_of(*key));
        let column = if is_number(*key) {
            column.numeric()
        } else {
            column
        };
        match key {
            ColumnKey::Strength => sorted(column, ContactSort::Strength, Order::Descending),
            ColumnKey::LastContact => sorted(column, ContactSort::LastContact, Order::Descending),
            ColumnKey::Added => sorted(column, ContactSort::Newest, Order::Descending),
            _ => column,
        }
    });
    let select = may_edit.then(|| Column::new("Select").unlabelled());
    select.into_iter().chain([person]).chain(others).collect()
}

fn is_number(key: ColumnKey) -> bool {
    matches!(
        key,
        ColumnKey::Strength | ColumnKey::Sent | ColumnKey::Received
    )
}

/// From which width of the page on.
fn show_of(key: ColumnKey) -> Show {
    match key {
        ColumnKey::Strength => Show::Always,
        ColumnKey::LastContact | ColumnKey::Email | ColumnKey::Phone => Show::Medium,
        _ => Show::Wide,
    }
}

fn row(
    person: &Listed,
    shown: &[ColumnKey],
    clock: Clock,
    may_edit: bool,
) -> impl IntoView + use<> {
    let select = may_edit.then(|| {
        let (id, label) = (person.id.to_string(), format!("Select {}", person.name));
        view! { <SelectCell name="id" value=id label=label/> }
    });
    let email = person.email.clone().filter(|email| *email != person.name);
    let (href, name, detail) = (
        paths::contact(person.id),
        person.name.clone(),
        person.title.clone().or(email),
    );
    let photo = person.photo.as_deref().map(paths::small_photo);
    let cells = shown
        .iter()
        .map(|key| {
            let content = content(person, *key, clock);
            view! { <Cell numeric=is_number(*key) show=show_of(*key)>{content}</Cell> }
        })
        .collect::<Vec<_>>();
    view! {
        <Row>
            {select}
            <Cell main=true>
                <RowLink href=href><Person name=name detail=detail photo=photo/></RowLink>
            </Cell>
            {cells}
        </Row>
    }
}

fn content(person: &Listed, key: ColumnKey, clock: Clock) -> AnyView {
    let time = |at| match at {
        Some(at) => view! { <Time at=at clock=clock/> }.into_any(),
        None => view! { <span class="muted">"Never"</span> }.into_any(),
    };
    match key {
        ColumnKey::Company => company(person),
        ColumnKey::Title => text(person.title.as_deref()),
        ColumnKey::Email => text(person.email.as_deref()),
        ColumnKey::Phone => text(person.phone.as_deref()),
        ColumnKey::Place => text(person.location.as_deref()),
        ColumnKey::Strength => view! { <StrengthDot value=f64::from(person.score)/> }.into_any(),
        ColumnKey::LastContact => time(person.last_contact_at),
        ColumnKey::FirstContact => time(person.first_contact_at),
        ColumnKey::Rhythm => {
            let words = person.rhythm_days.map(rhythm_words);
            view! { <span class="muted">{words}</span> }.into_any()
        }
        ColumnKey::Sent => person.outbound_count.to_string().into_any(),
        ColumnKey::Received => person.inbound_count.to_string().into_any(),
        ColumnKey::Birthday => {
            let words = person.birthday.as_deref().map(contacts::day_words);
            text(words.as_deref())
        }
        ColumnKey::Added => time(Some(person.created_at)),
        ColumnKey::Changed => time(Some(person.updated_at)),
    }
}

fn text(text: Option<&str>) -> AnyView {
    let text = text.map(ToOwned::to_owned);
    view! { <span class="clip" dir="auto">{text}</span> }.into_any()
}

fn company(person: &Listed) -> AnyView {
    let named = person.company_id.zip(person.company.clone());
    named
        .map(|(id, name)| {
            view! { <a class="clip hover:underline" dir="auto" href=paths::company(id)>{name}</a> }
        })
        .into_any()
}
