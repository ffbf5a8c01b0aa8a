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
    context::Viewer,
    error::Result,
    language_model,
    routes::paths,
    shell::{Place, signed_in},
    taxonomy::{
        self, Kind,
        actions::{DiscoverTags, ReadContacts},
    },
    ui::{
        Button, ButtonKind, Drawing, EmptyState, Form, IconName, LinkButton, Page, PageHead,
        Section, Width,
    },
    workspaces::Permission,
};

#[component]
pub fn Show() -> impl IntoView {
    let edited = use_query_map().with_untracked(|query| query.get("edit"));
    let edited = edited.and_then(|text| text.parse().ok());
    signed_in(Place::Settings, move |viewer| load(viewer, edited))
}

async fn load(viewer: Viewer, edited: Option<Uuid>) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let categories = taxonomy::taxonomy(&mut scope).await?;
    let discovery = taxonomy::newest_reading(&mut scope, Kind::Discover).await?;
    let classified = taxonomy::newest_reading(&mut scope, Kind::Classify).await?;
    let is_offline = language_model::language_model(&mut scope)
        .await?
        .is_offline();
    let may_edit = viewer.role.may(Permission::EditContacts);
    let has_approved = categories
        .iter()
        .flat_map(|category| &category.entries)
        .any(|entry| entry.is_approved);
    let names: Vec<String> = categories
        .iter()
        .map(|category| category.name.clone())
        .collect();
    let sections: Vec<_> = categories
        .iter()
        .map(|category| category_section(category, edited, &names, may_edit))
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
                {proposed(&categories, may_edit)}
                {if sections.is_empty() { nothing() } else { sections.into_any() }}
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
