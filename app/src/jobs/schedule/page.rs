//! What comes back by itself, for owners: when it ran, how it went, when it runs next.

use leptos::{prelude::*, server_fn::ServerFn};

use super::runs::{Entry, entries};
use crate::{
    context::Viewer,
    error::Result,
    forms::form_state,
    jobs::actions::RequestRun,
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, Cell, Choice, Clock, Column, FieldRow, Form, FormActions, HiddenInput, InputKind,
        Notice, Page, PageHead, Row, Section, SelectField, Show, Table, Tag, TextField, Time, Tone,
    },
    workspaces::{self, Morning, Permission, actions::ChooseMorning},
};

const TITLE: &str = "Schedule";

#[component]
pub fn Schedule() -> impl IntoView {
    signed_in(Place::Jobs, load)
}

async fn load(viewer: Viewer) -> Result<(String, AnyView)> {
    if !viewer.role.may(Permission::ManageWorkspace) {
        return Ok((
            TITLE.to_owned(),
            head("Only owners of the workspace see and run it."),
        ));
    }
    let mut scope = viewer.begin().await?;
    let entries = entries(&mut scope, &viewer).await?;
    let morning = workspaces::morning(&mut scope).await?;
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let (installation, own): (Vec<_>, Vec<_>) = entries
        .into_iter()
        .partition(|entry| entry.runs_for == "installation");
    let installation = (!installation.is_empty()).then(|| {
        view! {
            <Section title="The whole installation" detail="Only you, its operator, see this.">
                {failures(&installation)}
                {table("The whole installation", installation, clock)}
                <p class="muted">
                    "A backup holds the database, the files and " <code>"sealing.key"</code>
                    ", which opens the keys of language models: whoever has the backup can read all of it. Keep it as a secret."
                </p>
            </Section>
        }
    });
    let view = view! {
        <Page>
            <PageHead
                title=TITLE
                back=("Jobs".to_owned(), paths::jobs().to_owned())
                detail="Work that comes back by itself. What was missed while nothing ran is done once, late."
            />
            <div class="stack">
                <Section title="This workspace">
                    {failures(&own)}
                    {table("This workspace", own, clock)}
                </Section>
                {times(&morning)}
                {installation}
            </div>
        </Page>
    };
    Ok((TITLE.to_owned(), view.into_any()))
}

fn head(detail: &'static str) -> AnyView {
    view! {
        <Page>
            <PageHead title=TITLE back=("Jobs".to_owned(), paths::jobs().to_owned()) detail=detail/>
        </Page>
    }
    .into_any()
}

/// What failed last, and what to do.
fn failures(entries: &[Entry]) -> Vec<AnyView> {
    let failed = entries
        .iter()
        .filter(|entry| entry.outcome.as_deref() == Some("failed"));
    failed
        .map(|entry| {
            let title = format!("{} failed", super::title(&entry.name));
            let problem = entry.problem.clone();
            view! { <Notice tone=Tone::Critical title=title><p>{problem}</p></Notice> }.into_any()
        })
        .collect()
}

fn table(caption: &'static str, entries: Vec<Entry>, clock: Clock) -> impl IntoView {
    let columns = vec![
        Column::new("What, and why then"),
        Column::new("Last run"),
        Column::new("Took").numeric().show(Show::Medium),
        Column::new("Next run").show(Show::Medium),
        Column::new("Run now").unlabelled(),
    ];
    let rows: Vec<_> = entries.into_iter().map(|entry| row(entry, clock)).collect();
    view! { <Table caption=caption columns=columns>{rows}</Table> }
}

fn row(entry: Entry, clock: Clock) -> impl IntoView {
    let title = super::title(&entry.name);
    let (label, tone) = match (entry.is_under_way, entry.outcome.as_deref()) {
        (true, _) => ("Under way", Tone::Info),
        (_, Some("done")) => ("Done", Tone::Positive),
        (_, Some("retrying")) => ("Will be retried", Tone::Caution),
        (_, Some(_)) => ("Failed", Tone::Critical),
        (_, None) => ("Not yet", Tone::Neutral),
    };
    let last = entry
        .last_run_at
        .map(|at| view! { <span class="muted"><Time at=at clock=clock/></span> });
    let next = match entry.next_run_at {
        Some(at) => view! { <Time at=at clock=clock/> }.into_any(),
        None if entry.is_off => "off".into_any(),
        None => "–".into_any(),
    };
    let name = entry.name.clone();
    let run = (!entry.is_under_way && !entry.is_off).then(|| {
        view! {
            <Form action=RequestRun::PATH inline=true label=format!("Run now: {title}")>
                <HiddenInput name="name" value=name/>
                <Button small=true>"Run now"</Button>
            </Form>
        }
    });
    view! {
        <Row>
            <Cell main=true>
                <span class="whitespace-normal"><strong>{title}</strong> " " {entry.words}</span>
            </Cell>
            <Cell>
                <span class="grid justify-items-start gap-1"><Tag label=label tone=tone/> {last}</span>
            </Cell>
            <Cell numeric=true show=Show::Medium>{entry.took_ms.map(took)}</Cell>
            <Cell show=Show::Medium>{next}</Cell>
            <Cell>{run}</Cell>
        </Row>
    }
}

/// "0.3 s", "12 s", "4 min".
pub fn took(milliseconds: i64) -> String {
    match milliseconds {
        ..10_000 => format!("{:.1} s", milliseconds as f64 / 1_000.0),
        10_000..120_000 => format!("{} s", milliseconds / 1_000),
        _ => format!("{} min", milliseconds / 60_000),
    }
}

fn times(morning: &Morning) -> impl IntoView + use<> {
    let state = form_state(ChooseMorning::PATH);
    let mut zones = vec![Choice::new("", "As mine")];
    zones.extend(
        chrono_tz::TZ_VARIANTS
            .iter()
            .map(|zone| Choice::new(zone.name(), zone.name())),
    );
    let own = if morning.follows_owner {
        ""
    } else {
        morning.zone.name()
    };
    let zone = state.value("zone").unwrap_or_else(|| own.to_owned());
    let at = state
        .value("morning")
        .unwrap_or_else(|| morning.at.format("%H:%M").to_string());
    let detail = format!(
        "Nights and mornings of this workspace are those of {}.",
        morning.zone.name()
    );
    view! {
        <Section title="Times" id="times" detail=detail>
            <Form action=ChooseMorning::PATH label="Times">
                <FieldRow>
                    <SelectField
                        name="zone"
                        label="Time zone"
                        choices=zones
                        value=zone
                        error=state.error("zone")
                    />
                    <TextField
                        name="morning"
                        label="Suggestions are made at"
                        kind=InputKind::Time
                        value=at
                        error=state.error("morning")
                        required=true
                    />
                </FieldRow>
                <FormActions><Button>"Save times"</Button></FormActions>
            </Form>
        </Section>
    }
}
