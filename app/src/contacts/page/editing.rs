//! A fact that is changed where it stands: its form opens in place of the value,
//! without a script, and stays open with what was typed when it was refused.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    show::Known,
    sources::{About, message_link, not_right, source_words},
};
use crate::{
    contacts::{Source, actions::EditContact, day_words, types::ContactField},
    forms::form_state,
    routes::paths,
    ui::{
        Button, ButtonKind, ConflictNotice, Fact, FieldError, HiddenInput, Icon, IconName,
        area_text,
    },
};

/// What stands in the form of one field.
struct Draft {
    field: ContactField,
    value: String,
    error: Option<String>,
    /// Somebody else was faster.
    is_conflict: bool,
}

pub(super) fn editable_fact(known: &Known, field: ContactField, shown: Option<AnyView>) -> AnyView {
    let source = source_of(known, field).filter(|_| shown.is_some());
    let proof = source.map_or_else(Vec::new, |source| proof_of(known, field, source));
    let about = if field == ContactField::Company {
        About::Company
    } else {
        About::Other
    };
    let source = source.map(|source| source_words(source, about, known.clock()));
    if !known.may_edit() {
        return match shown {
            Some(shown) => {
                view! { <Fact label=field.label() source=source proof=proof>{shown}</Fact> }
                    .into_any()
            }
            None => view! { <Fact label=field.label()/> }.into_any(),
        };
    }
    let draft = draft_of(known, field);
    let is_refused = draft.error.is_some() || draft.is_conflict;
    let form = edit_form(known, draft);
    let is_unknown = shown.is_none();
    let shown =
        shown.unwrap_or_else(|| view! { <span class="muted">"Not known"</span> }.into_any());
    let words = format!("Edit {}", field.label().to_lowercase());
    let value = editable(shown, form.into_any(), words, is_refused, None);
    view! {
        <Fact label=field.label() source=source proof=proof unknown=is_unknown>{value}</Fact>
    }
    .into_any()
}

/// A value whose form opens in its place; what stands `beside` is away meanwhile.
pub(super) fn editable(
    shown: AnyView,
    form: AnyView,
    words: String,
    is_open: bool,
    beside: Option<AnyView>,
) -> AnyView {
    let beside =
        beside.map(|beside| view! { <div class="group-has-[[open]]:hidden">{beside}</div> });
    view! {
        <div class="group relative flex items-start justify-between gap-x-2 has-[[open]]:pe-7">
            <div class="min-w-0 flex-1 group-has-[[open]]:hidden">{shown}</div>
            <details class="open:flex-1" open=is_open>
                <summary
                    class="fact-edit group-has-[[open]]:absolute group-has-[[open]]:end-0 group-has-[[open]]:top-1"
                    aria-label=words
                >
                    <span class="group-has-[[open]]:hidden"><Icon name=IconName::Edit/></span>
                    <span class="hidden group-has-[[open]]:inline"><Icon name=IconName::Close/></span>
                </summary>
                {form}
            </details>
            {beside}
        </div>
    }
    .into_any()
}

fn source_of(known: &Known, field: ContactField) -> Option<&Source> {
    let found = known
        .sources
        .iter()
        .find(|fact| fact.field == field.as_str());
    found.map(|fact| &fact.source)
}

fn proof_of(known: &Known, field: ContactField, source: &Source) -> Vec<AnyView> {
    let of_what = format!("the {}", field.label().to_lowercase());
    message_link(source, &of_what)
        .into_iter()
        .chain(not_right(known, field, source))
        .collect()
}

fn draft_of(known: &Known, field: ContactField) -> Draft {
    let state = form_state(EditContact::PATH);
    let was_refused = state.value("field").as_deref() == Some(field.as_str());
    let typed = state.value("value").filter(|_| was_refused);
    Draft {
        field,
        value: typed.unwrap_or_else(|| stands(known, field)),
        error: state.error("value").filter(|_| was_refused),
        is_conflict: was_refused && state.is_conflict(),
    }
}

fn stands(known: &Known, field: ContactField) -> String {
    let text = known.contact.text(field);
    match field {
        ContactField::Birthday => day_words(&text),
        _ => text,
    }
}

fn edit_form(known: &Known, draft: Draft) -> impl IntoView + use<> {
    let error_id = format!("edit-{}-error", draft.field.as_str());
    let error = draft.error.clone();
    let (id, field) = (known.contact.id.to_string(), draft.field.as_str());
    let seen = known.contact.text(draft.field);
    let conflict = draft
        .is_conflict
        .then(|| conflict(known, draft.field, seen.clone()));
    let save = if draft.is_conflict {
        "Save mine"
    } else {
        "Save"
    };
    let control = control(draft, &error_id);
    view! {
        <form class="grid gap-2" method="post" action=EditContact::PATH>
            <HiddenInput name="id" value=id/>
            <HiddenInput name="field" value=field/>
            <HiddenInput name="seen" value=format!("={seen}")/>
            {conflict}
            {control}
            <FieldError id=error_id message=error/>
            <div><Button small=true kind=ButtonKind::Primary>{save}</Button></div>
        </form>
    }
}

fn conflict(known: &Known, field: ContactField, now: String) -> AnyView {
    let who = known.last_change.as_ref();
    let who = who.filter(|change| change.field == field.as_str());
    let who = who.and_then(|change| change.actor.clone());
    let href = paths::contact(known.contact.id);
    view! { <ConflictNotice label=field.label() now=now who=who href=href/> }.into_any()
}

fn control(draft: Draft, error_id: &str) -> AnyView {
    let label = draft.field.label();
    let invalid = draft.error.is_some().then_some("true");
    let described_by = draft.error.is_some().then(|| error_id.to_owned());
    if draft.field == ContactField::Priority {
        return priority(draft.value).into_any();
    }
    if matches!(draft.field, ContactField::About | ContactField::HowMet) {
        return view! {
            <textarea class="input" dir="auto" name="value" rows="5" aria-label=label aria-invalid=invalid aria-describedby=described_by>
                {area_text(&draft.value)}
            </textarea>
        }
        .into_any();
    }
    let kind = match draft.field {
        ContactField::MetOn => "date",
        _ => "text",
    };
    let example = match draft.field {
        ContactField::Birthday => Some("3 May or 3 May 1980"),
        ContactField::TimeZone => Some("Europe/Berlin"),
        ContactField::Pronouns => Some("she/her"),
        _ => None,
    };
    let is_required = draft.field == ContactField::Name;
    view! {
        <input
            class="input"
            dir="auto"
            type=kind
            name="value"
            value=draft.value
            placeholder=example
            autocomplete="off"
            required=is_required
            aria-label=label
            aria-invalid=invalid
            aria-describedby=described_by
        />
    }
    .into_any()
}

fn priority(value: String) -> impl IntoView {
    let options = [("high", "High"), ("normal", "Normal"), ("low", "Low")].map(|(name, label)| {
        let is_chosen = value == name || (value.is_empty() && name == "normal");
        view! { <option value=name selected=is_chosen>{label}</option> }
    });
    view! { <select class="input" name="value" aria-label="Priority">{options}</select> }
}
