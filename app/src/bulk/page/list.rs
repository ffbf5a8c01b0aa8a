//! What was changed in bulk, the newest first.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::words::{count, state};
use crate::{
    bulk::{self, Change},
    context::Viewer,
    error::Result,
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Cell, Clock, Column, Drawing, EmptyState, LinkButton, Page, PageHead, Pager, Row, RowLink,
        Show, Table, Tag, Time, Width,
    },
};

const PAGE: i64 = 30;

#[component]
pub fn List() -> impl IntoView {
    let before = use_query_map().with_untracked(|query| query.get("before"));
    let before = before.and_then(|text| text.parse().ok());
    signed_in(Place::Contacts, move |viewer| load(viewer, before))
}

async fn load(viewer: Viewer, before: Option<Uuid>) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let mut changes = bulk::changes(&mut scope, before, PAGE).await?;
    let more = changes.len() as i64 > PAGE;
    changes.truncate(PAGE as usize);
    let next = changes
        .last()
        .filter(|_| more)
        .map(|last| format!("{}?before={}", paths::bulk_changes(), last.id));
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let rows = changes
        .iter()
        .map(|change| row(change, clock))
        .collect::<Result<Vec<_>>>()?;
    let content = if rows.is_empty() {
        nothing()
    } else {
        view! { <Table caption="Bulk changes" columns=columns()>{rows}</Table> }.into_any()
    };
    let previous = before.map(|_| paths::bulk_changes().to_owned());
    let view = view! {
        <Page width=Width::Reading>
            <PageHead
                title="Bulk changes"
                detail="What was done to many contacts at once. Each can be undone."
                back=("Contacts".to_owned(), paths::contacts().to_owned())
            />
            {content}
            <Pager summary=String::new() previous=previous next=next/>
        </Page>
    };
    Ok(("Bulk changes".to_owned(), view.into_any()))
}

fn nothing() -> AnyView {
    view! {
        <EmptyState
            drawing=Drawing::People
            title="Nothing was changed in bulk yet"
            detail="Tick contacts in the list, or take all that it shows, and choose what to do."
        >
            <LinkButton href=paths::contacts()>"Show contacts"</LinkButton>
        </EmptyState>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Change"),
        Column::new("State"),
        Column::new("Changed").numeric(),
        Column::new("Failed").numeric().show(Show::Medium),
        Column::new("When").show(Show::Medium),
    ]
}

fn row(change: &Change, clock: Clock) -> Result<impl IntoView + use<>> {
    let (label, tone) = state(change);
    let (done, failed) = (count(change.done), count(change.failed));
    let (href, words, at) = (
        paths::bulk_change(change.id),
        change.action()?.words(),
        change.created_at,
    );
    Ok(view! {
        <Row>
            <Cell main=true><RowLink href=href><span class="clip" dir="auto">{words}</span></RowLink></Cell>
            <Cell><Tag label=label tone=tone/></Cell>
            <Cell numeric=true>{done}</Cell>
            <Cell numeric=true show=Show::Medium>{failed}</Cell>
            <Cell show=Show::Medium><Time at=at clock=clock/></Cell>
        </Row>
    })
}
