//! Filters of lists by fields of the workspace's own: their words on chips, menus of what a
//! field offers, what the form that adds a filter offers, and what cannot be read.

use leptos::prelude::*;

use crate::{
    contacts::query::{Clause, OwnAsked, OwnClause, OwnCompare, Problem, Query, name_written},
    fields::{Field, types::FieldKind},
    ui::{Choice, IconName, Menu, MenuItem, Notice, Tone},
};

/// So many fields have a menu of their own; others are reached by the form.
const MENUS: usize = 6;

/// A clause in words: "T-shirt size is L".
pub fn own_label(own: &OwnClause, fields: &[Field]) -> String {
    let field = own.field(fields);
    let name = field.map_or(own.name.as_str(), |field| &field.label);
    match &own.asked {
        OwnAsked::Has => format!("Has {name}"),
        OwnAsked::HasNo => format!("No {name}"),
        OwnAsked::Compares(compare, value) => {
            let words = field.map_or_else(|| value.clone(), |field| value_words(field, value));
            format!("{name} {} {words}", compare_words(*compare))
        }
    }
}

fn compare_words(compare: OwnCompare) -> &'static str {
    match compare {
        OwnCompare::Has | OwnCompare::Is => "is",
        OwnCompare::IsNot => "is not",
        other => other.as_str(),
    }
}

/// Choices by their names.
fn value_words(field: &Field, value: &str) -> String {
    if !field.kind.has_choices() {
        return value.to_owned();
    }
    let label = |part: &str| {
        let key = field.choice_called(part);
        let choice = key.and_then(|key| field.choice(key));
        choice.map(|choice| choice.label.clone())
    };
    if let Some(whole) = label(value) {
        return whole;
    }
    let parts = value.split(',');
    let labels = parts.map(|part| label(part).unwrap_or_else(|| part.to_owned()));
    labels.collect::<Vec<_>>().join(" or ")
}

/// What fields with choices offer, each an addition to the query; `href` leads to a query.
pub fn own_menus(query: &Query, href: impl Fn(Query) -> String, fields: &[Field]) -> Vec<AnyView> {
    let offering = fields
        .iter()
        .filter(|field| field.kind.has_choices() || field.kind == FieldKind::YesNo);
    offering
        .take(MENUS)
        .map(|field| menu(query, &href, field))
        .collect()
}

fn menu(query: &Query, href: impl Fn(Query) -> String, field: &Field) -> AnyView {
    let is = |value: &str| OwnAsked::Compares(OwnCompare::Has, value.to_owned());
    let mut entries: Vec<(String, OwnAsked)> = match field.kind {
        FieldKind::YesNo => vec![("Yes".to_owned(), is("yes")), ("No".to_owned(), is("no"))],
        _ => field
            .offered()
            .map(|choice| (choice.label.clone(), is(&choice.key)))
            .collect(),
    };
    entries.push(("Not filled in".to_owned(), OwnAsked::HasNo));
    let items = entries.into_iter().map(|(label, asked)| {
        let part = Query::Clause(Clause::Own(OwnClause {
            name: field.key.clone(),
            asked,
        }));
        let is_chosen = query.has(&part);
        let query = match is_chosen {
            true => query.without(&part),
            false => query.with(part),
        };
        MenuItem::link(label, href(query)).current(is_chosen)
    });
    let (items, label) = (items.collect::<Vec<_>>(), field.label.clone());
    let name = format!("Narrow by {label}");
    view! { <Menu label=name icon=IconName::CaretDown small=true items=items>{label}</Menu> }
        .into_any()
}

const COMPARISONS: [(&str, &str); 7] = [
    (":", "is or contains"),
    ("=", "is exactly"),
    ("!=", "is not"),
    ("<", "less than"),
    ("<=", "at most"),
    (">", "more than"),
    (">=", "at least"),
];

pub fn comparisons() -> Vec<Choice> {
    COMPARISONS
        .iter()
        .map(|(value, label)| Choice::new(*value, *label))
        .collect()
}

/// Says where a query cannot be read, and why.
pub fn unread(typed: &str, problem: &Problem) -> impl IntoView + use<> {
    let part = |from: usize, count: usize| typed.chars().skip(from).take(count).collect::<String>();
    let (before, wrong) = (part(0, problem.at), part(problem.at, problem.length));
    let after = part(problem.at + problem.length, usize::MAX);
    let words = problem.to_string();
    view! {
        <Notice tone=Tone::Critical title="Kith cannot read this query" alert=true>
            <p>{words}</p>
            <p><code dir="auto">{before}<mark>{wrong}</mark>{after}</code></p>
        </Notice>
    }
}

/// The fields as a filter names them.
pub fn own_choices(fields: &[Field]) -> Vec<Choice> {
    fields
        .iter()
        .map(|field| Choice::new(name_written(&field.key), field.label.clone()))
        .collect()
}
