//! What the workspace wants of its suggestions.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    context::Viewer,
    forms::form_state,
    suggestions::{
        FollowUps, Learned,
        actions::{ForgetLearned, SetFollowUps},
        factor_words,
        types::Patience,
    },
    ui::{
        Button, ButtonKind, Choice, Disclosure, Fact, Facts, FieldRow, Form, FormActions,
        InputKind, Section, SelectField, TextField,
    },
    workspaces::Permission,
};

pub fn section(settings: FollowUps, learned: &Learned, viewer: &Viewer) -> AnyView {
    let is_owner = viewer.role.may(Permission::ManageWorkspace);
    let learned = taught(learned, is_owner);
    let content = if is_owner {
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
            {learned}
        </Section>
    }
    .into_any()
}

/// What decisions taught, and forgetting it.
fn taught(learned: &Learned, is_owner: bool) -> Option<impl IntoView + use<>> {
    let lines: Vec<_> = learned
        .listed()
        .into_iter()
        .map(|(reason, votes)| {
            let words = format!(
                "acted on {}, dismissed {}: {}",
                votes.acted,
                votes.dismissed,
                factor_words(votes.of_reason())
            );
            view! { <Fact label=reason.label()>{words}</Fact> }
        })
        .collect();
    let forget = is_owner.then(|| {
        view! {
            <form method="post" action=ForgetLearned::PATH>
                <Button small=true kind=ButtonKind::Quiet>"Forget what was learned"</Button>
            </form>
        }
    });
    (!lines.is_empty()).then(|| {
        view! {
            <Disclosure summary="What your decisions taught">
                <Facts>{lines}</Facts>
                {forget}
            </Disclosure>
        }
    })
}

fn in_words(settings: FollowUps) -> String {
    format!(
        "A rhythm between {} and {} days, {} patience, {} new suggestions a day, {} at most. The owner of the workspace decides.",
        settings.shortest_days,
        settings.longest_days,
        settings.patience.as_str(),
        settings.daily,
        settings.most_open,
    )
}

fn form(settings: FollowUps) -> impl IntoView {
    let state = form_state(SetFollowUps::PATH);
    let number = move |name: &'static str, label: &'static str, most: &'static str, value: i32| {
        let least = if matches!(name, "active_share" | "lead_days") {
            "0"
        } else {
            "1"
        };
        let state = form_state(SetFollowUps::PATH);
        let value = state.value(name).unwrap_or_else(|| value.to_string());
        view! {
            <TextField
                name=name
                label=label
                kind=InputKind::Number
                min=least
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
            <FieldRow>
                {number("daily", "New ones a day", "50", settings.daily)}
                {number("active_share", "Of these for living ties, in percent", "100", settings.active_share)}
            </FieldRow>
            <FieldRow>
                {number("lead_days", "Days ahead of a birthday", "60", settings.lead_days)}
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
