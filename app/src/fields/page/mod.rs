//! Pages of fields: the definitions in the settings, the values on the pages of contacts
//! and companies, and the filters of their lists.

mod columns;
mod definition;
mod list;
mod narrowing;
mod value;

pub use columns::{Offered, hidden, offer_columns};
pub use list::List;
pub use narrowing::{comparisons, own_choices, own_label, own_menus, unread};
pub use value::{Holder, control, section};

use uuid::Uuid;

use super::{choices::ChoiceInput, store::Field, types::Subject};
use crate::routes::paths;

pub(super) fn place_of(subject: Subject, id: Uuid) -> String {
    match subject {
        Subject::Contact => paths::contact(id),
        Subject::Company => paths::company(id),
    }
}

/// The parts of a value in one text, to tell whether somebody changed it meanwhile.
pub(super) fn as_seen(parts: &[String]) -> String {
    let mut parts: Vec<&str> = parts.iter().map(|part| part.trim()).collect();
    parts.sort_unstable();
    parts.join("\n")
}

/// A choice for each line of a text.
pub(super) fn lines(text: &str) -> Vec<ChoiceInput> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(ChoiceInput::new)
        .collect()
}

/// The choices of a form: those that are there under their labels, and further ones.
pub(super) fn choices(keys: &[String], labels: &[String], more: &str) -> Vec<ChoiceInput> {
    let there = keys.iter().zip(labels).map(|(key, label)| ChoiceInput {
        key: Some(key.clone()),
        label: label.clone(),
    });
    there.chain(lines(more)).collect()
}

/// The form that would bring the field back to what it was.
pub(super) fn previous(before: &Field) -> Vec<(String, String)> {
    let mut fields = vec![
        ("id".to_owned(), before.id.to_string()),
        ("label".to_owned(), before.label.clone()),
        ("kind".to_owned(), before.kind.as_str().to_owned()),
    ];
    for choice in before.offered() {
        fields.push(("keys[]".to_owned(), choice.key.clone()));
        fields.push(("labels[]".to_owned(), choice.label.clone()));
    }
    fields
}
