//! One item of the stream: a thread with its messages, a series of meetings, or a note with
//! the forms to change it.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    logged::log_item,
    message_text, note_text,
    stream::{About, LONGEST},
};
use crate::{
    forms::form_state,
    routes::paths,
    suggestions::types::every,
    timeline::{
        Interaction, Thread,
        actions::{DeleteNote, EditNote},
    },
    ui::{
        Button, ButtonKind, Channel, Disclosure, Form, FormActions, HiddenInput, IconName,
        TextAreaField, Time, TimelineItem,
    },
};

/// Messages of a thread that are shown with their text; older ones are links.
const WITH_TEXT: usize = 5;

pub(super) fn thread_item(thread: &Thread, messages: &[Interaction], known: &About) -> AnyView {
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
    if let Some(entry) = newest.filter(|message| message.is_logged) {
        return log_item(thread, entry, (from, to), known);
    }
    let content = if messages.is_empty() {
        let href = paths::interaction(thread.last_id);
        view! { <p><a class="link" href=href>"Open the message"</a></p> }.into_any()
    } else {
        thread_text(thread, messages, known).into_any()
    };
    let series = series_words(thread, known.clock().zone);
    let (first_line, times) = match series {
        Some(words) => (words, " times"),
        None => (thread.snippet.clone(), " messages"),
    };
    view! {
        <TimelineItem
            channel=channel(&thread.kind)
            from=from
            to=to
            subject=thread.subject.clone()
            first_line=first_line
            at=thread.last_at
            clock=known.clock()
            folded=u32::try_from(thread.count).unwrap_or_default()
            folded_word=times
        >
            {content}
        </TimelineItem>
    }
    .into_any()
}

/// A series of meetings: `every week, 12 times, last on 3 May 2026, 4 to come`.
fn series_words(thread: &Thread, zone: Tz) -> Option<String> {
    if thread.kind != "meeting" || thread.count < 2 {
        return None;
    }
    let day = |at: DateTime<Utc>| at.with_timezone(&zone).format("%-d %B %Y").to_string();
    let (past, days) = (
        thread.count - thread.ahead,
        (thread.final_at - thread.first_at).num_days(),
    );
    let pause = (thread.count > 2 && days > 0).then(|| {
        let pauses = (thread.count - 1) as f64;
        every((days as f64 / pauses).round() as i64)
    });
    let been = match past {
        0 => None,
        1 => Some(format!("once, on {}", day(thread.last_at))),
        _ => Some(format!("{past} times, last on {}", day(thread.last_at))),
    };
    let ahead = match (thread.ahead, past) {
        (0, _) => None,
        (ahead, 0) => Some(format!("{ahead} to come, next on {}", day(thread.last_at))),
        (ahead, _) => Some(format!("{ahead} to come")),
    };
    let parts: Vec<String> = [pause, been, ahead].into_iter().flatten().collect();
    Some(parts.join(", "))
}

pub(super) fn channel(kind: &str) -> Channel {
    match kind {
        "meeting" => Channel::Meeting,
        "message" => Channel::Message,
        "call" => Channel::Call,
        "note" => Channel::Note,
        _ => Channel::Mail,
    }
}

/// Who wrote, and to whom.
fn sides(thread: &Thread, sender: Option<&str>, known: &About) -> (String, String) {
    let name = thread.person.clone();
    match thread.direction.as_str() {
        "out" => (own_name(sender, known), name),
        "none" if thread.kind == "mail" => {
            (sender.map_or(name, ToOwned::to_owned), "others".to_owned())
        }
        _ => (sender.map_or(name, ToOwned::to_owned), "you".to_owned()),
    }
}

/// "You", unless another member wrote.
fn own_name(sender: Option<&str>, known: &About) -> String {
    let viewer = &known.viewer;
    let other = sender.filter(|sender| *sender != viewer.name && *sender != viewer.email);
    other.unwrap_or("You").to_owned()
}

fn thread_text(thread: &Thread, messages: &[Interaction], known: &About) -> impl IntoView + use<> {
    let shown = messages.iter().take(WITH_TEXT);
    let shown = shown
        .map(|message| message_block(message, messages.len() > 1, &thread.person, known))
        .collect::<Vec<_>>();
    let rest = messages
        .iter()
        .skip(WITH_TEXT)
        .map(|message| message_line(message, &thread.person, known))
        .collect::<Vec<_>>();
    let rest = (!rest.is_empty()).then(|| view! { <ol class="grid gap-1 text-sm">{rest}</ol> });
    view! { {shown} {rest} }
}

fn message_block(
    message: &Interaction,
    is_named: bool,
    person: &str,
    known: &About,
) -> impl IntoView + use<> {
    let is_cut = message.body.chars().count() >= LONGEST as usize;
    let link = if is_cut {
        "Read the whole message"
    } else {
        "Open the message"
    };
    let clock = known.clock();
    let at = message.occurred_at;
    let head = is_named.then(|| {
        view! { <p class="text-sm muted"><strong dir="auto">{sender(message, person, known)}</strong> " · " <Time at=at clock=clock/></p> }
    });
    view! {
        <div class="grid gap-2">
            {head}
            {message_text(&message.body)}
            <p class="text-sm"><a class="link" href=paths::interaction(message.id)>{link}</a></p>
        </div>
    }
}

fn message_line(message: &Interaction, person: &str, known: &About) -> impl IntoView + use<> {
    let clock = known.clock();
    view! {
        <li class="muted">
            <a class="link" href=paths::interaction(message.id)>{sender(message, person, known)}</a>
            " · "
            <Time at=message.occurred_at clock=clock/>
        </li>
    }
}

fn sender(message: &Interaction, person: &str, known: &About) -> String {
    match message.direction.as_str() {
        "out" => own_name(message.sender.as_deref(), known),
        _ => message.sender.clone().unwrap_or_else(|| person.to_owned()),
    }
}

fn note_item(thread: &Thread, known: &About) -> impl IntoView + use<> {
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

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_series_is_said_in_words() {
        let at = |text: &str| format!("{text}T09:00:00Z").parse().unwrap();
        for (count, ahead, first, last, end, words) in [
            (1, 0, "2026-05-03", "2026-05-03", "2026-05-03", None),
            (
                12,
                0,
                "2026-02-15",
                "2026-05-03",
                "2026-05-03",
                Some("every week, 12 times, last on 3 May 2026"),
            ),
            (
                14,
                2,
                "2026-02-15",
                "2026-05-03",
                "2026-05-17",
                Some("every week, 12 times, last on 3 May 2026, 2 to come"),
            ),
            (
                2,
                0,
                "2026-05-02",
                "2026-05-03",
                "2026-05-03",
                Some("2 times, last on 3 May 2026"),
            ),
            (
                2,
                1,
                "2026-05-03",
                "2026-05-03",
                "2026-06-03",
                Some("once, on 3 May 2026, 1 to come"),
            ),
            (
                3,
                3,
                "2026-05-03",
                "2026-05-03",
                "2026-07-03",
                Some("every 4 weeks, 3 to come, next on 3 May 2026"),
            ),
        ] {
            let thread = Thread {
                thread_id: Uuid::nil(),
                last_id: Uuid::nil(),
                last_at: at(last),
                kind: "meeting".to_owned(),
                direction: "none".to_owned(),
                subject: String::new(),
                snippet: String::new(),
                body: String::new(),
                count,
                ahead,
                first_at: at(first),
                final_at: at(end),
                person: String::new(),
            };
            assert_eq!(series_words(&thread, Tz::UTC).as_deref(), words);
        }
    }
}
