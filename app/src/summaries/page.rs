//! The summary on a contact's page, and the button that has one made.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::{Summary, actions::SummariseContact};
use crate::ui::{Button, Clock, Form, HiddenInput, IconName, List, ListItem, Section, Time};

/// Nothing where there is none and nobody may have one made.
pub fn summary_section(
    contact: Uuid,
    summary: Option<Summary>,
    may_make: bool,
    clock: Clock,
) -> Option<AnyView> {
    if summary.is_none() && !may_make {
        return None;
    }
    let label = if summary.is_some() {
        "Summarise again"
    } else {
        "Summarise"
    };
    let making = may_make.then(|| {
        view! {
            <Form action=SummariseContact::PATH inline=true>
                <HiddenInput name="id" value=contact.to_string()/>
                <Button small=true icon=IconName::Note>{label}</Button>
            </Form>
        }
    });
    let shown = summary.map(|summary| sentences(&summary, clock));
    let view = view! {
        <Section title="What you wrote about" id="summary">
            <div class="stack">{shown} {making}</div>
        </Section>
    };
    Some(view.into_any())
}

fn sentences(summary: &Summary, clock: Clock) -> impl IntoView + use<> {
    let items: Vec<_> = summary
        .sentences()
        .map(|sentence| {
            let sentence = sentence.to_owned();
            view! { <ListItem><span dir="auto">{sentence}</span></ListItem> }
        })
        .collect();
    let by = if summary.is_by_rules() {
        "Sentences as they stand, chosen by rules, offline".to_owned()
    } else {
        format!("By {}", summary.model)
    };
    let messages = match summary.interaction_ids.len() {
        1 => "the last message".to_owned(),
        count => format!("the last {count} messages"),
    };
    let trouble = summary
        .trouble()
        .map(|trouble| format!(" {}", trouble.words()));
    let at = summary.created_at;
    view! {
        <List label="What you wrote about">{items}</List>
        <p class="muted">
            {by} ", from " {messages} " between you two alone, " <Time at=at clock=clock/> "." {trouble}
        </p>
    }
}
