//! The days of a person: the birthday, what comes back each year, and the first contact.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{point::point_fact, show::Known};
use crate::{
    contacts::{actions::points::AddPoint, day_words, types::PointKind},
    forms::form_state,
    ui::{
        Button, Day, Disclosure, Fact, Facts, Form, FormActions, HiddenInput, Section, TextField,
    },
};

/// What days are usually called, offered to the one who writes.
pub(super) const DAYS: &str = "day-labels";

pub(super) fn dates(known: &Known, birthday: AnyView) -> impl IntoView + use<> {
    let days = known
        .points
        .iter()
        .enumerate()
        .filter(|(_, point)| point.kind == PointKind::Date.as_str())
        .map(|(place, point)| point_fact(known, point, place))
        .collect::<Vec<_>>();
    let add = known.may_edit().then(|| (labels(), add_form(known)));
    let first = first_contact(known);
    view! {
        <Section title="Dates">
            <Facts>{birthday} {days} {first}</Facts>
            {add}
        </Section>
    }
}

/// A day with or without its year.
pub(super) fn day_view(iso: &str) -> AnyView {
    let words = day_words(iso);
    // HTML writes a day without its year as `05-03`.
    let machine = iso.trim_start_matches('-').to_owned();
    view! { <time datetime=machine>{words}</time> }.into_any()
}

fn labels() -> impl IntoView {
    let usual = ["Anniversary", "Wedding", "Name day", "Engagement"]
        .map(|label| view! { <option value=label></option> })
        .to_vec();
    view! { <datalist id=DAYS>{usual}</datalist> }
}

fn add_form(known: &Known) -> impl IntoView + use<> {
    let state = form_state(AddPoint::PATH);
    let is_meant = state.value("kind").as_deref() == Some(PointKind::Date.as_str());
    let state = is_meant.then_some(state);
    let value = state.as_ref().and_then(|state| state.value("value"));
    let label = state.as_ref().and_then(|state| state.value("label"));
    let error = state.as_ref().and_then(|state| state.error("value"));
    let label_error = state.as_ref().and_then(|state| state.error("label"));
    let is_open = error.is_some() || label_error.is_some();
    let id = known.contact.id.to_string();
    view! {
        <Disclosure summary="Add a date" open=is_open>
            <Form action=AddPoint::PATH>
                <HiddenInput name="id" value=id/>
                <HiddenInput name="kind" value=PointKind::Date.as_str()/>
                <TextField
                    name="value"
                    id="day-value"
                    label="Day"
                    hint="3 May, or 3 May 1980"
                    value=value
                    error=error
                    autocomplete="off"
                    required=true
                />
                <TextField
                    name="label"
                    id="day-label"
                    label="What it is"
                    placeholder="Anniversary"
                    value=label
                    error=label_error
                    autocomplete="off"
                    list=DAYS
                />
                <FormActions><Button small=true>"Add"</Button></FormActions>
            </Form>
        </Disclosure>
    }
}

fn first_contact(known: &Known) -> impl IntoView + use<> {
    let clock = known.clock();
    match known.contact.first_contact_at {
        Some(at) => view! {
            <Fact label="First contact" source="Counted from what was imported"><Day at=at clock=clock/></Fact>
        }
        .into_any(),
        None => view! { <Fact label="First contact"/> }.into_any(),
    }
}
