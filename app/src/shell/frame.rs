//! How a page is rendered: find the viewer, run its work, put the frame around it.

use std::future::Future;

use axum::http::{StatusCode, request::Parts};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_axum::ResponseOptions;
use leptos_meta::Title;

use super::problem::{problem_page, set_status};
use crate::{
    accounts::{self, actions::Logout, workspaces_of},
    context::{Viewer, viewer},
    error::Result,
    forms::toast,
    imports,
    keyboard::Keyboard,
    notifications, review,
    routes::paths,
    suggestions,
    tasks::{self, island::LiveReminders},
    ui::{AppFrame, Frame, IconName, MenuItem, NavItem, PublicFrame, Toast, Toasts, Tone, Undo},
    workspaces::actions::SwitchWorkspace,
};

/// Which entry of the navigation a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Today,
    Suggestions,
    LifeEvents,
    Tasks,
    Contacts,
    Companies,
    Review,
    Imports,
    Notifications,
    Jobs,
    Settings,
    Nowhere,
}

/// A page for members: its work returns the title and the view.
pub fn signed_in<F, Work, V>(place: Place, work: F) -> AnyView
where
    F: FnOnce(Viewer) -> Work + Send + 'static,
    Work: Future<Output = Result<(String, V)>> + Send + 'static,
    V: IntoView + 'static,
{
    let Ok(viewer) = viewer() else {
        let path = use_context::<Parts>()
            .and_then(|parts| parts.uri.path_and_query().map(ToString::to_string));
        lead_to(&paths::login(path.as_deref().filter(|path| *path != "/")));
        return ().into_any();
    };
    let content = Suspend::new(async move {
        let frame = frame_of(&viewer, place).await;
        let since = viewer.now.timestamp_millis();
        let page = work(viewer).await;
        let view = match page {
            Ok((title, view)) => {
                view! { <Title text=format!("{title} · Kith")/> {view.into_any()} }.into_any()
            }
            Err(error) => {
                set_status(&error);
                problem_page(&error)
            }
        };
        match frame {
            Ok(frame) => view! {
                <AppFrame frame=frame>{view}</AppFrame>
                <Toasts>{toast_view()} <LiveReminders since=since/></Toasts>
                <Keyboard/>
            }
            .into_any(),
            Err(error) => {
                set_status(&error);
                problem_page(&error)
            }
        }
    });
    view! { <Suspense>{content}</Suspense> }.into_any()
}

/// Leads a page's visitor elsewhere, also one that does not say it takes HTML.
pub fn lead_to(path: &str) {
    leptos_axum::redirect(path);
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::FOUND);
    }
}

/// A page for everybody.
pub fn public(
    title: &'static str,
    detail: Option<String>,
    content: AnyView,
    foot: ViewFn,
) -> AnyView {
    view! {
        <Title text=format!("{title} · Kith")/>
        <PublicFrame title=title detail=detail foot=foot>{content}</PublicFrame>
        <Toasts>{toast_view()}</Toasts>
    }
    .into_any()
}

fn toast_view() -> Option<impl IntoView> {
    toast().map(|toast| {
        let tone = if toast.critical {
            Tone::Critical
        } else {
            Tone::Neutral
        };
        let undo = toast.undo.map(|undo| Undo {
            action: undo.action,
            fields: undo.fields,
        });
        view! { <Toast message=toast.text tone=tone undo=undo/> }
    })
}

async fn frame_of(viewer: &Viewer, place: Place) -> Result<Frame> {
    let mut scope = viewer.begin().await?;
    let due = suggestions::count_open(&mut scope).await?;
    let to_do = tasks::count_due(&mut scope, &tasks::Agenda::of(viewer)).await?;
    let doubles = review::counts(&mut scope).await?.all();
    let running = imports::count_running(&mut scope).await?;
    let unread = notifications::count_unread(&mut scope).await?;
    let workspaces = workspaces_of(&viewer.kith, viewer.user).await?;
    let item =
        |label: &str, href: &str, icon, own| NavItem::new(label, href, icon).active(place == own);
    let count = |number: i64| u64::try_from(number).unwrap_or_default();
    Ok(Frame {
        workspace: viewer.workspace_name.clone(),
        workspace_menu: workspaces
            .iter()
            .map(|other| switch_entry(other, viewer))
            .collect(),
        search: paths::search_page().to_owned(),
        nav: vec![
            item("Today", paths::today(), IconName::Today, Place::Today).keys("g t"),
            item(
                "Write to",
                paths::suggestions(),
                IconName::Send,
                Place::Suggestions,
            )
            .keys("g w")
            .count(count(due)),
            item("Tasks", paths::tasks(), IconName::Task, Place::Tasks)
                .keys("g a")
                .count(count(to_do)),
            item(
                "Contacts",
                paths::contacts(),
                IconName::Contacts,
                Place::Contacts,
            )
            .keys("g c"),
            item(
                "Companies",
                paths::companies(),
                IconName::Companies,
                Place::Companies,
            )
            .keys("g o"),
            item(
                "Life events",
                &paths::life_events(None),
                IconName::News,
                Place::LifeEvents,
            ),
            item("Review", paths::review(), IconName::Merge, Place::Review).count(count(doubles)),
            item(
                "Imports",
                paths::imports(),
                IconName::Import,
                Place::Imports,
            )
            .keys("g i")
            .count(count(running)),
        ],
        foot: vec![
            item(
                "Notifications",
                paths::notifications(),
                IconName::Bell,
                Place::Notifications,
            )
            .count(count(unread)),
            item("Jobs", paths::jobs(), IconName::Jobs, Place::Jobs).keys("g j"),
            item(
                "Settings",
                paths::settings(),
                IconName::Settings,
                Place::Settings,
            )
            .keys("g s"),
        ],
        person: viewer.name.clone(),
        email: viewer.email.clone(),
        photo: None,
        person_menu: vec![
            MenuItem::link("Settings", paths::settings()).icon(IconName::Settings),
            MenuItem::link("API documentation", paths::api_docs()).icon(IconName::Key),
            MenuItem::post("Sign out", Logout::PATH).icon(IconName::SignOut),
        ],
    })
}

fn switch_entry(other: &accounts::Workspace, viewer: &Viewer) -> MenuItem {
    if other.id == viewer.workspace {
        MenuItem::link(other.name.clone(), paths::today()).current(true)
    } else {
        MenuItem::post(other.name.clone(), SwitchWorkspace::PATH)
            .field("workspace", other.id.to_string())
    }
}
