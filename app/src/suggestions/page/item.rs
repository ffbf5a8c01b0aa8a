//! One suggestion with its draft and what can be done about it: the same on every
//! page that shows one.

use chrono::TimeDelta;
use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::snooze::snoozing;
use crate::{
    routes::paths,
    suggestions::{
        Suggestion,
        actions::{DecideSuggestion, ReopenSuggestion},
        island::CopyDraft,
        types::{Preferred, every, span},
    },
    ui::{
        self, Button, Clock, Day, Disclosure, Draft, Fact, Facts, HiddenInput, Icon, IconName,
        LinkButton, Menu, MenuItem, Time, ago, grouped,
    },
};

/// `from` is the path that a decision leads back to.
#[component]
pub fn SuggestionItem(
    suggestion: Suggestion,
    clock: Clock,
    #[prop(into)] from: String,
    may_decide: bool,
) -> impl IntoView {
    let is_open = suggestion.state == "open";
    let last = last_line(&suggestion, clock);
    let draft = is_open.then(|| draft(&suggestion));
    let facts = is_open.then(|| facts(&suggestion, clock));
    let (name, detail, reason) = (
        suggestion.name.clone(),
        detail(&suggestion),
        suggestion.sentence(),
    );
    let photo = suggestion.photo.as_deref().map(paths::small_photo);
    let (href, score) = (
        paths::contact(suggestion.contact_id),
        f64::from(suggestion.score),
    );
    let actions = move || match (is_open, may_decide) {
        (true, true) => decisions(&suggestion, &from, clock),
        (true, false) => ways_to_read(&suggestion),
        (false, true) => reopening(suggestion.id, &from),
        (false, false) => ().into_any(),
    };
    view! {
        <ui::Suggestion name=name detail=detail photo=photo href=href reason=reason score=score last=last actions=actions>
            {facts}
            {draft}
        </ui::Suggestion>
    }
}

fn detail(suggestion: &Suggestion) -> Option<String> {
    let parts = [suggestion.title.clone(), suggestion.company.clone()];
    let known = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    if known.is_empty() {
        suggestion
            .email
            .clone()
            .filter(|email| *email != suggestion.name)
    } else {
        Some(known)
    }
}

/// When there was contact last, or what was decided and when.
fn last_line(suggestion: &Suggestion, clock: Clock) -> impl Fn() -> AnyView + Send + Sync + use<> {
    let (state, decided_at) = (suggestion.state.clone(), suggestion.updated_at);
    let (last, until) = (suggestion.last_contact_at, suggestion.snoozed_until);
    let messages = match suggestion.facts().interactions {
        1 => "1 message".to_owned(),
        count => format!("{} messages", grouped(count.unsigned_abs())),
    };
    move || match (state.as_str(), until, last) {
        ("snoozed", Some(until), _) => {
            // By the nearest day: two weeks are two weeks from the first minute on.
            let days = until - clock.now > TimeDelta::days(1);
            let until = if days {
                until + TimeDelta::hours(12)
            } else {
                until
            };
            format!("Snoozed, comes back {}", ago(until, clock.now)).into_any()
        }
        ("done", ..) => view! { "Done " <Time at=decided_at clock=clock/> }.into_any(),
        ("dismissed", ..) => view! { "Dismissed " <Time at=decided_at clock=clock/> }.into_any(),
        (_, _, Some(at)) => {
            view! { "Last contact " <Day at=at clock=clock/> " · " {messages.clone()} }.into_any()
        }
        _ => ().into_any(),
    }
}

fn draft(suggestion: &Suggestion) -> impl IntoView + use<> {
    let manner = format!("{} · {}", suggestion.language_name(), suggestion.tone);
    view! { <Draft subject=suggestion.draft_subject.clone() text=suggestion.draft_body.clone() manner=manner/> }
}

