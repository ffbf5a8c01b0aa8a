//! The history of one contact: what changed, who or which source said so, and the way back.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::{use_params_map, use_query_map};
use uuid::Uuid;

use super::{
    Change, actions::RevertChange, changes, joins::Joins, lists::item_words, revert::text_of,
};
use crate::{
    contacts::{self, page::origin_words, types::ContactField},
    context::Viewer,
    error::{Error, Result},
    fields::{self, Field, Held, RECORD_KEY},
    merging,
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
    let own = fields::all_fields(&mut scope).await?;
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
        .map(|change| line(change, &own, clock, (may_edit, joins.settled(change))))
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
    own: &[Field],
    clock: Clock,
    (may_edit, settled): (bool, Option<&'static str>),
) -> impl IntoView + use<> {
    let label = label(&change.field, own);
    let what = what(change, own);
    let is_join = change.field == merging::HISTORY && !text_of(change.new.as_ref()).is_empty();
    let source = match is_join && change.actor.is_none() {
        true => "Kith, because it is certain".to_owned(),
        false => origin_words(change.origin.as_deref()),
    };
    let who = change.actor.clone().map(|name| format!(" · {name}"));
    let at = change.at;
    let (contact, id) = (change.contact_id.to_string(), change.id.to_string());
    let back = if is_join { "Un-merge" } else { "Bring back" };
    let words = match is_join {
        true => format!("Un-merge {}", text_of(change.new.as_ref())),
        false => format!("Bring back: {label}"),
    };
    let settled_words = settled.map(|why| format!(" · {why}"));
    let end = move || {
        let (contact, id, words) = (contact.clone(), id.clone(), words.clone());
        (may_edit && settled.is_none()).then(|| {
            view! {
                <Form action=RevertChange::PATH inline=true label=words>
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

pub(super) fn label(field: &str, own: &[Field]) -> String {
    if let Some(id) = field.strip_prefix(RECORD_KEY) {
        let found = own.iter().find(|field| field.id.to_string() == id);
        return found.map_or_else(|| "Custom field".to_owned(), |field| field.label.clone());
    }
    let named = ContactField::ALL
        .into_iter()
        .find(|known| known.as_str() == field);
    match (named, field) {
        (Some(named), _) => named.label(),
        (_, "emails") => "E-mail",
        (_, "phones") => "Phone",
        (_, "urls") => "Web",
        (_, "handles") => "Profile",
        (_, "addresses") => "Address",
        (_, "anniversaries") => "Date",
        (_, "tags") => "Tags",
        (_, "employments") => "Work",
        (_, "relations") => "Relation",
        (_, merging::HISTORY) => "Joined with",
        (_, other) => other,
    }
    .to_owned()
}

fn what(change: &Change, own: &[Field]) -> AnyView {
    if let Some((came, went)) = change
        .parts()
        .filter(|_| !change.field.starts_with(RECORD_KEY))
    {
        let went: Vec<_> = went
            .into_iter()
            .map(|item| view! { <del>{item_words(&item)}</del> " " })
            .collect();
        let came: Vec<_> = came
            .into_iter()
            .map(|item| view! { <ins>{item_words(&item)}</ins> " " })
            .collect();
        return view! { {went} {came} }.into_any();
    }
    let old = words(&change.field, change.old.as_ref(), own);
    let new = words(&change.field, change.new.as_ref(), own);
    let new = new.unwrap_or_else(|| "nothing".to_owned());
    match old {
        Some(old) => view! { <del>{old}</del> " → " <ins>{new}</ins> }.into_any(),
        None => view! { <ins>{new}</ins> }.into_any(),
    }
}

fn words(field: &str, value: Option<&serde_json::Value>, own: &[Field]) -> Option<String> {
    let value = value?;
    let id = field.strip_prefix(RECORD_KEY);
    let found = id.and_then(|id| own.iter().find(|field| field.id.to_string() == id));
    let words = match found {
        Some(field) => {
            let held = Held {
                field: field.clone(),
                value: value.clone(),
                contact: None,
            };
            held.words().unwrap_or_else(|| held.parts().join(", "))
        }
        None => text_of(Some(value)),
    };
    Some(words).filter(|words| !words.is_empty())
}
