//! What is new, by day; and how one wants to be told.

mod item;
mod settings;

use chrono::NaiveDate;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use self::item::item;
pub use self::settings::Settings;
use super::{
    Kind, Notification, Wanted,
    actions::ReadAllNotifications,
    store::{count_unread, list},
};
use crate::{
    context::Viewer,
    error::Result,
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, Chip, Chips, Clock, Drawing, EmptyState, Form, HiddenInput, IconName, LinkButton,
        List, Menu, MenuItem, Page, PageHead, Pager, Section, Width,
    },
    workspaces::Permission,
};

const SHOWN: i64 = 50;
const TITLE: &str = "Notifications";

#[component]
pub fn Show() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let tab = query.get("show").unwrap_or_default();
    let before = query.get("before").and_then(|id| id.parse().ok());
    let wanted = Wanted {
        is_unread: tab == "unread",
        kind: Kind::parse(&tab),
        before,
    };
    signed_in(Place::Notifications, move |viewer| load(viewer, wanted))
}

async fn load(viewer: Viewer, wanted: Wanted) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let unread = count_unread(&mut scope).await?;
    let mut found = list(&mut scope, wanted, SHOWN).await?;
    let has_more = found.len() as i64 > SHOWN;
    found.truncate(SHOWN as usize);
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let next = found
        .last()
        .filter(|_| has_more)
        .map(|last| format!("{}&before={}", tab_path(tab_name(wanted)), last.id));
    let pager = (next.is_some() || wanted.before.is_some()).then(|| {
        let first = wanted.before.map(|_| tab_path(tab_name(wanted)));
        let summary = format!("{} shown", found.len());
        view! { <Pager summary=summary previous=first next=next/> }
    });
    let content = if found.is_empty() {
        nothing(wanted, &viewer)
    } else {
        days(&found, clock, &here(wanted)).into_any()
    };
    let actions = move || {
        view! {
            {(unread > 0).then(|| view! {
                <Form action=ReadAllNotifications::PATH inline=true>
                    <HiddenInput name="from" value=here(wanted)/>
                    <Button>"Mark all as read"</Button>
                </Form>
            })}
            <LinkButton href=paths::notification_settings()>"Choose what is told"</LinkButton>
        }
    };
    let view = view! {
        <Page width=Width::Reading>
            <PageHead title=TITLE actions=actions filters=move || filters(wanted, unread)/>
            <div class="stack">
                <p class="visually-hidden" role="status" data-feed-said=""></p>
                <div class="stack" data-feed="">{content} {pager}</div>
            </div>
        </Page>
    };
    Ok((TITLE.to_owned(), view.into_any()))
}

fn tab_name(wanted: Wanted) -> &'static str {
    match wanted.kind {
        Some(kind) => kind.as_str(),
        None if wanted.is_unread => "unread",
        None => "all",
    }
}

/// This page, to come back to.
fn here(wanted: Wanted) -> String {
    let tab = tab_path(tab_name(wanted));
    match wanted.before {
        Some(before) => format!("{tab}&before={before}"),
        None => tab,
    }
}

fn tab_path(name: &str) -> String {
    format!("{}?show={name}", paths::notifications())
}

/// All, those that wait to be read, or one kind, which then stands as a chip of its own.
fn filters(wanted: Wanted, unread: i64) -> impl IntoView {
    let here = tab_name(wanted);
    let unread = (unread > 0).then(|| unread.to_string());
    let kinds = Kind::ALL.map(|kind| {
        let is_chosen = wanted.kind == Some(kind);
        MenuItem::link(kind.title(), tab_path(kind.as_str())).current(is_chosen)
    });
    let chosen = wanted.kind.map(|kind| {
        view! { <Chip label=kind.title() href=tab_path(here) active=true remove=tab_path("all")/> }
    });
    view! {
        <Chips label="Show">
            <Chip label="All" href=tab_path("all") active=here == "all"/>
            <Chip label="Unread" href=tab_path("unread") active=here == "unread" count=unread/>
            {chosen}
            <Menu label="Narrow by kind" icon=IconName::CaretDown small=true items=kinds.to_vec()>
                "Kinds"
            </Menu>
        </Chips>
    }
}

fn nothing(wanted: Wanted, viewer: &Viewer) -> AnyView {
    let (title, detail) = match wanted.kind {
        _ if !viewer.role.may(Permission::DecideSuggestions) => (
            "Nothing is told here",
            "You look on in this workspace: those who work in it are told.",
        ),
        None if wanted.is_unread => ("All is read", "What is new shows up here."),
        _ => ("Nothing yet", "What is new shows up here."),
    };
    view! { <EmptyState drawing=Drawing::Balance title=title detail=detail/> }.into_any()
}

/// A section for each day of the reader.
fn days(found: &[Notification], clock: Clock, from: &str) -> Vec<AnyView> {
    let day_of = |one: &Notification| one.created_at.with_timezone(&clock.zone).date_naive();
    let today = clock.now.with_timezone(&clock.zone).date_naive();
    found
        .chunk_by(|one, other| day_of(one) == day_of(other))
        .map(|day| {
            let title = day_title(day_of(&day[0]), today);
            let items: Vec<_> = day.iter().map(|one| item(one, clock, from)).collect();
            view! {
                <Section title=title.clone()>
                    <List label=title>{items}</List>
                </Section>
            }
            .into_any()
        })
        .collect()
}

fn day_title(day: NaiveDate, today: NaiveDate) -> String {
    match (today - day).num_days() {
        0 => "Today".to_owned(),
        1 => "Yesterday".to_owned(),
        _ => day.format("%A, %-d %B %Y").to_string(),
    }
}
