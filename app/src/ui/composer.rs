//! Where a note is written: one field that grows, the button beneath.

use leptos::prelude::*;

use super::{area::area_text, text::OptionalText};

/// Posts the field `text` (or `name`). Children are hidden inputs and the button.
#[component]
pub fn Composer(
    #[prop(into)] action: String,
    #[prop(into)] label: String,
    #[prop(into, default = "text".to_owned())] name: String,
    #[prop(optional, into)] value: OptionalText,
    #[prop(optional, into)] placeholder: OptionalText,
    children: Children,
) -> impl IntoView {
    view! {
        <form class="composer" method="post" action=action>
            <textarea
                class="composer-text"
                name=name
                rows="2"
                dir="auto"
                required=true
                aria-label=label
                placeholder=placeholder.into_option()
            >
                {value.as_deref().map(area_text)}
            </textarea>
            <div class="composer-foot">{children()}</div>
        </form>
    }
    .into_any()
}
