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
        Button, Clock, Drawing, EmptyState, Form, LinkButton, List, Page, PageHead, Pager, Section,
        Tab, Tabs, Width,
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
        days(&found, clock).into_any()
    };
    let actions = move || {
        view! {
            {(unread > 0).then(|| view! {
                <Form action=ReadAllNotifications::PATH inline=true>
                    <Button>"Mark all as read"</Button>
                </Form>
            })}
            <LinkButton href=paths::notification_settings()>"Choose what is told"</LinkButton>
        }
    };
    let view = view! {
        <Page width=Width::Reading>
            <PageHead title=TITLE actions=actions/>
            <div class="stack">
                <Tabs label="Show" tabs=tabs(wanted, unread)/>
                {content}
                {pager}
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

fn tab_path(name: &str) -> String {
    format!("{}?show={name}", paths::notifications())
}

fn tabs(wanted: Wanted, unread: i64) -> Vec<Tab> {
    let here = tab_name(wanted);
    let tab = |name: &str, label: &str, count: Option<u64>| Tab {
        label: label.to_owned(),
        href: tab_path(name),
        count,
        active: here == name,
    };
    let unread = u64::try_from(unread).ok().filter(|unread| *unread > 0);
    let mut tabs = vec![tab("all", "All", None), tab("unread", "Unread", unread)];
    tabs.extend(Kind::ALL.map(|kind| tab(kind.as_str(), kind.title(), None)));
    tabs
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
fn days(found: &[Notification], clock: Clock) -> Vec<AnyView> {
    let day_of = |one: &Notification| one.created_at.with_timezone(&clock.zone).date_naive();
    let today = clock.now.with_timezone(&clock.zone).date_naive();
    found
        .chunk_by(|one, other| day_of(one) == day_of(other))
        .map(|day| {
            let title = day_title(day_of(&day[0]), today);
            let items: Vec<_> = day.iter().map(|one| item(one, clock)).collect();
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
