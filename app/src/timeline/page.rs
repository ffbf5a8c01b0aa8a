//! One interaction as it was: who wrote to whom, the whole text, what was attached; and the
//! stream of them on other pages.

mod logged;
mod stream;
mod thread;

pub use stream::{About, Stream, StreamAddress, stream_view};

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::Deserialize;
use uuid::Uuid;

use super::{Interaction, Participant, company_of, interaction, participants_of};
use crate::{
    context::Viewer,
    error::{Error, Result},
    markdown::to_html,
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Clock, Fact, Facts, IconName, List, ListItem, Page, PageHead, Section, Time, Width, exact,
    },
};

#[component]
pub fn Show() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    let id = id.and_then(|text| text.parse().ok());
    signed_in(Place::Contacts, move |viewer| load(viewer, id))
}

async fn load(viewer: Viewer, id: Option<Uuid>) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let found = interaction(&mut scope, id.ok_or(Error::NotFound)?).await?;
    let people = participants_of(&mut scope, found.id).await?;
    let company = company_of(&mut scope, found.id).await?;
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let title = title(&found);
    let shown = title.clone();
    let (roles, at) = (
        roles(&found, &people, &own_name(&found, &viewer)),
        found.occurred_at,
    );
    let (back, company) = match company {
        Some((id, name)) => {
            let href = paths::company(id);
            let link = view! { <a class="link" dir="auto" href=href.clone()>{name.clone()}</a> };
            (
                (name, href),
                Some(view! { <Fact label="About">{link}</Fact> }),
            )
        }
        None => (way_back(&people), None),
    };
    let view = view! {
        <Page width=Width::Reading>
            <PageHead title=shown back=back/>
            <div class="stack">
                <Facts>
                    {roles}
                    {company}
                    <Fact label="When">{exact(at, clock.zone)} " (" <Time at=at clock=clock/> ")"</Fact>
                </Facts>
                <article class="grid gap-4" dir="auto">{text_or_none(&found)}</article>
                {attachments(&found)}
            </div>
        </Page>
    };
    Ok((title, view.into_any()))
}

fn title(found: &Interaction) -> String {
    match (found.subject.as_str(), found.kind.as_str()) {
        ("", "note") => "Note".to_owned(),
        ("", "call") => "Call".to_owned(),
        ("", "meeting") if found.is_logged => "Meeting".to_owned(),
        ("", "message") if found.is_logged => "Message".to_owned(),
        ("", _) => "Without a subject".to_owned(),
        (subject, _) => subject.to_owned(),
    }
}

/// To the first of those who took part and have a page.
fn way_back(people: &[Participant]) -> (String, String) {
    let person = people
        .iter()
        .find_map(|person| Some((person.name.clone(), paths::contact(person.contact_id?))));
    person.unwrap_or_else(|| ("Contacts".to_owned(), paths::contacts().to_owned()))
}

const ROLES: [(&str, &str); 5] = [
    ("from", "From"),
    ("to", "To"),
    ("cc", "Copy"),
    ("bcc", "Blind copy"),
    ("about", "About"),
];

/// "You", unless another member wrote it down.
fn own_name(found: &Interaction, viewer: &Viewer) -> String {
    let other = found.sender.as_ref().filter(|name| **name != viewer.name);
    other.cloned().unwrap_or_else(|| "You".to_owned())
}

/// Who took part, by role. The member is not among the people: the sender of what
/// went out, and whom a letter without other recipients was for.
fn roles(found: &Interaction, people: &[Participant], me: &str) -> Vec<impl IntoView + use<>> {
    let own_role = match found.direction.as_str() {
        "in" => "to",
        "out" => "from",
        _ => "",
    };
    let rows = ROLES.iter().filter_map(|(role, label)| {
        let others = people.iter().filter(|person| person.role == *role);
        let others: Vec<_> = others.map(person_line).collect();
        let is_mine = *role == own_role && (own_role == "from" || others.is_empty());
        let me = me.to_owned();
        let own = is_mine.then(|| view! { <li>{me}</li> });
        let is_empty = own.is_none() && others.is_empty();
        (!is_empty).then(|| view! { <Fact label=*label><ul>{own} {others}</ul></Fact> })
    });
    rows.collect()
}

