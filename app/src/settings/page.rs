//! The settings page: one column of sections, each a plain form, and beside it the index
//! of all settings, those on pages of their own as well.

mod calendar;
mod follow_ups;
mod index;
mod installation;
mod joining;
mod person;
mod workspace;

use leptos::prelude::*;

use self::index::{Group, index, leads, part};
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
    ui::{Clock, Columns, LinkButton, Notice, Page, PageHead, Section, Tone},
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
    let may = |permission| viewer.role.may(permission);
    let installation = match viewer.operator {
        true => Some(installation::section(&viewer).await?),
        false => None,
    };
    let is_owner = may(Permission::ManageWorkspace);
    let may_import = may(Permission::ImportFiles);
    let groups = vec![
        Group::new("You")
            .with(part("Profile", "profile", person::profile(&viewer)))
            .with(part(
                "Appearance",
                "appearance",
                person::appearance(&viewer),
            ))
            .with(part(
                "Addresses that are you",
                "addresses",
                person::own_addresses(addresses, may_import),
            ))
            .with(leads("Notifications", paths::notification_settings()))
            .with(part("Password", "password", person::password()))
            .with(part(
                "Sessions",
                "sessions",
                person::sessions(sessions, current, clock),
            )),
        Group::new("Writing")
            .with(part(
                "Whom to write to",
                "follow-ups",
                follow_ups::section(wanted, &learned, &viewer),
            ))
            .with(
                leads("Language model", paths::language_model())
                    .holding(language_model::page::section(&writes)),
            ),
        Group::new("Contacts")
            .with_if(is_owner, || {
                part(
                    "Who becomes a contact",
                    "contact-rule",
                    workspace::contact_rule(rule),
                )
            })
            .with_if(is_owner, || {
                part(
                    "One person, two contacts",
                    "joining",
                    joining::section(join_from),
                )
            })
            .with_if(may(Permission::EditContacts), || {
                part("Tags", "tags", tags::page::section(used_tags))
            })
            .with(leads("Automatic tags", paths::taxonomy()))
            .with(
                leads("Custom fields", paths::fields())
                    .holding(workspace::fields(may(Permission::ManageFields))),
            )
            .with_if(is_owner, || {
                part(
                    "Company logos",
                    "company-logos",
                    workspace::logos(wants_logos),
                )
            })
            .with_if(may(Permission::EditContacts), || {
                leads("Changes of many", paths::bulk_changes())
            })
            .with(leads("Trash", paths::trash()).holding(workspace::trash())),
        Group::new("Other programs")
            .with_if(may(Permission::EditTasks), || {
                part(
                    "Calendar",
                    "calendar",
                    calendar::section(feeds, lead, clock),
                )
            })
            .with(leads("Phones and programs", paths::devices()).holding(devices()))
            .with_if(may(Permission::ManageKeys), || {
                part("API keys", "keys", workspace::api_keys(keys, clock))
            })
            .with(leads("API documentation", paths::api_docs())),
        Group::new("Workspace")
            .with(part(
                "Name and members",
                "workspace",
                workspace::members(&viewer, members, invitations),
            ))
            .with_if(is_owner, || {
                leads("Whole workspace", paths::transfers()).holding(leaving())
            })
            .with_if(is_owner, || leads("Schedule", paths::schedule()))
            .with_some(installation.map(|section| part("Sign-up", "signup", section))),
    ];
    let secret = secret.map(|secret| shown_once(&viewer, &secret));
    let links = groups.iter().map(Group::links).collect::<Vec<_>>();
    let sections = groups
        .into_iter()
        .flat_map(Group::sections)
        .collect::<Vec<_>>();
    let view = view! {
        <Page>
            <PageHead title="Settings"/>
            <Columns aside=move || index(&links)>
                <div class="stack max-w-140">
                    {secret}
                    {sections}
                </div>
            </Columns>
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
