//! Boxes and sections: a section has a heading and air, a card also an edge.

use leptos::prelude::*;

use super::text::OptionalText;

/// A framed group. `title` is its heading.
#[component]
pub fn Card(
    #[prop(optional, into)] title: OptionalText,
    #[prop(optional)] flush: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="card" data-flush=flush.then_some("")>
            {title.into_option().map(|title| view! { <h2 class="card-title">{title}</h2> })}
            {children()}
        </section>
    }
    .into_any()
}

/// A heading, what it counts, an action at its right, and what follows.
#[component]
pub fn Section(
    #[prop(into)] title: String,
    #[prop(optional, into)] id: OptionalText,
    #[prop(optional, into)] count: OptionalText,
    #[prop(optional, into)] detail: OptionalText,
    #[prop(optional, into)] action: ViewFn,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section" id=id.into_option()>
            <div class="section-head">
                <h2 class="section-title">{title}</h2>
                {count.into_option().map(|count| view! { <span class="count">{count}</span> })}
                <div class="section-action">{action.run()}</div>
            </div>
            {detail.into_option().map(|detail| view! { <p class="section-detail">{detail}</p> })}
            {children()}
        </section>
    }
    .into_any()
}
