//! Tabs are links between pages of one record. Prefer one stream to five tabs.

use leptos::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    pub label: String,
    pub href: String,
    pub count: Option<u64>,
    pub active: bool,
}

#[component]
pub fn Tabs(#[prop(into)] label: String, tabs: Vec<Tab>) -> impl IntoView {
    let links: Vec<_> = tabs
        .into_iter()
        .map(|tab| {
            view! {
                <a class="tab" href=tab.href aria-current=tab.active.then_some("page")>
                    {tab.label}
                    {tab
                        .count
                        .map(|count| view! { <span class="nav-count numeric">{count}</span> })}
                </a>
            }
        })
        .collect();
    view! {
        <nav class="tabs" aria-label=label>
            {links}
        </nav>
    }
    .into_any()
}
