//! The values of one contact or company, each changed where it stands: its form opens in
//! place of the value, without a script.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::{as_seen, place_of};
use crate::{
    fields::{Field, Held, actions::SetValue, types::FieldKind},
    forms::form_state,
    routes::paths,
    ui::{
        Button, ButtonKind, CheckboxField, ConflictNotice, Fact, Facts, FieldError, HiddenInput,
        Icon, IconName, Section,
    },
};

/// Whose values are shown, and whether they may be changed; `rival` changed one at the same
/// time as the viewer.
#[derive(Clone)]
pub struct Holder {
    pub id: Uuid,
    pub may_edit: bool,
    pub rival: Option<String>,
}

/// Nothing where the workspace has no fields. `source` tells where a value comes from.
pub fn section(
    holder: &Holder,
    held: &[Held],
    source: impl Fn(&Field) -> Option<String>,
) -> Option<AnyView> {
    let facts: Vec<_> = held
        .iter()
        .map(|held| fact(holder, held, source(&held.field)))
        .collect();
    (!facts.is_empty()).then(|| {
        view! { <Section title="Custom fields" id="fields"><Facts>{facts}</Facts></Section> }
            .into_any()
    })
}

fn fact(holder: &Holder, held: &Held, source: Option<String>) -> AnyView {
    let shown = shown(held);
    let source = source.filter(|_| shown.is_some());
    let label = held.field.label.clone();
    if !holder.may_edit {
        return match shown {
            Some(shown) => view! { <Fact label=label source=source>{shown}</Fact> }.into_any(),
            None => view! { <Fact label=label/> }.into_any(),
        };
    }
    let is_unknown = shown.is_none();
    let shown =
        shown.unwrap_or_else(|| view! { <span class="muted">"Not known"</span> }.into_any());
    let (form, is_refused) = form(holder, held);
    view! {
        <Fact label=label.clone() source=source unknown=is_unknown>
            <div class="group relative flex items-start justify-between gap-x-2 has-[[open]]:pe-7">
                <div class="min-w-0 flex-1 group-has-[[open]]:hidden">{shown}</div>
                <details class="open:flex-1" open=is_refused>
                    <summary
                        class="fact-edit group-has-[[open]]:absolute group-has-[[open]]:end-0 group-has-[[open]]:top-1"
                        aria-label=format!("Edit {label}")
                    >
                        <span class="group-has-[[open]]:hidden"><Icon name=IconName::Edit/></span>
                        <span class="hidden group-has-[[open]]:inline"><Icon name=IconName::Close/></span>
                    </summary>
                    {form}
                </details>
            </div>
        </Fact>
    }
    .into_any()
}

fn shown(held: &Held) -> Option<AnyView> {
    let words = held.words()?;
    let shown = match (held.field.kind, &held.contact) {
        (FieldKind::Contact, Some((id, _))) => {
            view! { <a class="link" href=paths::contact(*id)>{words}</a> }.into_any()
        }
        (FieldKind::Link, _) if words.starts_with("http") => {
            let bare = words
                .split_once("://")
                .map_or(words.as_str(), |(_, rest)| rest);
            let bare = bare.trim_end_matches('/').to_owned();
            view! { <a class="link" href=words rel="noreferrer">{bare}</a> }.into_any()
        }
        (FieldKind::Date, _) => day(&words),
        _ => view! { <span class="whitespace-pre-line">{words}</span> }.into_any(),
    };
    Some(shown)
}

fn day(words: &str) -> AnyView {
    let text = match words.parse::<chrono::NaiveDate>() {
        Ok(day) => day.format("%-d %B %Y").to_string(),
        Err(_) => words.to_owned(),
    };
    view! { <time datetime=words.to_owned()>{text}</time> }.into_any()
}

