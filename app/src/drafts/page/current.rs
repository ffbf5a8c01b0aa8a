//! The draft at hand: to be edited, copied, opened in a mail program, and noted as sent.

use leptos::{nonce::use_nonce, prelude::*, server_fn::ServerFn};

use super::Known;
use crate::{
    drafts::{
        Draft,
        actions::{AcceptDraft, DiscardDraft, EditDraft, RestoreDraft, RetractDraft},
        channel_words,
    },
    forms::form_state,
    language_model::dollars,
    routes::paths,
    suggestions::island::CopyDraft,
    ui::{
        self, Button, ButtonKind, Disclosure, Fact, Facts, Form, FormActions, HiddenInput, Icon,
        IconName, LinkButton, Notice, Section, TextAreaField, TextField, Time, Tone, grouped,
    },
};

pub fn view(draft: &Draft, known: &Known) -> AnyView {
    let may_edit = known.may_write && draft.is_open();
    let title = format!(
        "{} in {}, {}",
        channel_words(draft.channel()),
        draft.language_name(),
        draft.tone
    );
    let text = if may_edit {
        form(draft).into_any()
    } else {
        as_it_is(draft, known).into_any()
    };
    let ways_out = draft.is_open().then(|| ways_out(draft, known));
    let (trouble, provenance) = (trouble(draft), provenance(draft, known));
    let saving = may_edit.then(|| format!("/api/v1/drafts/{}", draft.id));
    let letters = may_edit.then(|| draft.channel().limits().letters.to_string());
    let script = may_edit.then(|| {
        view! { <script src="/drafts.js" defer=true nonce=use_nonce()></script> }
    });
    view! {
        <Section title=title id="draft">
            {trouble} <div class="stack" data-draft=saving data-letters=letters>
                {text} {ways_out}
            </div> {script} {provenance}
        </Section>
    }
    .into_any()
}

fn trouble(draft: &Draft) -> Option<AnyView> {
    let trouble = draft.trouble()?;
    Some(
        view! {
            <Notice tone=Tone::Caution title="Rules wrote this">
                <p>{trouble.words()}</p>
            </Notice>
        }
        .into_any(),
    )
}

fn form(draft: &Draft) -> impl IntoView + use<> {
    let (edited, accepted) = (form_state(EditDraft::PATH), form_state(AcceptDraft::PATH));
    let state = if accepted.error.is_some() {
        accepted
    } else {
        edited
    };
    let is_this = state.value("id") == Some(draft.id.to_string());
    let typed = |name: &str, now: &str| {
        let typed = state.value(name).filter(|_| is_this);
        typed.unwrap_or_else(|| now.to_owned())
    };
    let limits = draft.channel().limits();
    let wrong = |name: &str| state.error(name).filter(|_| is_this);
    let (value, error) = (typed("subject", &draft.subject), wrong("subject"));
    let subject = limits.subject.map(|_| {
        view! { <TextField name="subject" label="Subject" value=value error=error autocomplete="off"/> }
    });
    let (body, error) = (typed("body", &draft.body), wrong("body"));
    let id = draft.id.to_string();
    let count = draft.body.chars().count();
    let room = format!(
        "{} of {} letters.",
        grouped(count as u64),
        grouped(limits.letters as u64)
    );
    let is_long = draft
        .too_long()
        .map(|words| view! { <Notice tone=Tone::Caution><p>{words}</p></Notice> });
    view! {
        {is_long}
        <Form action=EditDraft::PATH label="Draft">
            <HiddenInput name="id" value=id/>
            {subject}
            <TextAreaField
                name="body"
                label="Text"
                rows=12
                value=body
                error=error
                hint=room
                required=true
            />
            <FormActions>
                <Button kind=ButtonKind::Primary icon=IconName::Check>"Save"</Button>
                <Button icon=IconName::Send action=AcceptDraft::PATH>"I sent this"</Button>
                <Button kind=ButtonKind::Quiet icon=IconName::Delete action=DiscardDraft::PATH>"Discard"</Button>
                <span class="muted" role="status" data-draft-said=""></span>
            </FormActions>
        </Form>
    }
}

