//! The reports: cards and entries by address, by what they say, and what changed since.

use std::collections::HashMap;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use records::vcard::CardVersion;
use uuid::Uuid;

use super::{
    answer::{MultiStatus, condition},
    calendars,
    cards::{self, Card, CardText, Filter, query::CARDDAV},
    place::{Calendar, Place},
    properties::{CALDAV, DAV, Wanted},
    serve::Asked,
    span::Span,
    xml::Element,
};
use crate::{context::Scope, error::Result};

/// Cards whose text is held at once.
const PAGE: usize = 500;

pub async fn report(asked: &Asked, place: &Place, question: &Element) -> Result<Response> {
    match (place, question.space.as_str(), question.name.as_str()) {
        (Place::Book, DAV, "sync-collection") => changes(asked, question).await,
        (Place::Book, CARDDAV, "addressbook-multiget") => named_cards(asked, question).await,
        (Place::Book, CARDDAV, "addressbook-query") => fitting_cards(asked, question).await,
        (Place::Calendar(calendar), CALDAV, "calendar-multiget") => {
            named_entries(asked, *calendar, question).await
        }
        (Place::Calendar(calendar), CALDAV, "calendar-query") => {
            fitting_entries(asked, *calendar, question).await
        }
        _ => Ok(condition(StatusCode::FORBIDDEN, DAV, "supported-report")),
    }
}

/// The version that is asked for: 3.0 unless the device says otherwise.
fn version_of(question: &Element, asked: &Asked) -> CardVersion {
    let data = question
        .child(DAV, "prop")
        .and_then(|prop| prop.child(CARDDAV, "address-data"));
    match data.and_then(|data| data.attribute("version")) {
        Some("4.0") => CardVersion::V4,
        Some(_) => CardVersion::V3,
        None => asked.version,
    }
}

async fn put_cards(
    asked: &Asked,
    scope: &mut Scope,
    answer: &mut MultiStatus,
    wanted: &Wanted,
    found: &[Card],
    fits: impl Fn(Option<&CardText>) -> Option<Option<String>>,
) -> Result<()> {
    for some in found.chunks(PAGE) {
        let ids: Vec<Uuid> = some.iter().map(|card| card.contact).collect();
        let texts = match needs_text(wanted) {
            true => cards::texts(scope, &ids).await?,
            false => HashMap::new(),
        };
        for card in some {
            if let Some(content) = fits(texts.get(&card.contact)) {
                asked.card(card, content).put_into(answer, wanted);
            }
        }
    }
    Ok(())
}

fn needs_text(wanted: &Wanted) -> bool {
    wanted.has(CARDDAV, "address-data") || wanted.has(DAV, "getcontentlength")
}

async fn changes(asked: &Asked, question: &Element) -> Result<Response> {
    let mut scope = asked.viewer.begin().await?;
    cards::refresh(&mut scope).await?;
    let newest = cards::newest(&mut scope).await?;
    let token = question
        .child(DAV, "sync-token")
        .map(|token| token.text.trim());
    let after = match token.filter(|token| !token.is_empty()) {
        None => None,
        Some(token) => match number(token).filter(|number| (0..=newest).contains(number)) {
            Some(number) => Some(number),
            None => return Ok(condition(StatusCode::FORBIDDEN, DAV, "valid-sync-token")),
        },
    };
    let limit = question
        .child(DAV, "limit")
        .and_then(|limit| limit.child(DAV, "nresults"));
    let limit: Option<i64> = limit.and_then(|limit| limit.text.trim().parse().ok());
    let limit = limit.filter(|limit| *limit > 0);
    let mut found = cards::since(
        &mut scope,
        after.unwrap_or(-1),
        limit.map_or(i64::MAX, |limit| limit.saturating_add(1)),
    )
    .await?;
    let is_cut = limit.is_some_and(|limit| found.len() as i64 > limit);
    if is_cut {
        found.pop();
    }
    let reached = match is_cut {
        true => found.last().map_or(newest, |card| card.changed),
        false => newest,
    };
    // Who sees everything for the first time has nothing to forget.
    let (gone, there): (Vec<Card>, Vec<Card>) = found.into_iter().partition(|card| card.is_gone);
    let mut answer = MultiStatus::default();
    let wanted = Wanted::of(Some(question));
    let version = version_of(question, asked);
    let write = |text: Option<&CardText>| Some(text.map(|text| text.write(version)));
    put_cards(asked, &mut scope, &mut answer, &wanted, &there, write).await?;
    for card in gone.iter().filter(|_| after.is_some()) {
        answer.status(&Place::Card(card.name.clone()).href(), "404 Not Found");
    }
    if is_cut {
        answer.status(&Place::Book.href(), "507 Insufficient Storage");
    }
    answer.sync_token(&token_of(reached));
    scope.commit().await?;
    Ok(answer.into_response())
}

