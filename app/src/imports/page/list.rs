//! The list of imports, and the form that starts one.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use crate::{
    context::Viewer,
    error::Result,
    forms::form_state,
    imports::{self, Import, island::UploadBox, types::stage_words},
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, ButtonKind, Cell, Clock, Column, Drawing, EmptyState, FileField, Form, FormActions,
        Page, PageHead, Pager, Row, RowLink, Section, Show, Table, Tag, Time, Tone, Width, grouped,
    },
    workspaces::Permission,
};

const PAGE: i64 = 30;

#[component]
pub fn List() -> impl IntoView {
    let before = use_query_map().with_untracked(|query| query.get("before"));
    let before = before.and_then(|text| text.parse().ok());
    signed_in(Place::Imports, move |viewer| load(viewer, before))
}

async fn load(viewer: Viewer, before: Option<Uuid>) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let mut rows = imports::imports(&mut scope, before, PAGE).await?;
    let more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| format!("{}?before={}", paths::imports(), last.id));
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let may_import = viewer.role.may(Permission::ImportFiles);
    let view = view! {
        <Page width=Width::Reading>
            <PageHead title="Imports" detail="Files that were read into this workspace"/>
            <div class="stack">
                {may_import.then(upload_form)}
                <Section title="What was imported">
                    {if rows.is_empty() { nothing_yet() } else { table(rows, clock) }}
                    <Pager summary=String::new() previous=before.map(|_| paths::imports().to_owned()) next=next/>
                </Section>
            </div>
        </Page>
    };
    Ok(("Imports".to_owned(), view.into_any()))
}

/// A plain form; with scripts a file may also be dropped on it.
pub fn upload_form() -> AnyView {
    let state = form_state(paths::upload());
    view! {
        <UploadBox>
            <Form action=paths::upload() multipart=true>
                <FileField
                    name="file"
                    label="Files to import"
                    hint="Mail as it comes: mbox, .eml, .emlx, or a zip, tar or gzip with mailboxes in it, like Google Takeout. Or contacts (CSV, vCard, LDIF), calendars (.ics), chats of Telegram and WhatsApp, the JSON export of Monica. Several at once are fine."
                    error=state.error("file")
                    multiple=true
                    required=true
                />
                <FormActions>
                    <Button kind=ButtonKind::Primary>"Import files"</Button>
                </FormActions>
            </Form>
        </UploadBox>
    }
    .into_any()
}

fn nothing_yet() -> AnyView {
    view! {
        <EmptyState
            drawing=Drawing::Mailbox
            title="Nothing imported yet"
            detail="Choose a file above. Kith reads it on this machine and shows the people in it."
        />
    }
    .into_any()
}

fn table(rows: Vec<Import>, clock: Clock) -> AnyView {
    let columns = vec![
        Column::new("File"),
        Column::new("State"),
        Column::new("Stored").numeric(),
        Column::new("New contacts").numeric().show(Show::Medium),
        Column::new("Started").show(Show::Medium),
    ];
    let rows = rows
        .into_iter()
        .map(|import| row(import, clock))
        .collect::<Vec<_>>();
    view! { <Table caption="Imports" columns=columns>{rows}</Table> }.into_any()
}

fn row(import: Import, clock: Clock) -> impl IntoView {
    let count = |number: i32| grouped(u64::try_from(number).unwrap_or_default());
    let state = state_tag(&import);
    let (stored, created) = (count(import.stored), count(import.contacts_created));
    view! {
        <Row>
            <Cell main=true>
                <RowLink href=paths::import(import.id)>
                    <span class="clip" dir="auto">{import.file_name}</span>
                </RowLink>
            </Cell>
            <Cell>{state}</Cell>
            <Cell numeric=true>{stored}</Cell>
            <Cell numeric=true show=Show::Medium>{created}</Cell>
            <Cell show=Show::Medium><Time at=import.created_at clock=clock/></Cell>
        </Row>
    }
}

fn state_tag(import: &Import) -> impl IntoView + use<> {
    let (label, tone) = match import.state.as_str() {
        "done" => ("Done", Tone::Positive),
        "failed" => ("Failed", Tone::Critical),
        "cancelled" => ("Stopped", Tone::Caution),
        "asking" if import.is_records() => ("Asks you something", Tone::Caution),
        "asking" => ("Asks which addresses are yours", Tone::Caution),
        "paused" => ("Paused", Tone::Caution),
        "undoing" => ("Taking away", Tone::Info),
        "undone" => ("Undone", Tone::Neutral),
        "running" => (stage_words(&import.stage), Tone::Info),
        _ => ("Waiting", Tone::Neutral),
    };
    view! { <Tag label=label tone=tone/> }
}
