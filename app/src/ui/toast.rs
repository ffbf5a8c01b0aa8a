//! What was just done, in one line at the bottom left, with the way back. It
//! stays until it is hidden (a checkbox, so no script) or until the next page: a
//! message that hides by itself is missed.

use leptos::prelude::*;

use super::button::{Button, ButtonKind};
use super::icon::{Icon, IconName};
use super::notice::Tone;

/// The form that takes back what was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undo {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

/// The live region of the page; an island may append further toasts to it.
#[component]
pub fn Toasts(#[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <div class="toasts" id="toasts" role="status">
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}

#[component]
pub fn Toast(
    #[prop(into)] message: String,
    #[prop(optional)] tone: Tone,
    #[prop(optional_no_strip, into)] undo: Option<Undo>,
) -> impl IntoView {
    let icon = match tone {
        Tone::Neutral => IconName::Check,
        other => other.icon(),
    };
    view! {
        <div class="toast" data-tone=tone.name()>
            <Icon name=icon />
            <span class="toast-text" dir="auto">
                {message}
            </span>
            {undo.map(undo_form)}
            <label class="toast-close" title="Hide message">
                <input type="checkbox" aria-label="Hide message" />
                <Icon name=IconName::Close />
            </label>
        </div>
    }
    .into_any()
}

fn undo_form(undo: Undo) -> impl IntoView {
    let fields: Vec<_> = undo
        .fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    view! {
        <form method="post" action=undo.action>
            {fields}
            <Button kind=ButtonKind::Quiet small=true key_hint="Z">
                "Undo"
            </Button>
        </form>
    }
    .into_any()
}
