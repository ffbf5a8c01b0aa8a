//! Everything that happened with a person, as one stream by months: threads of
//! mail folded into one item each, and notes.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::{show::Known, thread::thread_item};
use crate::{
    context::Scope,
    error::Result,
    forms::form_state,
    routes::paths,
    timeline::{self, Interaction, Thread, ThreadCursor, actions::AddNote},
    ui::{
        Button, ButtonKind, Chip, Chips, Composer, Drawing, EmptyState, FieldError, HiddenInput,
        IconName, LinkButton, MonthHeading, Timeline,
    },
};

const PAGE: i64 = 30;
/// Characters of a message that are shown in the stream.
pub(super) const LONGEST: i32 = 1_200;
const KINDS: [(&str, &str, IconName); 2] = [
    ("mail", "Mail", IconName::Mail),
    ("note", "Notes", IconName::Note),
];

/// Which part of the stream the address asks for.
#[derive(Clone, Copy, Default)]
pub(super) struct StreamAddress {
    kind: Option<&'static str>,
    after: Option<ThreadCursor>,
}

impl StreamAddress {
    pub fn read() -> Self {
        use_query_map().with_untracked(|query| {
            let asked = query.get("show").unwrap_or_default();
            let kind = KINDS
                .into_iter()
                .map(|(kind, ..)| kind)
                .find(|kind| *kind == asked);
            Self {
                kind,
                after: query.get("before").and_then(|text| parse_cursor(&text)),
            }
        })
    }

    fn href(self, contact: Uuid) -> String {
        let kind = self.kind.map(|kind| format!("show={kind}"));
        let after = self
            .after
            .map(|cursor| format!("before={}", write_cursor(cursor)));
        let query = kind.into_iter().chain(after).collect::<Vec<_>>().join("&");
        let path = paths::contact(contact);
        if query.is_empty() {
            path
        } else {
            format!("{path}?{query}")
        }
    }
}

fn write_cursor(cursor: ThreadCursor) -> String {
    format!("{}_{}", cursor.last_at.timestamp_micros(), cursor.last_id)
}

fn parse_cursor(text: &str) -> Option<ThreadCursor> {
    let (at, id) = text.split_once('_')?;
    Some(ThreadCursor {
        last_at: DateTime::from_timestamp_micros(at.parse().ok()?)?,
        last_id: id.parse().ok()?,
    })
}

pub(super) struct Stream {
    address: StreamAddress,
    threads: Vec<Thread>,
    /// The messages of each thread, newest first.
    messages: HashMap<Uuid, Vec<Interaction>>,
    next: Option<ThreadCursor>,
}

impl Stream {
    pub async fn load(scope: &mut Scope, contact: Uuid, address: StreamAddress) -> Result<Self> {
        let mut threads =
            timeline::threads_of(scope, contact, address.kind, address.after, PAGE).await?;
        let is_full = threads.len() as i64 > PAGE;
        threads.truncate(PAGE as usize);
        let last = threads.last().filter(|_| is_full);
        let next = last.map(|thread| ThreadCursor {
            last_at: thread.last_at,
            last_id: thread.last_id,
        });
        let ids: Vec<Uuid> = threads
            .iter()
            .filter(|thread| thread.kind != "note")
            .map(|thread| thread.thread_id)
            .collect();
        let mut messages: HashMap<Uuid, Vec<Interaction>> = HashMap::new();
        for message in timeline::messages_of(scope, &ids, LONGEST).await? {
            messages.entry(message.thread_id).or_default().push(message);
        }
        Ok(Self {
            address,
            threads,
            messages,
            next,
        })
    }
}

pub(super) fn stream_view(stream: &Stream, known: &Known) -> impl IntoView + use<> {
    view! {
        {known.may_edit().then(|| composer(known))}
        {chips(stream.address, known.contact.id)}
        {if stream.threads.is_empty() { nothing(stream.address, known).into_any() } else { months(stream, known).into_any() }}
        {pages(stream, known.contact.id)}
    }
}

