//! The history of one contact: what changed, who or which source said so, and the way back.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::{use_params_map, use_query_map};
use uuid::Uuid;

use super::{Change, actions::RevertChange, changes, joins::Joins, words::Words};
use crate::{
    contacts::{self, page::origin_words},
    context::Viewer,
    error::{Error, Result},
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, ButtonKind, Clock, Drawing, EmptyState, Form, HiddenInput, List, ListItem, Page,
        PageHead, Pager, Time, Width,
    },
    workspaces::Permission,
};

const SHOWN: i64 = 50;

#[component]
pub fn Show() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    let id = id.and_then(|text| text.parse().ok());
    let before = use_query_map().with_untracked(|query| query.get("before"));
    let before = before.and_then(|text| text.parse().ok());
    signed_in(Place::Contacts, move |viewer| load(viewer, id, before))
}

async fn load(viewer: Viewer, id: Option<Uuid>, before: Option<i64>) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let contact = contacts::contact(&mut scope, id.ok_or(Error::NotFound)?).await?;
    let mut rows = changes(&mut scope, contact.id, before, SHOWN).await?;
    let words = Words::load(&mut scope, &rows).await?;
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let is_full = rows.len() as i64 > SHOWN;
    rows.truncate(SHOWN as usize);
    let place = paths::history(contact.id);
    let next = rows
        .last()
        .filter(|_| is_full)
        .map(|row| format!("{place}?before={}", row.id));
    let may_edit = viewer.role.may(Permission::EditContacts);
    let joins = Joins::of(&mut scope, contact.id, &rows).await?;
    let lines: Vec<_> = rows
        .iter()
        .map(|change| {
            let settled = joins.settled(change).or_else(|| words.gone(change));
            line(change, &words, clock, (may_edit, settled))
        })
        .collect();
    let content = if lines.is_empty() {
        nothing().into_any()
    } else {
        view! { <List label="Changes">{lines}</List> }.into_any()
    };
    let summary = format!("{} changes", rows.len());
    let back = (contact.name.clone(), paths::contact(contact.id));
    let newest = before.map(|_| place);
    let is_paged = newest.is_some() || next.is_some();
    let view = view! {
        <Page width=Width::Reading>
            <PageHead title="History" back=back/>
            {content}
            {is_paged.then(|| view! { <Pager summary=summary previous=newest next=next/> })}
        </Page>
    };
    Ok((format!("History of {}", contact.name), view.into_any()))
}

fn nothing() -> impl IntoView {
    view! {
        <EmptyState
            drawing=Drawing::Calendar
            title="Nothing has changed yet"
            detail="Every change after the contact was made shows here, with its way back."
        />
    }
}

/// `settled`: why there is no way back.
fn line(
    change: &Change,
    words: &Words,
    clock: Clock,
    (may_edit, settled): (bool, Option<&'static str>),
) -> impl IntoView + use<> {
    let (label, what) = (words.label(&change.field), words.what(change));
    let joined = words.joined(change);
    let source = match joined.is_some() && change.actor.is_none() {
        true => "Kith, because it is certain".to_owned(),
        false => origin_words(change.origin.as_deref()),
    };
    let who = change.actor.clone().map(|name| format!(" · {name}"));
    let at = change.at;
    let (contact, id) = (change.contact_id.to_string(), change.id.to_string());
    let (back, about) = match joined {
        Some(name) => ("Un-merge", format!("Un-merge {name}")),
        None if words.is_addition(change) => ("Take back", format!("Take back: {label}")),
        None => ("Bring back", format!("Bring back: {label}")),
    };
    let settled_words = settled.map(|why| format!(" · {why}"));
    let end = move || {
        let (contact, id, about) = (contact.clone(), id.clone(), about.clone());
        (may_edit && settled.is_none()).then(|| {
            view! {
                <Form action=RevertChange::PATH inline=true label=about>
                    <HiddenInput name="contact" value=contact/>
                    <HiddenInput name="change" value=id/>
                    <Button kind=ButtonKind::Quiet small=true>{back}</Button>
                </Form>
            }
        })
    };
    view! {
        <ListItem end=end>
            <div class="min-w-0">
                <div dir="auto"><strong>{label}</strong> " " {what}</div>
                <div class="muted">{source} {who} " · " <Time at=at clock=clock/> {settled_words}</div>
            </div>
        </ListItem>
    }
}
