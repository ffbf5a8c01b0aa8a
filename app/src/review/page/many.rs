//! Whom merging all from a probability on would concern.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{place, words::of_word};
use crate::{
    context::Scope,
    error::Result,
    identity::About,
    review::{Group, actions::MergeAbove, groups_above},
    ui::{Button, ButtonKind, Form, HiddenInput, LinkButton, List, ListItem, Section},
};

pub(super) async fn preview(
    scope: &mut Scope,
    about: About,
    percent: u32,
    may_edit: bool,
) -> Result<AnyView> {
    let groups = groups_above(scope, about, f64::from(percent) / 100.0).await?;
    let count = groups.len();
    let lines: Vec<_> = groups.iter().map(line).collect();
    let limit = crate::ui::percent(percent);
    let title = match (about, count) {
        (About::Contacts, 1) => format!("1 person would be one contact, from {limit} on"),
        (About::Contacts, count) => {
            format!("{count} people would be one contact each, from {limit} on")
        }
        (About::Companies, 1) => format!("1 company would be made of several, from {limit} on"),
        (About::Companies, count) => {
            format!("{count} companies would be made of several each, from {limit} on")
        }
    };
    let back = place(about, "");
    let form = (may_edit && count > 0).then(|| {
        view! {
            <Form action=MergeAbove::PATH label="Merge these">
                <HiddenInput name="percent" value=percent.to_string()/>
                <HiddenInput name="of" value=of_word(about)/>
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary>{format!("Merge these {count}")}</Button>
                    <LinkButton kind=ButtonKind::Quiet href=back>"Back"</LinkButton>
                </div>
            </Form>
        }
    });
    Ok(view! {
        <Section title=title>
            <List label="Who would be merged">{lines}</List>
            {form}
        </Section>
    }
    .into_any())
}

/// Who would be one, and who of the group would not, because it contradicts another.
fn line(group: &Group) -> impl IntoView + use<> {
    let proposed = group.proposed();
    let names: Vec<&str> = proposed.iter().map(|id| group.name(*id)).collect();
    let left = group.members.iter().filter(|id| !proposed.contains(id));
    let left: Vec<&str> = left.map(|id| group.name(*id)).collect();
    let (names, left) = (names.join(" · "), left.join(", "));
    let without = (!left.is_empty()).then(|| {
        view! { <span class="muted" dir="auto">" without " {left}</span> }
    });
    view! { <ListItem><span dir="auto">{names}</span> {without}</ListItem> }
}
