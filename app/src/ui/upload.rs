//! Choosing a file: a real file input inside a field that an island may turn into
//! a place to drop on (it sets `data-over` while something hovers).

use leptos::prelude::*;

use super::field::FieldError;
use super::icon::{Icon, IconName};
use super::text::OptionalText;

#[component]
pub fn FileField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: OptionalText,
    #[prop(optional, into)] error: OptionalText,
    /// Comma-separated types, as in the attribute `accept`.
    #[prop(optional, into)]
    accept: OptionalText,
    #[prop(optional)] multiple: bool,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let error_id = format!("{name}-error");
    let described_by = error.is_some().then(|| error_id.clone());
    let invalid = error.is_some().then_some("true");
    view! {
        <div class="field">
            <div class="drop">
                <Icon name=IconName::Upload />
                <label class="drop-title" for=name.clone()>
                    {label}
                </label>
                {hint.into_option().map(|hint| view! { <p class="field-hint">{hint}</p> })}
                <input
                    class="drop-input"
                    type="file"
                    id=name.clone()
                    name=name
                    accept=accept.into_option()
                    multiple=multiple
                    required=required
                    aria-describedby=described_by
                    aria-invalid=invalid
                />
            </div>
            <FieldError id=error_id message=error />
        </div>
    }
    .into_any()
}
