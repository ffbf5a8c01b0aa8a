//! Everything that fits what was typed, grouped by kind.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{Hit, Piece, Results, search};
use crate::{
    context::Viewer,
    error::Result,
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Clock, Drawing, EmptyState, IconName, List, ListItem, Page, PageHead, SearchField, Section,
        Time, Width,
    },
};

/// Of each kind.
const MOST: i64 = 12;

#[component]
pub fn Search() -> impl IntoView {
    let text = use_query_map().with_untracked(|query| query.get("q").unwrap_or_default());
    signed_in(Place::Nowhere, move |viewer| load(viewer, text))
}

async fn load(viewer: Viewer, text: String) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let results = search(&mut scope, &text, MOST).await?;
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let content = content(&results, &text, clock);
    let view = view! {
        <Page width=Width::Reading>
            <PageHead title="Search" filters=move || field(&text)/>
            {content}
        </Page>
    };
    Ok(("Search".to_owned(), view.into_any()))
}

fn field(text: &str) -> impl IntoView + use<> {
    view! {
        <SearchField
            action=paths::search_page()
            label="Search everything"
            placeholder="People, companies, notes and messages"
            key_hint="/"
            value=text.to_owned()
        />
    }
}

fn content(results: &Results, text: &str, clock: Clock) -> AnyView {
    let is_empty = results.contacts.is_empty()
        && results.companies.is_empty()
        && results.notes.is_empty()
        && results.messages.is_empty();
    if text.trim().is_empty() {
        return ().into_any();
    }
    if is_empty {
        return view! {
            <EmptyState
                drawing=Drawing::Search
                title="Nothing found"
                detail="Words are found by their beginnings, in names, addresses, companies, notes and messages."
            />
        }
        .into_any();
    }
    let similar = (!results.similar.is_empty()).then(|| {
        let words = format!(
            "Similar names are shown, too: {}.",
            results.similar.join(", ")
        );
        view! { <p class="muted">{words}</p> }
    });
    view! {
        <div class="stack">
        {similar}
        {group("Contacts", IconName::Person, &results.contacts, paths::contact, clock)}
        {group("Companies", IconName::Companies, &results.companies, paths::company, clock)}
        {group("Notes", IconName::Note, &results.notes, paths::interaction, clock)}
        {group("Messages", IconName::Mail, &results.messages, paths::interaction, clock)}
        </div>
    }
    .into_any()
}

fn group(
    title: &'static str,
    icon: IconName,
    hits: &[Hit],
    href: fn(uuid::Uuid) -> String,
    clock: Clock,
) -> Option<AnyView> {
    if hits.is_empty() {
        return None;
    }
    let items = hits
        .iter()
        .map(|hit| item(hit, icon, href(hit.id), clock))
        .collect::<Vec<_>>();
    let view = view! { <Section title=title><List label=title>{items}</List></Section> };
    Some(view.into_any())
}

fn item(hit: &Hit, icon: IconName, href: String, clock: Clock) -> AnyView {
    let at = hit.at;
    let end = move || at.map(|at| view! { <Time at=at clock=clock short=true/> });
    let title = Some(pieces(&hit.title)).filter(|_| !hit.title.is_empty());
    let person = hit.person.clone();
    let detail = pieces(&hit.detail);
    view! {
        <ListItem icon=icon href=href end=end>
            <span class="grid min-w-0 gap-1">
                <span class="clip" dir="auto">
                    {person.map(|person| view! { <strong dir="auto">{person}</strong> " " })}
                    {title}
                </span>
                <span class="clip text-sm muted" dir="auto">{detail}</span>
            </span>
        </ListItem>
    }
    .into_any()
}

fn pieces(pieces: &[Piece]) -> Vec<AnyView> {
    let shown = pieces.iter().map(|piece| {
        let text = piece.text.clone();
        match piece.is_hit {
            true => view! { <mark>{text}</mark> }.into_any(),
            false => text.into_any(),
        }
    });
    shown.collect()
}
