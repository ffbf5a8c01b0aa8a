//! One person to write to: who, why, when last, how strong, the draft in place,
//! and what can be done about it. Also fits reviews of single people.

use leptos::prelude::*;

use super::person::{AvatarSize, Person};
use super::score::ScoreRing;
use super::text::OptionalText;

#[component]
pub fn Suggestion(
    #[prop(into)] name: OptionalText,
    #[prop(optional, into)] detail: OptionalText,
    #[prop(optional, into)] photo: OptionalText,
    #[prop(into)] href: String,
    /// Why now, in one sentence.
    #[prop(into)]
    reason: String,
    score: f64,
    /// What was exchanged last, with its `Time`.
    #[prop(optional, into)]
    last: ViewFn,
    #[prop(optional, into)] actions: ViewFn,
    /// A `Draft`, if there is one.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <article class="suggestion" data-keys="">
            <header class="suggestion-head">
                <Person name=name detail=detail photo=photo href=href size=AvatarSize::Medium />
                <ScoreRing value=score />
            </header>
            <div class="suggestion-body">
                <p class="suggestion-reason" dir="auto">
                    {reason}
                </p>
                <div class="suggestion-last">{last.run()}</div>
                <div class="suggestion-foot">
                    {children.map(|children| children())} {actions.run()}
                </div>
            </div>
        </article>
    }
    .into_any()
}

/// A draft that opens in place; `manner` says its language and tone.
#[component]
pub fn Draft(
    #[prop(into)] subject: OptionalText,
    #[prop(into)] text: String,
    #[prop(into)] manner: String,
    #[prop(optional)] open: bool,
    #[prop(optional, into)] id: OptionalText,
) -> impl IntoView {
    let paragraphs: Vec<_> = text
        .split("\n\n")
        .map(|paragraph| view! { <p>{paragraph.to_owned()}</p> })
        .collect();
    view! {
        <details class="draft" open=open>
            <summary class="draft-summary">
                <span>"Draft"</span>
                <span class="draft-manner">{manner}</span>
            </summary>
            <div class="draft-text" id=id.into_option() dir="auto">
                {subject
                    .into_option()
                    .map(|subject| view! { <p class="draft-subject">{subject}</p> })}
                {paragraphs}
            </div>
        </details>
    }
    .into_any()
}