pub fn token_of(number: i64) -> String {
    format!("urn:kith:cards:{number}")
}

fn number(token: &str) -> Option<i64> {
    token.strip_prefix("urn:kith:cards:")?.parse().ok()
}

/// The addresses that a report names.
fn hrefs(question: &Element) -> Vec<String> {
    let hrefs = question
        .children
        .iter()
        .filter(|child| child.is(DAV, "href"));
    hrefs.map(|href| path_of(href.text.trim())).collect()
}

/// Some devices name the server, too.
fn path_of(href: &str) -> String {
    match href.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]).to_owned(),
        None => href.to_owned(),
    }
}

async fn named_cards(asked: &Asked, question: &Element) -> Result<Response> {
    let mut scope = asked.viewer.begin().await?;
    let hrefs = hrefs(question);
    let name = |href: &String| match Place::parse(href) {
        Some(Place::Card(name)) => Some(name),
        _ => None,
    };
    let names: Vec<String> = hrefs.iter().filter_map(name).collect();
    let found = cards::named(&mut scope, &names).await?;
    let mut answer = MultiStatus::default();
    let version = version_of(question, asked);
    let write = |text: Option<&CardText>| Some(text.map(|text| text.write(version)));
    put_cards(
        asked,
        &mut scope,
        &mut answer,
        &Wanted::of(Some(question)),
        &found,
        write,
    )
    .await?;
    for href in &hrefs {
        let is_found = name(href).is_some_and(|name| found.iter().any(|card| card.name == name));
        if !is_found {
            answer.status(href, "404 Not Found");
        }
    }
    scope.commit().await?;
    Ok(answer.into_response())
}

async fn fitting_cards(asked: &Asked, question: &Element) -> Result<Response> {
    let mut scope = asked.viewer.begin().await?;
    cards::refresh(&mut scope).await?;
    let filter = Filter::of(question);
    let found = cards::all(&mut scope).await?;
    let mut answer = MultiStatus::default();
    let version = version_of(question, asked);
    let mut wanted = Wanted::of(Some(question));
    if !filter.is_everything() && !needs_text(&wanted) {
        wanted = wanted.with(DAV, "getcontentlength");
    }
    let fits = |text: Option<&CardText>| {
        let text = text.map(|text| text.write(version));
        let is_fitting =
            filter.is_everything() || text.as_ref().is_some_and(|text| filter.fits(text));
        is_fitting.then_some(text)
    };
    put_cards(asked, &mut scope, &mut answer, &wanted, &found, fits).await?;
    scope.commit().await?;
    Ok(answer.into_response())
}

async fn named_entries(asked: &Asked, calendar: Calendar, question: &Element) -> Result<Response> {
    let found = calendars::entries(&asked.viewer, calendar).await?;
    let wanted = Wanted::of(Some(question));
    let mut answer = MultiStatus::default();
    for href in hrefs(question) {
        let entry = match Place::parse(&href) {
            Some(Place::Entry(own, name)) if own == calendar => {
                found.iter().find(|entry| entry.name == name)
            }
            _ => None,
        };
        match entry {
            Some(entry) => asked.entry(calendar, entry).put_into(&mut answer, &wanted),
            None => answer.status(&href, "404 Not Found"),
        }
    }
    Ok(answer.into_response())
}

/// By the kind of component and the span of time.
async fn fitting_entries(
    asked: &Asked,
    calendar: Calendar,
    question: &Element,
) -> Result<Response> {
    let filter = question.child(CALDAV, "filter");
    let whole = filter.and_then(|filter| filter.child(CALDAV, "comp-filter"));
    let inner = whole.and_then(|whole| whole.child(CALDAV, "comp-filter"));
    let component = inner.and_then(|inner| inner.attribute("name"));
    let wanted = Wanted::of(Some(question));
    let mut answer = MultiStatus::default();
    if component.is_none_or(|name| name.eq_ignore_ascii_case(calendar.component())) {
        let span = inner.and_then(Span::of);
        let mut found = calendars::entries(&asked.viewer, calendar).await?;
        found.retain(|entry| span.is_none_or(|span| span.holds(&entry.text)));
        for entry in found {
            asked.entry(calendar, &entry).put_into(&mut answer, &wanted);
        }
    }
    Ok(answer.into_response())
}
