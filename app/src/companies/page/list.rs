//! The list of companies.

use leptos::prelude::*;

use super::{
    address::{Address, PAGE},
    filters::{choose_columns, filters},
    table::Rows,
};
use crate::{
    companies::{self, COUNTED},
    contacts::page::count_words,
    context::{Scope, Viewer},
    error::Result,
    fields::{self, Field, types::Subject},
    routes::paths,
    shell::{Place, lead_to, signed_in},
    ui::{ButtonKind, Clock, Drawing, EmptyState, IconName, LinkButton, Page, PageHead},
    workspaces::Permission,
};

#[component]
pub fn List() -> impl IntoView {
    if let Some(address) = Address::with_added() {
        lead_to(&address);
        return ().into_any();
    }
    let address = Address::read();
    signed_in(Place::Companies, move |viewer| load(viewer, address))
}

async fn load(viewer: Viewer, mut address: Address) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let fields = fields::fields(&mut scope, Subject::Company).await?;
    address.settle(&fields);
    let (total, content) = match address.problem {
        None => {
            let query = address.query(&viewer);
            let total = companies::count(&mut scope, &query).await?;
            let content = content(&mut scope, &viewer, &address, &fields).await?;
            (Some(count_words(total, COUNTED)), content)
        }
        Some(_) => (None, ().into_any()),
    };
    let may_edit = viewer.role.may(Permission::EditContacts);
    let columns = choose_columns(&address, &fields);
    let view = view! {
        <Page>
            <PageHead
                title="Companies"
                count=total
                actions=move || may_edit.then(add_button)
                filters=move || filters(&address, &fields)
            />
            <div class="list-tools">{columns}</div>
            {content}
        </Page>
    };
    Ok(("Companies".to_owned(), view.into_any()))
}

fn add_button() -> impl IntoView {
    view! {
        <LinkButton kind=ButtonKind::Primary icon=IconName::Add href=paths::new_company()>
            "Add company"
        </LinkButton>
    }
}

async fn content(
    scope: &mut Scope,
    viewer: &Viewer,
    address: &Address,
    fields: &[Field],
) -> Result<AnyView> {
    let mut rows = companies::list(scope, &address.query(viewer)).await?;
    let has_more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    if rows.is_empty() {
        return Ok(nothing(address));
    }
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let rows = Rows::load(scope, rows, address, fields, clock).await?;
    Ok(rows.table(address, has_more))
}

fn nothing(address: &Address) -> AnyView {
    if !address.typed.is_empty() || address.page > 1 {
        return view! {
            <EmptyState
                drawing=Drawing::Search
                title="No company fits"
                detail="Words are searched in names and domains."
            >
                <LinkButton href=paths::companies()>"Show all companies"</LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    view! {
        <EmptyState
            drawing=Drawing::People
            title="No companies yet"
            detail="They are found by the addresses of the people you write with, or you add them yourself."
        >
            <LinkButton kind=ButtonKind::Primary icon=IconName::Import href=paths::welcome()>"Import files"</LinkButton>
        </EmptyState>
    }
    .into_any()
}
