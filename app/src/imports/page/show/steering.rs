//! Where an import stands among its steps, and what may be done with it there.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    imports::{
        Import,
        actions::{CancelImport, PauseImport, RedoImport, ResumeImport, RetryImport, UndoImport},
    },
    ui::{Button, Form, HiddenInput, Step, StepState},
};

pub fn steering(import: &Import) -> impl IntoView + use<> {
    let actions: &[(&str, &str)] = match import.state.as_str() {
        "queued" | "running" => &[
            (PauseImport::PATH, "Pause"),
            (CancelImport::PATH, "Stop import"),
        ],
        "paused" => &[
            (ResumeImport::PATH, "Go on"),
            (CancelImport::PATH, "Stop import"),
        ],
        "asking" => &[(CancelImport::PATH, "Stop import")],
        "failed" | "cancelled" => &[
            (RetryImport::PATH, "Go on"),
            (UndoImport::PATH, "Undo import"),
        ],
        "undoing" => &[(RetryImport::PATH, "Try again")],
        "done" => &[(UndoImport::PATH, "Undo import")],
        "undone" => &[(RedoImport::PATH, "Import again")],
        _ => &[],
    };
    let id = import.id.to_string();
    let forms = actions.iter().map(|(action, label)| {
        let id = id.clone();
        view! {
            <Form action=*action inline=true>
                <HiddenInput name="id" value=id/>
                <Button>{*label}</Button>
            </Form>
        }
    });
    forms.collect::<Vec<_>>()
}

pub fn steps(import: &Import) -> Vec<Step> {
    let step = |label: &str, state| Step {
        label: label.to_owned(),
        state,
    };
    let (addresses, result) = match import.state.as_str() {
        "done" | "undoing" | "undone" => (StepState::Done, StepState::Done),
        "failed" => (StepState::Done, StepState::Failed),
        "running" | "paused" | "cancelled" if import.listed > 0 => {
            (StepState::Done, StepState::Current)
        }
        _ => (StepState::Current, StepState::Ahead),
    };
    let question = if import.is_records() {
        "Your answers"
    } else {
        "Your addresses"
    };
    vec![
        step("File", StepState::Done),
        step(question, addresses),
        step("Result", result),
    ]
}
