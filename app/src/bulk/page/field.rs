//! Setting a field of many: which one, and then what it shall say, in the control that
//! fits what it holds.

use leptos::prelude::*;

use super::{Address, choose::kept};
use crate::{
    bulk::{
        action::{FIELDS, KEEP_IN_TOUCH},
        asked::{Named, named},
    },
    contacts::types::ContactField,
    context::Scope,
    error::{Error, Result},
    fields::{
        self, Field,
        page::control,
        types::{FieldKind, Subject},
    },
    routes::paths,
    ui::{
        Button, Choice, Form, FormActions, HiddenInput, InputKind, Method, RadioGroup, Section,
        SelectField, TextField,
    },
};

pub(super) async fn choose_field(scope: &mut Scope, address: &Address) -> Result<AnyView> {
    let built_in = FIELDS.map(|field| Choice::new(field.as_str(), field.label()));
    let own = fields::fields(scope, Subject::Contact).await?;
    let own = own
        .iter()
        .map(|field| Choice::new(format!("fields.{}", field.key), field.label.clone()));
    let wish = Choice::new(KEEP_IN_TOUCH, "Keep in touch");
    let unsaid = Choice::new("", "Choose a field");
    let choices = [unsaid]
        .into_iter()
        .chain(built_in)
        .chain([wish])
        .chain(own)
        .collect();
    let kept = kept(address);
    let view = view! {
        <Form action=paths::bulk() method=Method::Get inline=true label="Set a field">
            {kept}
            <SelectField name="field" label="Field" choices=choices required=true/>
            <Button>"Choose the value"</Button>
        </Form>
    };
    Ok(view.into_any())
}

/// The form that says what the field of the address shall hold.
pub(super) async fn say_value(scope: &mut Scope, address: &Address) -> Result<AnyView> {
    let found = named(scope, &address.asked.field).await?;
    let (label, content) = match found.ok_or(Error::NotFound)? {
        Named::BuiltIn(field) => (field.label().to_owned(), built_in(field)),
        Named::KeepInTouch => ("Keep in touch".to_owned(), keep_in_touch()),
        Named::Own(field) => (field.label.clone(), own(&field)),
    };
    let (kept, field) = (kept(address), address.asked.field.clone());
    let title = format!("Set {label}");
    let view = view! {
        <Section title=title.clone()>
            <Form action=paths::bulk() method=Method::Get label=title>
                {kept}
                <HiddenInput name="field" value=field/>
                {content}
                <FormActions><Button>"Preview"</Button></FormActions>
            </Form>
        </Section>
        <p><a class="link inline-block py-1.5" href=address.anew()>"Choose something else"</a></p>
    };
    Ok(view.into_any())
}

fn set() -> impl IntoView {
    view! { <HiddenInput name="action" value="set"/> }
}

fn built_in(field: ContactField) -> AnyView {
    let label = field.label();
    let value = match field {
        ContactField::Priority => {
            let choices = [("", "Normal"), ("high", "High"), ("low", "Low")];
            let choices = choices.map(|(value, label)| Choice::new(value, label));
            view! { <SelectField name="value" label=label choices=choices.to_vec()/> }.into_any()
        }
        ContactField::MetOn => {
            view! { <TextField name="value" kind=InputKind::Date label=label hint="Empty clears it."/> }.into_any()
        }
        _ => {
            let hint = match field {
                ContactField::Company => "Empty clears it. A company that is not here is made.",
                ContactField::TimeZone => "Empty clears it. As Europe/Berlin, or the city alone.",
                _ => "Empty clears it.",
            };
            view! { <TextField name="value" label=label hint=hint autocomplete="off"/> }.into_any()
        }
    };
    view! { {set()} {value} }.into_any()
}

fn keep_in_touch() -> AnyView {
    view! {
        {set()}
        <TextField
            name="value"
            label="Every so many days"
            hint="“never” to not be reminded of them; empty for the usual rhythm of each."
            autocomplete="off"
        />
    }
    .into_any()
}

fn own(field: &Field) -> AnyView {
    let control = control(field, &[], false, "value-error");
    let how = if field.kind == FieldKind::MultiChoice {
        let choices = [
            ("add_choice", "Add these to what each has"),
            ("remove_choice", "Remove these from what each has"),
            ("set", "Set to exactly these; none clears it"),
        ];
        let choices = choices.map(|(value, label)| Choice::new(value, label));
        view! { <RadioGroup name="action" legend="How" choices=choices.to_vec() value="add_choice"/> }
            .into_any()
    } else {
        view! { {set()} <p class="field-hint">"Empty clears it."</p> }.into_any()
    };
    view! { {control} {how} }.into_any()
}
