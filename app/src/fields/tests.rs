//! Fields of the workspace's own: defined, filled in, kept through every change of their
//! definition, found by.

mod defining;
mod finding;
mod forms;
mod program;
mod values;

use serde_json::Value;
use uuid::Uuid;

use super::{
    ChoiceInput, Field, FieldInput, held,
    types::{FieldKind, Subject},
};
use crate::{
    contacts::{self, ContactInput},
    context::Scope,
};

fn input(label: &str, kind: FieldKind) -> FieldInput {
    FieldInput {
        subject: Subject::Contact,
        label: label.to_owned(),
        kind,
        key: None,
        choices: Vec::new(),
    }
}

fn offering(label: &str, kind: FieldKind, choices: &[&str]) -> FieldInput {
    FieldInput {
        choices: choices
            .iter()
            .map(|label| ChoiceInput::new(*label))
            .collect(),
        ..input(label, kind)
    }
}

/// The same, without choices where the kind has none.
fn of_kind(kind: FieldKind, choices: &[&str]) -> FieldInput {
    let choices = if kind.has_choices() { choices } else { &[] };
    offering(kind.label(), kind, choices)
}

async fn defined(scope: &mut Scope, input: FieldInput) -> Field {
    let id = super::define_field(scope, input).await.unwrap();
    super::field(scope, id).await.unwrap()
}

async fn person(scope: &mut Scope, name: &str) -> Uuid {
    let input = ContactInput {
        name: Some(name.to_owned()),
        ..ContactInput::default()
    };
    contacts::create_contact(scope, input).await.unwrap()
}

/// Says what was written, by hand.
async fn say(scope: &mut Scope, field: &Field, id: Uuid, texts: &[&str]) {
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    let value = super::written(scope, field, &texts, "values")
        .await
        .unwrap();
    super::set_value(scope, field, id, value).await.unwrap();
}

async fn value(scope: &mut Scope, field: &Field, id: Uuid) -> Value {
    let held = held(scope, field.subject, id).await.unwrap();
    let found = held.into_iter().find(|held| held.field.id == field.id);
    found.unwrap().value
}
