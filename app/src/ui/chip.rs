//! Chips narrow a list and are links; tags only say something.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::notice::Tone;
use super::text::OptionalText;

/// A row of filter chips.
#[component]
pub fn Chips(#[prop(into)] label: String, children: Children) -> impl IntoView {
    view! {
        <div class="chips" role="group" aria-label=label>
            {children()}
        </div>
    }
    .into_any()
}

/// A filter. `remove` leads to the page without it and shows a cross.
#[component]
pub fn Chip(
    #[prop(into)] label: String,
    #[prop(into)] href: String,
    #[prop(optional)] active: bool,
    #[prop(optional_no_strip, into)] icon: Option<IconName>,
    #[prop(optional, into)] count: OptionalText,
    #[prop(optional, into)] remove: OptionalText,
) -> impl IntoView {
    let cross = remove.into_option().map(|remove| {
        let words = format!("Remove filter {label}");
        view! {
            <a class="chip-remove" href=remove aria-label=words>
                <Icon name=IconName::Close />
            </a>
        }
    });
    view! {
        <span class="chip" data-active=active.then_some("")>
            <a class="chip-link" href=href aria-current=active.then_some("true")>
                {icon.map(|icon| view! { <Icon name=icon /> })}
                <span dir="auto">{label}</span>
                {count
                    .into_option()
                    .map(|count| view! { <span class="chip-count numeric">{count}</span> })}
            </a>
            {cross}
        </span>
    }
    .into_any()
}

#[component]
pub fn Tag(
    #[prop(into)] label: String,
    #[prop(optional)] tone: Tone,
    #[prop(optional_no_strip, into)] icon: Option<IconName>,
) -> impl IntoView {
    view! {
        <span class="tag" data-tone=tone.name()>
            {icon.map(|icon| view! { <Icon name=icon /> })}
            <span dir="auto">{label}</span>
        </span>
    }
    .into_any()
}

/// Tags in a row; the rest as a number with the words on hover.
#[component]
pub fn Tags(labels: Vec<String>, #[prop(default = 3)] shown: usize) -> impl IntoView {
    let rest: Vec<String> = labels.iter().skip(shown).cloned().collect();
    let tags: Vec<_> = labels
        .into_iter()
        .take(shown)
        .map(|label| view! { <Tag label=label /> })
        .collect();
    let more = (!rest.is_empty()).then(|| {
        view! {
            <span class="tag" title=rest.join(", ")>
                {format!("+{}", rest.len())}
            </span>
        }
    });
    view! { <span class="tags">{tags}{more}</span> }.into_any()
}
