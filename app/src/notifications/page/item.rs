//! One line of news.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    notifications::{
        Kind, Notification,
        actions::{ReadNotification, ReopenNotification},
    },
    ui::{Button, ButtonKind, Clock, Form, HiddenInput, IconName, ListItem, Tag, Time, Tone},
};

/// `from` is the page that it stands on.
pub fn item(one: &Notification, clock: Clock, from: &str) -> AnyView {
    let icon = one.kind().map_or(IconName::Bell, icon_of);
    let (id, is_read, at) = (one.id, one.read_at.is_some(), one.created_at);
    let title = one.title.clone();
    let (named, from) = (title.clone(), from.to_owned());
    let end = move || {
        let (action, label) = match is_read {
            true => (ReopenNotification::PATH, "Mark as unread"),
            false => (ReadNotification::PATH, "Mark as read"),
        };
        let from = from.clone();
        view! {
            <Form action=action inline=true label=format!("{label}: {named}")>
                <HiddenInput name="id" value=id.to_string()/>
                <HiddenInput name="from" value=from/>
                <Button kind=ButtonKind::Quiet small=true>{label}</Button>
            </Form>
        }
    };
    let detail = one.detail.clone();
    let fresh = (!is_read).then(|| view! { <Tag label="New" tone=Tone::Info/> " " });
    let link = one.link.clone();
    view! {
        <ListItem icon=icon end=end>
            <span class="grid gap-0.5 whitespace-normal">
                <span dir="auto">{fresh}<a class="link" href=link>{title}</a></span>
                <span class="text-sm muted" dir="auto">
                    <Time at=at clock=clock/>
                    {(!detail.is_empty()).then(|| format!(" · {detail}"))}
                </span>
            </span>
        </ListItem>
    }
    .into_any()
}

fn icon_of(kind: Kind) -> IconName {
    match kind {
        Kind::Suggestions => IconName::Send,
        Kind::Reminders => IconName::Task,
        Kind::LifeEvents => IconName::News,
        Kind::Imports => IconName::Import,
        Kind::Review => IconName::Merge,
        Kind::Failures => IconName::Critical,
        Kind::Backups => IconName::Archive,
    }
}
