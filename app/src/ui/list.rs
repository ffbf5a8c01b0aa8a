//! Calm lists: one line each, an icon or a face at the left, a quiet end at the
//! right. For what is coming, what is new, what was found.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::text::OptionalText;

#[component]
pub fn List(#[prop(optional, into)] label: OptionalText, children: Children) -> impl IntoView {
    view! {
        <ul class="lines" aria-label=label.into_option()>
            {children()}
        </ul>
    }
    .into_any()
}

/// With `href` the whole line leads there.
#[component]
pub fn ListItem(
    #[prop(optional_no_strip, into)] icon: Option<IconName>,
    #[prop(optional, into)] href: OptionalText,
    /// What stands at the right: a time, a number, a button.
    #[prop(optional, into)]
    end: ViewFn,
    children: Children,
) -> impl IntoView {
    let main = view! {
        {icon.map(|icon| view! { <Icon name=icon /> })}
        <span class="line-main">{children()}</span>
    };
    let line = match href.into_option() {
        Some(href) => view! {
            <a class="line-link" href=href>
                {main}
            </a>
        }
        .into_any(),
        None => main.into_any(),
    };
    view! { <li class="line">{line} <span class="line-end">{end.run()}</span></li> }.into_any()
}