fn composer(known: &Known) -> impl IntoView + use<> {
    let state = form_state(AddNote::PATH);
    let label = format!("Note about {}", known.short_name());
    let contact = known.contact.id.to_string();
    view! {
        <div>
            <Composer
                action=AddNote::PATH
                label=label
                value=state.value("text")
                placeholder="Write a note, in Markdown if you like. Only your workspace sees it."
            >
                <HiddenInput name="contact" value=contact/>
                <Button small=true kind=ButtonKind::Primary>"Add note"</Button>
            </Composer>
            <FieldError id="note-error" message=state.error("text")/>
        </div>
    }
}

fn chips(address: StreamAddress, contact: Uuid) -> impl IntoView {
    let kinds = KINDS.map(|(kind, label, icon)| {
        let href = StreamAddress {
            kind: Some(kind),
            after: None,
        }
        .href(contact);
        view! { <Chip label=label icon=icon href=href active=address.kind == Some(kind)/> }
    });
    let kinds = kinds.into_iter().collect::<Vec<_>>();
    view! {
        <Chips label="Show">
            <Chip label="Everything" href=paths::contact(contact) active=address.kind.is_none()/>
            {kinds}
        </Chips>
    }
}

fn months(stream: &Stream, known: &Known) -> impl IntoView + use<> {
    let zone = known.clock().zone;
    let groups = stream
        .threads
        .chunk_by(|one, other| month(one.last_at, zone) == month(other.last_at, zone));
    let months = groups.map(|threads| {
        let items = threads.iter().map(|thread| {
            let messages = stream
                .messages
                .get(&thread.thread_id)
                .map_or(&[][..], Vec::as_slice);
            thread_item(thread, messages, known)
        });
        let items = items.collect::<Vec<_>>();
        view! { <MonthHeading label=month(threads[0].last_at, zone)>{items}</MonthHeading> }
    });
    let label = format!("Everything with {}", known.contact.name);
    let months = months.collect::<Vec<_>>();
    view! { <Timeline label=label>{months}</Timeline> }
}

fn month(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%B %Y").to_string()
}

fn nothing(address: StreamAddress, known: &Known) -> impl IntoView + use<> {
    let (drawing, title) = match address.kind {
        Some("note") => (
            Drawing::Letter,
            format!("No notes about {} yet", known.short_name()),
        ),
        Some(_) => (
            Drawing::Mailbox,
            format!("No mail with {} here", known.short_name()),
        ),
        None => (
            Drawing::Letter,
            format!("Nothing with {} yet", known.short_name()),
        ),
    };
    view! { <EmptyState drawing=drawing title=title detail="What you import and write down stands here, newest first."/> }
}

fn pages(stream: &Stream, contact: Uuid) -> Option<impl IntoView + use<>> {
    let older = stream.next.map(|after| {
        StreamAddress {
            after: Some(after),
            ..stream.address
        }
        .href(contact)
    });
    let newest = stream.address.after.map(|_| {
        StreamAddress {
            after: None,
            ..stream.address
        }
        .href(contact)
    });
    (older.is_some() || newest.is_some()).then(|| view! {
        <nav class="flex gap-2" aria-label="Pages of the timeline">
            {newest.map(|href| view! { <LinkButton small=true icon=IconName::ArrowUp href=href>"Newest"</LinkButton> })}
            {older.map(|href| view! { <LinkButton small=true icon=IconName::ArrowDown href=href>"Older"</LinkButton> })}
        </nav>
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_stream_is_found_again() {
        let cursor = ThreadCursor {
            last_at: "2025-03-01T10:00:00.123456Z".parse().unwrap(),
            last_id: Uuid::from_u128(7),
        };
        assert_eq!(parse_cursor(&write_cursor(cursor)), Some(cursor));
        assert_eq!(parse_cursor("nonsense"), None);
    }
}
