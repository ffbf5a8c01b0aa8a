//! The records that a contact is made of: what each source says, why it is of this contact, and
//! the way to say that one is somebody else's.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::{use_params_map, use_query_map};
use uuid::Uuid;

use super::elsewhere::{Choice, choice};
use crate::{
    contacts::{self, Contact, page::origin_words},
    context::Viewer,
    error::{Error, Result},
    merging::{
        actions::ReturnRecord,
        records::{PartedOff, SourceRecord, parted_off, records_of},
    },
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, ButtonKind, Clock, Drawing, EmptyState, Form, HiddenInput, LinkButton, List,
        ListItem, Page, PageHead, Pager, Section, Time, Width,
    },
    workspaces::Permission,
};

const SHOWN: i64 = 50;

/// What the address says besides the contact.
#[derive(Default)]
struct Asked {
    /// The record that is somebody else's.
    record: Option<Uuid>,
    /// Whose it may be.
    with: String,
    before: Option<Uuid>,
}

#[component]
pub fn Sources() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    let id = id.and_then(|text| text.parse().ok());
    let asked = use_query_map().with_untracked(|query| {
        let id = |name: &str| query.get(name).and_then(|text| text.parse().ok());
        Asked {
            record: id("record"),
            with: query.get("with").unwrap_or_default(),
            before: id("before"),
        }
    });
    signed_in(Place::Contacts, move |viewer| load(viewer, id, asked))
}

async fn load(viewer: Viewer, id: Option<Uuid>, asked: Asked) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let contact = contacts::contact(&mut scope, id.ok_or(Error::NotFound)?).await?;
    let mut rows = records_of(&mut scope, contact.id, asked.before, SHOWN).await?;
    let is_full = rows.len() as i64 > SHOWN;
    rows.truncate(SHOWN as usize);
    let gone = parted_off(&mut scope, contact.id, SHOWN).await?;
    let may_edit = viewer.role.may(Permission::EditContacts);
    let chosen = asked.record.filter(|_| may_edit);
    let chosen = rows.iter().find(|row| Some(row.id) == chosen);
    let chosen = match chosen.filter(|row| row.may_be_parted) {
        Some(row) => Some(Choice::load(&mut scope, row.clone(), &asked.with, asked.before).await?),
        None => None,
    };
    drop(scope);
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let place = paths::sources(contact.id);
    let next = rows
        .last()
        .filter(|_| is_full)
        .map(|row| format!("{place}?before={}", row.id));
    let newest = asked.before.map(|_| place);
    let is_paged = newest.is_some() || next.is_some();
    let summary = format!("{} sources", rows.len());
    let asking = chosen.map(|one| choice(&contact, one));
    let list = listed(rows, &contact, (asked.before, clock), may_edit);
    let title = format!("Sources of {}", contact.name);
    let back = (contact.name.clone(), paths::contact(contact.id));
    let view = view! {
        <Page width=Width::Reading>
            <PageHead title="Sources" back=back/>
            <div class="stack">
                {asking}
                {list}
                {is_paged.then(|| view! { <Pager summary=summary previous=newest next=next/> })}
                {elsewhere(gone, clock, may_edit)}
            </div>
        </Page>
    };
    Ok((title, view.into_any()))
}

fn listed(
    rows: Vec<SourceRecord>,
    contact: &Contact,
    (before, clock): (Option<Uuid>, Clock),
    may_edit: bool,
) -> AnyView {
    if rows.is_empty() {
        return view! {
            <EmptyState
                drawing=Drawing::People
                title="Nothing speaks of this contact"
                detail="What mail, files and members say of a person stands here, each with where it comes from."
            />
        }
        .into_any();
    }
    let items: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let away = may_edit.then(|| elsewhere_place(contact.id, row.id, before));
            line(row, away, clock)
        })
        .collect();
    view! { <List label="Sources">{items}</List> }.into_any()
}

/// Where whose a record is is asked, on the same page of the list.
fn elsewhere_place(contact: Uuid, record: Uuid, before: Option<Uuid>) -> String {
    let place = format!("{}?record={record}", paths::sources(contact));
    match before {
        Some(before) => format!("{place}&before={before}"),
        None => place,
    }
}

