//! The mark: two circles of acquaintance and what they share.

use leptos::prelude::*;

#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
            <path class="mark-shared" d="M12 6.42a7 7 0 0 1 0 11.16 7 7 0 0 1 0-11.16Z" />
            <circle cx="8.25" cy="12" r="6.75" />
            <circle cx="15.75" cy="12" r="6.75" />
        </svg>
    }
    .into_any()
}

/// Mark and name.
#[component]
pub fn Wordmark() -> impl IntoView {
    view! {
        <span class="wordmark">
            <Mark />
            <span>"Kith"</span>
        </span>
    }
    .into_any()
}
