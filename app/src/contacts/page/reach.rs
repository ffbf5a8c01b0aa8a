//! The ways to reach a person: many of each kind, each with its source, added and
//! removed one at a time.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    show::Known,
    sources::{About, message_link, source_words},
};
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
    let proof: Vec<AnyView> = point
        .source
        .iter()
        .filter_map(|source| message_link(source, &point.raw))
        .collect();
    let source = point
        .source
        .as_ref()
        .map(|source| source_words(source, About::Other, known.clock()));
    let text = shown(kind, point);
    let shown = match address(kind, point) {
        Some(href) => view! { <a class="link" href=href rel="noreferrer">{text}</a> }.into_any(),
        None => text.into_any(),
    };
    let remove = kind
        .filter(|_| known.may_edit())
        .map(|kind| remove_form(known, kind, &point.value));
    view! {
        <Fact label=label(kind, point) source=source proof=proof>
            <div class="flex items-start justify-between gap-2">
                <div class="min-w-0">{shown}</div>
                {remove}
            </div>
        </Fact>
    }
}

fn label(kind: Option<PointKind>, point: &Point) -> &'static str {
    match (kind, network(point)) {
        (Some(PointKind::Phone), Some("work")) => "Work phone",
        (Some(PointKind::Phone), Some("mobile")) => "Mobile",
        (Some(PointKind::Phone), Some("home")) => "Home phone",
        (Some(PointKind::Phone), Some("fax")) => "Fax",
        (Some(PointKind::Handle), Some("linkedin")) => "LinkedIn",
        (Some(PointKind::Handle), Some("twitter")) => "X",
        (Some(PointKind::Handle), Some("telegram")) => "Telegram",
        (Some(PointKind::Handle), Some("github")) => "GitHub",
        (kind, _) => kind.map_or("Other", PointKind::label),
    }
}

/// The label, or for a profile written by hand the network that its address names.
fn network(point: &Point) -> Option<&str> {
    const HOSTS: [(&str, &str); 5] = [
        ("linkedin.com", "linkedin"),
        ("twitter.com", "twitter"),
        ("x.com", "twitter"),
        ("t.me", "telegram"),
        ("github.com", "github"),
    ];
    let host = bare(&point.value).split('/').next().unwrap_or_default();
    let by_host = || {
        let is_host = |known: &str| {
            host.strip_suffix(known)
                .is_some_and(|before| before.is_empty() || before.ends_with('.'))
        };
        let found = HOSTS.iter().find(|(known, _)| is_host(known));
        found.map(|(_, network)| *network)
    };
    let label = point.label.as_deref();
    label.or_else(|| by_host().filter(|_| point.kind == PointKind::Handle.as_str()))
}

/// An address of the web without what they all have in common.
fn bare(url: &str) -> &str {
    let url = url.strip_prefix("https://").unwrap_or(url);
    let url = url.strip_prefix("http://").unwrap_or(url);
    url.strip_prefix("www.")
        .unwrap_or(url)
        .trim_end_matches('/')
}

/// Phones as they were written, profiles as people say them.
fn shown(kind: Option<PointKind>, point: &Point) -> String {
    if kind != Some(PointKind::Handle) {
        return point.raw.clone();
    }
    let name = bare(&point.value).split_once('/').map(|(_, name)| name);
    match (network(point), name) {
        (Some("linkedin"), Some(name)) => name.strip_prefix("in/").unwrap_or(name).to_owned(),
        (Some(_), Some(name)) => format!("@{name}"),
        _ => bare(&point.value).to_owned(),
    }
}

/// Where a press leads. Only addresses of the web become links: anything else
/// might run as a script.
fn address(kind: Option<PointKind>, point: &Point) -> Option<String> {
    let value = point.value.as_str();
    match kind? {
        PointKind::Email => Some(format!("mailto:{}", paths::encode(value))),
        PointKind::Phone => {
            let number = point.e164.as_deref().unwrap_or(value);
            let digits: String = number
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == '+')
                .collect();
            Some(format!("tel:{digits}"))
        }
        PointKind::Url | PointKind::Handle
            if value.starts_with("https://") || value.starts_with("http://") =>
        {
            Some(value.to_owned())
        }
        PointKind::Url | PointKind::Handle => {
            (!value.contains(':') && value.contains('.')).then(|| format!("https://{value}"))
        }
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

    fn point(kind: PointKind, value: &str, label: Option<&str>) -> Point {
        Point {
            kind: kind.as_str().to_owned(),
            value: value.to_owned(),
            label: label.map(ToOwned::to_owned),
            raw: value.to_owned(),
            e164: None,
            source: None,
        }
    }

    #[test]
    fn only_web_addresses_become_links() {
        for kind in [PointKind::Url, PointKind::Handle] {
            let url = |value| address(Some(kind), &point(kind, value, None));
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
            assert_eq!(url("@ada"), None);
        }
        assert_eq!(address(None, &point(PointKind::Url, "@ada", None)), None);
    }

    #[test]
    fn numbers_are_dialled_whole_and_without_their_spaces() {
        let phone = point(PointKind::Phone, "040 (55) 50", None);
        let dialled = |phone: &Point| address(Some(PointKind::Phone), phone);
        assert_eq!(dialled(&phone), Some("tel:0405550".to_owned()));
        let whole = Point {
            e164: Some("+49405550".to_owned()),
            ..phone
        };
        assert_eq!(dialled(&whole), Some("tel:+49405550".to_owned()));
    }

    #[test]
    fn profiles_are_called_by_their_network() {
        let told = |value: &str, named: Option<&str>| {
            let point = point(PointKind::Handle, value, named);
            let kind = Some(PointKind::Handle);
            (label(kind, &point), shown(kind, &point))
        };
        for (value, named, expected, text) in [
            (
                "https://www.linkedin.com/in/jane-doe",
                Some("linkedin"),
                "LinkedIn",
                "jane-doe",
            ),
            ("https://de.linkedin.com/in/jane/", None, "LinkedIn", "jane"),
            ("https://x.com/jane", None, "X", "@jane"),
            ("https://github.com/jane", Some("github"), "GitHub", "@jane"),
            ("https://nox.com/jane", None, "Profile", "nox.com/jane"),
            ("jane", None, "Profile", "jane"),
        ] {
            assert_eq!(told(value, named), (expected, text.to_owned()), "{value}");
        }
    }
}
