//! The question which of those in a chat the member is.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    forms::form_state,
    imports::{Import, actions::AnswerImport},
    ui::{
        Button, ButtonKind, Card, CheckboxField, FieldSet, Form, FormActions, HiddenInput,
        TextField,
    },
};

pub fn asking(import: &Import) -> AnyView {
    let state = form_state(AnswerImport::PATH);
    let choices = import.proposed().into_iter().map(|proposed| {
        let name = proposed.address;
        let hint = match proposed.present {
            1 => "1 message".to_owned(),
            many => format!("{many} messages"),
        };
        view! { <CheckboxField name="addresses[]" label=name.clone() value=name hint=hint/> }
    });
    let choices = choices.collect::<Vec<_>>();
    let id = import.id.to_string();
    view! {
        <Card>
            <Form action=AnswerImport::PATH>
                <HiddenInput name="id" value=id/>
                <FieldSet
                    legend="Which of these are you?"
                    hint="Messages of yours count as written by you. Kith remembers it for your next chats."
                >
                    {choices}
                </FieldSet>
                <TextField
                    name="other"
                    label="Another name"
                    value=state.value("other")
                    error=state.error("addresses")
                />
                <FormActions>
                    <Button kind=ButtonKind::Primary>"That is me"</Button>
                </FormActions>
            </Form>
        </Card>
    }
    .into_any()
}
