//! Where a person works and worked: the present company and title, then each position with
//! its time and its source.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    editing::editable,
    show::Known,
    sources::{About, message_link, source_words},
};
use crate::{
    contacts::{
        Employment,
        actions::employments::{RemoveEmployment, SaveEmployment},
        day_words,
    },
    forms::{FormState, form_state},
    routes::paths,
    ui::{
        Button, ButtonKind, ConflictNotice, Disclosure, Fact, Facts, Form, FormActions,
        HiddenInput, Icon, IconName, Section, TextField,
    },
};

pub(super) fn work(known: &Known, present: Vec<AnyView>) -> impl IntoView + use<> {
    let positions = known
        .employments
        .iter()
        .enumerate()
        .filter(|(_, job)| !is_told_above(known, job))
        .map(|(place, job)| position(known, job, place))
        .collect::<Vec<_>>();
    let add = known.may_edit().then(|| add_form(known));
    let meanwhile = meanwhile(known);
    view! {
        <Section title="Work">
            {meanwhile}
            <Facts>{present} {positions}</Facts>
            {add}
        </Section>
    }
}

/// The present title at the present company says nothing more without a time.
fn is_told_above(known: &Known, job: &Employment) -> bool {
    job.is_current
        && job.since.is_none()
        && job.title == known.contact.title
        && job.company_id == known.contact.company_id
}

fn position(known: &Known, job: &Employment, place: usize) -> AnyView {
    let source = source_words(&job.source, About::Other, known.clock());
    let name = name(job);
    let proof: Vec<AnyView> = message_link(&job.source, &name).into_iter().collect();
    let shown = shown(job);
    let value = if known.may_edit() {
        let (form, is_refused) = change_form(known, job, place);
        let remove = remove_form(known, job, &name);
        editable(
            shown,
            form,
            format!("Change {name}"),
            is_refused,
            Some(remove),
        )
    } else {
        shown
    };
    let label = if job.is_current {
        "Position"
    } else {
        "Earlier"
    };
    view! { <Fact label=label source=source proof=proof>{value}</Fact> }.into_any()
}

/// `Chief engineer, Lagoon Labs`
fn name(job: &Employment) -> String {
    let parts = [&job.title, &job.company];
    let parts: Vec<&str> = parts
        .into_iter()
        .filter_map(|part| part.as_deref())
        .collect();
    parts.join(", ")
}

fn shown(job: &Employment) -> AnyView {
    let title = job.title.clone();
    let between = (job.title.is_some() && job.company.is_some()).then_some(", ");
    let company = job.company.clone().map(|company| match job.company_id {
        Some(id) => view! { <a class="link" href=paths::company(id)>{company}</a> }.into_any(),
        None => company.into_any(),
    });
    let department = job.department.clone();
    let department = department.map(|text| view! { <div class="muted">{text}</div> });
    let time = time_words(job).map(|words| view! { <div class="muted">{words}</div> });
    view! { <div>{title} {between} {company}</div> {department} {time} }.into_any()
}

/// `since May 2019`, `2015 – 2019`; of signatures what was seen.
fn time_words(job: &Employment) -> Option<String> {
    let since = job.since.as_deref().map(day_words);
    let until = job.until.as_deref().map(day_words);
    Some(match (since, until, job.observed) {
        (Some(since), None, false) => format!("since {since}"),
        (Some(since), Some(until), false) => format!("{since} – {until}"),
        (None, Some(until), false) => format!("until {until}"),
        (Some(since), None, true) => format!("in mail since {since}"),
        (Some(since), Some(until), true) if since == until => format!("in mail of {since}"),
        (Some(since), Some(until), true) => format!("in mail from {since} to {until}"),
        (None, ..) => return None,
    })
}

fn remove_form(known: &Known, job: &Employment, name: &str) -> AnyView {
    let label = format!("Remove {name}");
    let (id, key) = (known.contact.id.to_string(), job.key.clone());
    view! {
        <form method="post" action=RemoveEmployment::PATH>
            <HiddenInput name="id" value=id/>
            <HiddenInput name="key" value=key/>
            <button class="fact-edit" type="submit" aria-label=label.clone() title=label>
                <Icon name=IconName::Close/>
            </button>
        </form>
    }
    .into_any()
}

