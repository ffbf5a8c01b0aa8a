//! Panels above the page, on the browser's own popover: they open, close by
//! Escape and by a click beside, all without a script. With `open` the same panel
//! stands in the page, for addresses that lead straight to it.

use leptos::prelude::*;

use super::button::{Button, ButtonKind, Press};
use super::icon::IconName;

/// Only for destruction and for what needs all attention. `actions` come last,
/// after a Cancel that has the focus.
#[component]
pub fn Dialog(
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    #[prop(optional)] open: bool,
    #[prop(optional, into)] actions: ViewFn,
    children: Children,
) -> impl IntoView {
    let title_id = format!("{id}-title");
    let cancel = (!open).then(|| {
        view! {
            <Button
                press=Press::Nothing
                attr:popovertarget=id.clone()
                attr:popovertargetaction="hide"
                attr:autofocus=true
            >
                "Cancel"
            </Button>
        }
    });
    view! {
        <dialog
            class="dialog"
            id=id
            open=open
            popover=(!open).then_some("auto")
            role="alertdialog"
            aria-labelledby=title_id
        >
            <h2 class="dialog-title" id=title_id.clone()>
                {title}
            </h2>
            <div class="dialog-body">{children()}</div>
            <div class="dialog-actions">{cancel} {actions.run()}</div>
        </dialog>
    }
    .into_any()
}

/// A preview from the right; the same content as a page when `open`.
#[component]
pub fn Sheet(
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    children: Children,
) -> impl IntoView {
    let title_id = format!("{id}-title");
    view! {
        <dialog class="sheet" id=id popover="auto" aria-labelledby=title_id>
            <header class="sheet-head">
                <h2 class="sheet-title" id=title_id.clone() dir="auto">
                    {title}
                </h2>
                <Button
                    kind=ButtonKind::Quiet
                    press=Press::Nothing
                    icon=IconName::Close
                    label="Close"
                    attr:popovertarget=id.clone()
                    attr:popovertargetaction="hide"
                />
            </header>
            <div class="sheet-body">{children()}</div>
        </dialog>
    }
    .into_any()
}
