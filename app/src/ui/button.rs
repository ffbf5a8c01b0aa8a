//! Things to press: a button changes something, a link goes somewhere; both look
//! the same. One primary button to a page.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::kbd::Kbd;
use super::text::OptionalText;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    Primary,
    #[default]
    Plain,
    Quiet,
    Danger,
}

impl ButtonKind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Plain => "plain",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
        }
    }
}

/// What pressing does to the form around the button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Press {
    #[default]
    Submit,
    /// Nothing by itself: for scripts and for `popovertarget`.
    Nothing,
    Reset,
}

impl Press {
    fn name(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Nothing => "button",
            Self::Reset => "reset",
        }
    }
}

/// A button. Without children it shows its icon alone and `label` names it.
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] press: Press,
    #[prop(optional_no_strip, into)] icon: Option<IconName>,
    #[prop(optional, into)] label: OptionalText,
    #[prop(optional, into)] key_hint: OptionalText,
    #[prop(optional, into)] name: OptionalText,
    #[prop(optional, into)] value: OptionalText,
    /// Where the form goes when this button sends it.
    #[prop(optional, into)]
    action: OptionalText,
    #[prop(optional)] small: bool,
    #[prop(optional)] disabled: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let icon_only = children.is_none().then_some("");
    let tooltip = icon_only.and_then(|_| label.clone().into_option());
    let shortcut = key_hint.clone().into_option();
    view! {
        <button
            class="button"
            type=press.name()
            data-kind=kind.name()
            data-size=small.then_some("small")
            data-icon-only=icon_only
            name=name.into_option()
            value=value.into_option()
            formaction=action.into_option()
            disabled=disabled
            aria-label=label.into_option()
            aria-keyshortcuts=shortcut
            title=tooltip
        >
            {icon.map(|icon| view! { <Icon name=icon /> })}
            {children.map(|children| view! { <span>{children()}</span> })}
            <Kbd keys=key_hint />
        </button>
    }
    .into_any()
}

/// An `<a>` that looks like a button.
#[component]
pub fn LinkButton(
    #[prop(into)] href: String,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional_no_strip, into)] icon: Option<IconName>,
    #[prop(optional, into)] label: OptionalText,
    #[prop(optional, into)] key_hint: OptionalText,
    #[prop(optional)] small: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let icon_only = children.is_none().then_some("");
    let tooltip = icon_only.and_then(|_| label.clone().into_option());
    let shortcut = key_hint.clone().into_option();
    view! {
        <a
            class="button"
            href=href
            data-kind=kind.name()
            data-size=small.then_some("small")
            data-icon-only=icon_only
            aria-label=label.into_option()
            aria-keyshortcuts=shortcut
            title=tooltip
        >
            {icon.map(|icon| view! { <Icon name=icon /> })}
            {children.map(|children| view! { <span>{children()}</span> })}
            <Kbd keys=key_hint />
        </a>
    }
    .into_any()
}
