//! What became of a change: how far it is, what was changed, what could not be and why.

use axum::http::{HeaderName, HeaderValue};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_axum::ResponseOptions;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::words::{count, reason, state, told};
use crate::{
    bulk::{
        self, Action, Change, Failure, TagMoves,
        actions::{CancelBulkChange, RetryBulkChange, UndoBulkChange},
    },
    context::Viewer,
    error::{Error, Result},
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, ButtonKind, Clock, Form, HiddenInput, IconName, List, ListItem, Page, PageHead,
        Progress, ProgressState, Section, Tag, Tally, TallyLine, Time, Width,
    },
    workspaces::Permission,
};

/// So many of those that failed are on the page; programs read all of them.
const SHOWN: i64 = 200;

#[component]
pub fn Report() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    let id = id.and_then(|text| text.parse().ok());
    signed_in(Place::Contacts, move |viewer| load(viewer, id))
}

async fn load(viewer: Viewer, id: Option<Uuid>) -> Result<(String, AnyView)> {
    let id = id.ok_or(Error::NotFound)?;
    let mut scope = viewer.begin().await?;
    let change = bulk::change(&mut scope, id).await?;
    let failures = bulk::failures(&mut scope, id, SHOWN).await?;
    let moves = match change.action()? {
        Action::SetTags { .. } => bulk::tag_moves(&mut scope, id).await?,
        _ => Vec::new(),
    };
    if change.is_running() {
        come_again();
    }
    let title = change.action()?.words();
    let may_edit = viewer.role.may(Permission::EditContacts);
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let for_actions = change.clone();
    let (heading, detail) = (title.clone(), told(&change));
    let view = view! {
        <Page width=Width::Reading>
            <PageHead
                title=heading
                detail=detail
                back=("Bulk changes".to_owned(), paths::bulk_changes().to_owned())
                actions=move || may_edit.then(|| actions(&for_actions))
            />
            <div class="stack">
                {progress(&change)}
                {outcome(&change, clock)}
                {by_tag(moves)}
                {failed(&change, failures)}
            </div>
        </Page>
    };
    Ok((title, view.into_any()))
}

/// Asks the browser for the page again in a while, also without a script.
fn come_again() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(
            HeaderName::from_static("refresh"),
            HeaderValue::from_static("2"),
        );
    }
}

fn actions(change: &Change) -> impl IntoView + use<> {
    let id = change.id.to_string();
    let button = |path: &'static str, icon, label: &'static str| {
        let id = id.clone();
        view! {
            <Form action=path inline=true>
                <HiddenInput name="id" value=id/>
                <Button icon=icon kind=ButtonKind::Plain>{label}</Button>
            </Form>
        }
    };
    let stop = matches!(change.state.as_str(), "queued" | "running")
        .then(|| button(CancelBulkChange::PATH, IconName::Close, "Stop"));
    let left = change.failed > 0 || change.position < change.total;
    let retry = (left && !change.is_running() && change.state != "undone")
        .then(|| button(RetryBulkChange::PATH, IconName::Repeat, "Try those again"));
    let undo = change
        .may_be_undone()
        .then(|| button(UndoBulkChange::PATH, IconName::Undo, "Undo all of it"));
    view! { {stop} {retry} {undo} }
}

fn progress(change: &Change) -> Option<impl IntoView + use<>> {
    let (stage, done, total) = match change.state.as_str() {
        "queued" | "running" => ("Changing", change.position, change.total),
        "undoing" => ("Taking back", change.undone + change.kept, change.done),
        _ => return None,
    };
    let state = ProgressState {
        stage: stage.to_owned(),
        done: u64::try_from(done).unwrap_or_default(),
        total: u64::try_from(total).ok(),
        ..ProgressState::default()
    };
    Some(view! { <Progress state=state/> })
}

fn outcome(change: &Change, clock: Clock) -> impl IntoView + use<> {
    let line = |label, number: i32| TallyLine::new(label, u64::try_from(number).unwrap_or(0));
    let left = change.total - change.done - change.unchanged - change.failed;
    let mut lines = vec![
        line("Chosen", change.total),
        line("Changed", change.done).nested(),
        line("Were so already", change.unchanged).nested(),
        line("Failed", change.failed).nested(),
    ];
    if left > 0 {
        lines.push(line("Not reached", left).nested());
    }
    if change.undone + change.kept > 0 {
        lines.push(line("Taken back", change.undone));
        lines.push(line("Changed by somebody since, and left so", change.kept));
    }
    let (label, tone) = state(change);
    let (by, at) = (change.user.clone(), change.created_at);
    view! {
        <Section title="What became of it">
            <p class="muted">
                <Tag label=label tone=tone/> " " {by.map(|name| format!("{name}, "))} <Time at=at clock=clock/>
            </p>
            <Tally lines=lines/>
        </Section>
    }
}

/// What a change by rules did, tag by tag.
fn by_tag(moves: Vec<TagMoves>) -> Option<impl IntoView + use<>> {
    let number = |count: i64| u64::try_from(count).unwrap_or(0);
    let lines: Vec<TallyLine> = moves
        .into_iter()
        .flat_map(|tag| {
            let added = (tag.added > 0).then(|| TallyLine::new(&tag.name, number(tag.added)));
            let removed = (tag.removed > 0)
                .then(|| TallyLine::new(format!("{}, taken off", tag.name), number(tag.removed)));
            [added, removed]
        })
        .flatten()
        .collect();
    (!lines.is_empty()).then(|| view! { <Section title="By tag"><Tally lines=lines/></Section> })
}

fn failed(change: &Change, failures: Vec<Failure>) -> Option<impl IntoView + use<>> {
    let more = i64::from(change.failed) > SHOWN;
    let rows = failures.into_iter().map(|failure| {
        let why = reason(&failure.reason);
        let end = move || view! { <span class="muted">{why}</span> };
        let name = failure.name.unwrap_or_else(|| failure.contact.to_string());
        match failure.reason.as_str() {
            "internal" => {
                view! { <ListItem href=paths::contact(failure.contact) end=end>{name}</ListItem> }
                    .into_any()
            }
            _ => view! { <ListItem end=end>{name}</ListItem> }.into_any(),
        }
    });
    let rows = rows.collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <Section title="Failed" count=count(change.failed)>
                <List label="Failed">{rows}</List>
                {more.then(|| view! { <p class="muted">{format!("The first {SHOWN} are shown.")}</p> })}
            </Section>
        }
    })
}
