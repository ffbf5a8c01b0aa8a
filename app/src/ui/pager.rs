//! Keyset paging: before and after, never page numbers.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::text::OptionalText;

/// `summary` says what is shown ("50 of 4,981"). A missing link is shown disabled,
/// so that the other does not move; where both are missing there is nothing to press.
#[component]
pub fn Pager(
    #[prop(into)] summary: String,
    #[prop(optional, into)] previous: OptionalText,
    #[prop(optional, into)] next: OptionalText,
) -> impl IntoView {
    if !previous.is_some() && !next.is_some() {
        return (!summary.is_empty())
            .then(|| view! { <p class="pager pager-summary">{summary}</p> })
            .into_any();
    }
    view! {
        <nav class="pager" aria-label="Pages">
            <p class="pager-summary">{summary}</p>
            <PagerLink href=previous label="Previous page" rel="prev" icon=IconName::CaretLeft />
            <PagerLink href=next label="Next page" rel="next" icon=IconName::CaretRight />
        </nav>
    }
    .into_any()
}

#[component]
fn PagerLink(
    href: OptionalText,
    label: &'static str,
    rel: &'static str,
    icon: IconName,
) -> impl IntoView {
    match href.into_option() {
        Some(href) => view! {
            <a
                class="button"
                data-kind="plain"
                data-size="small"
                data-icon-only=""
                href=href
                rel=rel
                aria-label=label
                title=label
            >
                <Icon name=icon />
            </a>
        }
        .into_any(),
        None => view! {
            <span
                class="button"
                data-kind="plain"
                data-size="small"
                data-icon-only=""
                data-off=""
                aria-hidden="true"
            >
                <Icon name=icon />
            </span>
        }
        .into_any(),
    }
}
