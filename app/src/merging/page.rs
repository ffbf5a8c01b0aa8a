//! Whom a contact is one with: found by a name or an address, then all side by side, which is
//! kept, and which value survives where they differ.

mod elsewhere;
mod sides;
mod sources;

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::{use_params_map, use_query_map};
use uuid::Uuid;

use self::sides::side_by_side;
pub use self::{
    sides::{Column, SIDE_BY_SIDE, columns, table},
    sources::Sources,
};
use super::{Joined, actions::PartContacts, compare, joined_to};
use crate::{
    bulk::page::read_ids,
    contacts::{self, Contact, Meant},
    context::{Scope, Viewer},
    error::{Error, Result},
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, ButtonKind, Clock, Form, HiddenInput, InputKind, List, ListItem, Method, Notice,
        Page, PageHead, Person, Section, TextField, Time, Tone,
    },
    workspaces::Permission,
};

/// More than these are not compared at once.
pub const MOST: usize = 8;

#[component]
pub fn Merge() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    let id = id.and_then(|text| text.parse().ok());
    let with = use_query_map().with_untracked(|query| query.get("with").unwrap_or_default());
    signed_in(Place::Contacts, move |viewer| load(viewer, id, with))
}

async fn load(viewer: Viewer, id: Option<Uuid>, with: String) -> Result<(String, AnyView)> {
    viewer.require(Permission::EditContacts)?;
    let mut scope = viewer.begin().await?;
    let contact = contacts::contact(&mut scope, id.ok_or(Error::NotFound)?).await?;
    let others = others(&mut scope, contact.id, with.trim()).await?;
    let joined = joined_to(&mut scope, contact.id).await?;
    drop(scope);
    let content = match others {
        Others::Unsaid => ask(&contact, &with, None),
        Others::Nobody => ask(&contact, &with, Some("Nobody else here is called that.")),
        Others::Several(found) => several(&contact, &with, found),
        Others::These(others) => {
            let ids: Vec<Uuid> = [contact.id].into_iter().chain(others).collect();
            let (sides, lines) = compare(&viewer, &ids, &ids).await?;
            side_by_side(sides, lines)
        }
    };
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let title = format!("Merge {}", contact.name);
    let heading = title.clone();
    let view = view! {
        <Page>
            <PageHead title=heading back=(contact.name, paths::contact(contact.id))/>
            <div class="stack">{content} {before(joined, clock)}</div>
        </Page>
    };
    Ok((title, view.into_any()))
}

enum Others {
    Unsaid,
    Nobody,
    Several(Vec<Meant>),
    These(Vec<Uuid>),
}

/// Ids parted by commas, or what a person typed.
async fn others(scope: &mut Scope, contact: Uuid, with: &str) -> Result<Others> {
    if with.is_empty() {
        return Ok(Others::Unsaid);
    }
    if let Ok(mut ids) = read_ids(with) {
        ids.retain(|id| *id != contact);
        ids.truncate(MOST - 1);
        return Ok(if ids.is_empty() {
            Others::Nobody
        } else {
            Others::These(ids)
        });
    }
    let mut found = contacts::meant(scope, with).await?;
    found.retain(|one| one.id != contact);
    Ok(match found.as_slice() {
        [] => Others::Nobody,
        [one] => Others::These(vec![one.id]),
        _ => Others::Several(found),
    })
}

fn ask(contact: &Contact, with: &str, problem: Option<&str>) -> AnyView {
    let problem = problem.map(ToOwned::to_owned);
    let with = with.to_owned();
    view! {
        <div class="max-w-140">
        <Form action=paths::merge_contact(contact.id) method=Method::Get>
            <TextField
                name="with"
                label="Who is the same person?"
                kind=InputKind::Search
                value=with
                error=problem
                hint="A name or an e-mail address. Nothing is changed before you have seen both side by side."
                autocomplete="off"
                autofocus=true
            />
            <div class="form-actions"><Button kind=ButtonKind::Primary>"Compare"</Button></div>
        </Form>
        </div>
    }
    .into_any()
}

fn several(contact: &Contact, with: &str, found: Vec<Meant>) -> AnyView {
    let id = contact.id;
    let items: Vec<_> = found
        .into_iter()
        .map(|one| {
            let href = format!("{}?with={}", paths::merge_contact(id), one.id);
            let known: Vec<String> = one.email.into_iter().chain(one.company).collect();
            let known = known.join(" · ");
            view! { <ListItem><Person name=one.name detail=known href=href/></ListItem> }
        })
        .collect();
    let asked = ask(contact, with, None);
    view! {
        {asked}
        <Section title="Which of these?"><List label="Contacts that may be meant">{items}</List></Section>
    }
    .into_any()
}

/// Those who were joined already, each with the way back.
fn before(joined: Vec<Joined>, clock: Clock) -> Option<impl IntoView> {
    if joined.is_empty() {
        return None;
    }
    let items: Vec<_> = joined.into_iter().map(|one| line(one, clock)).collect();
    Some(
        view! { <Section title="Joined before"><List label="Joined before">{items}</List></Section> },
    )
}

fn line(joined: Joined, clock: Clock) -> impl IntoView {
    let (id, at) = (joined.id.to_string(), joined.at);
    let words = format!("Un-merge {}", joined.name);
    let by = joined.by.map(|name| format!("{name} · "));
    let email = joined.email.map(|email| format!("{email} · "));
    let end = move || {
        let (id, words) = (id.clone(), words.clone());
        view! {
            <Form action=PartContacts::PATH inline=true label=words>
                <HiddenInput name="ids" value=id/>
                <Button kind=ButtonKind::Quiet small=true>"Un-merge"</Button>
            </Form>
        }
    };
    view! {
        <ListItem end=end>
            <div class="min-w-0">
                <div dir="auto"><strong>{joined.name}</strong></div>
                <div class="muted">{email} {by} <Time at=at clock=clock/></div>
            </div>
        </ListItem>
    }
}

/// That the form came back because somebody was faster.
pub fn meanwhile() -> impl IntoView {
    view! {
        <Notice tone=Tone::Caution title="One of them was changed meanwhile">
            <p>"Somebody joined one of these contacts to another while you looked. Nothing was done."</p>
        </Notice>
    }
}
