//! A form about one of many values came back because somebody else put another in its
//! place: what stands there now, and what was typed, to be added all the same.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{reach::address_fields, show::Known};
use crate::{
    contacts::{
        Point, PostalAddress,
        actions::points::{AddPoint, ChangePoint, SaveAddress},
        types::PointKind,
    },
    forms::{FormState, form_state},
    routes::paths,
    ui::{Button, ButtonKind, ConflictNotice, Form, FormActions, HiddenInput, TextField},
};

pub(super) fn meanwhile(known: &Known) -> Option<AnyView> {
    let (changed, address) = (form_state(ChangePoint::PATH), form_state(SaveAddress::PATH));
    let (state, kind) = if changed.is_conflict() {
        let kind = changed.value("kind");
        let mut kinds = PointKind::ALL.into_iter();
        let kind = kinds.find(|one| kind.as_deref() == Some(one.as_str()))?;
        (changed, kind)
    } else if address.is_conflict() {
        (address, PointKind::Address)
    } else {
        return None;
    };
    let value = state.value("value")?;
    let of_kind = known.points.iter().filter(|one| one.kind == kind.as_str());
    let standing: Vec<&Point> = of_kind.collect();
    if standing.iter().any(|point| point.value == value) {
        return None;
    }
    let now: Vec<&str> = standing.iter().map(|point| point.raw.as_str()).collect();
    let notice = notice(known, kind, kind.label().to_owned(), now.join(", "));
    Some(view! { {notice} {form(known, kind, &state)} }.into_any())
}

/// That this was changed meanwhile, and by whom.
pub(super) fn notice(known: &Known, kind: PointKind, label: String, now: String) -> AnyView {
    let change = known.last_change.as_ref();
    let change = change.filter(|change| change.field == kind.list_name());
    let who = change.and_then(|change| change.actor.clone());
    let href = paths::contact(known.contact.id);
    view! { <ConflictNotice label=label now=now who=who href=href/> }.into_any()
}

fn form(known: &Known, kind: PointKind, state: &FormState) -> AnyView {
    let id = known.contact.id.to_string();
    let save = view! {
        <FormActions><Button small=true kind=ButtonKind::Primary>"Save mine"</Button></FormActions>
    };
    if kind == PointKind::Address {
        let fields = address_fields(Some(state), "meanwhile", &PostalAddress::default(), None);
        return view! {
            <Form action=SaveAddress::PATH label="Your address">
                <HiddenInput name="id" value=id/>
                {fields}
                {save}
            </Form>
        }
        .into_any();
    }
    let (value, label) = (state.value("to"), state.value("label"));
    view! {
        <Form action=AddPoint::PATH label="Your value">
            <HiddenInput name="id" value=id/>
            <HiddenInput name="kind" value=kind.as_str()/>
            <HiddenInput name="label" value=label.unwrap_or_default()/>
            <TextField
                name="value"
                id="point-meanwhile"
                label=kind.label()
                value=value
                autocomplete="off"
                required=true
            />
            {save}
        </Form>
    }
    .into_any()
}
