//! Tags that rules set: whom they fit, what applying changes and leaves alone, what is found in
//! one's own data, and the language model in place of rules.

mod applying;
mod discovery;
mod model;
mod rules;
mod web;

use uuid::Uuid;

use super::{EntryInput, RuleField, add_entry, apply_taxonomy, approve};
use crate::{
    bulk::{self, Change},
    contacts::{self, ContactInput},
    context::{Scope, Viewer},
    tags,
    testing::TestApp,
};

async fn world() -> (TestApp, Viewer) {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    (app, ada)
}

/// Somebody with a title, a company and a place.
async fn person(scope: &mut Scope, name: &str, [title, company, place]: [&str; 3]) -> Uuid {
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let input = ContactInput {
        name: Some(name.to_owned()),
        title: said(title),
        company: said(company),
        location: said(place),
        ..ContactInput::default()
    };
    contacts::create_contact(scope, input).await.unwrap()
}

async fn titled(scope: &mut Scope, name: &str, title: &str) -> Uuid {
    person(scope, name, [title, "", ""]).await
}

fn entry(name: &str, field: RuleField, words: &[&str]) -> EntryInput {
    EntryInput {
        name: Some(name.to_owned()),
        category: Some("Role".to_owned()),
        words: [(field, words.iter().map(|word| (*word).to_owned()).collect())].into(),
    }
}

/// An approved tag.
async fn approved(scope: &mut Scope, name: &str, field: RuleField, words: &[&str]) -> Uuid {
    let id = add_entry(scope, &entry(name, field, words)).await.unwrap();
    approve(scope, None).await.unwrap();
    id
}

async fn engineers(scope: &mut Scope) -> Uuid {
    approved(scope, "Engineer", RuleField::Title, &["engineer*"]).await
}

async fn apply(scope: &mut Scope) -> Change {
    let id = apply_taxonomy(scope).await.unwrap();
    bulk::change(scope, id).await.unwrap()
}

/// The tags of a contact with who says so: `Engineer rule`.
async fn said(scope: &mut Scope, contact: Uuid) -> Vec<String> {
    let tags = tags::tags_with_sources(scope, contact).await.unwrap();
    tags.into_iter()
        .map(|said| format!("{} {}", said.tag.name, said.sources.join("+")))
        .collect()
}
