//! Contacts as a table with the columns that were chosen.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::{list_address::ListAddress, list_columns::Columns};
use crate::{
    bulk::{
        actions::{ClearTicks, KeepTicks},
        island::KeptTicks,
        page::TICKED,
    },
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
    ticked: Option<Vec<Uuid>>,
) -> AnyView {
    let rows = page
        .rows
        .iter()
        .map(|person| row(person, columns, clock, ticked.as_deref()))
        .collect::<Vec<_>>();
    let summary = format!("{} of {total}", page.rows.len());
    let next = page.next.clone().map(|cursor| address.at(cursor));
    let is_whole = next.is_none() && address.after.is_none();
    let pager = (!is_whole).then(|| view! { <Pager summary=summary next=next/> });
    let first = address.after.as_ref().map(|_| {
        view! { <LinkButton small=true kind=ButtonKind::Quiet href=address.with(|_| {})>"First page"</LinkButton> }
    });
    let heads = columns.heads(address, ticked.is_some());
    let table = view! { <Table caption="Contacts" columns=heads>{rows}</Table> };
    let table = match &ticked {
        Some(ticked) => selectable(table.into_any(), page, address, total, ticked),
        None => table.into_any(),
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

/// Those who are ticked, on this page and others, or all that the list shows on every page
/// of it, are changed at once: on the page where one chooses how. Each button keeps what is
/// ticked here before it leads on.
fn selectable(
    table: AnyView,
    page: &contacts::Page,
    address: &ListAddress,
    total: &str,
    ticked: &[Uuid],
) -> AnyView {
    let all = format!("Change all {total} of this list");
    let is_here = |id: &&Uuid| page.rows.iter().any(|person| person.id == **id);
    let elsewhere = ticked.len() - ticked.iter().filter(is_here).count();
    let shown: Vec<String> = page
        .rows
        .iter()
        .map(|person| person.id.to_string())
        .collect();
    let (shown, here) = (shown.join(","), address.here());
    let change = format!("{}?ids={TICKED}", paths::bulk());
    let change = match address.query_string().as_str() {
        "" => change,
        query => format!("{change}&list={}", paths::encode(query)),
    };
    let next = page.next.clone().map(|cursor| address.at(cursor));
    let next = next.map(|next| {
        view! { <Button kind=ButtonKind::Plain small=true name="to" value=next>"Keep and go on"</Button> }
    });
    view! {
        <KeptTicks shown=shown.clone()>
            <form id="ticks" method="post" action=KeepTicks::PATH>
                <HiddenInput name="shown" value=shown/>
                {table}
                <SelectionBar elsewhere=elsewhere>
                    <Button kind=ButtonKind::Primary small=true icon=IconName::Edit name="to" value=change>"Change"</Button>
                    <noscript>
                        {next}
                        <Button kind=ButtonKind::Plain small=true name="to" value=here.clone()>"Keep"</Button>
                    </noscript>
                    <Button
                        kind=ButtonKind::Quiet
                        small=true
                        name="to"
                        value=here
                        action=ClearTicks::PATH
                    >"Clear"</Button>
                </SelectionBar>
            </form>
        </KeptTicks>
        <p class="muted"><a class="link inline-block py-1.5" href=address.bulk()>{all}</a></p>
    }
    .into_any()
}

fn row(
    person: &Listed,
    columns: &Columns,
    clock: Clock,
    ticked: Option<&[Uuid]>,
) -> impl IntoView + use<> {
    let select = ticked.map(|ticked| {
        let (id, label) = (person.id.to_string(), format!("Select {}", person.name));
        let checked = ticked.contains(&person.id);
        view! { <SelectCell name="id[]" value=id label=label checked=checked/> }
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
