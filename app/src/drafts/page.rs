//! The page on which a message to one person is written: the draft at hand, the ways to take
//! it along, another one with a wish, and those of before.

mod current;
mod earlier;
mod wish;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use uuid::Uuid;

use super::store::{self, Draft};
use crate::{
    contacts::{self, Contact},
    context::{Scope, Viewer},
    error::{Error, Result},
    language_model::{LanguageModel, language_model},
    routes::paths,
    shell::{Place, signed_in},
    suggestions::{self, Suggestion},
    ui::{Clock, Drawing, EmptyState, Notice, Page, PageHead, Tone, Width},
    workspaces::Permission,
};

const PAGE: i64 = 10;

/// What the address names.
struct Address {
    contact: Option<Uuid>,
    draft: Option<Uuid>,
    before: Option<Uuid>,
}

impl Address {
    fn read() -> Self {
        let contact = use_params_map().with_untracked(|params| params.get("id"));
        let id = |text: Option<String>| text.and_then(|text| text.parse().ok());
        use_query_map().with_untracked(|query| Self {
            contact: id(contact),
            draft: id(query.get("draft")),
            before: id(query.get("before")),
        })
    }
}

pub(super) struct Known {
    pub contact: Contact,
    pub suggestion: Option<Suggestion>,
    pub model: LanguageModel,
    pub may_write: bool,
    pub clock: Clock,
}

#[component]
pub fn Write() -> impl IntoView {
    let address = Address::read();
    signed_in(Place::Contacts, move |viewer| load(viewer, address))
}

async fn load(viewer: Viewer, address: Address) -> Result<(String, AnyView)> {
    let id = address.contact.ok_or(Error::NotFound)?;
    let mut scope = viewer.begin().await?;
    let known = Known {
        contact: contacts::contact(&mut scope, id).await?,
        suggestion: suggestions::of_contact(&mut scope, id).await?,
        model: language_model(&mut scope).await?,
        may_write: viewer.role.may(Permission::DecideSuggestions),
        clock: Clock {
            now: viewer.now,
            zone: viewer.zone,
        },
    };
    let mut drafts = store::drafts_of(&mut scope, id, address.before, PAGE).await?;
    let is_full = drafts.len() as i64 > PAGE;
    drafts.truncate(PAGE as usize);
    let current = current_of(&mut scope, id, &drafts, &address).await?;
    let title = format!("Write to {}", known.contact.name);
    let next = drafts.last().map(|last| last.id).filter(|_| is_full);
    let at_hand = current.as_ref().map(|draft| draft.id);
    let back = (known.contact.name.clone(), paths::contact(id));
    let (who, wish) = (
        who_writes(&known),
        known
            .may_write
            .then(|| wish::form(&known, current.as_ref())),
    );
    let detail = reason(&known);
    let content = match current {
        Some(draft) => current::view(&draft, &known),
        None => nothing(&known),
    };
    let others = earlier::list(&drafts, at_hand, next, &address, &known);
    let shown = title.clone();
    let view = view! {
        <Page width=Width::Reading>
            <PageHead title=shown back=back detail=detail/>
            <div class="stack">{who} {content} {wish} {others}</div>
        </Page>
    };
    Ok((title, view.into_any()))
}

/// The one that the address names, else the newest that is open.
async fn current_of(
    scope: &mut Scope,
    contact: Uuid,
    drafts: &[Draft],
    address: &Address,
) -> Result<Option<Draft>> {
    let Some(id) = address.draft else {
        return Ok(drafts.iter().find(|draft| draft.is_open()).cloned());
    };
    let found = store::draft(scope, id).await?;
    if found.contact_id != contact {
        return Err(Error::NotFound);
    }
    Ok(Some(found))
}

fn reason(known: &Known) -> String {
    let suggested = known.suggestion.as_ref().map(Suggestion::sentence);
    suggested.unwrap_or_else(|| "Kith sends nothing: you take the text along.".to_owned())
}

fn who_writes(known: &Known) -> Option<AnyView> {
    known.model.is_offline().then(|| {
        view! {
            <Notice tone=Tone::Info>
                <p>
                    "Kith is offline: rules write drafts. They follow “warmer” and “shorter”, and no other wish. "
                    <a class="link" href=paths::language_model()>"Language model"</a>
                </p>
            </Notice>
        }
        .into_any()
    })
}

fn nothing(known: &Known) -> AnyView {
    let detail = if known.may_write {
        "No draft yet. Have one made: in your voice, from what you know of each other."
    } else {
        "Members have drafts made here."
    };
    if known.may_write {
        return view! { <p class="muted">{detail}</p> }.into_any();
    }
    view! { <EmptyState drawing=Drawing::Letter title="No draft yet" detail=detail/> }.into_any()
}
