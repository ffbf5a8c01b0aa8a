//! What is known of a person, in groups, each fact with its source.

use leptos::prelude::*;

use super::{
    dates::{dates, day_view},
    editing::editable_fact,
    keeping::keeping,
    photo::photo_section,
    reach::reach,
    related::{met_through, related},
    show::Known,
    sources::{About, origin_words, source_words},
    work::work,
    zone::zone,
};
use crate::{
    contacts::types::ContactField,
    fields::{self, page::Holder},
    routes::paths,
    tags::page::{ContactTags, contact_tags},
    ui::{Fact, Facts, Section},
};

pub(super) fn facts_column(known: &Known) -> impl IntoView + use<> {
    let fact = |field| editable_fact(known, field, shown(known, field));
    let present = [ContactField::Company, ContactField::Title]
        .map(fact)
        .into_iter()
        .collect::<Vec<_>>();
    let met = [ContactField::HowMet, ContactField::MetOn]
        .map(fact)
        .into_iter()
        .collect::<Vec<_>>();
    let through = met_through(known);
    let birthday = fact(ContactField::Birthday);
    let about = [
        ContactField::Name,
        ContactField::Pronouns,
        ContactField::Location,
        ContactField::TimeZone,
        ContactField::Priority,
        ContactField::About,
    ]
    .map(fact);
    let about = about.into_iter().collect::<Vec<_>>();
    let photo = known.may_edit().then(|| photo_section(known));
    view! {
        {all_facts()}
        {reach(known)}
        {tags_of(known)}
        {keeping(known)}
        {work(known, present)}
        {related(known)}
        <Section title="How we met"><Facts>{met} {through}</Facts></Section>
        {dates(known, birthday)}
        <Section title="About"><Facts>{about}</Facts></Section>
        {own_fields(known)}
        {also(known)}
        {photo}
    }
}

/// Beneath each other, facts that nobody knows are folded until they are asked for.
fn all_facts() -> impl IntoView {
    view! {
        <label class="choice facts-all">
            <input class="checkbox" type="checkbox"/>
            <span>"Show what is not known"</span>
        </label>
    }
}

/// What sources say besides.
fn also(known: &Known) -> Option<AnyView> {
    if known.also.is_empty() {
        return None;
    }
    let facts = known.also.iter().map(|said| {
        let (label, value) = (said.label().to_owned(), said.value.clone());
        let source = origin_words(Some(&said.source));
        let source = match said.is_unread {
            true => format!("{source} · kept as it came, for it could not be read"),
            false => source,
        };
        view! { <Fact label=label source=source>{value}</Fact> }
    });
    let facts = facts.collect::<Vec<_>>();
    Some(view! { <Section title="Also said"><Facts>{facts}</Facts></Section> }.into_any())
}

fn tags_of(known: &Known) -> Option<AnyView> {
    contact_tags(ContactTags {
        contact: known.contact.id,
        tags: known.tags.clone(),
        known: known.known_tags.clone(),
        may_edit: known.may_edit(),
    })
}

fn own_fields(known: &Known) -> Option<AnyView> {
    let holder = Holder {
        id: known.contact.id,
        may_edit: known.may_edit(),
        rival: known
            .last_change
            .as_ref()
            .and_then(|change| change.actor.clone()),
    };
    fields::page::section(&holder, &known.custom, |field| {
        let key = field.record_key();
        let fact = known.sources.iter().find(|fact| fact.field == key)?;
        Some(source_words(&fact.source, About::Other, known.clock()))
    })
}

/// How a value reads when it is not being edited; none where it is not known.
fn shown(known: &Known, field: ContactField) -> Option<AnyView> {
    match field {
        ContactField::Company => company(known),
        ContactField::Birthday => known.contact.birthday.as_deref().map(day_view),
        ContactField::MetOn => known.contact.met_on.map(|day| day_view(&day.to_string())),
        ContactField::TimeZone => zone(known),
        ContactField::Priority => priority(known),
        field => text(known, field),
    }
}

fn text(known: &Known, field: ContactField) -> Option<AnyView> {
    let text = Some(known.contact.text(field)).filter(|text| !text.is_empty())?;
    Some(view! { <span class="whitespace-pre-line">{text}</span> }.into_any())
}

fn company(known: &Known) -> Option<AnyView> {
    let (id, name) = known
        .contact
        .company_id
        .zip(known.contact.company.clone())?;
    Some(view! { <a class="link" href=paths::company(id)>{name}</a> }.into_any())
}

fn priority(known: &Known) -> Option<AnyView> {
    let words = match known.contact.priority.as_deref()? {
        "high" => "High",
        "low" => "Low",
        _ => return None,
    };
    Some(words.into_any())
}
