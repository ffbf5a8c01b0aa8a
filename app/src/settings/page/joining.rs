//! Whether contacts that are surely one person are joined without a question.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    forms::form_state,
    review::{actions::scans::ChooseJoining, percent_of},
    ui::{Button, CheckboxField, Form, FormActions, InputKind, Section, TextField},
};

/// What the field offers where joining is off.
const USUAL: f64 = 0.95;

pub fn section(from: Option<f64>) -> AnyView {
    let state = form_state(ChooseJoining::PATH);
    let percent = state
        .value("percent")
        .unwrap_or_else(|| percent_of(from.unwrap_or(USUAL)).to_string());
    let joins = state.error("percent").is_some() || from.is_some();
    view! {
        <Section
            title="One person, two contacts"
            id="joining"
            detail="Who came is compared with everybody. A doubtful pair waits under Review; what is certain needs no answer."
        >
            <Form action=ChooseJoining::PATH label="One person, two contacts">
                <CheckboxField name="joins" label="Join by itself what is certain" checked=joins/>
                <TextField
                    name="percent"
                    label="Certain from this probability on, in percent"
                    kind=InputKind::Number
                    min="90"
                    max="99"
                    hint="A whole number from 90 to 99."
                    value=percent
                    error=state.error("percent")
                    required=true
                />
                <p class="muted">
                    "Each join stands in the history of its contact and can be taken back there. Two that you part, or say are not the same, are never joined."
                </p>
                <FormActions><Button>"Save choice"</Button></FormActions>
            </Form>
        </Section>
    }
    .into_any()
}
