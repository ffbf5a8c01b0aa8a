//! One field as it is defined, in a line that opens into its form.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    fields::{
        Field,
        actions::{ArchiveField, ChangeField, MoveField},
        types::FieldKind,
    },
    forms::{FormState, form_state},
    ui::{
        Button, ButtonKind, Choice, Disclosure, FieldSet, Form, FormActions, HiddenInput,
        SelectField, TextAreaField, TextField,
    },
};

pub(super) fn kinds() -> Vec<Choice> {
    FieldKind::ALL
        .map(|kind| Choice::new(kind.as_str(), kind.label()))
        .to_vec()
}

pub(super) fn choice_area(
    name: &'static str,
    id: impl Into<String>,
    label: &'static str,
    value: Option<String>,
    error: Option<String>,
) -> impl IntoView {
    view! {
        <TextAreaField
            name=name
            id=id.into()
            label=label
            value=value
            error=error
            hint="For fields of choices: one a line, in their order."
            rows=3
        />
    }
}

pub(super) fn definition(field: &Field, place: i32) -> impl IntoView + use<> {
    let state = form_state(ChangeField::PATH);
    let is_mine = state.value("id") == Some(field.id.to_string());
    let state = if is_mine { state } else { FormState::default() };
    let summary = format!("{} · {}", field.label, field.kind.label().to_lowercase());
    let form = change_form(field, &state);
    let up = step(field, place - 1, "Move up", place > 1);
    let down = step(field, place + 1, "Move down", true);
    let archive = archive(field);
    view! {
        <Disclosure summary=summary id=format!("field-{}", field.key) open=is_mine>
            {form}
            <div class="form-actions">{up} {down} {archive}</div>
        </Disclosure>
    }
}

fn change_form(field: &Field, state: &FormState) -> impl IntoView + use<> {
    let id = field.id;
    let label = state.value("label").unwrap_or_else(|| field.label.clone());
    let kind = state.value("kind");
    let kind = kind.unwrap_or_else(|| field.kind.as_str().to_owned());
    let hint = format!(
        "Programs and columns of tables call it {}. Values that do not fit another kind are kept until they do.",
        field.key
    );
    let choices = choices(field, &state.values_of("labels[]"));
    let more = choice_area(
        "more",
        format!("more-{id}"),
        "More choices",
        state.value("more"),
        state.error("choices"),
    );
    let (label_error, kind_error) = (state.error("label"), state.error("kind"));
    view! {
        <Form action=ChangeField::PATH label=field.label.clone()>
            <HiddenInput name="id" value=id.to_string()/>
            <TextField name="label" id=format!("label-{id}") label="Name" value=label error=label_error required=true/>
            <SelectField
                name="kind"
                id=format!("kind-{id}")
                label="Holds"
                choices=kinds()
                value=kind
                hint=hint
                error=kind_error
            />
            {choices}
            {more}
            <FormActions><Button kind=ButtonKind::Primary>"Save field"</Button></FormActions>
        </Form>
    }
}

/// Under what was typed for them, where the form came back.
fn choices(field: &Field, typed: &[String]) -> Option<impl IntoView + use<>> {
    let rows: Vec<_> = field
        .offered()
        .zip(1_usize..)
        .map(|(choice, number)| {
            let label = typed.get(number - 1).unwrap_or(&choice.label).clone();
            view! {
                <HiddenInput name="keys[]" value=choice.key.clone()/>
                <TextField
                    name="labels[]"
                    id=format!("choice-{}-{number}", field.id)
                    label=format!("Choice {number}")
                    value=label
                />
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <FieldSet legend="Choices" hint="A choice without a name is offered no longer; what holds it keeps it.">
                {rows}
            </FieldSet>
        }
    })
}

fn step(
    field: &Field,
    place: i32,
    label: &'static str,
    is_possible: bool,
) -> impl IntoView + use<> {
    let id = field.id.to_string();
    let words = format!("{label}: {}", field.label);
    is_possible.then(|| {
        view! {
            <Form action=MoveField::PATH inline=true label=words>
                <HiddenInput name="id" value=id/>
                <HiddenInput name="position" value=place.to_string()/>
                <Button kind=ButtonKind::Quiet small=true>{label}</Button>
            </Form>
        }
    })
}

fn archive(field: &Field) -> impl IntoView + use<> {
    let id = field.id.to_string();
    view! {
        <Form action=ArchiveField::PATH inline=true label=format!("Put away: {}", field.label)>
            <HiddenInput name="id" value=id/>
            <HiddenInput name="archived" value="true"/>
            <Button kind=ButtonKind::Quiet small=true>"Put away"</Button>
        </Form>
    }
}
