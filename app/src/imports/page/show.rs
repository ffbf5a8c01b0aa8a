//! One import: live while it runs, then what came of it, counted exactly.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use crate::{
    contacts::{self, ListQuery, Listed},
    context::Viewer,
    error::{Error, Result},
    forms::form_state,
    imports::{
        self, Import,
        actions::{
            AnswerImport, CancelImport, PauseImport, RedoImport, ResumeImport, RetryImport,
            UndoImport,
        },
        island::LiveImport,
        types::{error_words, kept_words, reason_words},
    },
    routes::paths,
    shell::{Place, signed_in},
    suggestions,
    ui::{
        AvatarSize, Button, ButtonKind, Card, CheckboxField, Clock, FieldSet, Form, FormActions,
        HiddenInput, IconName, LinkButton, List, ListItem, Notice, Page, PageHead, Person, Section,
        Step, StepState, Steps, StrengthDot, Tally, TallyLine, TextField, Time, Tone, Width,
        grouped,
    },
    workspaces::Permission,
};

#[component]
pub fn Show() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    let id = id.and_then(|text| text.parse().ok());
    signed_in(Place::Imports, move |viewer| load(viewer, id))
}

async fn load(viewer: Viewer, id: Option<Uuid>) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let import = imports::import(&mut scope, id.ok_or(Error::NotFound)?).await?;
    let strongest = contacts::list(
        &mut scope,
        &ListQuery {
            limit: 6,
            ..ListQuery::default()
        },
    )
    .await?
    .rows;
    let due = suggestions::count_open(&mut scope).await?;
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let may_steer = viewer.role.may(Permission::ImportFiles);
    let is_moving = import.report().is_moving();
    let title = import.file_name.clone();
    let (steered, head) = (import.clone(), title.clone());
    let (progress, outcome) = (steps(&import), state(&import, clock));
    let (found, account) = (found(strongest, due), account(&import));
    let view = view! {
        {is_moving.then(|| view! { <noscript><meta http-equiv="refresh" content="2"/></noscript> })}
        <Page width=Width::Reading>
            <PageHead
                title=head
                back=("Imports".to_owned(), paths::imports().to_owned())
                actions=move || may_steer.then(|| steering(&steered))
            />
            <div class="stack">
                <Steps label="Import" steps=progress/>
                {outcome}
                <div class="grid gap-8 md:grid-cols-2">
                    <Section title="What was found">{found}</Section>
                    <Section title="Account">{account}</Section>
                </div>
            </div>
        </Page>
    };
    Ok((title, view.into_any()))
}

fn steering(import: &Import) -> impl IntoView + use<> {
    let actions: &[(&str, &str)] = match import.state.as_str() {
        "queued" | "running" => &[
            (PauseImport::PATH, "Pause"),
            (CancelImport::PATH, "Stop import"),
        ],
        "paused" => &[
            (ResumeImport::PATH, "Go on"),
            (CancelImport::PATH, "Stop import"),
        ],
        "asking" => &[(CancelImport::PATH, "Stop import")],
        "failed" | "cancelled" => &[
            (RetryImport::PATH, "Go on"),
            (UndoImport::PATH, "Undo import"),
        ],
        "undoing" => &[(RetryImport::PATH, "Try again")],
        "done" => &[(UndoImport::PATH, "Undo import")],
        "undone" => &[(RedoImport::PATH, "Import again")],
        _ => &[],
    };
    let id = import.id.to_string();
    let forms = actions.iter().map(|(action, label)| {
        let id = id.clone();
        view! {
            <Form action=*action inline=true>
                <HiddenInput name="id" value=id/>
                <Button>{*label}</Button>
            </Form>
        }
    });
    forms.collect::<Vec<_>>()
}

fn steps(import: &Import) -> Vec<Step> {
    let step = |label: &str, state| Step {
        label: label.to_owned(),
        state,
    };
    let (addresses, result) = match import.state.as_str() {
        "done" => (StepState::Done, StepState::Done),
        "failed" => (StepState::Done, StepState::Failed),
        "running" | "paused" if import.listed > 0 => (StepState::Done, StepState::Current),
        _ => (StepState::Current, StepState::Ahead),
    };
    vec![
        step("File", StepState::Done),
        step("Your addresses", addresses),
        step("Result", result),
    ]
}

/// The question whose mailbox this is: the proposals, the likeliest ticked, and a field.
fn asking(import: &Import) -> AnyView {
    let state = form_state(AnswerImport::PATH);
    let proposals = import.proposed();
    let choices = proposals.into_iter().enumerate().map(|(place, proposed)| {
        view! {
            <CheckboxField
                name="addresses[]"
                label=proposed.address.clone()
                value=proposed.address.clone()
                hint=proposed.words()
                checked=place == 0
            />
        }
    });
    let choices = choices.collect::<Vec<_>>();
    let id = import.id.to_string();
    view! {
        <Card title="Which addresses are yours?">
            <Form action=AnswerImport::PATH>
                <HiddenInput name="id" value=id/>
                <FieldSet
                    legend="Addresses in this mailbox"
                    hint="None of your addresses clearly owns it. Mail from yours counts as written by you; everybody else may become a contact."
                >
                    {choices}
                </FieldSet>
                <TextField
                    name="other"
                    label="Another address"
                    value=state.value("other")
                    error=state.error("addresses")
                    hint="Or several, with commas between them."
                />
                <FormActions>
                    <Button kind=ButtonKind::Primary>"These are mine"</Button>
                </FormActions>
            </Form>
        </Card>
    }
    .into_any()
}

