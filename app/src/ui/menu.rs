//! A few things to do, behind one button: a `<details>`, so it opens without a
//! script; one menu at a time stands open.

use leptos::prelude::*;

use super::button::ButtonKind;
use super::icon::{Icon, IconName};
use super::kbd::Kbd;
use super::text::OptionalText;

/// One entry: a link, or a form that posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    label: String,
    address: String,
    icon: Option<IconName>,
    posts: bool,
    fields: Vec<(String, String)>,
    danger: bool,
    current: bool,
    /// The key that presses it.
    keys: Option<&'static str>,
}

impl MenuItem {
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            address: href.into(),
            icon: None,
            posts: false,
            fields: Vec::new(),
            danger: false,
            current: false,
            keys: None,
        }
    }

    /// Sends a form to `action` when pressed.
    pub fn post(label: impl Into<String>, action: impl Into<String>) -> Self {
        Self {
            posts: true,
            ..Self::link(label, action)
        }
    }

    pub fn field(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.fields.push((name.into(), value.into()));
        self
    }

    pub fn icon(mut self, icon: IconName) -> Self {
        self.icon = Some(icon);
        self
    }

    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    pub fn keys(mut self, keys: &'static str) -> Self {
        self.keys = Some(keys);
        self
    }

    /// Marks the entry that is chosen now.
    pub fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }
}

/// Without children the button shows its icon alone.
#[component]
pub fn Menu(
    #[prop(into)] label: String,
    items: Vec<MenuItem>,
    #[prop(default = IconName::More)] icon: IconName,
    #[prop(default = ButtonKind::Quiet)] kind: ButtonKind,
    #[prop(optional)] small: bool,
    #[prop(optional, into)] key_hint: OptionalText,
    /// What stands beneath the entries.
    #[prop(optional, into)]
    foot: ViewFn,
    #[prop(optional)] open: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let icon_only = children.is_none().then_some("");
    let shortcut = key_hint.clone().into_option();
    view! {
        <details class="menu" name="menu" data-side="end" open=open>
            <summary
                class="button"
                data-kind=kind.name()
                data-size=small.then_some("small")
                data-icon-only=icon_only
                aria-label=label.clone()
                aria-keyshortcuts=shortcut
                title=label
            >
                {children.map(|children| view! { <span>{children()}</span> })}
                <Icon name=icon />
                <Kbd keys=key_hint />
            </summary>
            <div class="menu-panel">
                {(!items.is_empty()).then(|| menu_entries(items))}
                {foot.run()}
            </div>
        </details>
    }
    .into_any()
}

pub(super) fn menu_entries(items: Vec<MenuItem>) -> impl IntoView {
    let entries: Vec<_> = items
        .into_iter()
        .map(|item| view! { <li>{menu_entry(item)}</li> })
        .collect();
    view! { <ul>{entries}</ul> }.into_any()
}

fn menu_entry(item: MenuItem) -> AnyView {
    let danger = item.danger.then_some("");
    let current = item.current.then_some("true");
    let face = view! {
        {item.icon.map(|icon| view! { <Icon name=icon /> })}
        <span class="menu-label" dir="auto">
            {item.label}
        </span>
        {item.current.then(|| view! { <Icon name=IconName::Check /> })}
        <Kbd keys=item.keys.map(ToOwned::to_owned) />
    };
    if !item.posts {
        return view! {
            <a class="menu-item" href=item.address data-danger=danger aria-current=current>
                {face}
            </a>
        }
        .into_any();
    }
    let fields: Vec<_> = item
        .fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    view! {
        <form method="post" action=item.address>
            {fields}
            <button
                class="menu-item"
                type="submit"
                data-danger=danger
                aria-current=current
                aria-keyshortcuts=item.keys
            >
                {face}
            </button>
        </form>
    }
    .into_any()
}

/// A separate shape of the same: text that opens more text beneath it.
#[component]
pub fn Disclosure(
    #[prop(into)] summary: String,
    #[prop(optional)] open: bool,
    #[prop(optional, into)] id: OptionalText,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="disclosure" open=open id=id.into_option()>
            <summary class="disclosure-summary">
                <Icon name=IconName::CaretRight />
                <span>{summary}</span>
            </summary>
            <div class="disclosure-body">{children()}</div>
        </details>
    }
    .into_any()
}
