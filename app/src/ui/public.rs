//! Pages for people who are not signed in, and pages for when something failed:
//! one column, the wordmark, nothing else.

use leptos::prelude::*;

use super::brand::Wordmark;
use super::drawing::{Drawing, DrawingView};
use super::text::OptionalText;

/// One column of 360 px. `foot` is the quiet line beneath.
#[component]
pub fn PublicFrame(
    #[prop(into)] title: String,
    #[prop(optional, into)] detail: OptionalText,
    #[prop(optional, into)] foot: ViewFn,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="public">
            <header class="public-head">
                <Wordmark />
            </header>
            <main id="main" class="public-main" tabindex="-1">
                <h1 class="public-title">{title}</h1>
                {detail.into_option().map(|detail| view! { <p class="public-detail">{detail}</p> })}
                {children()}
                <div class="public-foot">{foot.run()}</div>
            </main>
        </div>
    }
    .into_any()
}

/// What happened, what is safe, what to do, and the id to name when asking.
#[component]
pub fn ErrorPage(
    #[prop(default = Drawing::CloudOff)] drawing: Drawing,
    #[prop(into)] title: String,
    #[prop(into)] safe: String,
    #[prop(optional, into)] id: OptionalText,
    /// What to do: links or buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="error-page">
            <DrawingView drawing=drawing />
            <h1 class="public-title">{title}</h1>
            <p class="public-detail">{safe}</p>
            <div class="form-actions">{children()}</div>
            {id.into_option().map(|id| view! { <p class="error-id">"Error "<code>{id}</code></p> })}
        </div>
    }
    .into_any()
}
