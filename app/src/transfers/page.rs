//! The page on which a workspace leaves and comes in.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    Refusal, Transfer,
    actions::{ExportWorkspace, StopTransfer},
    store,
};
use crate::{
    context::Viewer,
    error::Result,
    forms::form_state,
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, ButtonKind, Clock, FileField, Form, FormActions, HiddenInput, LinkButton, List,
        ListItem, Page, PageHead, Section, Tag, Time, Tone, Width, grouped,
    },
    workspaces::Permission,
};

#[component]
pub fn Transfers() -> impl IntoView {
    signed_in(Place::Settings, load)
}

async fn load(viewer: Viewer) -> Result<(String, AnyView)> {
    if !viewer.role.may(Permission::ManageWorkspace) {
        return Ok(("Whole workspace".to_owned(), for_owners()));
    }
    let found = store::transfers(&mut viewer.begin().await?).await?;
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let view = view! {
        <Page width=Width::Form>
            <PageHead
                title="Whole workspace"
                back=("Settings".to_owned(), paths::settings().to_owned())
                detail="Everything as one file: to keep it, to leave with it, or to go on elsewhere."
            />
            <div class="stack">
                {export()}
                {load_form()}
                {(!found.is_empty()).then(|| list(found, clock))}
            </div>
        </Page>
    };
    Ok(("Whole workspace".to_owned(), view.into_any()))
}

fn for_owners() -> AnyView {
    view! {
        <Page width=Width::Form>
            <PageHead
                title="Whole workspace"
                back=("Settings".to_owned(), paths::settings().to_owned())
                detail="Only owners of the workspace export and load it. Contacts leave from their list."
            />
        </Page>
    }
    .into_any()
}

fn export() -> AnyView {
    view! {
        <Section
            title="Export"
            detail="A zip with every table as JSON lines, contacts as a table and as vCards, mails as an mbox, and the files that you imported. Passwords, keys and secret addresses are left out. It is kept for a week."
        >
            <Form action=ExportWorkspace::PATH label="Export the workspace">
                <FormActions>
                    <Button kind=ButtonKind::Primary>"Export workspace"</Button>
                </FormActions>
            </Form>
        </Section>
    }
    .into_any()
}

fn load_form() -> AnyView {
    let state = form_state(paths::load_workspace());
    view! {
        <Section
            title="Load"
            detail="Such a file into this workspace, if nothing is in it yet. It is checked first; what does not fit its own manifest is refused, and nothing changes."
        >
            <Form action=paths::load_workspace() multipart=true label="Load a workspace">
                <FileField name="file" label="Export of a workspace" error=state.error("file") required=true/>
                <FormActions>
                    <Button>"Load workspace"</Button>
                </FormActions>
            </Form>
        </Section>
    }
    .into_any()
}

fn list(found: Vec<Transfer>, clock: Clock) -> AnyView {
    let rows: Vec<_> = found.iter().map(|transfer| row(transfer, clock)).collect();
    view! {
        <Section title="What was made and loaded">
            <List label="Exports and loads">{rows}</List>
        </Section>
    }
    .into_any()
}

fn row(transfer: &Transfer, clock: Clock) -> impl IntoView + use<> {
    let words = if transfer.is_out() { "Export" } else { "Load" };
    let (label, tone) = match transfer.state.as_str() {
        "done" => ("Done", Tone::Positive),
        "failed" => ("Failed", Tone::Critical),
        "cancelled" => ("Stopped", Tone::Caution),
        "expired" => ("Removed after a week", Tone::Neutral),
        "running" => ("Under way", Tone::Info),
        _ => ("Waiting", Tone::Neutral),
    };
    let rows = transfer.is_under_way().then(|| {
        let count = |number: i64| grouped(number.unsigned_abs());
        format!(
            "{} of {} rows",
            count(transfer.rows_done),
            count(transfer.rows_total)
        )
    });
    let problem = transfer.problem.as_deref().and_then(Refusal::parse);
    let made = transfer.created_at;
    let end = {
        let transfer = transfer.clone();
        move || entry_end(&transfer)
    };
    view! {
        <ListItem end=end>
            {words} " " <Tag label=label tone=tone/> " "
            <span class="muted"><Time at=made clock=clock/> " " {rows}</span>
            {problem.map(|problem| view! { <p class="whitespace-normal">{problem.words()}</p> })}
        </ListItem>
    }
}

fn entry_end(transfer: &Transfer) -> AnyView {
    let id = transfer.id;
    if transfer.has_file() {
        let size = format!("Download ({:.1} MB)", transfer.bytes as f64 / 1e6);
        return view! { <LinkButton small=true href=paths::transfer_file(id)>{size}</LinkButton> }
            .into_any();
    }
    if transfer.is_under_way() {
        return view! {
            <Form action=StopTransfer::PATH inline=true>
                <HiddenInput name="id" value=id.to_string()/>
                <Button kind=ButtonKind::Quiet small=true>"Stop"</Button>
            </Form>
        }
        .into_any();
    }
    ().into_any()
}
