//! The settings page: one column of sections, each a plain form.

mod calendar;
mod follow_ups;
mod installation;
mod joining;
mod person;
mod workspace;

use leptos::prelude::*;

use super::take_secret;
use crate::{
    accounts::sessions_of,
    api_keys, companies,
    context::Viewer,
    error::Result,
    language_model, review,
    routes::paths,
    shell::{Place, signed_in},
    suggestions, tags, tasks,
    ui::{Clock, LinkButton, Notice, Page, PageHead, Section, Tone, Width},
    workspaces::{self, Permission},
};

#[component]
pub fn Settings() -> impl IntoView {
    signed_in(Place::Settings, load)
}

async fn load(viewer: Viewer) -> Result<(String, AnyView)> {
    let secret = take_secret().await?;
    let mut scope = viewer.begin().await?;
    let addresses = workspaces::own_addresses(&mut scope).await?;
    let rule = workspaces::contact_rule(&mut scope).await?;
    let join_from = review::join_from(&mut scope).await?;
    let wants_logos = companies::logos::wants_logos(&mut scope).await?;
    let members = workspaces::members(&mut scope).await?;
    let invitations = workspaces::pending_invitations(&mut scope).await?;
    let keys = api_keys::keys(&mut scope).await?;
    let wanted = suggestions::follow_ups(&mut scope).await?;
    let learned = suggestions::learned(&mut scope).await?;
    let feeds = tasks::feed::feeds(&mut scope).await?;
    let lead = tasks::birthday_lead(&mut scope).await?;
    let writes = language_model::language_model(&mut scope).await?;
    let used_tags = tags::used_tags(&mut scope).await?;
    let sessions = sessions_of(&viewer.kith, viewer.user).await?;
    let current = crate::accounts::own_session_row()?;
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let may_manage = viewer.role.may(Permission::ManageMembers);
    let installation = if viewer.operator {
        Some(installation::section(&viewer).await?)
    } else {
        None
    };
    let view = view! {
        <Page width=Width::Form>
            <PageHead title="Settings"/>
            <div class="stack">
                {secret.map(|secret| shown_once(&viewer, &secret))}
                {person::profile(&viewer)}
                {person::appearance(&viewer)}
                {person::own_addresses(addresses, viewer.role.may(Permission::ImportFiles))}
                {viewer.role.may(Permission::ManageWorkspace).then(|| workspace::contact_rule(rule))}
                {viewer.role.may(Permission::ManageWorkspace).then(|| joining::section(join_from))}
                {viewer.role.may(Permission::ManageWorkspace).then(|| workspace::logos(wants_logos))}
                {workspace::fields(viewer.role.may(Permission::ManageFields))}
                {viewer.role.may(Permission::EditTasks).then(|| calendar::section(feeds, lead, clock))}
                {person::password()}
                {person::sessions(sessions, current, clock)}
                {viewer.role.may(Permission::ManageKeys).then(|| workspace::api_keys(keys, clock))}
                {viewer.role.may(Permission::EditContacts).then(|| tags::page::section(used_tags))}
                {follow_ups::section(wanted, &learned, &viewer)}
                {language_model::page::section(&writes)}
                {devices()}
                {viewer.role.may(Permission::ManageWorkspace).then(leaving)}
                {workspace::members(&viewer, members, invitations, may_manage)}
                {installation}
            </div>
        </Page>
    };
    Ok(("Settings".to_owned(), view.into_any()))
}

fn devices() -> AnyView {
    view! {
        <Section
            title="Phones and programs"
            detail="Contacts, tasks and birthdays where you use them: CardDAV and CalDAV."
        >
            <LinkButton href=paths::devices()>"Set up a device"</LinkButton>
        </Section>
    }
    .into_any()
}

fn leaving() -> AnyView {
    view! {
        <Section
            title="Whole workspace"
            detail="Everything as one file: to keep it, to leave with it, or to go on elsewhere."
        >
            <LinkButton href=paths::transfers()>"Export or load"</LinkButton>
        </Section>
    }
    .into_any()
}

fn shown_once(viewer: &Viewer, secret: &super::Secret) -> AnyView {
    let is_key = secret.kind == "api_key";
    let (title, words, value) = match secret.kind.as_str() {
        "api_key" => (
            "Your new API key",
            "Copy it now: it cannot be shown again.",
            secret.value.clone(),
        ),
        "app_password" => (
            "The password of your device",
            "Type it there now: it cannot be shown again.",
            secret.value.clone(),
        ),
        "calendar" => (
            "The address for your calendar program",
            "Subscribe to it there. Whoever knows it reads your tasks; it cannot be shown again.",
            format!("{}{}", viewer.kith.settings.base_url, secret.value),
        ),
        _ => (
            "The invitation link",
            "Send it to the person you invited. It works once, for two weeks.",
            format!("{}{}", viewer.kith.settings.base_url, secret.value),
        ),
    };
    let link = is_key
        .then(|| view! { <a class="link" href=paths::api_docs()>"How programs use Kith"</a> });
    view! {
        <Notice tone=Tone::Positive title=title>
            <p>{words} " " {link}</p>
            <pre class="secret"><code>{value}</code></pre>
        </Notice>
    }
    .into_any()
}
