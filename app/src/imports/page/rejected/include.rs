//! What was skipped can be imported nevertheless, reason by reason; of what cannot, it
//! is said why.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use crate::{
    imports::{
        Import,
        actions::IncludeSkipped,
        reasons::{including_words, may_be_included, reason_words},
    },
    ui::{Button, Form, HiddenInput, List, ListItem, Section, grouped},
};

/// Of the chosen reason, or of all.
pub fn including(import: &Import, chosen: Option<&str>) -> AnyView {
    let report = import.report();
    let counts = report.skipped.iter().chain(&report.failed);
    let lines = counts
        .filter(|(reason, _)| chosen.is_none_or(|chosen| chosen == reason.as_str()))
        .map(|(reason, count)| line(import, reason, *count))
        .collect::<Vec<_>>();
    if lines.is_empty() || import.state == "undone" {
        return ().into_any();
    }
    let is_any_offered = report.skipped.keys().any(|reason| may_be_included(reason));
    let title = if is_any_offered {
        "Import these too"
    } else {
        "Why"
    };
    view! {
        <Section title=title>
            <List label="Reasons">{lines}</List>
        </Section>
    }
    .into_any()
}

fn line(import: &Import, reason: &str, count: i32) -> impl IntoView + use<> {
    let count = grouped(u64::try_from(count).unwrap_or_default());
    let label = format!("{count} {}", reason_words(reason));
    let is_offered = may_be_included(reason) && import.state == "done";
    let meaning = match (import.kind.as_str(), reason) {
        ("csv", "left_out") => including_words(reason),
        ("csv", _) => "Mend them below, or download them and import them again.",
        _ => including_words(reason),
    };
    let (id, asked, named) = (import.id, reason.to_owned(), label.clone());
    let end = move || is_offered.then(|| press(id, &asked, &named));
    view! {
        <ListItem end=end>
            <span class="grid">
                <span>{label}</span>
                <span class="muted text-sm whitespace-normal">{meaning}</span>
            </span>
        </ListItem>
    }
}

fn press(import: Uuid, reason: &str, label: &str) -> impl IntoView + use<> {
    let (reason, label) = (reason.to_owned(), format!("Import {label}"));
    view! {
        <Form action=IncludeSkipped::PATH inline=true label=label>
            <HiddenInput name="id" value=import.to_string()/>
            <HiddenInput name="reason" value=reason/>
            <Button small=true>"Import these too"</Button>
        </Form>
    }
}