fn as_it_is(draft: &Draft, known: &Known) -> impl IntoView + use<> {
    let (sent, discarded, clock) = (draft.sent_at, draft.discarded_at, known.clock);
    let by = draft.sent_by.clone().map(|name| format!(" by {name}"));
    let state = match (sent, discarded) {
        (Some(at), _) => Some(view! { "Noted as sent " <Time at=at clock=clock/> {by} }.into_any()),
        (None, Some(at)) => Some(view! { "Discarded " <Time at=at clock=clock/> }.into_any()),
        (None, None) => None,
    };
    let way_back = known.may_write.then_some(match (sent, discarded) {
        (Some(_), _) => Some((RetractDraft::PATH, "It was not sent")),
        (None, Some(_)) => Some((RestoreDraft::PATH, "Bring back")),
        (None, None) => None,
    });
    let found = draft.sent_as.map(|message| {
        let words = match draft.recorded_as {
            Some(_) => "The message from your mailbox",
            None => "The message",
        };
        view! { " · " <a class="link" href=paths::interaction(message)>{words}</a> }
    });
    let id = draft.id.to_string();
    let way_back = way_back.flatten().map(|(action, label)| {
        view! {
            <Form action=action inline=true>
                <HiddenInput name="id" value=id/>
                <Button icon=IconName::Undo>{label}</Button>
            </Form>
        }
    });
    view! {
        {state.map(|state| view! { <p class="muted">{state} {found}</p> })}
        <ui::Draft subject=draft.subject.clone() text=draft.body.clone() manner="" open=true/>
        {way_back}
    }
}

fn ways_out(draft: &Draft, known: &Known) -> impl IntoView + use<> {
    let is_mail = draft.channel().limits().subject.is_some();
    let email = known.contact.email.clone().filter(|_| is_mail);
    let mail = email.map(|email| {
        let href = paths::mail_to(&email, &draft.subject, &draft.body);
        view! { <LinkButton small=true icon=IconName::Mail href=href>"Open in mail"</LinkButton> }
    });
    view! {
        <div class="flex flex-wrap items-center gap-2" data-keys="">
            <CopyDraft text=draft.whole()><Icon name=IconName::Copy/></CopyDraft>
            {mail}
        </div>
    }
}

fn provenance(draft: &Draft, known: &Known) -> impl IntoView + use<> {
    let clock = known.clock;
    let by = if draft.is_by_rules() {
        format!("Rules ({}), offline", draft.model)
    } else {
        format!("{} ({})", draft.model, draft.provider)
    };
    let from = match draft.interaction_ids.len() {
        0 => "Nothing that was exchanged".to_owned(),
        1 => "One of your last times of contact".to_owned(),
        count => format!("{count} of your last times of contact"),
    };
    let used = draft
        .units_read
        .zip(draft.units_written)
        .map(|(read, written)| {
            let count = |count: i64| grouped(count.unsigned_abs());
            format!("{} read, {} written", count(read), count(written))
        });
    let told = [
        Some(("Written by", by)),
        Some(("Prompt", draft.prompt.clone())),
        Some(("Made from", from)),
        Some(("Wish", draft.instruction.clone())).filter(|(_, wish)| !wish.is_empty()),
        used.filter(|_| !draft.is_by_rules())
            .map(|used| ("Tokens", used)),
        draft
            .cost
            .filter(|_| !draft.is_by_rules())
            .map(|cost| ("Cost", format!("${}", dollars(cost)))),
    ];
    let told: Vec<_> = told
        .into_iter()
        .flatten()
        .map(|(label, value)| view! { <Fact label=label>{value}</Fact> })
        .collect();
    let (made_at, made_by) = (draft.created_at, draft.created_by.clone());
    let edited = draft.edited_at.map(|at| {
        let by = draft.edited_by.clone().map(|name| format!(" by {name}"));
        view! { <Fact label="Edited"><Time at=at clock=clock/> {by}</Fact> }
    });
    view! {
        <Disclosure summary="Where this comes from">
            <Facts>
                {told}
                <Fact label="Made"><Time at=made_at clock=clock/> {made_by.map(|name| format!(" for {name}"))}</Fact>
                {edited}
            </Facts>
        </Disclosure>
    }
}
