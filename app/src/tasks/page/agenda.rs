//! Open tasks under the headings of an agenda.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::item::{Listing, item};
use crate::{
    tasks::{Span, Task},
    ui::{List, Section},
};

pub(super) fn agenda(tasks: &[Task], listing: &Listing) -> impl IntoView + use<> {
    let mut spans: BTreeMap<Span, Vec<&Task>> = BTreeMap::new();
    for task in tasks {
        spans
            .entry(listing.agenda.span(task))
            .or_default()
            .push(task);
    }
    spans
        .into_iter()
        .map(|(span, tasks)| {
            let items: Vec<_> = tasks.iter().map(|task| item(task, listing)).collect();
            let count = items.len().to_string();
            view! { <Section title=heading(span) count=count><List label=heading(span)>{items}</List></Section> }
        })
        .collect::<Vec<_>>()
}

fn heading(span: Span) -> &'static str {
    match span {
        Span::Overdue => "Overdue",
        Span::Today => "Today",
        Span::Tomorrow => "Tomorrow",
        Span::ThisWeek => "This week",
        Span::Later => "Later",
        Span::Someday => "Whenever",
    }
}
