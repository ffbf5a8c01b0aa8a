//! The list of contacts.

use leptos::prelude::*;

use super::{list_address::ListAddress, list_filters::filters, rhythm_words};
use crate::{
    contacts::{self, ListQuery, Listed, types::ContactSort},
    context::{Scope, Viewer},
    error::Result,
    routes::paths,
    shell::{Place, lead_to, signed_in},
    ui::{
        Button, ButtonKind, Cell, Clock, Column, Drawing, EmptyState, HiddenInput, IconName,
        LinkButton, Order, Page, PageHead, Pager, Person, Row, RowLink, SelectCell, SelectionBar,
        Show, StrengthDot, Table, Time, grouped,
    },
    workspaces::Permission,
};

#[component]
pub fn List() -> impl IntoView {
    if let Some(address) = ListAddress::with_added() {
        lead_to(&address);
        return ().into_any();
    }
    let address = ListAddress::read();
    signed_in(Place::Contacts, move |viewer| load(viewer, address))
}

async fn load(viewer: Viewer, address: ListAddress) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let query = address.query(viewer.zone);
    let found = match address.unread {
        None => Some(found(&mut scope, &query).await?),
        Some(_) => None,
    };
    let filters = filters(&mut scope, &address).await?;
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let may_edit = viewer.role.may(Permission::EditContacts);
    let total = found.as_ref().map(|(_, total)| total.clone());
    let content = found.map(|(page, total)| match page.rows.is_empty() {
        true => nothing(&address),
        false => table(&page, &address, &total, clock, may_edit),
    });
    let view = view! {
        <Page>
            <PageHead
                title="Contacts"
                count=total
                actions=move || may_edit.then(add_button)
                filters=filters
            />
            {content}
        </Page>
    };
    Ok(("Contacts".to_owned(), view.into_any()))
}

/// A page of the list, and how many there are in all.
async fn found(scope: &mut Scope, query: &ListQuery) -> Result<(contacts::Page, String)> {
    let page = contacts::list(scope, query).await?;
    let count = contacts::count(scope, query).await?;
    Ok((page, count_words(count, query.count_limit())))
}

fn count_words(count: i64, limit: i64) -> String {
    let shown = grouped(u64::try_from(count.min(limit)).unwrap_or_default());
    if count > limit {
        format!("{shown}+")
    } else {
        shown
    }
}

fn add_button() -> impl IntoView {
    view! {
        <LinkButton kind=ButtonKind::Primary icon=IconName::Add key_hint="N" href=paths::new_contact()>
            "Add contact"
        </LinkButton>
    }
}

fn table(
    page: &contacts::Page,
    address: &ListAddress,
    total: &str,
    clock: Clock,
    may_edit: bool,
) -> AnyView {
    let rows = page
        .rows
        .iter()
        .map(|person| row(person, clock, may_edit))
        .collect::<Vec<_>>();
    let summary = format!("{} of {total}", page.rows.len());
    let next = page.next.clone().map(|cursor| address.at(cursor));
    let is_whole = next.is_none() && address.after.is_none();
    let pager = (!is_whole).then(|| view! { <Pager summary=summary next=next/> });
    let first = address.after.as_ref().map(|_| {
        view! { <LinkButton small=true kind=ButtonKind::Quiet href=address.with(|_| {})>"First page"</LinkButton> }
    });
    let columns = columns(address, may_edit);
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
        <p class="muted"><a class="link" href=address.bulk()>{all}</a></p>
    }
    .into_any()
}

fn columns(address: &ListAddress, may_edit: bool) -> Vec<Column> {
    let sorted = |column: Column, sort, order| {
        let href = address.with(|other| other.sort = sort);
        column.sort(href, (address.sort == sort).then_some(order))
    };
    let select = may_edit.then(|| Column::new("Select").unlabelled());
    let others = [
        sorted(Column::new("Person"), ContactSort::Name, Order::Ascending),
        Column::new("Company").show(Show::Wide),
        sorted(
            Column::new("Strength").numeric(),
            ContactSort::Strength,
            Order::Descending,
        ),
        sorted(
            Column::new("Last contact").show(Show::Medium),
            ContactSort::LastContact,
            Order::Descending,
        ),
        Column::new("Rhythm").show(Show::Wide),
        sorted(
            Column::new("Added").show(Show::Wide),
            ContactSort::Newest,
            Order::Descending,
        ),
    ];
    select.into_iter().chain(others).collect()
}

fn row(person: &Listed, clock: Clock, may_edit: bool) -> impl IntoView + use<> {
    let select = may_edit.then(|| {
        let (id, label) = (person.id.to_string(), format!("Select {}", person.name));
        view! { <SelectCell name="id" value=id label=label/> }
    });
    let email = person.email.clone().filter(|email| *email != person.name);
    let company = person
        .company_id
        .zip(person.company.clone())
        .map(|(id, name)| {
            view! { <a class="clip hover:underline" dir="auto" href=paths::company(id)>{name}</a> }
        });
    let last = match person.last_contact_at {
        Some(at) => view! { <Time at=at clock=clock/> }.into_any(),
        None => view! { <span class="muted">"Never"</span> }.into_any(),
    };
    let (href, name, detail) = (
        paths::contact(person.id),
        person.name.clone(),
        person.title.clone().or(email),
    );
    let (score, rhythm, added) = (
        f64::from(person.score),
        person.rhythm_days.map(rhythm_words),
        person.created_at,
    );
    view! {
        <Row>
            {select}
            <Cell main=true>
                <RowLink href=href><Person name=name detail=detail/></RowLink>
            </Cell>
            <Cell show=Show::Wide>{company}</Cell>
            <Cell numeric=true><StrengthDot value=score/></Cell>
            <Cell show=Show::Medium>{last}</Cell>
            <Cell show=Show::Wide><span class="muted">{rhythm}</span></Cell>
            <Cell show=Show::Wide><Time at=added clock=clock/></Cell>
        </Row>
    }
}

fn nothing(address: &ListAddress) -> AnyView {
    if address.is_narrowed() || address.after.is_some() {
        return view! {
            <EmptyState
                drawing=Drawing::Search
                title="Nobody fits"
                detail="Names, addresses and companies are searched by the beginnings of their words."
            >
                <LinkButton href=paths::contacts()>"Show all contacts"</LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    view! {
        <EmptyState
            drawing=Drawing::People
            title="Nobody here yet"
            detail="Import a mailbox, and the people you write with appear here with everything you exchanged."
        >
            <LinkButton kind=ButtonKind::Primary icon=IconName::Import href=paths::welcome()>"Import mailbox"</LinkButton>
        </EmptyState>
    }
    .into_any()
}
