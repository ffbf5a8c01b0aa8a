//! The form that chooses the columns of a list, those of the workspace's own fields as well.

use leptos::prelude::*;

use crate::ui::{
    Button, CheckboxField, Disclosure, FieldSet, Form, FormActions, HiddenInput, Method,
};

/// A column as the form offers it.
pub struct Offered {
    pub name: String,
    pub label: String,
    pub is_shown: bool,
}

/// What else stands in the address of a list, as fields of a form.
pub fn hidden(pairs: Vec<(&'static str, String)>) -> Vec<AnyView> {
    let inputs = pairs.into_iter();
    inputs
        .map(|(name, value)| view! { <HiddenInput name=name value=value/> }.into_any())
        .collect()
}

pub fn offer_columns(
    list: &'static str,
    legend: &'static str,
    offered: impl Iterator<Item = Offered>,
    kept: Vec<(&'static str, String)>,
) -> AnyView {
    let boxes = offered.map(|column| {
        let Offered {
            name,
            label,
            is_shown,
        } = column;
        view! { <CheckboxField name="columns" value=name label=label checked=is_shown/> }
    });
    let boxes = boxes.collect::<Vec<_>>();
    view! {
        <Disclosure summary="Columns">
            <Form action=list method=Method::Get label="Columns">
                {hidden(kept)}
                <FieldSet legend=legend>
                    <div class="grid grid-cols-2 gap-2 md:grid-cols-4">{boxes}</div>
                </FieldSet>
                <FormActions><Button small=true>"Show columns"</Button></FormActions>
            </Form>
        </Disclosure>
    }
    .into_any()
}
