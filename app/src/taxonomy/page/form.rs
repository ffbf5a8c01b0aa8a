//! The form of one tag: its name, its category, and the words of its rule.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    forms::{FormState, form_state},
    routes::paths,
    taxonomy::{
        Entry, RuleField,
        actions::{AddTaxonomyTag, ChangeTaxonomyTag},
    },
    ui::{
        Button, ButtonKind, Disclosure, FieldRow, Form, FormActions, HiddenInput, LinkButton,
        TextField,
    },
};

/// The fields of a form as they stand.
pub fn as_fields(entry: &Entry) -> Vec<(&'static str, String)> {
    let own = [
        ("id", entry.id.to_string()),
        ("name", entry.shown_name().to_owned()),
        ("category", entry.category.clone()),
    ];
    let words = RuleField::ALL.map(|field| {
        let words = entry.words.get(&field).map(|words| words.join(", "));
        (field.as_str(), words.unwrap_or_default())
    });
    own.into_iter().chain(words).collect()
}

pub(super) fn change_form(entry: &Entry, categories: &[String]) -> AnyView {
    let state = form_state(ChangeTaxonomyTag::PATH);
    let is_mine = state.value("id") == Some(entry.id.to_string());
    let state = if is_mine { state } else { FormState::default() };
    let standing = as_fields(entry);
    let value = |name: &str| {
        let known = standing.iter().find(|(known, _)| *known == name);
        let typed = state.value(name);
        typed.or_else(|| known.map(|(_, value)| value.clone()))
    };
    let fields = fields("edit", &state, value, categories);
    let label = format!("Change {}", entry.shown_name());
    let id = entry.id.to_string();
    view! {
        <Form action=ChangeTaxonomyTag::PATH label=label>
            <HiddenInput name="id" value=id/>
            {fields}
            <FormActions>
                <Button>"Save"</Button>
                <LinkButton kind=ButtonKind::Quiet href=paths::taxonomy()>"Cancel"</LinkButton>
            </FormActions>
        </Form>
    }
    .into_any()
}

pub(super) fn add_form(categories: &[String]) -> AnyView {
    let state = form_state(AddTaxonomyTag::PATH);
    let fields = fields("new", &state, |name| state.value(name), categories);
    let is_open = state.error.is_some();
    view! {
        <Disclosure summary="Add a tag" id="add" open=is_open>
            <Form action=AddTaxonomyTag::PATH label="Add a tag">
                {fields}
                <FormActions><Button>"Propose it"</Button></FormActions>
            </Form>
        </Disclosure>
    }
    .into_any()
}

fn fields(
    prefix: &'static str,
    state: &FormState,
    value: impl Fn(&str) -> Option<String>,
    categories: &[String],
) -> AnyView {
    let list = format!("{prefix}-categories");
    let known: Vec<_> = categories
        .iter()
        .map(|name| view! { <option value=name.clone()></option> })
        .collect();
    let (name, category) = (value("name"), value("category"));
    let (wrong_name, wrong_category) = (state.error("name"), state.error("category"));
    let list_id = list.clone();
    let words: Vec<_> = RuleField::ALL
        .into_iter()
        .map(|field| {
            let name = field.as_str();
            let hint = match field {
                RuleField::Title => {
                    Some("Words parted by commas; one is enough. engineer* also means engineering.")
                }
                RuleField::Topic => Some("A note is enough, or the subjects of two conversations."),
                RuleField::Relation => Some("friend, colleague, assistant, or a word of your own."),
                RuleField::Company | RuleField::Place => None,
            };
            view! {
                <TextField
                    name=name
                    id=format!("{prefix}-{name}")
                    label=field.label()
                    value=value(name)
                    error=state.error(name)
                    hint=hint
                    autocomplete="off"
                />
            }
        })
        .collect();
    view! {
        <FieldRow>
            <TextField
                name="name"
                id=format!("{prefix}-name")
                label="Tag"
                value=name
                error=wrong_name
                autocomplete="off"
                required=true
            />
            <TextField
                name="category"
                id=format!("{prefix}-category")
                label="Category"
                value=category
                error=wrong_category
                list=list_id
                autocomplete="off"
                required=true
            />
        </FieldRow>
        <datalist id=list>{known}</datalist>
        {words}
    }
    .into_any()
}
