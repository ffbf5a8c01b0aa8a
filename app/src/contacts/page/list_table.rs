//! Contacts as a table with the columns that were chosen.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::{
    list::count_words, list_address::ListAddress, list_columns::Columns, list_shown::Shown,
};
use crate::{
    bulk::{
        actions::{ClearTicks, KeepTicks},
        island::KeptTicks,
        page::TICKED,
    },
    contacts::{Cursor, Listed, Section, query::parse},
    routes::paths,
    ui::{
        Button, ButtonKind, Cell, Clock, HiddenInput, IconName, LinkButton, Pager, Person, Row,
        RowLink, SelectCell, SelectionBar, Table,
    },
};

pub(super) fn table(
    page: &Shown,
    address: &ListAddress,
    columns: &Columns,
    total: &str,
    clock: Clock,
    ticked: Option<Vec<Uuid>>,
) -> AnyView {
    let people = page.people();
    let heads = columns.heads(address, ticked.is_some());
    let rows = page.parts.iter().flat_map(|part| {
        let head = part.section.as_ref();
        let head = head.map(|section| group_row(section, address, heads.len()));
        let rows = part
            .people
            .iter()
            .map(|person| row(person, columns, clock, ticked.as_deref()).into_any());
        head.into_iter().chain(rows)
    });
    let rows = rows.collect::<Vec<_>>();
    let summary = format!("{} of {total}", people.len());
    let next = page.next.clone().map(|cursor| address.at(cursor));
    let is_whole = next.is_none() && address.after.is_none();
    let pager = (!is_whole).then(|| view! { <Pager summary=summary next=next/> });
    let first = address.after.as_ref().map(|_| {
        view! { <LinkButton small=true kind=ButtonKind::Quiet href=address.with(|_| {})>"First page"</LinkButton> }
    });
    let table = view! { <Table caption="Contacts" columns=heads>{rows}</Table> };
    let table = match &ticked {
        Some(ticked) => selectable(
            table.into_any(),
            &people,
            page.next.clone(),
            address,
            total,
            ticked,
        ),
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
    people: &[Listed],
    next: Option<Cursor>,
    address: &ListAddress,
    total: &str,
    ticked: &[Uuid],
) -> AnyView {
    let all = format!("Change all {total} of this list");
    let is_here = |id: &&Uuid| people.iter().any(|person| person.id == **id);
    let elsewhere = ticked.len() - ticked.iter().filter(is_here).count();
    let shown: Vec<String> = people.iter().map(|person| person.id.to_string()).collect();
    let (shown, here) = (shown.join(","), address.here());
    let change = format!("{}?ids={TICKED}", paths::bulk());
    let change = match address.query_string().as_str() {
        "" => change,
        query => format!("{change}&list={}", paths::encode(query)),
    };
    let next = next.map(|cursor| address.at(cursor));
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

/// Above the people of a group: its name, which leads to them alone, and how many they are.
fn group_row(section: &Section, address: &ListAddress, width: usize) -> AnyView {
    let group = &section.group;
    let query = address.query.with(group.query.clone());
    let alone = parse(&query.to_string()).is_ok().then(|| {
        address.with(|other| {
            other.query = query;
            other.group = None;
        })
    });
    let label = group.label.clone();
    let name = match alone {
        Some(href) => {
            view! { <a class="link inline-block py-1" dir="auto" href=href>{label}</a> }.into_any()
        }
        None => view! { <span dir="auto">{label}</span> }.into_any(),
    };
    let count = count_words(section.count, Section::COUNTED);
    let goes_on = section.goes_on.then_some(", continued");
    view! {
        <tr class="group-row">
            <th scope="colgroup" colspan=width.to_string()>
                {name} " " <span class="count">{count}</span> {goes_on}
            </th>
        </tr>
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
