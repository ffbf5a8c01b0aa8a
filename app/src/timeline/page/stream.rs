//! Everything that happened with a person or a company, as one stream by months: threads of
//! mail and series of meetings folded into one item each, and notes.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::{logged::log_form, thread::thread_item};
use crate::{
    context::{Scope, Viewer},
    error::Result,
    forms::form_state,
    timeline::{
        self, Interaction, Thread, ThreadCursor, Whose,
        actions::{AddCompanyNote, AddNote},
    },
    ui::{
        Button, ButtonKind, Chip, Chips, Clock, Composer, Drawing, EmptyState, FieldError,
        HiddenInput, IconName, LinkButton, MonthHeading, Timeline, grouped,
    },
    workspaces::Permission,
};

const PAGE: i64 = 30;
/// Characters of a message that are shown in the stream.
pub(super) const LONGEST: i32 = 1_200;
/// Those that always have a chip come first.
const KINDS: [(&str, &str, IconName); 5] = [
    ("mail", "Mail", IconName::Mail),
    ("note", "Notes", IconName::Note),
    ("meeting", "Meetings", IconName::Meeting),
    ("message", "Messages", IconName::Message),
    ("call", "Calls", IconName::Call),
];
const ALWAYS: usize = 2;

/// Whose stream it is, and who looks at it.
pub struct About {
    pub viewer: Viewer,
    /// The address of the page that it stands on.
    pub place: String,
    pub name: String,
    /// How they are called in a sentence.
    pub short_name: String,
    /// Whom a note is about that is written here.
    pub notes_about: Option<Whose>,
}

impl About {
    pub(super) fn clock(&self) -> Clock {
        Clock {
            now: self.viewer.now,
            zone: self.viewer.zone,
        }
    }

    pub(super) fn may_edit(&self) -> bool {
        self.viewer.role.may(Permission::EditContacts)
    }
}

/// Which part of the stream the address asks for.
#[derive(Clone, Copy, Default)]
pub struct StreamAddress {
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

    fn href(self, place: &str) -> String {
        let kind = self.kind.map(|kind| format!("show={kind}"));
        let after = self
            .after
            .map(|cursor| format!("before={}", write_cursor(cursor)));
        let query = kind.into_iter().chain(after).collect::<Vec<_>>().join("&");
        if query.is_empty() {
            place.to_owned()
        } else {
            format!("{place}?{query}#timeline")
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

pub struct Stream {
    address: StreamAddress,
    /// How many interactions there are of each kind.
    counts: BTreeMap<String, i64>,
    threads: Vec<Thread>,
    /// The messages of each thread, newest first.
    messages: HashMap<Uuid, Vec<Interaction>>,
    next: Option<ThreadCursor>,
}

impl Stream {
    pub async fn load(scope: &mut Scope, whose: Whose, address: StreamAddress) -> Result<Self> {
        let counts = timeline::counts_of(scope, whose).await?;
        let (kind, after) = (address.kind, address.after);
        let mut threads = timeline::threads_of(scope, whose, kind, after, PAGE).await?;
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
            counts,
            threads,
            messages,
            next,
        })
    }

    /// Interactions of all kinds.
    pub fn total(&self) -> i64 {
        self.counts.values().sum()
    }
}

pub fn stream_view(stream: &Stream, about: &About) -> impl IntoView + use<> {
    let notes_about = about.notes_about.filter(|_| about.may_edit());
    let content = match stream.threads.is_empty() {
        true => nothing(stream.address, about).into_any(),
        false => months(stream, about).into_any(),
    };
    view! {
        {notes_about.map(|whose| composer(whose, about))}
        {chips(stream, &about.place)}
        {content}
        {pages(stream, &about.place)}
    }
}

fn composer(whose: Whose, about: &About) -> impl IntoView + use<> {
    let (action, name, id) = match whose {
        Whose::Contact(contact) => (AddNote::PATH, "contact", contact),
        Whose::Company(company) => (AddCompanyNote::PATH, "company", company),
    };
    let state = form_state(action);
    let label = format!("Note about {}", about.short_name);
    let log = match whose {
        Whose::Contact(contact) => Some(log_form(contact, &about.short_name)),
        Whose::Company(_) => None,
    };
    let id = id.to_string();
    view! {
        <div class="grid gap-2">
            <Composer
                action=action
                label=label
                value=state.value("text")
                placeholder="Write a note, in Markdown if you like. Only your workspace sees it."
            >
                <HiddenInput name=name value=id/>
                <Button small=true kind=ButtonKind::Primary>"Add note"</Button>
            </Composer>
            <FieldError id="note-error" message=state.error("text")/>
            {log}
        </div>
    }
}

/// Kinds of which there is nothing have no chip, but for those that everybody knows.
fn chips(stream: &Stream, place: &str) -> impl IntoView + use<> {
    let shown = stream.address.kind;
    let words = |count: i64| (count > 0).then(|| grouped(u64::try_from(count).unwrap_or_default()));
    let kinds = KINDS.into_iter().enumerate();
    let kinds = kinds.filter_map(|(at, (kind, label, icon))| {
        let count = stream.counts.get(kind).copied().unwrap_or_default();
        let is_active = shown == Some(kind);
        let is_shown = at < ALWAYS || count > 0 || is_active;
        let asked = StreamAddress {
            kind: Some(kind),
            after: None,
        };
        let href = asked.href(place);
        is_shown.then(|| {
            view! { <Chip label=label icon=icon href=href active=is_active count=words(count)/> }
        })
    });
    let kinds = kinds.collect::<Vec<_>>();
    let (all, total) = (place.to_owned(), words(stream.total()));
    view! {
        <div id="timeline">
            <Chips label="Show">
                <Chip label="Everything" href=all active=shown.is_none() count=total/>
                {kinds}
            </Chips>
        </div>
    }
}

fn months(stream: &Stream, known: &About) -> impl IntoView + use<> {
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
    let label = format!("Everything with {}", known.name);
    let months = months.collect::<Vec<_>>();
    view! { <Timeline label=label>{months}</Timeline> }
}

fn month(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%B %Y").to_string()
}

fn nothing(address: StreamAddress, about: &About) -> impl IntoView + use<> {
    let name = &about.short_name;
    let (drawing, title) = match address.kind {
        Some("note") => (Drawing::Letter, format!("No notes about {name} yet")),
        Some("meeting") => (Drawing::Calendar, format!("No meetings with {name} here")),
        Some("message") => (Drawing::Mailbox, format!("No messages with {name} here")),
        Some("call") => (Drawing::Mailbox, format!("No calls with {name} here")),
        Some(_) => (Drawing::Mailbox, format!("No mail with {name} here")),
        None => (Drawing::Letter, format!("Nothing with {name} yet")),
    };
    view! { <EmptyState drawing=drawing title=title detail="What you import and write down stands here, newest first."/> }
}

fn pages(stream: &Stream, place: &str) -> Option<impl IntoView + use<>> {
    let older = stream.next.map(|after| {
        StreamAddress {
            after: Some(after),
            ..stream.address
        }
        .href(place)
    });
    let newest = stream.address.after.map(|_| {
        StreamAddress {
            after: None,
            ..stream.address
        }
        .href(place)
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
