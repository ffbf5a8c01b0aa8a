//! How many contacts a query finds, while it is typed.

#[cfg(feature = "hydrate")]
mod browser;

use leptos::prelude::*;

/// Wraps the search form: what is typed into it is counted, or said to be unreadable.
#[island]
pub fn LiveCount(children: Children) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let said = RwSignal::new(String::new());
    view! {
        <div on:input=move |event| {
            typed.set(event_target_value(&event));
            count_later(typed, said);
        }>
            {children()}
            <p class="text-sm muted" aria-live="polite" hidden=move || said.with(String::is_empty)>{said}</p>
        </div>
    }
}

#[cfg(feature = "hydrate")]
use browser::count_later;

#[cfg(not(feature = "hydrate"))]
fn count_later(_: RwSignal<String>, _: RwSignal<String>) {}
