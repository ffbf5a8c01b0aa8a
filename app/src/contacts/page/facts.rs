//! What is known of a person, in groups, each fact with its source.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{
    editing::editable_fact,
    keeping::keeping,
    reach::reach,
    related::{met_through, related},
    show::Known,
    zone::zone,
};
use crate::{
    contacts::types::ContactField,
    routes::paths,
    tags::page::{ContactTags, contact_tags},
    ui::{Day, Fact, Facts, Section},
};

pub(super) fn facts_column(known: &Known) -> impl IntoView + use<> {
    let fact = |field| editable_fact(known, field, shown(known, field));
    let work = [ContactField::Company, ContactField::Title]
        .map(fact)
        .into_iter()
        .collect::<Vec<_>>();
    let met = [ContactField::HowMet, ContactField::MetOn]
        .map(fact)
        .into_iter()
        .collect::<Vec<_>>();
    let through = met_through(known);
    let dates = (fact(ContactField::Birthday), first_contact(known));
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
    view! {
        {reach(known)}
        {tags_of(known)}
        {keeping(known)}
        <Section title="Work"><Facts>{work}</Facts></Section>
        {related(known)}
        <Section title="How we met"><Facts>{met} {through}</Facts></Section>
        <Section title="Dates"><Facts>{dates}</Facts></Section>
        <Section title="About"><Facts>{about}</Facts></Section>
    }
}

fn tags_of(known: &Known) -> Option<AnyView> {
    contact_tags(ContactTags {
        contact: known.contact.id,
        tags: known.tags.clone(),
        known: known.known_tags.clone(),
        may_edit: known.may_edit(),
    })
}

/// How a value reads when it is not being edited; none where it is not known.
fn shown(known: &Known, field: ContactField) -> Option<AnyView> {
    match field {
        ContactField::Company => company(known),
        ContactField::Birthday => day(known.contact.birthday),
        ContactField::MetOn => day(known.contact.met_on),
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

fn day(day: Option<NaiveDate>) -> Option<AnyView> {
    let day = day?;
    Some(
        view! { <time datetime=day.to_string()>{day.format("%-d %B %Y").to_string()}</time> }
            .into_any(),
    )
}

fn first_contact(known: &Known) -> impl IntoView + use<> {
    let clock = known.clock();
    match known.contact.first_contact_at {
        Some(at) => view! {
            <Fact label="First contact" source="Counted from what was imported"><Day at=at clock=clock/></Fact>
        }
        .into_any(),
        None => view! { <Fact label="First contact"/> }.into_any(),
    }
}
