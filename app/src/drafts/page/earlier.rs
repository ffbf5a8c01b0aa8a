//! The drafts of before, each leading to itself.

use leptos::prelude::*;
use uuid::Uuid;

use super::{Address, Known, PAGE};
use crate::{
    drafts::{Draft, channel_words},
    routes::paths,
    ui::{List, ListItem, Pager, Section, Tag, Time, Tone, grouped},
};

pub(super) fn list(
    drafts: &[Draft],
    at_hand: Option<Uuid>,
    next: Option<Uuid>,
    address: &Address,
    known: &Known,
) -> Option<AnyView> {
    let others: Vec<_> = drafts
        .iter()
        .filter(|draft| Some(draft.id) != at_hand)
        .map(|draft| row(draft, known))
        .collect();
    let base = paths::write_to(known.contact.id);
    let first = address.before.map(|_| base.clone());
    if others.is_empty() && first.is_none() {
        return None;
    }
    let pager = (first.is_some() || next.is_some()).then(|| {
        let next = next.map(|last| format!("{base}?before={last}"));
        let summary = format!("{} a page", grouped(PAGE.unsigned_abs()));
        view! { <Pager summary=summary previous=first next=next/> }
    });
    Some(
        view! {
            <Section title="Other drafts" id="earlier">
                <List label="Other drafts">{others}</List>
                {pager}
            </Section>
        }
        .into_any(),
    )
}

fn row(draft: &Draft, known: &Known) -> impl IntoView + use<> {
    let (at, clock) = (draft.created_at, known.clock);
    let state = match draft.state() {
        "sent" => Some(("Sent", Tone::Positive)),
        "discarded" => Some(("Discarded", Tone::Neutral)),
        _ => None,
    };
    let end = move || {
        view! {
            {state.map(|(label, tone)| view! { <Tag label=label tone=tone/> })}
            <Time at=at clock=clock/>
        }
    };
    let words = draft.body.split_whitespace().collect::<Vec<_>>().join(" ");
    let beginning: String = words.chars().take(80).collect();
    let kind = format!(
        "{}, {}",
        channel_words(draft.channel()),
        draft.language_name()
    );
    view! {
        <ListItem href=paths::draft(known.contact.id, draft.id) end=end>
            <span class="clip" dir="auto">{beginning}</span> " "
            <span class="muted">{kind}</span>
        </ListItem>
    }
}
