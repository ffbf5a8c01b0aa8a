//! Whom merging all from a probability on would concern.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    context::Scope,
    error::Result,
    review::{Group, actions::MergeAbove, groups_above},
    routes::paths,
    ui::{Button, ButtonKind, Form, HiddenInput, LinkButton, List, ListItem, Section},
};

pub(super) async fn preview(scope: &mut Scope, percent: u32, may_edit: bool) -> Result<AnyView> {
    let groups = groups_above(scope, f64::from(percent) / 100.0).await?;
    let count = groups.len();
    let lines: Vec<_> = groups.iter().map(line).collect();
    let title = match count {
        1 => format!("1 person would be one contact, from {percent} % on"),
        count => format!("{count} people would be one contact each, from {percent} % on"),
    };
    let form = (may_edit && count > 0).then(|| {
        view! {
            <Form action=MergeAbove::PATH label="Merge these">
                <HiddenInput name="percent" value=percent.to_string()/>
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary>{format!("Merge these {count}")}</Button>
                    <LinkButton kind=ButtonKind::Quiet href=paths::review()>"Back"</LinkButton>
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
    let left = group.contacts.iter().filter(|id| !proposed.contains(id));
    let left: Vec<&str> = left.map(|id| group.name(*id)).collect();
    let (names, left) = (names.join(" · "), left.join(", "));
    let without = (!left.is_empty()).then(|| {
        view! { <span class="muted" dir="auto">" without " {left}</span> }
    });
    view! { <ListItem><span dir="auto">{names}</span> {without}</ListItem> }
}
