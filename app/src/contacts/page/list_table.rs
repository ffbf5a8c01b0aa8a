//! Contacts as a table with the columns that were chosen.

use leptos::prelude::*;

use super::{list_address::ListAddress, list_columns::Columns};
use crate::{
    contacts::{self, Listed},
    routes::paths,
    ui::{
        Button, ButtonKind, Cell, Clock, HiddenInput, IconName, LinkButton, Pager, Person, Row,
        RowLink, SelectCell, SelectionBar, Table,
    },
};

pub(super) fn table(
    page: &contacts::Page,
    address: &ListAddress,
    columns: &Columns,
    total: &str,
    clock: Clock,
    may_edit: bool,
) -> AnyView {
    let rows = page
        .rows
        .iter()
        .map(|person| row(person, columns, clock, may_edit))
        .collect::<Vec<_>>();
    let summary = format!("{} of {total}", page.rows.len());
    let next = page.next.clone().map(|cursor| address.at(cursor));
    let is_whole = next.is_none() && address.after.is_none();
    let pager = (!is_whole).then(|| view! { <Pager summary=summary next=next/> });
    let first = address.after.as_ref().map(|_| {
        view! { <LinkButton small=true kind=ButtonKind::Quiet href=address.with(|_| {})>"First page"</LinkButton> }
    });
    let heads = columns.heads(address, may_edit);
    let table = view! { <Table caption="Contacts" columns=heads>{rows}</Table> };
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

fn row(person: &Listed, columns: &Columns, clock: Clock, may_edit: bool) -> impl IntoView + use<> {
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
    let cells = columns.cells(person, clock);
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
