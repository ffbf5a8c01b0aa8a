//! What narrows the list: the query as text, its parts as chips, a form that adds one.

use leptos::prelude::*;

use super::list_address::ListAddress;
use crate::{
    companies,
    contacts::{
        island::LiveCount,
        query::{self, Clause, Query, TextTest},
        types::ContactFilter,
    },
    context::Scope,
    error::Result,
    fields::{
        Field,
        page::{comparisons, own_choices, own_label, own_menus, unread},
    },
    routes::paths,
    tags::{self, Tag},
    ui::{
        Button, Chip, Chips, Choice, Disclosure, FieldRow, Form, FormActions, HiddenInput,
        IconName, Menu, MenuItem, Method, SearchField, SelectField, TextField,
    },
};

pub(super) async fn filters(
    scope: &mut Scope,
    address: &ListAddress,
    fields: &[Field],
) -> Result<ViewFn> {
    let mut further = Vec::new();
    for part in address.query.parts() {
        if let Some(label) = label_of(scope, part, fields).await? {
            further.push((label, part.clone()));
        }
    }
    let tags = tags::tags(scope).await?;
    let (address, fields) = (address.clone(), fields.to_vec());
    Ok(ViewFn::from(move || {
        view! {
            {search(&address)}
            {address.unread.as_ref().map(|(typed, problem)| unread(typed, problem))}
            {chips(&address, &further, &tags, &fields)}
            {add_filter(&address, &fields)}
        }
    }))
}

/// Parts of the query beside free text and the usual filters, in words.
async fn label_of(scope: &mut Scope, part: &Query, fields: &[Field]) -> Result<Option<String>> {
    let is_usual = |filter: &ContactFilter| Query::from(*filter) == *part;
    Ok(match part {
        Query::Text(_) => None,
        _ if ContactFilter::ALL.iter().any(is_usual) => None,
        Query::Clause(Clause::CompanyId(id)) => Some(companies::find(scope, *id).await?.name),
        Query::Clause(Clause::Own(own)) => Some(own_label(own, fields)),
        Query::All(_) | Query::Any(_) => Some(format!("({part})")),
        _ => Some(part.to_string()),
    })
}

fn kept(address: &ListAddress) -> Vec<AnyView> {
    let kept = address.kept_but("q").into_iter();
    kept.map(|(name, value)| view! { <HiddenInput name=name value=value/> }.into_any())
        .collect()
}

fn search(address: &ListAddress) -> impl IntoView + use<> {
    let (kept, typed) = (kept(address), address.typed());
    view! {
        <LiveCount>
        <SearchField
            action=paths::contacts()
            label="Search contacts"
            placeholder="Name, e-mail, company, or score>5 not has:phone"
            key_hint="/"
            value=typed
        >
            {kept}
        </SearchField>
        </LiveCount>
    }
}

fn chips(
    address: &ListAddress,
    further: &[(String, Query)],
    tags: &[Tag],
    fields: &[Field],
) -> impl IntoView + use<> {
    let tags = tag_menu(address, tags);
    let to = |query| address.with(|other| other.query = query);
    let own = own_menus(&address.query, to, fields);
    let usual = ContactFilter::ALL.map(|filter| {
        let part = Query::from(filter);
        let is_active = address.query.has(&part);
        let remove = is_active.then(|| address.without(&part));
        let href = match &remove {
            Some(_) => address.with(|_| {}),
            None => address.including(part),
        };
        view! { <Chip label=filter.label() href=href active=is_active remove=remove/> }
    });
    let further = further.iter().map(|(label, part)| {
        let is_company = matches!(part, Query::Clause(Clause::CompanyId(_)));
        let icon = is_company.then_some(IconName::Companies);
        let (here, remove) = (address.with(|_| {}), address.without(part));
        view! { <Chip label=label.clone() icon=icon href=here active=true remove=remove/> }
    });
    let further = further.collect::<Vec<_>>();
    let all = address.with(|other| other.query = Query::default());
    let is_all = address.query.is_everybody();
    view! {
        <Chips label="Filters">
            <Chip label="All" href=all active=is_all/>
            {usual.into_iter().collect::<Vec<_>>()}
            {further}
            {tags}
            {own}
        </Chips>
    }
}

/// The tags to narrow by, each an addition to the query.
fn tag_menu(address: &ListAddress, tags: &[Tag]) -> Option<impl IntoView + use<>> {
    let items = tags.iter().map(|tag| {
        let part = tagged(&tag.name);
        let is_chosen = address.query.has(&part);
        let href = match is_chosen {
            true => address.without(&part),
            false => address.including(part),
        };
        MenuItem::link(tag.name.clone(), href).current(is_chosen)
    });
    let items = items.collect::<Vec<_>>();
    (!items.is_empty()).then(|| {
        view! { <Menu label="Narrow by tag" icon=IconName::CaretDown small=true items=items>"Tags"</Menu> }
    })
}

/// Those who have the tag of this name.
fn tagged(name: &str) -> Query {
    Query::Clause(Clause::Text(
        query::TextField::Tag,
        TextTest::Is,
        name.to_owned(),
    ))
}

/// Where the list shows those who have the tag.
pub fn tagged_href(name: &str) -> String {
    let query = tagged(name).to_string();
    format!("{}?q={}", paths::contacts(), paths::encode(&query))
}

const FIELDS: [(&str, &str); 32] = [
    ("name", "Name"),
    ("company", "Company"),
    ("title", "Title"),
    ("place", "Place"),
    ("email", "E-mail"),
    ("phone", "Phone"),
    ("tag", "Tag"),
    ("address", "Address"),
    ("link", "Web site"),
    ("profile", "Profile"),
    ("relation", "Related to"),
    ("about", "About"),
    ("how-met", "How you met"),
    ("met", "When you met"),
    ("pronouns", "Pronouns"),
    ("zone", "Time zone"),
    ("score", "Strength (0 to 10)"),
    ("last", "Last contact"),
    ("first", "First contact"),
    ("wrote", "I wrote last"),
    ("heard", "They wrote last"),
    ("sent", "Messages sent"),
    ("received", "Messages received"),
    ("rhythm", "Rhythm in days"),
    ("birthday", "Birthday"),
    ("anniversary", "Other days"),
    ("priority", "Priority (high, normal, low)"),
    ("created", "Added"),
    ("updated", "Changed"),
    ("has", "Has (email, no-phone, note, a field …)"),
    ("is", "Is (strong, fading, awaiting, archived, nameless)"),
    ("never", "Never (contacted, answered)"),
];

fn choices(pairs: &[(&str, &str)]) -> Vec<Choice> {
    let choices = pairs.iter();
    choices
        .map(|(value, label)| Choice::new(*value, *label))
        .collect()
}

fn add_filter(address: &ListAddress, fields: &[Field]) -> impl IntoView + use<> {
    let (kept, query) = (kept(address), address.query.to_string());
    let fields = choices(&FIELDS).into_iter().chain(own_choices(fields));
    let fields = fields.collect::<Vec<_>>();
    view! {
        <Disclosure summary="Add filter">
            <Form action=paths::contacts() method=Method::Get label="Add filter">
                {kept}
                <HiddenInput name="q" value=query/>
                <FieldRow>
                    <SelectField name="field" label="Field" choices=fields/>
                    <SelectField name="test" label="Comparison" choices=comparisons()/>
                    <TextField
                        name="value"
                        label="Value"
                        hint="Times: 90d (ago), 2026-01, this-month, next-30d"
                        required=true
                    />
                </FieldRow>
                <FormActions><Button small=true>"Add filter"</Button></FormActions>
            </Form>
        </Disclosure>
    }
}