/// What the reason goes by, for those who want to know.
fn facts(suggestion: &Suggestion, clock: Clock) -> impl IntoView + use<> {
    let facts = suggestion.facts();
    let why = suggestion.why();
    let why = why.into_iter().map(|line| view! { <p>{line}</p> });
    let why = why.collect::<Vec<_>>();
    let usual = match (facts.wanted_days, facts.rhythm_days) {
        (Some(days), _) => Some(("You want to be in touch", every(days))),
        (None, Some(days)) => Some(("You usually write", every(days))),
        (None, None) => None,
    };
    let due = facts
        .due_after_days
        .map(|days| ("Due after", format!("{} of silence", span(days))));
    let written = format!(
        "{} from them, {} from you",
        grouped(facts.inbound.unsigned_abs()),
        grouped(facts.outbound.unsigned_abs())
    );
    let told = [
        usual,
        due,
        Some(("Messages", written)),
        Some(("Last subject", facts.last_subject)).filter(|(_, subject)| !subject.is_empty()),
        Some(("Strength", format!("{:.1} of 10", suggestion.score))),
        suggestion
            .prefers
            .map(|channel| ("Best reached by", channel.label().to_owned())),
    ];
    let told = told
        .into_iter()
        .flatten()
        .map(|(label, value)| view! { <Fact label=label>{value}</Fact> });
    let last = suggestion
        .last_contact_at
        .map(|at| view! { <Fact label="Last contact"><Day at=at clock=clock/></Fact> });
    let told = told.collect::<Vec<_>>();
    view! {
        <Disclosure summary="Why now">
            <Facts>{last} {told}</Facts>
            <div class="muted">{why}</div>
        </Disclosure>
    }
}

fn copying(suggestion: &Suggestion) -> impl IntoView + use<> {
    let text = format!("{}\n\n{}", suggestion.draft_subject, suggestion.draft_body);
    view! { <CopyDraft text=text><Icon name=IconName::Copy/></CopyDraft> }
}

/// Who looks on may take the draft along.
fn ways_to_read(suggestion: &Suggestion) -> AnyView {
    let mail = mail_link(suggestion).map(|href| {
        view! { <LinkButton small=true icon=IconName::Mail href=href>"Open in mail"</LinkButton> }
    });
    view! { {copying(suggestion)} {mail} }.into_any()
}

/// Where they are best reached by phone.
fn calling(suggestion: &Suggestion) -> Option<impl IntoView + use<>> {
    let wants_a_call = suggestion.prefers == Some(Preferred::Phone);
    let number = suggestion.phone.as_deref().filter(|_| wants_a_call)?;
    let href = format!("tel:{}", number.replace(' ', ""));
    Some(view! { <LinkButton small=true icon=IconName::Call href=href>"Call"</LinkButton> })
}

fn mail_link(suggestion: &Suggestion) -> Option<String> {
    let email = suggestion.email.as_deref()?;
    Some(paths::mail_to(
        email,
        &suggestion.draft_subject,
        &suggestion.draft_body,
    ))
}

/// What is done most stands in the row, all else behind one more press.
fn decisions(suggestion: &Suggestion, from: &str, clock: Clock) -> AnyView {
    let id = suggestion.id;
    let contact = suggestion.contact_id;
    let write = suggestion.draft_id.map_or_else(
        || paths::write_to(contact),
        |draft| paths::draft(contact, draft),
    );
    view! {
        {calling(suggestion)}
        <LinkButton small=true icon=IconName::Edit href=write>"Write"</LinkButton>
        {copying(suggestion)}
        <form method="post" action=DecideSuggestion::PATH>
            {common_fields(id, from)}
            <Button small=true icon=IconName::Check name="decision" value="done" key_hint="d">"Done"</Button>
        </form>
        {snoozing(id, from, clock)}
        <Menu label="More" small=true items=more(suggestion, from)/>
    }
    .into_any()
}

fn more(suggestion: &Suggestion, from: &str) -> Vec<MenuItem> {
    let mail =
        mail_link(suggestion).map(|href| MenuItem::link("Open in mail", href).icon(IconName::Mail));
    let dismiss = MenuItem::post("Dismiss", DecideSuggestion::PATH)
        .icon(IconName::Close)
        .keys("x")
        .field("id", suggestion.id.to_string())
        .field("from", from)
        .field("decision", "dismiss");
    mail.into_iter().chain([dismiss]).collect()
}

fn reopening(id: Uuid, from: &str) -> AnyView {
    view! {
        <form method="post" action=ReopenSuggestion::PATH>
            {common_fields(id, from)}
            <Button small=true icon=IconName::Undo>"Bring back"</Button>
        </form>
    }
    .into_any()
}

pub(super) fn common_fields(id: Uuid, from: &str) -> impl IntoView + use<> {
    view! {
        <HiddenInput name="id" value=id.to_string()/>
        <HiddenInput name="from" value=from/>
    }
}
