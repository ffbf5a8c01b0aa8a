//! One stream of everything that happened with a person. An item with more to
//! show opens in place.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::text::OptionalText;
use super::time::{Clock, Time};

/// How people were in touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    Mail,
    Meeting,
    Message,
    Call,
    Note,
    Event,
}

impl Channel {
    pub fn icon(self) -> IconName {
        match self {
            Self::Mail => IconName::Mail,
            Self::Meeting => IconName::Meeting,
            Self::Message => IconName::Message,
            Self::Call => IconName::Call,
            Self::Note => IconName::Note,
            Self::Event => IconName::News,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Mail => "Mail",
            Self::Meeting => "Meeting",
            Self::Message => "Message",
            Self::Call => "Call",
            Self::Note => "Note",
            Self::Event => "Event",
        }
    }
}

#[component]
pub fn Timeline(#[prop(into)] label: String, children: Children) -> impl IntoView {
    view! {
        <div class="timeline" role="group" aria-label=label>
            {children()}
        </div>
    }
    .into_any()
}

#[component]
pub fn MonthHeading(#[prop(into)] label: String, children: Children) -> impl IntoView {
    view! {
        <section class="timeline-month">
            <h3 class="timeline-heading">{label}</h3>
            <ol class="timeline-list">{children()}</ol>
        </section>
    }
    .into_any()
}

/// One interaction. With children it is a `<details>` that opens in place.
#[component]
pub fn TimelineItem(
    channel: Channel,
    #[prop(into)] from: String,
    #[prop(optional, into)] to: OptionalText,
    #[prop(optional, into)] subject: OptionalText,
    #[prop(optional, into)] first_line: OptionalText,
    at: DateTime<Utc>,
    clock: Clock,
    /// How many messages of the same thread stand folded in it.
    #[prop(optional)]
    folded: u32,
    /// What is folded, for those who do not see it.
    #[prop(default = " messages")]
    folded_word: &'static str,
    #[prop(optional)] open: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let head = view! {
        <span class="timeline-icon">
            <Icon name=channel.icon() label=channel.word() />
        </span>
        <span class="timeline-who">
            <strong dir="auto">{from}</strong>
            {to.into_option().map(recipient)}
            {(folded > 1)
                .then(|| {
                    view! {
                        <span class="timeline-folded">
                            {folded}<span class="visually-hidden">{folded_word}</span>
                        </span>
                    }
                })}
        </span>
        <Time at=at clock=clock />
        <span class="timeline-text" dir="auto">
            {subject
                .into_option()
                .map(|subject| view! { <span class="timeline-subject">{subject}</span> })}
            " "
            {first_line
                .into_option()
                .map(|line| view! { <span class="timeline-line">{line}</span> })}
        </span>
    };
    let item = match children {
        Some(children) => view! {
            <details class="timeline-item" open=open>
                <summary class="timeline-head">{head}</summary>
                <div class="timeline-body" dir="auto">
                    {children()}
                </div>
            </details>
        }
        .into_any(),
        None => view! {
            <div class="timeline-item">
                <div class="timeline-head">{head}</div>
            </div>
        }
        .into_any(),
    };
    view! { <li>{item}</li> }.into_any()
}

fn recipient(to: String) -> impl IntoView {
    view! {
        <Icon name=IconName::ArrowRight label="to" />
        <span dir="auto">{to}</span>
    }
    .into_any()
}