/// The form, and whether it came back refused.
fn form(holder: &Holder, held: &Held) -> (AnyView, bool) {
    let state = form_state(SetValue::PATH);
    let field = held.field.id.to_string();
    let was_refused = state.value("field").as_deref() == Some(field.as_str());
    let error = state.error("values").filter(|_| was_refused);
    let is_conflict = was_refused && state.is_conflict();
    let seen = as_seen(&held.parts());
    let conflict = is_conflict.then(|| conflict(holder, held));
    let save = if is_conflict { "Save mine" } else { "Save" };
    let parts = if was_refused {
        state.values_of("values[]")
    } else {
        parts(held)
    };
    let error_id = format!("value-{}-error", held.field.key);
    let control = control(&held.field, &parts, error.is_some(), &error_id);
    let is_refused = error.is_some() || is_conflict;
    let form = view! {
        <form class="grid gap-2" method="post" action=SetValue::PATH>
            <HiddenInput name="field" value=field/>
            <HiddenInput name="id" value=holder.id.to_string()/>
            <HiddenInput name="seen" value=format!("={seen}")/>
            {conflict}
            {control}
            <FieldError id=error_id message=error/>
            <div><Button small=true kind=ButtonKind::Primary>{save}</Button></div>
        </form>
    };
    (form.into_any(), is_refused)
}

fn conflict(holder: &Holder, held: &Held) -> AnyView {
    let href = place_of(held.field.subject, holder.id);
    let (label, now) = (held.field.label.clone(), held.words());
    view! { <ConflictNotice label=label now=now who=holder.rival.clone() href=href/> }.into_any()
}

/// A contact by its name, if it is here.
fn parts(held: &Held) -> Vec<String> {
    match &held.contact {
        Some((_, name)) => vec![name.clone()],
        None => held.parts(),
    }
}

/// The control that a value of the field is given in, as `values[]`.
pub fn control(field: &Field, parts: &[String], is_wrong: bool, error_id: &str) -> AnyView {
    let value = parts.first().cloned().unwrap_or_default();
    match field.kind {
        FieldKind::Choice => {
            let options = field
                .choices
                .iter()
                .filter(|choice| choice.is_offered || choice.key == value);
            let options = options.map(|choice| (choice.key.clone(), choice.label.clone()));
            select(field, options, &value)
        }
        FieldKind::YesNo => {
            let options = [("yes", "Yes"), ("no", "No")];
            let options = options.map(|(key, label)| (key.to_owned(), label.to_owned()));
            select(field, options.into_iter(), &value)
        }
        FieldKind::MultiChoice => boxes(field, parts),
        _ => input(field, value, is_wrong, error_id),
    }
}

fn select(field: &Field, options: impl Iterator<Item = (String, String)>, value: &str) -> AnyView {
    let options: Vec<_> = options
        .map(|(key, label)| {
            let selected = key == value;
            view! { <option value=key selected=selected>{label}</option> }
        })
        .collect();
    view! {
        <select class="input" name="values[]" aria-label=field.label.clone()>
            <option value="">"None"</option>
            {options}
        </select>
    }
    .into_any()
}

fn boxes(field: &Field, parts: &[String]) -> AnyView {
    let offered = field
        .choices
        .iter()
        .filter(|choice| choice.is_offered || parts.contains(&choice.key));
    let boxes: Vec<_> = offered
        .map(|choice| {
            let checked = parts.contains(&choice.key);
            view! {
                <CheckboxField
                    name="values[]"
                    label=choice.label.clone()
                    value=choice.key.clone()
                    checked=checked
                />
            }
        })
        .collect();
    view! { <div role="group" aria-label=field.label.clone()>{boxes}</div> }.into_any()
}

fn input(field: &Field, value: String, is_wrong: bool, error_id: &str) -> AnyView {
    let kind = match field.kind {
        FieldKind::Date => "date",
        _ => "text",
    };
    let mode = (field.kind == FieldKind::Number).then_some("decimal");
    let placeholder = (field.kind == FieldKind::Contact).then_some("Whole name or e-mail address");
    let described_by = is_wrong.then(|| error_id.to_owned());
    view! {
        <input
            class="input"
            dir="auto"
            type=kind
            inputmode=mode
            name="values[]"
            value=value
            placeholder=placeholder
            autocomplete="off"
            aria-label=field.label.clone()
            aria-invalid=is_wrong.then_some("true")
            aria-describedby=described_by
        />
    }
    .into_any()
}
