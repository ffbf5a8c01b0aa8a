//! One item of the stream: a thread with its messages, or a note with the forms to
//! change it.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{show::Known, stream::LONGEST};
use crate::{
    forms::form_state,
    routes::paths,
    timeline::{
        Interaction, Thread,
        actions::{DeleteNote, EditNote},
        page::{message_text, note_text},
    },
    ui::{
        Button, ButtonKind, Channel, Disclosure, Form, FormActions, HiddenInput, IconName,
        TextAreaField, Time, TimelineItem,
    },
};

/// Messages of a thread that are shown with their text; older ones are links.
const WITH_TEXT: usize = 5;

pub(super) fn thread_item(thread: &Thread, messages: &[Interaction], known: &Known) -> AnyView {
    if thread.kind == "note" {
        return note_item(thread, known).into_any();
    }
    let newest = messages
        .iter()
        .find(|message| message.id == thread.last_id)
        .or(messages.first());
    let (from, to) = sides(
        thread,
        newest.and_then(|message| message.sender.as_deref()),
        known,
    );
    let content = if messages.is_empty() {
        let href = paths::interaction(thread.last_id);
        view! { <p><a class="link" href=href>"Open the message"</a></p> }.into_any()
    } else {
        thread_text(messages, known).into_any()
    };
    view! {
        <TimelineItem
            channel=channel(&thread.kind)
            from=from
            to=to
            subject=thread.subject.clone()
            first_line=thread.snippet.clone()
            at=thread.last_at
            clock=known.clock()
            folded=u32::try_from(thread.count).unwrap_or_default()
        >
            {content}
        </TimelineItem>
    }
    .into_any()
}

fn channel(kind: &str) -> Channel {
    match kind {
        "meeting" => Channel::Meeting,
        "message" => Channel::Message,
        "call" => Channel::Call,
        "note" => Channel::Note,
        _ => Channel::Mail,
    }
}

/// Who wrote, and to whom.
fn sides(thread: &Thread, sender: Option<&str>, known: &Known) -> (String, String) {
    let name = known.contact.name.clone();
    match thread.direction.as_str() {
        "out" => (own_name(sender, known), name),
        "none" if thread.kind == "mail" => {
            (sender.map_or(name, ToOwned::to_owned), "others".to_owned())
        }
        _ => (sender.map_or(name, ToOwned::to_owned), "you".to_owned()),
    }
}

/// "You", unless another member wrote.
fn own_name(sender: Option<&str>, known: &Known) -> String {
    let viewer = &known.viewer;
    let other = sender.filter(|sender| *sender != viewer.name && *sender != viewer.email);
    other.unwrap_or("You").to_owned()
}

fn thread_text(messages: &[Interaction], known: &Known) -> impl IntoView + use<> {
    let shown = messages.iter().take(WITH_TEXT);
    let shown = shown
        .map(|message| message_block(message, messages.len() > 1, known))
        .collect::<Vec<_>>();
    let rest = messages
        .iter()
        .skip(WITH_TEXT)
        .map(|message| message_line(message, known))
        .collect::<Vec<_>>();
    let rest = (!rest.is_empty()).then(|| view! { <ol class="grid gap-1 text-sm">{rest}</ol> });
    view! { {shown} {rest} }
}

fn message_block(message: &Interaction, is_named: bool, known: &Known) -> impl IntoView + use<> {
    let is_cut = message.body.chars().count() >= LONGEST as usize;
    let link = if is_cut {
        "Read the whole message"
    } else {
        "Open the message"
    };
    let clock = known.clock();
    let at = message.occurred_at;
    let head = is_named.then(|| {
        view! { <p class="text-sm muted"><strong dir="auto">{sender(message, known)}</strong> " · " <Time at=at clock=clock/></p> }
    });
    view! {
        <div class="grid gap-2">
            {head}
            {message_text(&message.body)}
            <p class="text-sm"><a class="link" href=paths::interaction(message.id)>{link}</a></p>
        </div>
    }
}

fn message_line(message: &Interaction, known: &Known) -> impl IntoView + use<> {
    let clock = known.clock();
    view! {
        <li class="muted">
            <a class="link" href=paths::interaction(message.id)>{sender(message, known)}</a>
            " · "
            <Time at=message.occurred_at clock=clock/>
        </li>
    }
}

fn sender(message: &Interaction, known: &Known) -> String {
    match message.direction.as_str() {
        "out" => own_name(message.sender.as_deref(), known),
        _ => message
            .sender
            .clone()
            .unwrap_or_else(|| known.contact.name.clone()),
    }
}

fn note_item(thread: &Thread, known: &Known) -> impl IntoView + use<> {
    let id = thread.last_id.to_string();
    let state = form_state(EditNote::PATH);
    let was_refused = state.error.is_some() && state.value("note").as_ref() == Some(&id);
    let typed = state
        .value("text")
        .filter(|_| was_refused)
        .unwrap_or_else(|| thread.body.clone());
    let error = state.error("text").filter(|_| was_refused);
    let forms = known.may_edit().then(|| note_forms(&id, typed, error));
    let text = note_text(&thread.body);
    view! {
        <TimelineItem
            channel=Channel::Note
            from="Note"
            first_line=thread.snippet.clone()
            at=thread.last_at
            clock=known.clock()
            open=was_refused
        >
            {text}
            {forms}
        </TimelineItem>
    }
}

fn note_forms(id: &str, text: String, error: Option<String>) -> impl IntoView + use<> {
    let (edited, deleted, field) = (id.to_owned(), id.to_owned(), format!("note-{id}"));
    view! {
        <Disclosure summary="Edit note" open=error.is_some()>
            <Form action=EditNote::PATH>
                <HiddenInput name="note" value=edited/>
                <TextAreaField name="text" id=field label="Note" hint="In Markdown: **bold**, - lists, [links](https://…)." value=text error=error required=true/>
                <FormActions><Button small=true kind=ButtonKind::Primary>"Save note"</Button></FormActions>
            </Form>
        </Disclosure>
        <form method="post" action=DeleteNote::PATH>
            <HiddenInput name="note" value=deleted/>
            <Button small=true kind=ButtonKind::Quiet icon=IconName::Delete>"Delete note"</Button>
        </form>
    }
}
