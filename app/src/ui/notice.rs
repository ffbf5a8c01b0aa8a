//! A banner inside a page: what is so, in a tone that is never colour alone.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::text::OptionalText;

/// What a message is about: shared by notices, tags and toasts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Neutral,
    Info,
    Positive,
    Caution,
    Critical,
}

impl Tone {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Positive => "positive",
            Self::Caution => "caution",
            Self::Critical => "critical",
        }
    }

    pub(super) fn icon(self) -> IconName {
        match self {
            Self::Neutral | Self::Info => IconName::Info,
            Self::Positive => IconName::Done,
            Self::Caution => IconName::Caution,
            Self::Critical => IconName::Critical,
        }
    }
}

/// `alert` reads it aloud at once: for what just went wrong.
#[component]
pub fn Notice(
    #[prop(optional)] tone: Tone,
    #[prop(optional, into)] title: OptionalText,
    #[prop(optional)] alert: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="notice" data-tone=tone.name() role=alert.then_some("alert")>
            <Icon name=tone.icon() />
            <div class="notice-text">
                {title.into_option().map(|title| view! { <strong>{title}</strong> })}
                {children.map(|children| children())}
            </div>
        </div>
    }
    .into_any()
}
