//! What the palette shows while one types.

use super::{Hit, Piece, Results, actions::Found, search};
use crate::{context::Scope, error::Result, routes::paths};

const MOST: i64 = 6;

pub(super) async fn find(scope: &mut Scope, query: &str) -> Result<Vec<Found>> {
    let results = search(scope, query, MOST).await?;
    if query.trim().is_empty() {
        return Ok(Vec::new());
    }
    let all = Found {
        label: format!("Search everywhere for “{}”", query.trim()),
        detail: String::new(),
        href: paths::search(query.trim()),
    };
    Ok(entries(&results).into_iter().chain([all]).collect())
}

fn entries(results: &Results) -> Vec<Found> {
    let people = results.contacts.iter().map(|hit| Found {
        label: plain(&hit.title),
        detail: plain(&hit.detail),
        href: paths::contact(hit.id),
    });
    let firms = results.companies.iter().map(|hit| Found {
        label: plain(&hit.title),
        detail: plain(&hit.detail),
        href: paths::company(hit.id),
    });
    let said = results.notes.iter().chain(&results.messages).take(8);
    people.chain(firms).chain(said.map(message)).collect()
}

fn message(hit: &Hit) -> Found {
    let subject = plain(&hit.title);
    let label = if subject.is_empty() {
        plain(&hit.detail)
    } else {
        subject
    };
    Found {
        label,
        detail: hit.person.clone().unwrap_or_default(),
        href: paths::interaction(hit.id),
    }
}

fn plain(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}
