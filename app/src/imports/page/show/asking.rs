//! The question whose mailbox this is: the proposals, the likeliest ticked where it is hardly
//! anybody else's, a field for another address, and a way out for a mailbox of somebody else.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    forms::form_state,
    imports::{
        Import,
        actions::{AnswerImport, AnswerNone},
        detect::is_certain,
    },
    ui::{
        Button, ButtonKind, Card, CheckboxField, FieldSet, Form, FormActions, HiddenInput,
        TextField,
    },
};

pub fn asking(import: &Import) -> AnyView {
    let state = form_state(AnswerImport::PATH);
    let is_calendar = import.is_records();
    let (hint, none) = if is_calendar {
        (
            "None of your addresses is clearly among those who were invited. Yours are you; everybody else may become a contact.",
            "Somebody else's calendar? Its meetings can be read here, but they count for no relationship of yours.",
        )
    } else {
        (
            "None of your addresses clearly owns this mailbox. Mail from yours counts as written by you; everybody else may become a contact.",
            "Somebody else's mailbox, or the archive of a list? Its messages can be read and searched here, but they count for no relationship of yours.",
        )
    };
    let proposals = import.proposed();
    let typed = state.values_of("addresses[]");
    let is_certain = state.error.is_none() && is_certain(&proposals);
    let hint = match is_certain || proposals.is_empty() {
        true => hint.to_owned(),
        false => format!("{hint} None is ticked, since the file does not say for certain which."),
    };
    let proposals = proposals.into_iter().enumerate();
    let choices = proposals
        .map(|(place, proposed)| {
            let hint = if is_calendar {
                proposed.meeting_words()
            } else {
                proposed.words()
            };
            let is_ticked = typed.contains(&proposed.address) || is_certain && place == 0;
            choice(proposed.address, hint, is_ticked)
        })
        .collect::<Vec<_>>();
    let id = import.id.to_string();
    let same_id = id.clone();
    view! {
        <Card>
            <Form action=AnswerImport::PATH>
                <HiddenInput name="id" value=id/>
                <FieldSet
                    legend="Which addresses are yours?"
                    hint=hint
                >
                    {choices}
                </FieldSet>
                <TextField
                    name="other"
                    label="Another address"
                    value=state.value("other")
                    error=state.error("addresses")
                    hint="Or several, with commas between them."
                />
                <FormActions>
                    <Button kind=ButtonKind::Primary>"These are mine"</Button>
                </FormActions>
            </Form>
            <Form action=AnswerNone::PATH>
                <HiddenInput name="id" value=same_id/>
                <p class="field-hint mt-6">
                    {none}
                </p>
                <FormActions>
                    <Button>"None of these is mine"</Button>
                </FormActions>
            </Form>
        </Card>
    }
    .into_any()
}

fn choice(address: String, hint: String, is_ticked: bool) -> impl IntoView {
    view! {
        <CheckboxField
            name="addresses[]"
            label=address.clone()
            value=address
            hint=hint
            checked=is_ticked
        />
    }
}
