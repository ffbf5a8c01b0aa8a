//! Inputs that are typed into.

use leptos::prelude::*;

use super::area::area_text;
use super::field::{Field, FieldText};
use super::icon::{Icon, IconName};
use super::kbd::Kbd;
use super::text::OptionalText;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    #[default]
    Text,
    Email,
    Password,
    Number,
    Date,
    Time,
    Telephone,
    Url,
    Search,
}

impl InputKind {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Email => "email",
            Self::Password => "password",
            Self::Number => "number",
            Self::Date => "date",
            Self::Time => "time",
            Self::Telephone => "tel",
            Self::Url => "url",
            Self::Search => "search",
        }
    }

    /// Addresses and secrets are not prose: the browser must not correct them.
    fn spellcheck(self) -> Option<&'static str> {
        matches!(self, Self::Email | Self::Password | Self::Url).then_some("false")
    }
}

/// One line of input with its label. `id` defaults to `name`.
#[component]
pub fn TextField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional)] kind: InputKind,
    #[prop(optional, into)] id: OptionalText,
    #[prop(optional, into)] value: OptionalText,
    #[prop(optional, into)] hint: OptionalText,
    #[prop(optional, into)] error: OptionalText,
    #[prop(optional, into)] placeholder: OptionalText,
    #[prop(optional, into)] autocomplete: OptionalText,
    #[prop(optional, into)] min: OptionalText,
    #[prop(optional, into)] max: OptionalText,
    /// The id of the `datalist` that offers values.
    #[prop(optional, into)]
    list: OptionalText,
    #[prop(optional)] required: bool,
    #[prop(optional)] autofocus: bool,
    #[prop(optional)] disabled: bool,
) -> impl IntoView {
    let id = id.into_option().unwrap_or_else(|| name.clone());
    let text = FieldText {
        id,
        label,
        hint,
        error,
    };
    let (described_by, invalid) = (text.described_by(), text.invalid());
    view! {
        <Field id=text.id.clone() label=text.label hint=text.hint error=text.error>
            <input
                class="input"
                dir="auto"
                type=kind.name()
                id=text.id
                name=name
                value=value.into_option()
                placeholder=placeholder.into_option()
                autocomplete=autocomplete.into_option()
                min=min.into_option()
                max=max.into_option()
                list=list.into_option()
                spellcheck=kind.spellcheck()
                required=required
                autofocus=autofocus
                disabled=disabled
                aria-describedby=described_by
                aria-invalid=invalid
            />
        </Field>
    }
    .into_any()
}

/// Several lines; grows with what is typed where the browser can.
#[component]
pub fn TextAreaField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] id: OptionalText,
    #[prop(optional, into)] value: OptionalText,
    #[prop(optional, into)] hint: OptionalText,
    #[prop(optional, into)] error: OptionalText,
    #[prop(optional, into)] placeholder: OptionalText,
    #[prop(default = 4)] rows: u8,
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
    view! {
        <Field id=text.id.clone() label=text.label hint=text.hint error=text.error>
            <textarea
                class="input"
                dir="auto"
                id=text.id
                name=name
                rows=rows.to_string()
                placeholder=placeholder.into_option()
                required=required
                aria-describedby=described_by
                aria-invalid=invalid
            >
                {value.as_deref().map(area_text)}
            </textarea>
        </Field>
    }
    .into_any()
}

/// A search that narrows what is on the page: its own GET form.
#[component]
pub fn SearchField(
    #[prop(into)] action: String,
    #[prop(into)] label: String,
    #[prop(into, default = "q".to_owned())] name: String,
    #[prop(optional, into)] value: OptionalText,
    #[prop(optional, into)] placeholder: OptionalText,
    #[prop(optional, into)] key_hint: OptionalText,
    /// Hidden inputs that keep the other filters.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <form class="search" role="search" aria-label=label method="get" action=action>
            {children.map(|children| children())}
            <Icon name=IconName::Search />
            <input
                class="search-input"
                type="search"
                dir="auto"
                name=name
                aria-label=label.clone()
                value=value.into_option()
                placeholder=placeholder.into_option()
                autocomplete="off"
            />
            <Kbd keys=key_hint />
        </form>
    }
    .into_any()
}
