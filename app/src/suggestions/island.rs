//! Copying a draft with one press. The style sheet hides the button where no script can
//! keep what it promises: there the text is selected by hand.

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
        <button node_ref=button class="button copy-draft" type="button" data-kind="plain" data-size="small" aria-keyshortcuts="c">
            {children()}
            <span>{move || if outcome.get().is_empty() { "Copy draft" } else { outcome.get() }}</span>
            <span class="keys" aria-hidden="true"><kbd class="kbd">"c"</kbd></span>
        </button>
        <span class="visually-hidden" role="status">{outcome}</span>
    }
}
