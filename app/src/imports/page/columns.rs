//! The question what the columns of a table are: the guess with samples, each to be
//! changed; and a way to leave the table out.

use leptos::{prelude::*, server_fn::ServerFn};
use records::mapping::{Column, Rows};

use crate::{
    fields::Field,
    forms::form_state,
    imports::{
        Import, Progress, Table,
        actions::{ChooseColumns, LeaveTableOut},
        columns,
    },
    ui::{
        Button, ButtonKind, Card, Choice, FieldRow, FieldSet, Form, FormActions, FormError,
        HiddenInput, Problem, SelectField, TextField,
    },
};

/// The workspace's own fields, and whether new ones may be made of columns.
pub struct Offer {
    pub own: Vec<Field>,
    pub may_define: bool,
}

pub fn asking(import: &Import, table: &Table, progress: Progress, offer: &Offer) -> AnyView {
    let mapping = &table.mapping;
    let state = form_state(ChooseColumns::PATH);
    let is_wrong = state.error("fields").is_some();
    let choices = choices(mapping.rows);
    let questions = mapping
        .columns
        .iter()
        .enumerate()
        .map(|(place, column)| {
            let mut choices = choices.clone();
            if mapping.rows == Rows::Contacts {
                let own = columns::own_choices(column, &offer.own, offer.may_define);
                choices.extend(
                    own.into_iter()
                        .map(|(word, label)| Choice::new(word, label)),
                );
            }
            question(place, column, choices, columns::chosen(column, &offer.own))
        })
        .collect::<Vec<_>>();
    let (id, same_id) = (import.id.to_string(), import.id.to_string());
    let (container, same_container) = (table.container.clone(), table.container.clone());
    let (title, place) = if table.container.is_empty() {
        ("What do the columns hold?".to_owned(), None)
    } else {
        let title = format!("What do the columns of {} hold?", table.container);
        let place = format!(
            "Table {} of {} in the archive.",
            progress.number, progress.of
        );
        (title, Some(place))
    };
    view! {
        <Card title=title>
            <Form action=ChooseColumns::PATH>
                <HiddenInput name="id" value=id/>
                <HiddenInput name="table" value=container/>
                {place.map(|place| view! { <p class="field-hint">{place}</p> })}
                {is_wrong.then(|| view! {
                    <FormError
                        title="The columns could not be read"
                        problems=vec![Problem { field: String::new(), message: "Choose what each column holds.".to_owned() }]
                    />
                })}
                <p class="field-hint">
                    "Guessed from the names of the columns and the values beneath them. What has no field is kept under its own name: nothing is thrown away. A custom field is called as its column, or as you call it here. The next table with these columns is read the same way."
                </p>
                {questions}
                <FormActions>
                    <Button kind=ButtonKind::Primary>"Import"</Button>
                </FormActions>
            </Form>
            <Form action=LeaveTableOut::PATH>
                <HiddenInput name="id" value=same_id/>
                <HiddenInput name="table" value=same_container/>
                <p class="field-hint mt-6">
                    "Nothing for your contacts? Its rows are counted as left out, and so are those of the next table with these columns."
                </p>
                <FormActions>
                    <Button>"Leave this table out"</Button>
                </FormActions>
            </Form>
        </Card>
    }
    .into_any()
}

fn choices(rows: Rows) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", "Keep under its own name")];
    let fields = columns::fields(rows);
    choices.extend(fields.map(|(field, words)| Choice::new(field, words)));
    choices
}

fn question(
    place: usize,
    column: &Column,
    choices: Vec<Choice>,
    value: String,
) -> impl IntoView + use<> {
    let samples = if column.samples.is_empty() {
        "Empty in the first rows".to_owned()
    } else {
        column.samples.join(" · ")
    };
    let label = column.label.clone().unwrap_or_default();
    view! {
        <FieldSet legend=column.header.clone() hint=samples>
            <FieldRow>
                <SelectField
                    name=format!("fields[{place}]")
                    id=format!("field-{place}")
                    label="Holds"
                    choices=choices
                    value=value
                />
                <TextField name=format!("labels[{place}]") id=format!("label-{place}") label="Called" value=label/>
            </FieldRow>
        </FieldSet>
    }
}
