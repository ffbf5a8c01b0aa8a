//! The ways to reach a person: many of each kind, each with its source, added and
//! removed one at a time.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{facts::source_words, show::Known};
use crate::{
    contacts::{
        Point,
        actions::{AddPoint, RemovePoint},
        types::PointKind,
    },
    forms::form_state,
    routes::paths,
    ui::{
        Button, Choice, Disclosure, Fact, Facts, Form, FormActions, HiddenInput, Icon, IconName,
        Section, SelectField, TextField,
    },
};

pub(super) fn reach(known: &Known) -> impl IntoView + use<> {
    let points = known
        .points
        .iter()
        .map(|point| point_fact(known, point))
        .collect::<Vec<_>>();
    let none = points.is_empty().then(|| view! { <Fact label="E-mail"/> });
    let add = known.may_edit().then(|| add_form(known));
    view! {
        <Section title="Reach">
            <Facts>{none} {points}</Facts>
            {add}
        </Section>
    }
}

fn point_fact(known: &Known, point: &Point) -> impl IntoView + use<> {
    let kind = PointKind::ALL
        .into_iter()
        .find(|kind| kind.as_str() == point.kind);
    let source = point.origin.as_deref().zip(point.said_at);
    let source = source.map(|(origin, at)| source_words(origin, at, known.clock()));
    let shown = match address(kind, &point.value) {
        Some(href) => {
            view! { <a class="link" href=href rel="noreferrer">{point.value.clone()}</a> }
                .into_any()
        }
        None => point.value.clone().into_any(),
    };
    let remove = kind
        .filter(|_| known.may_edit())
        .map(|kind| remove_form(known, kind, &point.value));
    view! {
        <Fact label=kind.map_or("Other", PointKind::label) source=source>
            <div class="flex items-start justify-between gap-2">
                <div class="min-w-0">{shown}</div>
                {remove}
            </div>
        </Fact>
    }
}

/// Where a press leads. Only addresses of the web become links: anything else
/// might run as a script.
fn address(kind: Option<PointKind>, value: &str) -> Option<String> {
    match kind? {
        PointKind::Email => Some(format!("mailto:{}", paths::encode(value))),
        PointKind::Phone => {
            let digits: String = value
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == '+')
                .collect();
            Some(format!("tel:{digits}"))
        }
        PointKind::Url if value.starts_with("https://") || value.starts_with("http://") => {
            Some(value.to_owned())
        }
        PointKind::Url => (!value.contains(':')).then(|| format!("https://{value}")),
    }
}

fn remove_form(known: &Known, kind: PointKind, value: &str) -> impl IntoView + use<> {
    let label = format!("Remove {value}");
    view! {
        <form method="post" action=RemovePoint::PATH>
            <HiddenInput name="id" value=known.contact.id.to_string()/>
            <HiddenInput name="kind" value=kind.as_str()/>
            <HiddenInput name="value" value=value/>
            <button class="fact-edit" type="submit" aria-label=label.clone() title=label>
                <Icon name=IconName::Close/>
            </button>
        </form>
    }
}

fn add_form(known: &Known) -> impl IntoView + use<> {
    let state = form_state(AddPoint::PATH);
    let error = state.error("value");
    let (id, kind, value) = (
        known.contact.id.to_string(),
        state.value("kind"),
        state.value("value"),
    );
    let choices = PointKind::ALL
        .map(|kind| Choice::new(kind.as_str(), kind.label()))
        .to_vec();
    view! {
        <Disclosure summary="Add a way to reach them" open=error.is_some()>
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
                <FormActions><Button small=true>"Add"</Button></FormActions>
            </Form>
        </Disclosure>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        let url = |value| address(Some(PointKind::Url), value);
        assert_eq!(
            url("https://ada.example"),
            Some("https://ada.example".to_owned())
        );
        assert_eq!(
            url("ada.example/blog"),
            Some("https://ada.example/blog".to_owned())
        );
        assert_eq!(url("javascript:alert(1)"), None);
        assert_eq!(url("JavaScript:alert(1)"), None);
        assert_eq!(address(None, "@ada"), None);
    }

    #[test]
    fn numbers_are_dialled_without_their_spaces() {
        assert_eq!(
            address(Some(PointKind::Phone), "+49 (40) 55 50"),
            Some("tel:+49405550".to_owned())
        );
    }
}
