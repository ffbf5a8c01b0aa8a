//! A list that shows nobody: why, and where to look instead.

use leptos::prelude::*;

use super::list_address::ListAddress;
use crate::{
    contacts::{self, ListQuery, Listed, query::Query},
    context::{Scope, Viewer},
    error::Result,
    routes::paths,
    search::{self, Near},
    ui::{ButtonKind, Drawing, EmptyState, IconName, LinkButton, List, ListItem, Person, Section},
};

const SHOWN: i64 = 5;

/// Where words were typed that nobody has, those who have nearly these.
pub(super) async fn nothing(
    scope: &mut Scope,
    viewer: &Viewer,
    address: &ListAddress,
) -> Result<AnyView> {
    if !address.is_narrowed() && address.after.is_none() {
        return Ok(nobody_yet());
    }
    let near = match address.after {
        None => search::near(scope, &address.query).await?,
        Some(_) => None,
    };
    let mut people = Vec::new();
    if let Some(near) = &near {
        let query = ListQuery {
            query: near.wide.clone(),
            limit: SHOWN,
            zone: viewer.zone,
            ..ListQuery::default()
        };
        people = contacts::list(scope, &query).await?.rows;
    }
    let near = near.filter(|_| !people.is_empty());
    let meant = near.as_ref().map(|near| meant(near, address));
    let others = near.as_ref().map(|near| others(near, &people, address));
    let everywhere = everywhere(&address.query);
    Ok(view! {
        <EmptyState
            drawing=Drawing::Search
            title="Nobody fits"
            detail="Names, addresses and companies are searched by the beginnings of their words."
        >
            {meant}
            {everywhere}
            <LinkButton href=paths::contacts()>"Show all contacts"</LinkButton>
        </EmptyState>
        {others}
    }
    .into_any())
}

fn meant(near: &Near, address: &ListAddress) -> impl IntoView + use<> {
    let words = near.words.join(" ");
    let href = address.with(|other| other.query = near.corrected.clone());
    let label = format!("Did you mean “{words}”?");
    view! { <LinkButton kind=ButtonKind::Primary href=href>{label}</LinkButton> }
}

/// The search of everything looks at notes and messages as well.
fn everywhere(query: &Query) -> Option<impl IntoView + use<>> {
    let words = query.parts().iter().filter_map(|part| match part {
        Query::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let words = words.collect::<Vec<_>>().join(" ");
    let href = paths::search(&words);
    (!words.is_empty()).then(|| {
        view! { <LinkButton icon=IconName::Search href=href>"Search everything"</LinkButton> }
    })
}

fn others(near: &Near, people: &[Listed], address: &ListAddress) -> impl IntoView + use<> {
    let lines = people.iter().map(|person| {
        let email = person.email.clone().filter(|email| *email != person.name);
        let (name, detail) = (person.name.clone(), person.company.clone().or(email));
        let photo = person.photo.as_deref().map(paths::small_photo);
        view! {
            <ListItem href=paths::contact(person.id)>
                <Person name=name detail=detail photo=photo/>
            </ListItem>
        }
    });
    let lines = lines.collect::<Vec<_>>();
    let all = address.with(|other| other.query = near.wide.clone());
    view! {
        <Section title="Called nearly so">
            <List label="Called nearly so">{lines}</List>
            <p><a class="link inline-block py-1.5" href=all>"Show all of them in the list"</a></p>
        </Section>
    }
}

fn nobody_yet() -> AnyView {
    view! {
        <EmptyState
            drawing=Drawing::People
            title="Nobody here yet"
            detail="Import a mailbox or the contacts of another program, and everybody in it appears here with what you exchanged."
        >
            <LinkButton kind=ButtonKind::Primary icon=IconName::Import href=paths::welcome()>"Import files"</LinkButton>
        </EmptyState>
    }
    .into_any()
}
