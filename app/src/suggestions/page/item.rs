//! One suggestion with its draft and what can be done about it: the same on every
//! page that shows one.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use crate::{
    routes::paths,
    suggestions::{
        Suggestion,
        actions::{DecideSuggestion, ReopenSuggestion},
        island::CopyDraft,
    },
    ui::{
        self, Button, ButtonKind, Clock, Day, Draft, HiddenInput, Icon, IconName, LinkButton, Menu,
        MenuItem, Time, ago, grouped,
    },
};

const SNOOZES: [(&str, &str); 3] = [("2 weeks", "14"), ("1 month", "30"), ("3 months", "91")];

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
    let (name, detail, reason) = (
        suggestion.name.clone(),
        detail(&suggestion),
        suggestion.sentence(),
    );
    let (href, score) = (
        paths::contact(suggestion.contact_id),
        f64::from(suggestion.score),
    );
    let actions = move || {
        view! {
            {is_open.then(|| ways_to_write(&suggestion))}
            {may_decide.then(|| if is_open { decisions(suggestion.id, &from) } else { reopening(suggestion.id, &from) })}
        }
    };
    view! {
        <ui::Suggestion name=name detail=detail href=href reason=reason score=score last=last actions=actions>
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
    let manner = format!(
        "{} · {}",
        language_name(&suggestion.language),
        suggestion.tone
    );
    view! { <Draft subject=suggestion.draft_subject.clone() text=suggestion.draft_body.clone() manner=manner/> }
}

fn language_name(code: &str) -> &str {
    match code {
        "en" => "English",
        "de" => "German",
        "fr" => "French",
        "es" => "Spanish",
        other => other,
    }
}

fn ways_to_write(suggestion: &Suggestion) -> impl IntoView + use<> {
    let text = format!("{}\n\n{}", suggestion.draft_subject, suggestion.draft_body);
    let mail = mail_link(suggestion).map(|href| {
        view! { <LinkButton small=true icon=IconName::Mail href=href>"Open in mail"</LinkButton> }
    });
    view! {
        <CopyDraft text=text><Icon name=IconName::Copy/></CopyDraft>
        {mail}
    }
}

/// The draft in the person's own mail program (RFC 6068: lines end with CRLF).
fn mail_link(suggestion: &Suggestion) -> Option<String> {
    let email = paths::encode(suggestion.email.as_deref()?);
    let subject = paths::encode(&suggestion.draft_subject);
    let body = paths::encode(&suggestion.draft_body.replace('\n', "\r\n"));
    Some(format!("mailto:{email}?subject={subject}&body={body}"))
}

fn decisions(id: Uuid, from: &str) -> AnyView {
    let snoozes = SNOOZES.map(|(label, days)| {
        MenuItem::post(label, DecideSuggestion::PATH)
            .field("id", id.to_string())
            .field("from", from)
            .field("decision", "snooze")
            .field("days", days)
    });
    view! {
        <form method="post" action=DecideSuggestion::PATH>
            {common_fields(id, from)}
            <Button small=true icon=IconName::Check name="decision" value="done">"Done"</Button>
        </form>
        <Menu label="Snooze" icon=IconName::CaretDown small=true items=snoozes.to_vec()>"Snooze"</Menu>
        <form method="post" action=DecideSuggestion::PATH>
            {common_fields(id, from)}
            <Button small=true kind=ButtonKind::Quiet icon=IconName::Close name="decision" value="dismiss">"Dismiss"</Button>
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

fn common_fields(id: Uuid, from: &str) -> impl IntoView + use<> {
    view! {
        <HiddenInput name="id" value=id.to_string()/>
        <HiddenInput name="from" value=from/>
    }
}
