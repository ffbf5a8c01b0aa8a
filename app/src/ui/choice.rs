//! Inputs that are chosen from: native controls, so that they work without a
//! script and feel at home on every device.

use leptos::prelude::*;

use super::field::{Field, FieldText};
use super::icon::{Icon, IconName};
use super::text::OptionalText;

/// One entry of a list to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: Option<String>,
    /// The heading under which it stands in a list of many, beside those of the same.
    pub group: Option<&'static str>,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
            group: None,
        }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub fn under(mut self, group: Option<&'static str>) -> Self {
        self.group = group;
        self
    }
}

#[component]
pub fn SelectField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] id: OptionalText,
    #[prop(optional, into)] value: OptionalText,
    #[prop(optional, into)] hint: OptionalText,
    #[prop(optional, into)] error: OptionalText,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let id = id.into_option().unwrap_or_else(|| name.clone());
    let text = FieldText {
        id,
        label,
        hint,
        error,
    };
    let (described_by, invalid) = (text.described_by(), text.invalid());
    let options: Vec<_> = choices
        .chunk_by(|one, next| one.group == next.group)
        .map(|some| options(some, value.as_deref()))
        .collect();
    view! {
        <Field id=text.id.clone() label=text.label hint=text.hint error=text.error>
            <div class="select">
                <select
                    class="input"
                    id=text.id
                    name=name
                    required=required
                    aria-describedby=described_by
                    aria-invalid=invalid
                >
                    {options}
                </select>
                <Icon name=IconName::CaretDown />
            </div>
        </Field>
    }
    .into_any()
}

/// Of one group, under its name.
fn options(choices: &[Choice], value: Option<&str>) -> AnyView {
    let options: Vec<_> = choices
        .iter()
        .map(|choice| {
            let selected = value == Some(choice.value.as_str());
            view! {
                <option value=choice.value.clone() selected=selected>
                    {choice.label.clone()}
                </option>
            }
        })
        .collect();
    match choices.first().and_then(|choice| choice.group) {
        Some(group) => view! { <optgroup label=group>{options}</optgroup> }.into_any(),
        None => options.into_any(),
    }
}

/// One yes-or-no. An unchecked box sends nothing.
#[component]
pub fn CheckboxField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into, default = "true".to_owned())] value: String,
    #[prop(optional, into)] hint: OptionalText,
    #[prop(optional)] checked: bool,
    #[prop(optional)] disabled: bool,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input
                class="checkbox"
                type="checkbox"
                name=name
                value=value
                checked=checked
                disabled=disabled
            />
            <ChoiceText label=label hint=hint />
        </label>
    }
    .into_any()
}

/// One of a few, all visible.
#[component]
pub fn RadioGroup(
    #[prop(into)] name: String,
    #[prop(into)] legend: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] value: OptionalText,
    /// Side by side, for short words.
    #[prop(optional)]
    inline: bool,
) -> impl IntoView {
    let radios: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let checked = value.as_deref() == Some(choice.value.as_str());
            view! {
                <label class="choice">
                    <input
                        class="radio"
                        type="radio"
                        name=name.clone()
                        value=choice.value
                        checked=checked
                    />
                    <ChoiceText label=choice.label hint=choice.hint />
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="fieldset" data-inline=inline.then_some("")>
            <legend class="field-label">{legend}</legend>
            {radios}
        </fieldset>
    }
    .into_any()
}

#[component]
fn ChoiceText(#[prop(into)] label: String, #[prop(into)] hint: OptionalText) -> impl IntoView {
    view! {
        <span class="choice-text">
            <span>{label}</span>
            {hint.into_option().map(|hint| view! { <span class="field-hint">{hint}</span> })}
        </span>
    }
    .into_any()
}