fn change_form(known: &Known, job: &Employment, place: usize) -> (AnyView, bool) {
    let state = form_state(SaveEmployment::PATH);
    let is_meant = state.value("key").as_deref() == Some(job.key.as_str());
    let typed = is_meant.then_some(state);
    let is_conflict = typed.as_ref().is_some_and(FormState::is_conflict);
    let conflict = is_conflict.then(|| conflict(known, told(job)));
    let is_refused = is_conflict || typed.as_ref().is_some_and(is_refused);
    let save = if is_conflict { "Save mine" } else { "Save" };
    let fields = fields(typed.as_ref(), &place.to_string(), Some(job));
    let (id, key) = (known.contact.id.to_string(), job.key.clone());
    let seen = format!("={}", job.as_seen());
    let view = view! {
        <form class="grid gap-2" method="post" action=SaveEmployment::PATH>
            <HiddenInput name="id" value=id/>
            <HiddenInput name="key" value=key/>
            <HiddenInput name="seen" value=seen/>
            {conflict}
            {fields}
            <div><Button small=true kind=ButtonKind::Primary>{save}</Button></div>
        </form>
    };
    (view.into_any(), is_refused)
}

/// A position as one line.
fn told(job: &Employment) -> String {
    let department = job.department.clone();
    let parts = [Some(name(job)), department, time_words(job)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

fn conflict(known: &Known, now: String) -> AnyView {
    let change = known.last_change.as_ref();
    let change = change.filter(|change| change.field == "employments");
    let who = change.and_then(|change| change.actor.clone());
    let href = paths::contact(known.contact.id);
    view! { <ConflictNotice label="Position" now=now who=who href=href/> }.into_any()
}

/// The position that a form was about is gone: what was typed can be added all the same.
fn meanwhile(known: &Known) -> Option<AnyView> {
    let state = form_state(SaveEmployment::PATH);
    let key = state.value("key").filter(|_| state.is_conflict())?;
    if known.employments.iter().any(|job| job.key == key) {
        return None;
    }
    let now: Vec<String> = known.employments.iter().map(told).collect();
    let (notice, id) = (
        conflict(known, now.join("; ")),
        known.contact.id.to_string(),
    );
    let fields = fields(Some(&state), "meanwhile", None);
    let view = view! {
        {notice}
        <Form action=SaveEmployment::PATH label="Your position">
            <HiddenInput name="id" value=id/>
            {fields}
            <FormActions><Button small=true kind=ButtonKind::Primary>"Save mine"</Button></FormActions>
        </Form>
    };
    Some(view.into_any())
}

fn add_form(known: &Known) -> AnyView {
    let state = form_state(SaveEmployment::PATH);
    let is_new = state.value("key").is_none_or(|key| key.is_empty());
    let typed = is_new.then_some(state);
    let is_open = typed.as_ref().is_some_and(is_refused);
    let fields = fields(typed.as_ref(), "new", None);
    let id = known.contact.id.to_string();
    view! {
        <Disclosure summary="Add a position" open=is_open>
            <Form action=SaveEmployment::PATH>
                <HiddenInput name="id" value=id/>
                {fields}
                <FormActions><Button small=true>"Add"</Button></FormActions>
            </Form>
        </Disclosure>
    }
    .into_any()
}

fn is_refused(state: &FormState) -> bool {
    ["company", "title", "department", "since", "until"]
        .into_iter()
        .any(|field| state.error(field).is_some())
}

/// As they were typed or as they stand. When mail was signed so is no answer to since and
/// until.
fn fields(typed: Option<&FormState>, place: &str, job: Option<&Employment>) -> Vec<AnyView> {
    let said = job.filter(|job| !job.observed);
    let day = |iso: Option<&String>| iso.map(|iso| day_words(iso));
    let stands = [
        ("title", "Title", job.and_then(|job| job.title.clone()), ""),
        (
            "company",
            "Company",
            job.and_then(|job| job.company.clone()),
            "",
        ),
        (
            "department",
            "Department",
            job.and_then(|job| job.department.clone()),
            "",
        ),
        (
            "since",
            "Since",
            day(said.and_then(|job| job.since.as_ref())),
            "2019 or May 2019",
        ),
        (
            "until",
            "Until",
            day(said.and_then(|job| job.until.as_ref())),
            "Empty if it goes on",
        ),
    ];
    let field = |(name, title, stands, hint): (
        &'static str,
        &'static str,
        Option<String>,
        &'static str,
    )| {
        let value = typed.and_then(|state| state.value(name)).or(stands);
        let error = typed.and_then(|state| state.error(name));
        view! {
            <TextField
                name=name
                id=format!("job-{place}-{name}")
                label=title
                placeholder=hint
                value=value
                error=error
                autocomplete="off"
            />
        }
        .into_any()
    };
    stands.into_iter().map(field).collect()
}
