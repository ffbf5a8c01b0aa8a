//! The frame around one question of a form: label above, hint and error beneath,
//! tied together for screen readers. Values come in as props, so that a refused
//! form comes back with what was typed.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::text::OptionalText;

/// What stands around a control.
#[derive(Clone, Debug, Default)]
pub(super) struct FieldText {
    pub id: String,
    pub label: String,
    pub hint: OptionalText,
    pub error: OptionalText,
}

impl FieldText {
    /// The value of `aria-describedby`: the error first, because it matters more.
    pub(super) fn described_by(&self) -> Option<String> {
        let error = self.error.is_some().then(|| format!("{}-error", self.id));
        let hint = self.hint.is_some().then(|| format!("{}-hint", self.id));
        let ids: Vec<String> = error.into_iter().chain(hint).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    pub(super) fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }
}

/// A label, hint and error around any control whose `id` is given. The control
/// must carry `aria-describedby` itself; the inputs of this module do.
#[component]
pub fn Field(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: OptionalText,
    #[prop(optional, into)] error: OptionalText,
    children: Children,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let invalid = error.is_some().then_some("true");
    view! {
        <div class="field" data-invalid=invalid>
            <label class="field-label" for=id>
                {label}
            </label>
            {children()}
            <FieldError id=error_id message=error />
            {hint
                .into_option()
                .map(|hint| {
                    view! {
                        <p class="field-hint" id=hint_id>
                            {hint}
                        </p>
                    }
                })}
        </div>
    }
    .into_any()
}

#[component]
pub fn FieldError(#[prop(into)] id: String, #[prop(into)] message: OptionalText) -> impl IntoView {
    message.into_option().map(|message| {
        view! {
            <p class="field-error" id=id>
                <Icon name=IconName::Critical />
                <span>{message}</span>
            </p>
        }
    })
}

/// Questions that belong together, under one legend.
#[component]
pub fn FieldSet(
    #[prop(into)] legend: String,
    #[prop(optional, into)] hint: OptionalText,
    children: Children,
) -> impl IntoView {
    view! {
        <fieldset class="fieldset">
            <legend class="fieldset-legend">{legend}</legend>
            {hint.into_option().map(|hint| view! { <p class="field-hint">{hint}</p> })}
            {children()}
        </fieldset>
    }
    .into_any()
}