fn state(import: &Import, clock: Clock) -> AnyView {
    match import.state.as_str() {
        "queued" | "running" | "undoing" => {
            let report = import.report();
            view! {
                <Card><LiveImport report=report/></Card>
                <Notice tone=Tone::Info>
                    "You can leave this page. The import goes on, and the result stays here."
                </Notice>
            }
            .into_any()
        }
        "asking" => asking(import),
        "undone" => undone(import),
        "paused" => view! {
            <Notice tone=Tone::Info title="The import is paused">
                "What was read stays. Go on whenever you like: it continues where it stopped."
            </Notice>
        }
        .into_any(),
        "failed" => {
            let words = error_words(import.error.as_deref().unwrap_or_default());
            view! { <Notice tone=Tone::Critical title="The import failed">{words}</Notice> }
                .into_any()
        }
        "cancelled" => view! {
            <Notice tone=Tone::Caution title="The import was stopped">
                "What was stored stays. Go on whenever you like: it continues where it stopped."
            </Notice>
        }
        .into_any(),
        _ => done(import, clock),
    }
}

/// What an undo took away, and who is still here and why.
fn undone(import: &Import) -> AnyView {
    let report = import.report();
    let removed = grouped(u64::try_from(report.removed).unwrap_or_default());
    let kept: Vec<String> = report
        .kept
        .iter()
        .map(|(reason, count)| format!("{count} {}", kept_words(reason)))
        .collect();
    let kept = if kept.is_empty() {
        "Nobody that came by it is left.".to_owned()
    } else {
        format!("Contacts that stay: {}.", kept.join(", "))
    };
    view! {
        <Notice tone=Tone::Info title=format!("Undone: {removed} messages were taken away")>
            <p>
                {kept} " Messages that another import delivered as well are still here. "
                "The file is kept: it can be imported again."
            </p>
        </Notice>
    }
    .into_any()
}

fn done(import: &Import, clock: Clock) -> AnyView {
    let own = import.own_addresses.join(", ");
    let assumed = import.assumed_address.as_ref().map(|address| {
        format!("None of your addresses owned this mailbox, so {address} was taken for yours. ")
    });
    let finished = import.finished_at.unwrap_or(import.created_at);
    view! {
        <Notice tone=Tone::Positive title=summary(import)>
            <p>
                "Finished " <Time at=finished clock=clock/> ". " {assumed} "Taken as yours: " {own} ". "
                <a class="link" href=paths::settings()>"Change your addresses"</a>
            </p>
        </Notice>
    }
    .into_any()
}

fn summary(import: &Import) -> String {
    let count = |number: i32| grouped(u64::try_from(number).unwrap_or_default());
    format!(
        "Stored {} of {} messages in {:.1} s",
        count(import.stored),
        count(import.listed),
        import.seconds
    )
}

fn found(strongest: Vec<Listed>, due: i64) -> AnyView {
    if strongest.is_empty() {
        return view! { <p class="muted">"People appear here as soon as the messages are read."</p> }.into_any();
    }
    let people = strongest.into_iter().map(person).collect::<Vec<_>>();
    view! {
        <List label="Strongest ties">{people}</List>
        <div class="mt-4">
            <LinkButton kind=ButtonKind::Primary icon=IconName::Send href=paths::today()>
                {format!("See whom to write to ({due})")}
            </LinkButton>
        </div>
    }
    .into_any()
}

fn person(contact: Listed) -> impl IntoView {
    let score = f64::from(contact.score);
    view! {
        <ListItem href=paths::contact(contact.id) end=move || view! { <StrengthDot value=score/> }>
            <Person name=contact.name detail=contact.company size=AvatarSize::Tiny/>
        </ListItem>
    }
}

fn account(import: &Import) -> impl IntoView + use<> {
    let report = import.report();
    let count = |number: i32| u64::try_from(number).unwrap_or_default();
    let mut lines = vec![
        TallyLine::new("Messages listed", count(report.listed)),
        TallyLine::new("Stored", count(report.stored)),
        TallyLine::new("Known already", count(report.known)),
    ];
    for (label, reasons) in [("Skipped", &report.skipped), ("Failed", &report.failed)] {
        lines.push(TallyLine::new(label, count(reasons.values().sum())));
        lines.extend(
            reasons.iter().map(|(reason, number)| {
                TallyLine::new(reason_words(reason), count(*number)).nested()
            }),
        );
    }
    lines.push(TallyLine::new(
        "Contacts created",
        count(report.contacts_created),
    ));
    lines.push(TallyLine::new(
        "Contacts updated",
        count(report.contacts_updated),
    ));
    lines.push(TallyLine::new(
        "Companies created",
        count(report.companies_created),
    ));
    let has_rejections = !report.skipped.is_empty() || !report.failed.is_empty();
    let href = paths::rejected(import.id);
    view! {
        <Tally lines=lines/>
        {has_rejections.then(|| view! {
            <div class="mt-4">
                <LinkButton href=href>"See what was skipped or failed"</LinkButton>
            </div>
        })}
    }
}
