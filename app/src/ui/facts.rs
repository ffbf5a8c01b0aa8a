//! Facts about a person or a company: label, value, where it comes from, and the
//! way to change it.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::text::OptionalText;

#[component]
pub fn Facts(children: Children) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }.into_any()
}

/// One fact. `source` shows on hover and focus, with `proof` (links, forms) behind it, and
/// is always read to those who listen; `edit` leads to its form. Without children the
/// value is shown as missing, as is one that is `unknown`: narrow pages fold these.
#[component]
pub fn Fact(
    #[prop(into)] label: String,
    #[prop(optional, into)] source: OptionalText,
    #[prop(optional)] proof: Vec<AnyView>,
    #[prop(optional, into)] edit: OptionalText,
    #[prop(optional)] unknown: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let words = format!("Edit {}", label.to_lowercase());
    let unknown = (unknown || children.is_none()).then_some("");
    let value = match children {
        Some(children) => view! {
            <dd class="fact-value" dir="auto">
                {children()}
            </dd>
        }
        .into_any(),
        None => view! { <dd class="fact-value fact-none">"Not known"</dd> }.into_any(),
    };
    view! {
        <div class="fact" data-unknown=unknown>
            <dt>{label}</dt>
            {value}
            {edit.into_option().map(|href| edit_link(href, words))}
            {source.into_option().map(|source| view! { <dd class="fact-source">{source} {proof}</dd> })}
        </div>
    }
    .into_any()
}

fn edit_link(href: String, words: String) -> impl IntoView {
    view! {
        <dd>
            <a class="fact-edit" href=href aria-label=words>
                <Icon name=IconName::Edit />
            </a>
        </dd>
    }
    .into_any()
}
