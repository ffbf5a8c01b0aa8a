//! One suggestion with its draft and what can be done about it: the same on every
//! page that shows one.

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
        self, Button, ButtonKind, Clock, Day, Disclosure, Draft, Fact, Facts, HiddenInput, Icon,
        IconName, LinkButton, Time, ago, grouped,
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
    let actions = move || {
        view! {
            {is_open.then(|| ways_to_write(&suggestion, may_decide))}
            {may_decide.then(|| if is_open { decisions(suggestion.id, &from, clock) } else { reopening(suggestion.id, &from) })}
        }
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

fn ways_to_write(suggestion: &Suggestion, may_decide: bool) -> impl IntoView + use<> {
    let text = format!("{}\n\n{}", suggestion.draft_subject, suggestion.draft_body);
    let write = paths::write_to(suggestion.contact_id);
    let mail = mail_link(suggestion).map(|href| {
        view! { <LinkButton small=true icon=IconName::Mail href=href>"Open in mail"</LinkButton> }
    });
    let wants_a_call = suggestion.prefers == Some(Preferred::Phone);
    let phone = suggestion.phone.as_deref().filter(|_| wants_a_call);
    let call = phone.map(|number| {
        let href = format!("tel:{}", number.replace(' ', ""));
        view! { <LinkButton small=true icon=IconName::Call href=href>"Call"</LinkButton> }
    });
    view! {
        {call}
        <CopyDraft text=text><Icon name=IconName::Copy/></CopyDraft>
        {mail}
        {may_decide.then(|| view! { <LinkButton small=true icon=IconName::Edit href=write>"Edit draft"</LinkButton> })}
    }
}

fn mail_link(suggestion: &Suggestion) -> Option<String> {
    let email = suggestion.email.as_deref()?;
    Some(paths::mail_to(
        email,
        &suggestion.draft_subject,
        &suggestion.draft_body,
    ))
}

fn decisions(id: Uuid, from: &str, clock: Clock) -> AnyView {
    view! {
        <form method="post" action=DecideSuggestion::PATH>
            {common_fields(id, from)}
            <Button small=true icon=IconName::Check name="decision" value="done" key_hint="d">"Done"</Button>
        </form>
        {snoozing(id, from, clock)}
        <form method="post" action=DecideSuggestion::PATH>
            {common_fields(id, from)}
            <Button small=true kind=ButtonKind::Quiet icon=IconName::Close name="decision" value="dismiss" key_hint="x">"Dismiss"</Button>
        </form>
    }
    .into_any()
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
