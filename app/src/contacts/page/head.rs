//! The head of a person's page: who it is, how close, what to do.

use std::sync::Arc;

use leptos::{prelude::*, server_fn::ServerFn};

use super::{rhythm_words, score::score_details, show::Known, zone::local_time};
use crate::{
    contacts::{
        Contact,
        actions::{ArchiveContact, DeleteContact},
    },
    routes::paths,
    ui::{ButtonKind, IconName, LinkButton, Menu, MenuItem, RecordFact, RecordHead, Tag, Time},
    workspaces::Permission,
};

pub(super) fn head(known: &Arc<Known>) -> impl IntoView + use<> {
    let (for_facts, for_actions) = (Arc::clone(known), Arc::clone(known));
    let photo = known.contact.photo.as_deref().map(paths::large_photo);
    let score = score_details(&known.standing, known.clock());
    view! {
        <RecordHead
            name=known.contact.name.clone()
            detail=role(&known.contact)
            photo=photo
            back=("Contacts".to_owned(), paths::contacts().to_owned())
            facts=move || facts(&for_facts)
            actions=move || actions(&for_actions)
        >
            {score}
        </RecordHead>
    }
}

fn role(contact: &Contact) -> Option<String> {
    match (contact.title.clone(), contact.company.clone()) {
        (Some(title), Some(company)) => Some(format!("{title} at {company}")),
        (title, company) => title.or(company),
    }
}

fn facts(known: &Known) -> impl IntoView + use<> {
    let contact = &known.contact;
    let clock = known.clock();
    let (pronouns, place) = (contact.pronouns.clone(), contact.location.clone());
    let is_high = contact.priority.as_deref() == Some("high");
    let time = local_time(known);
    view! {
        {pronouns.map(|pronouns| view! { <RecordFact icon=IconName::Person>{pronouns}</RecordFact> })}
        {place.map(|place| view! { <RecordFact icon=IconName::Location>{place}</RecordFact> })}
        {time.map(|time| view! { <RecordFact icon=IconName::Time>{time}</RecordFact> })}
        {contact.last_contact_at.map(|at| view! {
            <RecordFact icon=IconName::Mail>"Last contact " <Time at=at clock=clock/></RecordFact>
        })}
        {contact.rhythm_days.map(|days| view! {
            <RecordFact icon=IconName::Repeat>{format!("usually {}", rhythm_words(days))}</RecordFact>
        })}
        {is_high.then(|| view! { <Tag label="High priority" icon=IconName::Star/> })}
        {contact.archived_at.map(|_| view! { <Tag label="Archived" icon=IconName::Archive/> })}
    }
}

fn actions(known: &Known) -> impl IntoView + use<> {
    let items = menu_items(&known.contact, known.may_edit());
    let menu = view! { <Menu label="More actions" kind=ButtonKind::Plain items=items/> };
    let may_write = known.viewer.role.may(Permission::DecideSuggestions);
    let email = known.contact.email.as_deref();
    let href = if may_write {
        Some(paths::write_to(known.contact.id))
    } else {
        email.map(paths::mailto)
    };
    let write = href.map(|href| {
        view! { <LinkButton kind=ButtonKind::Primary icon=IconName::Send href=href>"Write"</LinkButton> }
    });
    view! { {menu} {write} }
}

fn menu_items(contact: &Contact, may_edit: bool) -> Vec<MenuItem> {
    let card =
        MenuItem::link("Download vCard", paths::contact_card(contact.id)).icon(IconName::Download);
    if !may_edit {
        return vec![card];
    }
    let id = contact.id.to_string();
    let is_archived = contact.archived_at.is_some();
    let label = if is_archived {
        "Take out of the archive"
    } else {
        "Archive contact"
    };
    vec![
        card,
        MenuItem::link("History", paths::history(contact.id)).icon(IconName::Time),
        MenuItem::link("Sources", paths::sources(contact.id)).icon(IconName::File),
        MenuItem::link("Merge with…", paths::merge_contact(contact.id)).icon(IconName::Merge),
        MenuItem::post(label, ArchiveContact::PATH)
            .field("id", id.clone())
            .field("archived", (!is_archived).to_string())
            .icon(IconName::Archive),
        MenuItem::post("Delete contact", DeleteContact::PATH)
            .field("id", id)
            .icon(IconName::Delete)
            .danger(),
    ]
}
