//! Writing down that there was contact, and what was written down, with the forms to change it.

use chrono_tz::Tz;
use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::{logged_text, stream::About, thread::channel};
use crate::{
    forms::{FormState, form_state},
    routes::paths,
    timeline::{
        By, Interaction, Thread, What,
        actions::{DeleteLog, EditLog, LogContact},
        written,
    },
    ui::{
        Button, ButtonKind, Choice, Disclosure, Form, FormActions, HiddenInput, IconName,
        SelectField, TextAreaField, TextField, TimelineItem,
    },
};

const WHEN: &str = "Such as yesterday 3pm, 2 hours ago, last Tue, 12 May. Empty: now.";

/// What stands in the fields, and what is wrong with it.
struct Typed {
    what: String,
    when: String,
    text: String,
    refused: FormState,
}

impl Typed {
    fn nothing() -> Self {
        Self {
            what: What::Call(By::Me).name().to_owned(),
            when: String::new(),
            text: String::new(),
            refused: FormState::default(),
        }
    }

    fn of(entry: &Interaction, zone: Tz) -> Self {
        let what = What::read(&entry.kind, Some(entry.direction.as_str()));
        Self {
            what: what.map_or("", What::name).to_owned(),
            when: written(entry.occurred_at, zone),
            text: entry.body.clone(),
            refused: FormState::default(),
        }
    }

    /// What was typed instead, where the form came back.
    fn or_refused(self, state: FormState) -> Self {
        if state.error.is_none() {
            return self;
        }
        Self {
            what: state.value("what").unwrap_or(self.what),
            when: state.value("when").unwrap_or(self.when),
            text: state.value("text").unwrap_or(self.text),
            refused: state,
        }
    }

    fn was_refused(&self) -> bool {
        self.refused.error.is_some()
    }
}

pub(super) fn log_form(contact: Uuid, short_name: &str) -> impl IntoView + use<> {
    let typed = Typed::nothing().or_refused(form_state(LogContact::PATH));
    let (label, contact) = (format!("Contact with {short_name}"), contact.to_string());
    view! {
        <Disclosure
            summary="Log a call, a meeting or a message"
            open=typed.was_refused()
            id="log"
        >
            <Form action=LogContact::PATH label=label>
                <HiddenInput name="contact" value=contact/>
                {fields("log", typed)}
                <FormActions><Button small=true kind=ButtonKind::Primary>"Log it"</Button></FormActions>
            </Form>
        </Disclosure>
    }
}

fn fields(id: &str, typed: Typed) -> impl IntoView + use<> {
    let id_of = |field: &str| format!("{id}-{field}");
    let error = |field: &str| typed.refused.error(field);
    let (what_error, when_error, text_error) = (error("what"), error("when"), error("text"));
    view! {
        <SelectField
            name="what"
            label="What happened"
            id=id_of("what")
            choices=choices()
            value=typed.what
            error=what_error
        />
        <TextField
            name="when"
            label="When"
            id=id_of("when")
            value=typed.when
            hint=WHEN
            error=when_error
            autocomplete="off"
        />
        <TextAreaField
            name="text"
            label="What it was about"
            id=id_of("text")
            value=typed.text
            hint="If you like, and in Markdown. Only your workspace sees it."
            error=text_error
            rows=3
        />
    }
}

fn choices() -> Vec<Choice> {
    let words = |what| match what {
        What::Call(By::Me) => "I called",
        What::Call(By::Them) => "They called",
        What::Meeting => "We met",
        What::Message(By::Me) => "I sent a message",
        What::Message(By::Them) => "They sent a message",
    };
    let all = What::ALL.into_iter();
    all.map(|what| Choice::new(what.name(), words(what)))
        .collect()
}

/// One that was written down; `sides` says who reached out to whom.
pub(super) fn log_item(
    thread: &Thread,
    entry: &Interaction,
    (from, to): (String, String),
    known: &About,
) -> AnyView {
    let state = form_state(EditLog::PATH);
    let is_meant = state.value("entry") == Some(entry.id.to_string());
    let state = if is_meant {
        state
    } else {
        FormState::default()
    };
    let typed = Typed::of(entry, known.clock().zone).or_refused(state);
    let was_refused = typed.was_refused();
    let forms = known.may_edit().then(|| log_forms(entry.id, typed));
    let channel = channel(&entry.kind);
    let (text, href) = (logged_text(&entry.body), paths::interaction(entry.id));
    view! {
        <TimelineItem
            channel=channel
            from=from
            to=to
            subject=channel.word()
            first_line=thread.snippet.clone()
            at=thread.last_at
            clock=known.clock()
            open=was_refused
        >
            {text}
            <p class="text-sm"><a class="link" href=href>"Open it alone"</a></p>
            {forms}
        </TimelineItem>
    }
    .into_any()
}

fn log_forms(entry: Uuid, typed: Typed) -> impl IntoView + use<> {
    let (id, deleted) = (entry.to_string(), entry.to_string());
    view! {
        <Disclosure summary="Edit what you logged" open=typed.was_refused()>
            <Form action=EditLog::PATH>
                <HiddenInput name="entry" value=id.clone()/>
                {fields(&id, typed)}
                <FormActions><Button small=true kind=ButtonKind::Primary>"Save it"</Button></FormActions>
            </Form>
        </Disclosure>
        <form method="post" action=DeleteLog::PATH>
            <HiddenInput name="entry" value=deleted/>
            <Button small=true kind=ButtonKind::Quiet icon=IconName::Delete>"Delete it"</Button>
        </form>
    }
}
