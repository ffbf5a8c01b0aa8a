//! Events as lists: all of them, those of one contact, and the latest of all on Today.

mod list;

use leptos::{prelude::*, server_fn::ServerFn};

pub use self::list::List;
use super::{
    actions::{AcceptJob, JudgeLifeEvent},
    store::{self, LifeEvent},
};
use crate::{
    context::{Scope, Viewer},
    error::Result,
    routes::paths,
    ui::{Button, ButtonKind, HiddenInput, Section, percent},
    workspaces::Permission,
};

const OF_CONTACT: i64 = 20;
const LATEST: i64 = 5;
const LATEST_DAYS: i64 = 45;

/// What happened lately to anybody, and nobody decided about.
pub struct Latest(Vec<LifeEvent>);

impl Latest {
    pub async fn load(scope: &mut Scope) -> Result<Self> {
        let since = scope.now.date_naive() - chrono::Duration::days(LATEST_DAYS);
        Ok(Self(store::undecided(scope, since, LATEST).await?))
    }

    /// Nothing where nothing happened.
    pub fn view(self, viewer: &Viewer) -> Option<impl IntoView + use<>> {
        let may_decide = viewer.role.may(Permission::EditContacts);
        let lines: Vec<_> = self
            .0
            .into_iter()
            .map(|event| line(event, true, may_decide, paths::today()))
            .collect();
        (!lines.is_empty()).then(|| {
            let all = || view! { <a class="link" href=paths::life_events(None)>"All"</a> };
            view! {
                <Section title="What happened" action=all>
                    <ul class="stack" aria-label="What happened">{lines}</ul>
                </Section>
            }
        })
    }
}

/// What happened to one contact.
pub struct OfContact(Vec<LifeEvent>);

impl OfContact {
    pub async fn load(scope: &mut Scope, contact: uuid::Uuid) -> Result<Self> {
        Ok(Self(store::of_contact(scope, contact, OF_CONTACT).await?))
    }

    pub fn view(self, viewer: &Viewer, from: &str) -> Option<impl IntoView + use<>> {
        let may_decide = viewer.role.may(Permission::EditContacts);
        let lines: Vec<_> = self
            .0
            .into_iter()
            .map(|event| line(event, false, may_decide, from))
            .collect();
        (!lines.is_empty()).then(|| {
            view! {
                <Section title="What happened">
                    <ul class="stack" aria-label="What happened">{lines}</ul>
                </Section>
            }
        })
    }
}

fn line(event: LifeEvent, with_name: bool, may_decide: bool, from: &str) -> AnyView {
    let name = with_name.then(|| {
        let href = paths::contact(event.contact_id);
        view! { <a class="link" href=href><strong dir="auto">{event.name.clone()}</strong></a> " · " }
    });
    let day = event.happened_on.format("%-d %B %Y").to_string();
    let source = event.source().label();
    let place = match event.interaction_id {
        Some(id) => view! { <a class="link" href=paths::interaction(id)>{source}</a> }.into_any(),
        None => source.into_any(),
    };
    let quote = event.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let sure = percent(format!("{:.0}", event.confidence * 100.0)) + "\u{a0}sure";
    let state = match event.state.as_str() {
        "open" => None,
        decided => Some(format!(" · {decided}")),
    };
    let buttons = may_decide.then(|| decisions(&event, from));
    view! {
        <li>
            <p>{name} <span dir="auto">{event.summary.clone()}</span></p>
            <p class="muted">
                {day} " · " {place} ": “" <span dir="auto">{quote}</span> "” · " {sure} {state}
            </p>
            <div class="flex flex-wrap gap-2 mt-2">{buttons}</div>
        </li>
    }
    .into_any()
}

fn decisions(event: &LifeEvent, from: &str) -> AnyView {
    let judge = |decision: &'static str, label: &'static str| {
        let (id, from) = (event.id.to_string(), from.to_owned());
        view! {
            <form method="post" action=JudgeLifeEvent::PATH>
                <HiddenInput name="id" value=id/>
                <HiddenInput name="from" value=from/>
                <Button small=true kind=ButtonKind::Quiet name="decision" value=decision>{label}</Button>
            </form>
        }
    };
    let is_wrong = event.state == "wrong";
    let accept = (!is_wrong && event.proposes_job() && event.accepted.is_none()).then(|| {
        let (id, from) = (event.id.to_string(), from.to_owned());
        view! {
            <form method="post" action=AcceptJob::PATH>
                <HiddenInput name="id" value=id/>
                <HiddenInput name="from" value=from/>
                <Button small=true>"Write the job down"</Button>
            </form>
        }
    });
    let confirm = (event.state == "open").then(|| judge("confirmed", "That is so"));
    let (decision, label) = match is_wrong {
        true => ("open", "Not wrong"),
        false => ("wrong", "Wrong"),
    };
    view! {
        {accept}
        {confirm}
        {judge(decision, label)}
    }
    .into_any()
}
