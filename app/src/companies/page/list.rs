//! The list of companies.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    companies::{
        self, Company,
        store::{CompanyQuery, count},
        types::CompanySort,
    },
    context::Viewer,
    error::Result,
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        ButtonKind, Cell, Clock, Column, Drawing, EmptyState, HiddenInput, IconName, LinkButton,
        Order, Page, PageHead, Pager, Person, Row, RowLink, SearchField, Show, StrengthDot, Table,
        Time, grouped,
    },
};

const PAGE: i64 = 50;
const LAST_PAGE: i64 = 2_000;

/// What the address says: the search, the order, and which page, counted from 1.
#[derive(Clone)]
struct Address {
    search: String,
    sort: CompanySort,
    page: i64,
}

impl Address {
    fn read() -> Self {
        use_query_map().with_untracked(|query| {
            let text = |name| query.get(name).unwrap_or_default();
            Self {
                search: text("q").trim().to_owned(),
                sort: CompanySort::parse(&text("sort")),
                page: text("page").parse().unwrap_or(1).clamp(1, LAST_PAGE),
            }
        })
    }

    fn href(&self, sort: CompanySort, page: i64) -> String {
        let search = paths::encode(&self.search);
        format!(
            "{}?q={search}&sort={}&page={page}",
            paths::companies(),
            sort.as_str()
        )
    }
}

#[component]
pub fn List() -> impl IntoView {
    let address = Address::read();
    signed_in(Place::Companies, move |viewer| load(viewer, address))
}

async fn load(viewer: Viewer, address: Address) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let query = CompanyQuery {
        search: address.search.clone(),
        sort: address.sort,
        offset: (address.page - 1) * PAGE,
        limit: PAGE,
    };
    let mut rows = companies::list(&mut scope, &query).await?;
    let has_more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let total = match address.search.as_str() {
        "" => Some(grouped(
            u64::try_from(count(&mut scope).await?).unwrap_or_default(),
        )),
        _ => None,
    };
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let content = if rows.is_empty() {
        nothing(&address)
    } else {
        table(&rows, &address, has_more, clock)
    };
    let view = view! {
        <Page>
            <PageHead title="Companies" count=total filters=move || search(&address)/>
            {content}
        </Page>
    };
    Ok(("Companies".to_owned(), view.into_any()))
}

fn search(address: &Address) -> impl IntoView + use<> {
    let sort = address.sort.as_str();
    view! {
        <SearchField
            action=paths::companies()
            label="Search companies"
            placeholder="Name or domain"
            key_hint="/"
            value=address.search.clone()
        >
            <HiddenInput name="sort" value=sort/>
        </SearchField>
    }
}

fn table(rows: &[Company], address: &Address, has_more: bool, clock: Clock) -> AnyView {
    let first = (address.page - 1) * PAGE + 1;
    let summary = format!("{first} to {}", first - 1 + rows.len() as i64);
    let previous = (address.page > 1).then(|| address.href(address.sort, address.page - 1));
    let next = has_more.then(|| address.href(address.sort, address.page + 1));
    let pager = (previous.is_some() || next.is_some())
        .then(|| view! { <Pager summary=summary previous=previous next=next/> });
    let rows = rows
        .iter()
        .map(|company| row(company, clock))
        .collect::<Vec<_>>();
    view! {
        <Table caption="Companies" columns=columns(address)>{rows}</Table>
        {pager}
    }
    .into_any()
}

fn columns(address: &Address) -> Vec<Column> {
    let sorted = |column: Column, sort, order| {
        column.sort(
            address.href(sort, 1),
            (address.sort == sort).then_some(order),
        )
    };
    vec![
        sorted(Column::new("Company"), CompanySort::Name, Order::Ascending),
        sorted(
            Column::new("People").numeric().show(Show::Medium),
            CompanySort::People,
            Order::Descending,
        ),
        sorted(
            Column::new("Messages").numeric().show(Show::Wide),
            CompanySort::Messages,
            Order::Descending,
        ),
        sorted(
            Column::new("Average tie").numeric().show(Show::Wide),
            CompanySort::Average,
            Order::Descending,
        ),
        sorted(
            Column::new("Strongest tie").numeric(),
            CompanySort::Strongest,
            Order::Descending,
        ),
        sorted(
            Column::new("Last contact").show(Show::Medium),
            CompanySort::LastContact,
            Order::Descending,
        ),
    ]
}

fn row(company: &Company, clock: Clock) -> impl IntoView + use<> {
    let people = grouped(u64::try_from(company.contact_count).unwrap_or_default());
    let messages = grouped(u64::try_from(company.interaction_count).unwrap_or_default());
    let href = paths::company(company.id);
    let (name, domain) = (company.name.clone(), company.domain.clone());
    let logo = company.logo.as_deref().map(paths::small_photo);
    let strongest = company
        .strongest_score
        .map(|score| view! { <StrengthDot value=f64::from(score)/> });
    let average = company
        .average_score
        .map(|score| view! { <StrengthDot value=f64::from(score)/> });
    let last = company
        .last_contact_at
        .map(|at| view! { <Time at=at clock=clock/> });
    view! {
        <Row>
            <Cell main=true>
                <RowLink href=href><Person name=name detail=domain photo=logo/></RowLink>
            </Cell>
            <Cell numeric=true show=Show::Medium>{people}</Cell>
            <Cell numeric=true show=Show::Wide>{messages}</Cell>
            <Cell numeric=true show=Show::Wide>{average}</Cell>
            <Cell numeric=true>{strongest}</Cell>
            <Cell show=Show::Medium>{last}</Cell>
        </Row>
    }
}

fn nothing(address: &Address) -> AnyView {
    if !address.search.is_empty() || address.page > 1 {
        return view! {
            <EmptyState drawing=Drawing::Search title="No company fits" detail="Names and domains are searched.">
                <LinkButton href=paths::companies()>"Show all companies"</LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    view! {
        <EmptyState
            drawing=Drawing::People
            title="No companies yet"
            detail="They are found by the addresses of the people you write with."
        >
            <LinkButton kind=ButtonKind::Primary icon=IconName::Import href=paths::welcome()>"Import mailbox"</LinkButton>
        </EmptyState>
    }
    .into_any()
}
