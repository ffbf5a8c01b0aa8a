//! Copying a draft with one press. The button is offered only once a script can
//! keep what it promises; without one the text is selected by hand.

#[cfg(feature = "hydrate")]
mod browser;

use leptos::{html, prelude::*};

/// `text` is what lands in the clipboard; the children are the button's icon.
#[island]
pub fn CopyDraft(text: String, children: Children) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    let outcome = RwSignal::new("");
    #[cfg(feature = "hydrate")]
    browser::offer_copy(button, text, outcome);
    #[cfg(not(feature = "hydrate"))]
    drop(text);
    view! {
        <button node_ref=button class="button" type="button" data-kind="plain" data-size="small" aria-keyshortcuts="c" hidden=true>
            {children()}
            <span>{move || if outcome.get().is_empty() { "Copy draft" } else { outcome.get() }}</span>
            <span class="keys" aria-hidden="true"><kbd class="kbd">"c"</kbd></span>
        </button>
        <span class="visually-hidden" role="status">{outcome}</span>
    }
}
