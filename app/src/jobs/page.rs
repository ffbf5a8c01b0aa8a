//! The state of background work: is a worker alive, what waits, what failed.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use super::{
    actions::RetryJob,
    store::{self, JobRow, QueueState},
};
use crate::{
    context::Viewer,
    error::Result,
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, Cell, Chip, Chips, Clock, Column, Drawing, EmptyState, Form, HiddenInput,
        LinkButton, Notice, Page, PageHead, Row, Section, Show, Table, Tag, Time, Tone, Width,
    },
    workspaces::Permission,
};

const SHOWN: i64 = 100;

#[component]
pub fn Jobs() -> impl IntoView {
    let status = use_query_map().with_untracked(|query| query.get("status"));
    signed_in(Place::Jobs, move |viewer| load(viewer, status))
}

async fn load(viewer: Viewer, status: Option<String>) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let state = store::state(&mut scope).await?;
    let rows = store::list(&mut scope, status.as_deref(), SHOWN).await?;
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let may_retry = viewer.role.may(Permission::ManageJobs);
    let view = view! {
        <Page width=Width::Reading>
            <PageHead title="Jobs" detail="Work that goes on in the background"/>
            <div class="stack">
                {worker_notice(&state, clock)}
                <Section title="Orders of this workspace">
                    {filters(status)}
                    {if rows.is_empty() { nothing() } else { table(rows, clock, may_retry) }}
                </Section>
                {viewer.role.may(Permission::ManageWorkspace).then(schedule)}
            </div>
        </Page>
    };
    Ok(("Jobs".to_owned(), view.into_any()))
}

fn schedule() -> AnyView {
    view! {
        <Section title="Schedule" detail="What comes back by itself: when it ran, how it went, when it runs next.">
            <LinkButton href=paths::schedule()>"Open the schedule"</LinkButton>
        </Section>
    }
    .into_any()
}

fn worker_notice(state: &QueueState, clock: Clock) -> AnyView {
    let is_alive = state
        .worker_seen_at
        .is_some_and(|at| (clock.now - at).num_seconds() < 20);
    let counts = format!(
        "{} waiting, {} running, {} failed.",
        state.waiting, state.running, state.failed
    );
    match (is_alive, state.worker_seen_at) {
        (true, _) => view! { <Notice tone=Tone::Positive title="A worker is at work">{counts}</Notice> }.into_any(),
        (false, Some(at)) => view! {
            <Notice tone=Tone::Critical title="No worker is at work">
                <p>
                    "One was last seen " <Time at=at clock=clock/> ". Start " <code>"kith serve"</code> " or "
                    <code>"kith work"</code> "; nothing is lost meanwhile. " {counts}
                </p>
            </Notice>
        }
        .into_any(),
        (false, None) => view! {
            <Notice tone=Tone::Caution title="No worker has run yet">
                <p>"Start " <code>"kith serve"</code> " or " <code>"kith work"</code> "."</p>
            </Notice>
        }
        .into_any(),
    }
}

fn filters(status: Option<String>) -> impl IntoView {
    let chip = move |label: &'static str, value: Option<&'static str>| {
        let href = match value {
            Some(value) => format!("{}?status={value}", paths::jobs()),
            None => paths::jobs().to_owned(),
        };
        let active = status.as_deref() == value;
        view! { <Chip label=label href=href active=active/> }
    };
    view! {
        <Chips label="Show">
            {chip("All", None)}
            {chip("Waiting", Some("Pending"))}
            {chip("Running", Some("Running"))}
            {chip("Failed", Some("Failed"))}
            {chip("Done", Some("Done"))}
        </Chips>
    }
}

fn nothing() -> AnyView {
    view! { <EmptyState drawing=Drawing::Balance title="No orders here" detail="Imports and nightly work show up here."/> }
        .into_any()
}

fn table(rows: Vec<JobRow>, clock: Clock, may_retry: bool) -> AnyView {
    let columns = vec![
        Column::new("Order"),
        Column::new("State"),
        Column::new("Attempts").numeric().show(Show::Medium),
        Column::new("Ordered for").show(Show::Medium),
        Column::new("Retry").unlabelled(),
    ];
    let rows = rows
        .into_iter()
        .map(|job| row(job, clock, may_retry))
        .collect::<Vec<_>>();
    view! { <Table caption="Orders" columns=columns>{rows}</Table> }.into_any()
}

fn row(job: JobRow, clock: Clock, may_retry: bool) -> impl IntoView {
    let (label, tone) = match job.status.as_str() {
        "Done" => ("Done", Tone::Positive),
        "Running" => ("Running", Tone::Info),
        "Failed" | "Killed" if job.attempts >= job.max_attempts => ("Failed", Tone::Critical),
        "Failed" | "Killed" => ("Will be retried", Tone::Caution),
        _ => ("Waiting", Tone::Neutral),
    };
    let retry = (may_retry && tone == Tone::Critical).then(|| {
        view! {
            <Form action=RetryJob::PATH inline=true>
                <HiddenInput name="id" value=job.id.clone()/>
                <Button small=true>"Retry"</Button>
            </Form>
        }
    });
    view! {
        <Row>
            <Cell main=true>{order_words(&job.order)}</Cell>
            <Cell><Tag label=label tone=tone/></Cell>
            <Cell numeric=true show=Show::Medium>{format!("{} of {}", job.attempts, job.max_attempts)}</Cell>
            <Cell show=Show::Medium><Time at=job.run_at clock=clock/></Cell>
            <Cell>{retry}</Cell>
        </Row>
    }
}

fn order_words(order: &str) -> String {
    match order {
        "change_many" => "Change many contacts".to_owned(),
        "undo_bulk_change" => "Undo a change of many contacts".to_owned(),
        "back_up" => "Write a backup".to_owned(),
        "count_companies" => "Count the figures of companies".to_owned(),
        "wake_snoozed" => "Bring back snoozed suggestions".to_owned(),
        "deliver_notifications" => "Send mails and pushes".to_owned(),
        "deliver_reminders" => "Announce reminders".to_owned(),
        "index_all" | "index_messages" => "Read messages for search".to_owned(),
        "correct_own_addresses" => "Turn mail by your addresses".to_owned(),
        "resolve_contacts" => "Find people by the new rule".to_owned(),
        "transfer_workspace" => "Export or load the workspace".to_owned(),
        "undo_import" => "Undo an import".to_owned(),
        "empty_trash" | "purge_trash" => "Empty the trash".to_owned(),
        "find_all_doubles" | "find_doubles" | "scan_contacts" => {
            "Find contacts that may be one person".to_owned()
        }
        "classify_contacts" => "Ask the model which tags fit".to_owned(),
        "discover_tags" => "Find tags to propose".to_owned(),
        "find_life_events" => "Read what happened in people's lives".to_owned(),
        "match_arrivals" => "Compare who is new with all contacts".to_owned(),
        "import_mailbox" => "Read a mailbox".to_owned(),
        "seek_logos" | "seek_logos_all" => "Seek logos of companies".to_owned(),
        "refresh_scores" => "Weigh relationships".to_owned(),
        "refresh_suggestions" => "Choose whom to write to".to_owned(),
        other => other.replace('_', " "),
    }
}
