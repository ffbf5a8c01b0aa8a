//! The head of a record (a contact, a company): face, name, what is so now, how
//! strong it is, and what to do.

use leptos::prelude::*;

use super::chart::{ChartPoint, LineChart};
use super::icon::{Icon, IconName};
use super::person::{Avatar, AvatarSize};
use super::score::{ScorePart, ScoreParts, ScoreRing, ScoreSize};
use super::text::OptionalText;

/// `facts` are `RecordFact`s and tags; children stand beside the name (the score).
#[component]
pub fn RecordHead(
    #[prop(into)] name: OptionalText,
    #[prop(optional, into)] detail: OptionalText,
    #[prop(optional, into)] photo: OptionalText,
    /// Where the way back leads, as label and address.
    #[prop(optional_no_strip, into)]
    back: Option<(String, String)>,
    #[prop(optional, into)] facts: ViewFn,
    #[prop(optional, into)] actions: ViewFn,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let unnamed = (!name.is_some()).then_some("");
    let shown = name.as_deref().unwrap_or("No name").to_owned();
    view! {
        <header class="record-head">
            {back
                .map(|(label, href)| {
                    view! {
                        <a class="page-back" href=href>
                            {label}
                        </a>
                    }
                })} <Avatar name=name photo=photo size=AvatarSize::Large />
            <div class="record-text">
                <h1 class="page-title" dir="auto" data-unnamed=unnamed>
                    {shown}
                </h1>
                {detail
                    .into_option()
                    .map(|detail| {
                        view! {
                            <p class="record-detail" dir="auto">
                                {detail}
                            </p>
                        }
                    })}
                <div class="record-facts">{facts.run()}</div>
            </div> <div class="record-score">{children.map(|children| children())}</div>
            <div class="page-actions">{actions.run()}</div>
        </header>
    }
    .into_any()
}

/// A short fact in the head, such as the place or the local time.
#[component]
pub fn RecordFact(icon: IconName, children: Children) -> impl IntoView {
    view! {
        <span class="record-fact">
            <Icon name=icon />
            <span dir="auto">{children()}</span>
        </span>
    }
    .into_any()
}

/// The large ring; pressed, it opens the reasons.
#[component]
pub fn ScoreDetails(
    value: f64,
    parts: Vec<ScorePart>,
    /// One sentence ("Warm, and steady for a year").
    #[prop(into)]
    summary: String,
    /// How it came to be so, oldest first.
    #[prop(optional)]
    course: Vec<ChartPoint>,
) -> impl IntoView {
    let has_course = course.len() > 1;
    view! {
        <details class="menu score-details" name="menu" data-side="end">
            <summary class="score-summary" title="Why this score">
                <ScoreRing value=value size=ScoreSize::Large />
            </summary>
            <div class="menu-panel">
                <div class="score-reason">
                    <strong>{summary}</strong>
                </div>
                <ScoreParts parts=parts />
                {has_course
                    .then(|| {
                        view! {
                            <LineChart label="Strength over time" points=course top=10.0 />
                        }
                    })}
            </div>
        </details>
    }
    .into_any()
}
