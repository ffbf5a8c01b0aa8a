//! What a contact may have many of: ways to reach them and where they live, each with its
//! label and its source, changed and removed one at a time.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{meanwhile::meanwhile, point::point_fact, show::Known};
use crate::{
    contacts::{
        PostalAddress,
        actions::points::{AddPoint, SaveAddress},
        types::PointKind,
    },
    forms::{FormState, form_state},
    ui::{
        Button, Choice, Disclosure, Fact, Facts, Form, FormActions, HiddenInput, Section,
        SelectField, TextField,
    },
};

/// What values are usually called, offered to the one who writes.
pub(super) const LABELS: &str = "point-labels";

pub(super) fn reach(known: &Known) -> impl IntoView + use<> {
    let points = known
        .points
        .iter()
        .enumerate()
        .filter(|(_, point)| point.kind != PointKind::Date.as_str())
        .map(|(place, point)| point_fact(known, point, place))
        .collect::<Vec<_>>();
    let none = points.is_empty().then(|| view! { <Fact label="E-mail"/> });
    let add = known
        .may_edit()
        .then(|| (labels(), add_form(known), add_address(known)));
    let meanwhile = meanwhile(known);
    view! {
        <Section title="Reach">
            {meanwhile}
            <Facts>{none} {points}</Facts>
            {add}
        </Section>
    }
}

fn labels() -> impl IntoView {
    let usual = ["Work", "Home", "Mobile", "Fax", "Main", "Other"]
        .map(|label| view! { <option value=label></option> })
        .to_vec();
    view! { <datalist id=LABELS>{usual}</datalist> }
}

fn add_form(known: &Known) -> impl IntoView + use<> {
    let state = form_state(AddPoint::PATH);
    let is_meant = state.value("kind").as_deref() != Some(PointKind::Date.as_str());
    let state = is_meant.then_some(state);
    let typed = |name: &str| state.as_ref().and_then(|state| state.value(name));
    let refused = |name: &str| state.as_ref().and_then(|state| state.error(name));
    let (error, label_error) = (refused("value"), refused("label"));
    let is_open = error.is_some() || label_error.is_some();
    let (id, kind) = (known.contact.id.to_string(), typed("kind"));
    let (value, label) = (typed("value"), typed("label"));
    let choices = PointKind::LINES
        .map(|kind| Choice::new(kind.as_str(), kind.label()))
        .to_vec();
    view! {
        <Disclosure summary="Add a way to reach them" open=is_open>
            <Form action=AddPoint::PATH>
                <HiddenInput name="id" value=id/>
                <SelectField name="kind" id="point-kind" label="Kind" choices=choices value=kind/>
                <TextField
                    name="value"
                    id="point-value"
                    label="Address or number"
                    value=value
                    error=error
                    autocomplete="off"
                    required=true
                />
                <TextField
                    name="label"
                    id="point-label"
                    label="Label"
                    hint="Work, home, mobile, or a word of your own"
                    value=label
                    error=label_error
                    autocomplete="off"
                    list=LABELS
                />
                <FormActions><Button small=true>"Add"</Button></FormActions>
            </Form>
        </Disclosure>
    }
}

fn add_address(known: &Known) -> impl IntoView + use<> {
    let state = form_state(SaveAddress::PATH);
    let is_new = state.value("value").is_none_or(|value| value.is_empty());
    let state = is_new.then_some(state);
    let is_open = state
        .as_ref()
        .is_some_and(|state| state.error("value").is_some() || state.error("label").is_some());
    let id = known.contact.id.to_string();
    let fields = address_fields(state.as_ref(), "new", &PostalAddress::default(), None);
    view! {
        <Disclosure summary="Add an address" open=is_open>
            <Form action=SaveAddress::PATH>
                <HiddenInput name="id" value=id/>
                {fields}
                <FormActions><Button small=true>"Add"</Button></FormActions>
            </Form>
        </Disclosure>
    }
}

/// The parts of an address, as they were typed or as they stand.
pub(super) fn address_fields(
    typed: Option<&FormState>,
    place: &str,
    stands: &PostalAddress,
    label: Option<&str>,
) -> Vec<AnyView> {
    let parts = [
        ("street", "Street and number", stands.street.as_deref()),
        ("postal_code", "Postcode", stands.postal_code.as_deref()),
        ("city", "Town", stands.city.as_deref()),
        ("region", "Region", stands.region.as_deref()),
        ("country", "Country", stands.country.as_deref()),
        ("label", "Label", label),
    ];
    let field = |(name, title, stands): (&'static str, &'static str, Option<&str>)| {
        let value = typed.and_then(|state| state.value(name));
        let error = typed.and_then(|state| match name {
            "street" => state.error("value"),
            name => state.error(name),
        });
        let value = value.or_else(|| stands.map(ToOwned::to_owned));
        let list = (name == "label").then(|| LABELS.to_owned());
        view! {
            <TextField
                name=name
                id=format!("address-{place}-{name}")
                label=title
                value=value
                error=error
                autocomplete="off"
                list=list
            />
        }
        .into_any()
    };
    parts.into_iter().map(field).collect()
}
