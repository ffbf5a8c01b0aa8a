//! The question whose mailbox this is: the proposals, the likeliest ticked, a field for
//! another address, and a way out for a mailbox of somebody else.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    forms::form_state,
    imports::{
        Import,
        actions::{AnswerImport, AnswerNone},
        types::ProposedAddress,
    },
    ui::{
        Button, ButtonKind, Card, CheckboxField, FieldSet, Form, FormActions, HiddenInput,
        TextField,
    },
};

pub fn asking(import: &Import) -> AnyView {
    let state = form_state(AnswerImport::PATH);
    let proposals = import.proposed().into_iter().enumerate();
    let choices = proposals
        .map(|(place, proposed)| choice(&proposed, place == 0))
        .collect::<Vec<_>>();
    let id = import.id.to_string();
    let same_id = id.clone();
    view! {
        <Card>
            <Form action=AnswerImport::PATH>
                <HiddenInput name="id" value=id/>
                <FieldSet
                    legend="Which addresses are yours?"
                    hint="None of your addresses clearly owns this mailbox. Mail from yours counts as written by you; everybody else may become a contact."
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
                    "Somebody else's mailbox, or the archive of a list? Its messages can be read and searched here, but they count for no relationship of yours."
                </p>
                <FormActions>
                    <Button>"None of these is mine"</Button>
                </FormActions>
            </Form>
        </Card>
    }
    .into_any()
}

fn choice(proposed: &ProposedAddress, is_likeliest: bool) -> impl IntoView + use<> {
    view! {
        <CheckboxField
            name="addresses[]"
            label=proposed.address.clone()
            value=proposed.address.clone()
            hint=proposed.words()
            checked=is_likeliest
        />
    }
}
