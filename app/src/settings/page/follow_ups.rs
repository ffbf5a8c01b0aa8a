//! What the workspace wants of its suggestions.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    context::Viewer,
    forms::form_state,
    suggestions::{FollowUps, actions::SetFollowUps, types::Patience},
    ui::{Button, Choice, FieldRow, Form, FormActions, InputKind, Section, SelectField, TextField},
    workspaces::Permission,
};

pub fn section(settings: FollowUps, viewer: &Viewer) -> AnyView {
    let content = if viewer.role.may(Permission::ManageWorkspace) {
        form(settings).into_any()
    } else {
        view! { <p class="muted">{in_words(settings)}</p> }.into_any()
    };
    view! {
        <Section
            title="Whom to write to"
            id="follow-ups"
            detail="How soon, how often and how many people are suggested to everybody here."
        >
            {content}
        </Section>
    }
    .into_any()
}

fn in_words(settings: FollowUps) -> String {
    format!(
        "A rhythm between {} and {} days, {} patience, {} suggestions at most. The owner of the workspace decides.",
        settings.shortest_days,
        settings.longest_days,
        settings.patience.as_str(),
        settings.most_open,
    )
}

fn form(settings: FollowUps) -> impl IntoView {
    let state = form_state(SetFollowUps::PATH);
    let number = move |name: &'static str, label: &'static str, most: &'static str, value: i32| {
        let state = form_state(SetFollowUps::PATH);
        let value = state.value(name).unwrap_or_else(|| value.to_string());
        view! {
            <TextField
                name=name
                label=label
                kind=InputKind::Number
                min="1"
                max=most
                value=value
                error=state.error(name)
                required=true
            />
        }
    };
    let patience = state
        .value("patience")
        .unwrap_or_else(|| settings.patience.as_str().to_owned());
    view! {
        <Form action=SetFollowUps::PATH label="Whom to write to">
            <FieldRow>
                {number("shortest_days", "Shortest rhythm, in days", "365", settings.shortest_days)}
                {number("longest_days", "Longest rhythm, in days", "1825", settings.longest_days)}
            </FieldRow>
            <FieldRow>
                <SelectField name="patience" label="Patience beyond the rhythm" choices=choices() value=patience/>
                {number("most_open", "Suggestions at most", "200", settings.most_open)}
            </FieldRow>
            <FormActions><Button>"Save"</Button></FormActions>
        </Form>
    }
}

fn choices() -> Vec<Choice> {
    Patience::ALL
        .map(|patience| {
            let label = match patience {
                Patience::Little => "Little: remind me early",
                Patience::Usual => "Usual",
                Patience::Much => "Much: leave them time",
            };
            Choice::new(patience.as_str(), label)
        })
        .to_vec()
}
