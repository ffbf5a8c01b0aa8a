//! One value among many: what it is called, how it reads, where a press leads, and the
//! forms that change and remove it.

mod words;

use leptos::{prelude::*, server_fn::ServerFn};

use self::words::{address, label, shown, written};
use super::{
    dates::DAYS,
    editing::editable,
    meanwhile::notice,
    reach::{LABELS, address_fields},
    show::Known,
    sources::{About, message_link, source_words},
};
use crate::{
    contacts::{
        Point,
        actions::points::{ChangePoint, RemovePoint, SaveAddress},
        types::PointKind,
    },
    forms::{FormState, form_state},
    ui::{Button, ButtonKind, Fact, HiddenInput, Icon, IconName, TextField},
};

pub(super) fn point_fact(known: &Known, point: &Point, place: usize) -> AnyView {
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
    let shown = view! { <span class="whitespace-pre-line">{shown}</span> }.into_any();
    let value = match kind.filter(|_| known.may_edit()) {
        Some(kind) => {
            let form = change_form(known, kind, point, place);
            let words = format!("Change {}", point.value);
            let remove = remove_form(known, kind, &point.value).into_any();
            editable(shown, form.view, words, form.is_refused, Some(remove))
        }
        None => shown,
    };
    view! { <Fact label=label(kind, point) source=source proof=proof>{value}</Fact> }.into_any()
}

struct ChangeForm {
    view: AnyView,
    /// Whether it was sent and came back.
    is_refused: bool,
}

fn change_form(known: &Known, kind: PointKind, point: &Point, place: usize) -> ChangeForm {
    let action = match kind {
        PointKind::Address => SaveAddress::PATH,
        _ => ChangePoint::PATH,
    };
    let state = form_state(action);
    let was_meant = |name: &str, value: &str| state.value(name).as_deref() == Some(value);
    let is_meant = was_meant("value", &point.value)
        && (kind == PointKind::Address || was_meant("kind", kind.as_str()));
    let typed = is_meant.then_some(state);
    let is_conflict = typed.as_ref().is_some_and(FormState::is_conflict);
    let conflict = is_conflict.then(|| {
        let called = format!("Label of {}", point.raw);
        notice(known, kind, called, point.label.clone().unwrap_or_default())
    });
    let is_refused = is_conflict
        || typed
            .as_ref()
            .is_some_and(|state| state.error("value").is_some() || state.error("label").is_some());
    let save = if is_conflict { "Save mine" } else { "Save" };
    let seen = format!("={}", point.label.as_deref().unwrap_or_default());
    let fields = match kind {
        PointKind::Address => {
            let stands = point.address.clone().unwrap_or_default();
            let label = point.label.as_deref();
            address_fields(typed.as_ref(), &place.to_string(), &stands, label)
        }
        _ => line_fields(typed.as_ref(), kind, point, place),
    };
    let id = known.contact.id.to_string();
    let value = point.value.clone();
    let view = view! {
        <form class="grid gap-2" method="post" action=action>
            <HiddenInput name="id" value=id/>
            <HiddenInput name="value" value=value/>
            <HiddenInput name="seen" value=seen/>
            {conflict}
            {fields}
            <div><Button small=true kind=ButtonKind::Primary>{save}</Button></div>
        </form>
    };
    ChangeForm {
        view: view.into_any(),
        is_refused,
    }
}

fn line_fields(
    typed: Option<&FormState>,
    kind: PointKind,
    point: &Point,
    place: usize,
) -> Vec<AnyView> {
    let text = |name: &str, stands: Option<String>| {
        let typed = typed.and_then(|state| state.value(name));
        typed.or(stands)
    };
    let labels = match kind {
        PointKind::Date => DAYS,
        _ => LABELS,
    };
    let error = |name: &str| typed.and_then(|state| state.error(name));
    let (value, label) = (
        text("to", Some(written(kind, point))),
        text("label", point.label.clone()),
    );
    vec![
        view! { <HiddenInput name="kind" value=kind.as_str()/> }.into_any(),
        view! {
            <TextField
                name="to"
                id=format!("point-{place}-value")
                label=kind.label()
                value=value
                error=error("value")
                autocomplete="off"
                required=true
            />
        }
        .into_any(),
        view! {
            <TextField
                name="label"
                id=format!("point-{place}-label")
                label="Label"
                value=label
                error=error("label")
                autocomplete="off"
                list=labels
            />
        }
        .into_any(),
    ]
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
