//! The head and the width of a page. One primary action, at the right.

use leptos::prelude::*;

use super::text::OptionalText;

/// How wide the content is, by its purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// Lists and records.
    #[default]
    Full,
    /// 720 px.
    Reading,
    /// 560 px.
    Form,
}

impl Width {
    fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Reading => "reading",
            Self::Form => "form",
        }
    }
}

/// What a page is made of: a `PageHead` first.
#[component]
pub fn Page(#[prop(optional)] width: Width, children: Children) -> impl IntoView {
    view! {
        <div class="page" data-width=width.name()>
            {children()}
        </div>
    }
    .into_any()
}

/// Title, count and actions; `filters` stand beneath.
#[component]
pub fn PageHead(
    #[prop(into)] title: String,
    #[prop(optional, into)] count: OptionalText,
    #[prop(optional, into)] detail: OptionalText,
    /// Where the way back leads, as label and address.
    #[prop(optional_no_strip, into)]
    back: Option<(String, String)>,
    /// The actions at the right, the primary one last.
    #[prop(optional, into)]
    actions: ViewFn,
    #[prop(optional, into)] filters: ViewFn,
) -> impl IntoView {
    view! {
        <header class="page-head">
            {back
                .map(|(label, href)| {
                    view! {
                        <a class="page-back" href=href>
                            {label}
                        </a>
                    }
                })} <div class="page-title-row">
                <div class="page-heading">
                    <h1 class="page-title" dir="auto">
                        {title}
                    </h1>
                    {count.into_option().map(|count| view! { <span class="count">{count}</span> })}
                </div>
                <div class="page-actions">{actions.run()}</div>
            </div>
            {detail.into_option().map(|detail| view! { <p class="page-detail">{detail}</p> })}
            <div class="page-filters">{filters.run()}</div>
        </header>
    }
    .into_any()
}

/// Two columns: facts at the left (a third), the stream at the right.
#[component]
pub fn Columns(#[prop(into)] aside: ViewFn, children: Children) -> impl IntoView {
    view! {
        <div class="columns">
            <div class="columns-aside">{aside.run()}</div>
            <div class="columns-main">{children()}</div>
        </div>
    }
    .into_any()
}
