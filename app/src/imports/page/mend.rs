//! A row that could not be used, cell by cell, to be corrected and imported.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use crate::{
    forms::form_state,
    imports::{Broken, actions::MendRow, reasons::words_of_one},
    routes::paths,
    ui::{
        Button, ButtonKind, Card, Form, FormActions, FormError, HiddenInput, LinkButton, Problem,
        TextField,
    },
};

pub fn mend(import: Uuid, broken: Broken) -> AnyView {
    let state = form_state(MendRow::PATH);
    let is_wrong = state.error("cells").is_some();
    let why = format!("{}: {}", words_of_one(&broken.reason), broken.detail);
    let count = broken.headers.len().max(broken.cells.len());
    let cell = |list: &[String], place: usize| list.get(place).cloned();
    let fields = (0..count).map(|place| {
        let header = cell(&broken.headers, place).unwrap_or_else(|| "Too much".to_owned());
        let kept = format!("cells[{place}]");
        let value = cell(&broken.cells, place).unwrap_or_default();
        let value = if is_wrong {
            state.value(&kept).unwrap_or_default()
        } else {
            value
        };
        view! { <TextField name=kept id=format!("cell-{place}") label=header value=value/> }
    });
    let fields = fields.collect::<Vec<_>>();
    let title = if broken.container.is_empty() {
        format!("Row {}", broken.number)
    } else {
        format!("Row {} of {}", broken.number, broken.container)
    };
    view! {
        <Card title=title>
            <Form action=MendRow::PATH>
                <HiddenInput name="id" value=import.to_string()/>
                <HiddenInput name="rejection" value=broken.id.to_string()/>
                {is_wrong.then(|| view! {
                    <FormError
                        title="This row still cannot be imported"
                        problems=vec![Problem { field: String::new(), message: "It needs a name, an address or a number, and no cell more than there are columns.".to_owned() }]
                    />
                })}
                <p class="field-hint">{why}</p>
                {fields}
                <FormActions>
                    <Button kind=ButtonKind::Primary>"Import this row"</Button>
                    <LinkButton href=paths::rejected(import)>"Cancel"</LinkButton>
                </FormActions>
            </Form>
        </Card>
    }
    .into_any()
}
