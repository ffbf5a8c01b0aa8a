//! What stands where nothing is yet: one line drawing, one sentence, one action.

use leptos::prelude::*;

use super::drawing::{Drawing, DrawingView};
use super::text::OptionalText;

#[component]
pub fn EmptyState(
    drawing: Drawing,
    #[prop(into)] title: String,
    #[prop(optional, into)] detail: OptionalText,
    /// One button or link.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <DrawingView drawing=drawing />
            <p class="empty-title">{title}</p>
            {detail.into_option().map(|detail| view! { <p class="empty-detail">{detail}</p> })}
            {children.map(|children| view! { <div class="empty-action">{children()}</div> })}
        </div>
    }
    .into_any()
}
