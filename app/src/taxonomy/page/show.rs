//! The taxonomy: finding tags, what is proposed, what is approved, and adding one.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::{
    entry::{category_section, proposed},
    form::add_form,
    reading,
};
use crate::{
    context::{Scope, Viewer},
    error::Result,
    language_model,
    routes::paths,
    shell::{Place, signed_in},
    taxonomy::{
        self, Begin, Category, Kind,
        actions::{DiscoverTags, ReadContacts},
    },
    ui::{
        Button, ButtonKind, Drawing, EmptyState, Form, IconName, LinkButton, Page, PageHead, Pager,
        Section, Width, grouped,
    },
    workspaces::Permission,
};

#[component]
pub fn Show() -> impl IntoView {
    let asked = |name: &str| {
        let said = use_query_map().with_untracked(|query| query.get(name));
        said.and_then(|text| text.parse().ok())
    };
    let (edited, after) = (asked("edit"), asked("after"));
    signed_in(Place::Settings, move |viewer| load(viewer, edited, after))
}

const SHOWN: usize = 50;

/// The tags of one page.
struct Shown {
    categories: Vec<Category>,
    has_more: bool,
    is_first: bool,
}

async fn shown(scope: &mut Scope, from: Begin) -> Result<Shown> {
    let (categories, has_more) = taxonomy::page_of(scope, from, SHOWN).await?;
    Ok(Shown {
        categories,
        has_more,
        is_first: from == Begin::First,
    })
}

/// The page that was asked for; where the form of a tag is open that is not on it, the one that
/// begins with that.
async fn page_with(scope: &mut Scope, edited: Option<Uuid>, after: Option<Uuid>) -> Result<Shown> {
    let asked = shown(scope, after.map_or(Begin::First, Begin::After)).await?;
    let mut entries = asked.categories.iter().flat_map(|one| &one.entries);
    let is_there = edited.is_none_or(|id| entries.any(|entry| entry.id == id));
    match edited {
        Some(id) if !is_there => shown(scope, Begin::At(id)).await,
        _ => Ok(asked),
    }
}

fn pager(page: &Shown, all: i64) -> AnyView {
    let mut entries = page.categories.iter().flat_map(|one| &one.entries);
    let shown = entries.clone().count();
    let last = entries.next_back().filter(|_| page.has_more);
    let next = last.map(|last| paths::taxonomy_after(last.id));
    let first = (!page.is_first).then(|| paths::taxonomy().to_owned());
    if next.is_none() && first.is_none() {
        return ().into_any();
    }
    let summary = format!("{shown} of {} tags", grouped(all.unsigned_abs()));
    view! { <Pager summary=summary previous=first next=next/> }.into_any()
}

async fn load(
    viewer: Viewer,
    edited: Option<Uuid>,
    after: Option<Uuid>,
) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let outline = taxonomy::outline(&mut scope).await?;
    let page = page_with(&mut scope, edited, after).await?;
    let discovery = taxonomy::newest_reading(&mut scope, Kind::Discover).await?;
    let classified = taxonomy::newest_reading(&mut scope, Kind::Classify).await?;
    let is_offline = language_model::language_model(&mut scope)
        .await?
        .is_offline();
    let may_edit = viewer.role.may(Permission::EditContacts);
    let has_approved = outline.iter().any(|known| known.tags > known.proposed);
    let names: Vec<String> = outline.iter().map(|known| known.name.clone()).collect();
    let all = outline.iter().map(|known| known.tags).sum();
    let pager = pager(&page, all);
    let here = after.map_or_else(|| paths::taxonomy().to_owned(), paths::taxonomy_after);
    let sections: Vec<_> = page
        .categories
        .iter()
        .map(|category| category_section(category, edited, &outline, (may_edit, &here)))
        .collect();
    let is_reading = [&discovery, &classified]
        .into_iter()
        .flatten()
        .any(|reading| reading.is_under_way());
    if is_reading && edited.is_none() {
        reading::come_again();
    }
    let apply = move || {
        has_approved.then(|| {
            view! {
                <LinkButton kind=ButtonKind::Primary icon=IconName::Automation href=paths::apply_taxonomy()>
                    "See what applying changes"
                </LinkButton>
            }
        })
    };
    let view = view! {
        <Page width=Width::Reading>
            <PageHead
                title="Automatic tags"
                detail="Tags that rules set: found in your own data, approved by you, and applied with one undo. What a person set is never taken off."
                back=("Settings".to_owned(), paths::settings().to_owned())
                actions=apply
            />
            <div class="stack">
                {find_section(discovery.as_ref(), may_edit)}
                {proposed(&outline, may_edit)}
                {if sections.is_empty() { nothing() } else { sections.into_any() }}
                {pager}
                {(may_edit && !is_reading).then(|| add_form(&names))}
                {(has_approved || classified.is_some())
                    .then(|| model_section(classified.as_ref(), is_offline, may_edit))}
            </div>
        </Page>
    };
    Ok(("Automatic tags".to_owned(), view.into_any()))
}

fn find_section(newest: Option<&taxonomy::Reading>, may_edit: bool) -> impl IntoView + use<> {
    let is_under_way = newest.is_some_and(taxonomy::Reading::is_under_way);
    let state = newest.map(|newest| reading::state(newest, may_edit));
    let button = (may_edit && !is_under_way).then(|| {
        view! {
            <Form action=DiscoverTags::PATH inline=true label="Find tags">
                <Button icon=IconName::Search>"Find tags"</Button>
            </Form>
        }
    });
    view! {
        <Section
            title="Find tags"
            id="find"
            detail="Kith looks through titles, companies, places, relations, subjects and notes, and proposes tags with their rules. Nobody gets a tag by this."
        >
            <div class="stack">{state} {button}</div>
        </Section>
    }
}

fn nothing() -> AnyView {
    view! {
        <EmptyState
            drawing=Drawing::People
            title="No automatic tags yet"
            detail="Let Kith find some in your data, or add one of your own below."
        />
    }
    .into_any()
}

fn model_section(
    newest: Option<&taxonomy::Reading>,
    is_offline: bool,
    may_edit: bool,
) -> impl IntoView + use<> {
    let is_under_way = newest.is_some_and(taxonomy::Reading::is_under_way);
    let state = newest.map(|newest| reading::state(newest, may_edit));
    let way = match (is_offline, may_edit && !is_under_way) {
        (true, _) => Some(
            view! {
                <p class="muted">
                    "Rules decide which tags fit. "
                    <a class="link inline-block py-1.5" href=paths::language_model()>"Choose a language model"</a>
                    " to let it read contacts instead."
                </p>
            }
            .into_any(),
        ),
        (false, true) => Some(
            view! {
                <Form action=ReadContacts::PATH inline=true label="Let the model read">
                    <Button icon=IconName::Automation>"Let the model read all contacts"</Button>
                </Form>
            }
            .into_any(),
        ),
        (false, false) => None,
    };
    view! {
        <Section
            title="Language model"
            id="model"
            detail="One call for each contact, within the month’s budget. Applying then goes by what the model found, and by rules where it did not read."
        >
            {state}
            {way}
        </Section>
    }
}
