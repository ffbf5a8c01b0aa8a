//! The key that does the same, shown where there is a keyboard. Hidden from
//! screen readers: the control it stands in already has its name.

use leptos::prelude::*;

use super::text::OptionalText;

#[component]
pub fn Kbd(#[prop(into)] keys: OptionalText) -> impl IntoView {
    let keys = keys.into_option()?;
    let caps: Vec<_> = keys
        .split_whitespace()
        .map(|key| view! { <kbd class="kbd">{key.to_owned()}</kbd> })
        .collect();
    Some(view! {
        <span class="keys" aria-hidden="true">
            {caps}
        </span>
    })
}