fn person_line(person: &Participant) -> impl IntoView + use<> {
    let name = match person.contact_id {
        Some(id) => {
            view! { <a class="link" dir="auto" href=paths::contact(id)>{person.name.clone()}</a> }
                .into_any()
        }
        None => view! { <span dir="auto">{person.name.clone()}</span> }.into_any(),
    };
    let is_address = person.address.contains('@') && person.address != person.name;
    let address =
        is_address.then(|| view! { " " <span class="muted">{person.address.clone()}</span> });
    view! { <li>{name} {address}</li> }
}

fn text_or_none(found: &Interaction) -> AnyView {
    let text = found.body.as_str();
    if found.kind == "note" {
        return note_text(text).into_any();
    }
    if found.is_logged {
        return logged_text(text);
    }
    if text.trim().is_empty() {
        return view! { <p class="muted">"This message has no text."</p> }.into_any();
    }
    message_text(text).into_any()
}

/// What somebody wrote in Markdown.
pub fn note_text(source: &str) -> impl IntoView + use<> {
    view! { <div class="prose" dir="auto" inner_html=to_html(source)></div> }
}

/// What somebody logged, in Markdown too.
fn logged_text(source: &str) -> AnyView {
    if source.is_empty() {
        return view! { <p class="muted">"What it was about was not written down."</p> }.into_any();
    }
    note_text(source).into_any()
}

/// A text as it was written, what it quotes of others made quiet.
pub fn message_text(text: &str) -> impl IntoView + use<> {
    let lines: Vec<&str> = text.trim().lines().collect();
    let parts = lines.chunk_by(|one, other| is_quoted(one) == is_quoted(other));
    let parts = parts.filter_map(|part| {
        let is_quote = is_quoted(part[0]);
        let part = Some(part.join("\n").trim_matches('\n').to_owned()).filter(|part| !part.is_empty())?;
        Some(if is_quote {
            view! { <blockquote class="whitespace-pre-wrap border-s-2 border-line ps-3 text-sm muted">{part}</blockquote> }
                .into_any()
        } else {
            view! { <p class="whitespace-pre-wrap">{part}</p> }.into_any()
        })
    });
    parts.collect::<Vec<_>>()
}

fn is_quoted(line: &str) -> bool {
    line.trim_start().starts_with('>')
}

#[derive(Deserialize)]
struct Attachment {
    name: Option<String>,
    mime: String,
    size: u64,
}

fn attachments(found: &Interaction) -> Option<impl IntoView + use<>> {
    let attachments: Vec<Attachment> =
        serde_json::from_value(found.attachments.clone()).unwrap_or_default();
    let lines = attachments.into_iter().map(|attachment| {
        let size = size_words(attachment.size);
        let name = attachment.name.unwrap_or(attachment.mime);
        view! { <ListItem icon=IconName::Attachment end=move || size.clone()>{name}</ListItem> }
    });
    let lines = lines.collect::<Vec<_>>();
    (!lines.is_empty()).then(|| {
        view! {
            <Section title="Attachments"><List>{lines}</List></Section>
        }
    })
}

fn size_words(bytes: u64) -> String {
    match bytes {
        ..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1_000_000.0),
    }
}

#[cfg(test)]
mod tests {
    use super::size_words;

    #[test]
    fn sizes_are_said_in_their_unit() {
        for (bytes, words) in [(12, "12 bytes"), (1_200, "2 kB"), (2_340_000, "2.3 MB")] {
            assert_eq!(size_words(bytes), words);
        }
    }
}