/// `away`: where somebody who may edit says that it is somebody else's.
fn line(row: SourceRecord, away: Option<String>, clock: Clock) -> impl IntoView {
    let (source, said) = (origin_words(Some(&row.source)), said(&row));
    let facts = facts(&row);
    let at = row.said_at;
    let about = format!("{source}: {said}");
    let end = move || {
        let back = row.parted_from.filter(|_| away.is_some());
        let back = back.map(|_| returning(row.id, &about));
        let away = away.clone().filter(|_| row.may_be_parted && back.is_none());
        let label = format!("This is somebody else: {about}");
        let away = away.map(|href| {
            view! {
                <LinkButton kind=ButtonKind::Quiet small=true href=href label=label>
                    "This is somebody else"
                </LinkButton>
            }
        });
        view! { {back} {away} }
    };
    view! {
        <ListItem end=end>
            <div class="min-w-0">
                <div dir="auto"><strong>{source}</strong> " " {said}</div>
                <div class="muted">{facts} " · " <Time at=at clock=clock/></div>
            </div>
        </ListItem>
    }
}

/// Who it speaks of.
pub(super) fn said(row: &SourceRecord) -> String {
    let name = row.name.iter().cloned();
    let work = [row.title.clone(), row.company.clone()];
    let work: Vec<String> = work.into_iter().flatten().collect();
    let work = Some(work.join(", ")).filter(|work| !work.is_empty());
    let all: Vec<String> = name
        .chain(row.reached_by.iter().take(3).cloned())
        .chain(work)
        .collect();
    match (all.is_empty(), row.source.as_str()) {
        (false, _) => all.join(" · "),
        (true, "edit") => String::new(),
        (true, _) => row.external_id.clone(),
    }
}

/// Why it is here, and how much hangs on it.
fn facts(row: &SourceRecord) -> String {
    let why = match row.linked_by.as_str() {
        "email" => "it has the same address",
        "phone" => "it has the same number",
        "handle" => "it has the same profile",
        "name" => "nobody else is called so",
        "hand" => "because a member said so",
        "edit" => "what members wrote",
        _ => "the contact was made of it",
    };
    let from = row.parted_from_name.as_ref();
    let from = from.map(|name| format!("taken from {name}"));
    let with = row.came_with.as_ref();
    let with = with.map(|name| format!("came with {name}"));
    let messages = (row.messages > 0).then(|| messages(row.messages));
    let all = [Some(why.to_owned()), from, with, messages];
    all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

pub(super) fn messages(count: i64) -> String {
    match count {
        1 => "1 message".to_owned(),
        many => format!("{many} messages"),
    }
}

fn returning(record: Uuid, about: &str) -> impl IntoView + use<> {
    let label = format!("Bring back: {about}");
    view! {
        <Form action=ReturnRecord::PATH inline=true label=label>
            <HiddenInput name="record" value=record.to_string()/>
            <Button kind=ButtonKind::Quiet small=true>"Bring back"</Button>
        </Form>
    }
}

/// Those that were taken from the contact, each with the way back.
fn elsewhere(gone: Vec<PartedOff>, clock: Clock, may_edit: bool) -> Option<impl IntoView> {
    if gone.is_empty() {
        return None;
    }
    let items: Vec<_> = gone
        .into_iter()
        .map(|one| {
            let source = origin_words(Some(&one.source));
            let about = format!("{source}: {}", one.name);
            let end = move || may_edit.then(|| returning(one.record, &about));
            let by = one.by.map(|name| format!("{name} · "));
            let holder = paths::contact(one.holder);
            view! {
                <ListItem end=end>
                    <div class="min-w-0">
                        <div dir="auto">
                            <strong>{source}</strong> " " {one.name} " → "
                            <a class="link" href=holder>{one.holder_name}</a>
                        </div>
                        <div class="muted">{by} <Time at=one.at clock=clock/></div>
                    </div>
                </ListItem>
            }
        })
        .collect();
    Some(view! {
        <Section title="Somebody else's"><List label="Somebody else's">{items}</List></Section>
    })
}
