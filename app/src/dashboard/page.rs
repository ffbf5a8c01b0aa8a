//! Today: the few people to write to first; beneath, how it is going, who has a
//! birthday, and what happened here.

mod coming;
mod figures;
mod recent;
mod words;

use leptos::prelude::*;

use self::{coming::Coming, figures::Counted, recent::Recent};
use super::store;
use crate::{
    context::{Scope, Viewer},
    error::Result,
    imports::{self, Import},
    life_events::page::Latest,
    routes::paths,
    shell::{Place, signed_in},
    suggestions::{self, Suggestion, page::SuggestionItem},
    tasks::page::DueToday,
    ui::{
        ButtonKind, Clock, Drawing, EmptyState, IconName, LinkButton, Notice, Page, PageHead,
        Section, Tone, Width, grouped,
    },
    workspaces::Permission,
};

const SHOWN: usize = 5;

#[component]
pub fn Today() -> impl IntoView {
    signed_in(Place::Today, load)
}

async fn load(viewer: Viewer) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let running = running_import(&mut scope).await?;
    let content = if store::is_empty(&mut scope).await? {
        let to_do = DueToday::load(&mut scope, &viewer).await?;
        view! { {newcomer(running.is_some())} {to_do.view()} }.into_any()
    } else {
        everything(&mut scope, &viewer, clock).await?
    };
    let local = viewer.now.with_timezone(&viewer.zone);
    let view = view! {
        <Page width=Width::Reading>
            <PageHead
                title=words::greeting(&local, &viewer.name)
                detail=local.format("%A, %-d %B").to_string()
            />
            <div class="stack">{running.map(running_notice)} {content}</div>
        </Page>
    };
    Ok(("Today".to_owned(), view.into_any()))
}

async fn everything(scope: &mut Scope, viewer: &Viewer, clock: Clock) -> Result<AnyView> {
    let mut due = suggestions::open(scope, "open", None, SHOWN as i64).await?;
    due.truncate(SHOWN);
    let count = suggestions::count_open(scope).await?;
    let to_do = DueToday::load(scope, viewer).await?;
    let happened = Latest::load(scope).await?;
    let figures = Counted::load(scope).await?;
    let coming = Coming::load(scope, viewer).await?;
    let recent = Recent::load(scope).await?;
    let view = view! {
        {write_to(due, count, viewer, clock)}
        {to_do.view()}
        {happened.view(viewer)}
        {figures.view()}
        {coming.view()}
        {recent.view(clock)}
    };
    Ok(view.into_any())
}

async fn running_import(scope: &mut Scope) -> Result<Option<Import>> {
    let newest = imports::imports(scope, None, 3).await?;
    Ok(newest.into_iter().find(|import| !import.report().is_over()))
}

fn running_notice(import: Import) -> AnyView {
    if import.state == "asking" {
        return asking_notice(import).into_any();
    }
    if import.state == "paused" {
        return ().into_any();
    }
    view! {
        <Notice tone=Tone::Info title="An import is running">
            <p>
                "People appear here as they are found in " <span dir="auto">{import.file_name}</span> ". "
                <a class="link" href=paths::import(import.id)>"Watch it"</a>
            </p>
        </Notice>
    }
    .into_any()
}

fn asking_notice(import: Import) -> impl IntoView {
    let title = if !import.is_records() {
        "Kith asks which addresses are yours"
    } else if imports::asks_member(&import) {
        "Kith asks who you are in a chat"
    } else {
        "Kith asks what the columns of a table hold"
    };
    view! {
        <Notice tone=Tone::Caution title=title>
            <p>
                "It goes on with " <span dir="auto">{import.file_name}</span> " as soon as you say so. "
                <a class="link" href=paths::import(import.id)>"Answer"</a>
            </p>
        </Notice>
    }
}

fn write_to(
    due: Vec<Suggestion>,
    count: i64,
    viewer: &Viewer,
    clock: Clock,
) -> impl IntoView + use<> {
    let may_decide = viewer.role.may(Permission::DecideSuggestions);
    let has_more = count > SHOWN as i64;
    let all =
        move || has_more.then(|| view! { <a class="link" href=paths::suggestions()>"All"</a> });
    let items = due.into_iter().map(|suggestion| {
        view! { <SuggestionItem suggestion=suggestion clock=clock from=paths::today() may_decide=may_decide/> }
    });
    let items = items.collect::<Vec<_>>();
    let content = if items.is_empty() {
        nobody_due().into_any()
    } else {
        view! { <div class="suggestions">{items}</div> }.into_any()
    };
    let total = (count > 0).then(|| grouped(count.unsigned_abs()));
    view! { <Section title="Write to" count=total action=all>{content}</Section> }
}

fn nobody_due() -> impl IntoView {
    view! {
        <EmptyState
            drawing=Drawing::Letter
            title="Nobody is waiting"
            detail="Kith looks every hour who is due. Until then your ties are in their rhythm."
        >
            <LinkButton href=paths::contacts()>"See your contacts"</LinkButton>
        </EmptyState>
    }
}

fn newcomer(is_importing: bool) -> AnyView {
    if is_importing {
        return ().into_any();
    }
    view! {
        <EmptyState
            drawing=Drawing::Mailbox
            title="Begin with your mail and contacts"
            detail="Import a mailbox or the contacts of another program, and Kith shows who is in it, how close you are, and whom to write to now."
        >
            <LinkButton kind=ButtonKind::Primary icon=IconName::Import href=paths::welcome()>"Import files"</LinkButton>
        </EmptyState>
    }
    .into_any()
}
