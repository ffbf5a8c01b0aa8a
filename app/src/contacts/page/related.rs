//! Whom a person is related to, each with the word that fits this side; adding and removing
//! them. Where several are called as was typed, the form comes back with all of them.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::{
    show::Known,
    sources::{About, source_words},
};
use crate::{
    contacts::{Meant, meant},
    context::Scope,
    error::{Error, FieldCode, Result},
    forms::{FormState, form_state},
    relations::{
        Relation,
        actions::{AddRelation, RemoveRelation},
        relations_of,
        types::RelationKind,
    },
    routes::paths,
    ui::{
        Button, CheckboxField, Choice, Disclosure, Fact, Facts, Form, FormActions, HiddenInput,
        Icon, IconName, Section, SelectField, TextField,
    },
};

pub(super) struct Related {
    relations: Vec<Relation>,
    /// Who may have been meant, where that was not clear.
    candidates: Vec<Meant>,
}

impl Related {
    pub async fn load(scope: &mut Scope, contact: Uuid) -> Result<Self> {
        let state = form_state(AddRelation::PATH);
        let mut candidates = Vec::new();
        if has_several(&state) {
            candidates = meant(scope, &state.value("who").unwrap_or_default()).await?;
            candidates.retain(|one| one.id != contact);
        }
        Ok(Self {
            relations: relations_of(scope, contact).await?,
            candidates,
        })
    }
}

fn has_several(state: &FormState) -> bool {
    match &state.error {
        Some(Error::Invalid(errors)) => errors.get("who") == Some(FieldCode::SeveralFound),
        _ => false,
    }
}

pub(super) fn related(known: &Known) -> impl IntoView + use<> {
    let others = known.related.relations.iter();
    let others = others.filter(|relation| relation.kind != RelationKind::IntroducedBy);
    let facts: Vec<_> = others.map(|one| relation_fact(known, one)).collect();
    let is_empty = facts.is_empty();
    let facts = (!is_empty).then(|| view! { <Facts>{facts}</Facts> });
    let none =
        (is_empty && !known.may_edit()).then(|| view! { <p class="muted">"None are known"</p> });
    let add = known.may_edit().then(|| add_form(known));
    view! { <Section title="Relations">{facts} {none} {add}</Section> }
}

fn relation_fact(known: &Known, relation: &Relation) -> impl IntoView + use<> {
    let name = relation.name.clone();
    let shown = match relation.contact_id {
        Some(id) => view! { <a class="link" href=paths::contact(id)>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let remove = known.may_edit().then(|| remove_form(known, relation));
    let source = source_words(&relation.source, About::Other, known.clock());
    view! {
        <Fact label=relation.label.clone() source=source>
            <div class="flex items-start justify-between gap-2">
                <div class="min-w-0" dir="auto">{shown}</div>
                {remove}
            </div>
        </Fact>
    }
}

fn remove_form(known: &Known, relation: &Relation) -> impl IntoView + use<> {
    let label = format!("Remove {} as {}", relation.name, relation.label);
    view! {
        <form method="post" action=RemoveRelation::PATH>
            <HiddenInput name="contact" value=known.contact.id.to_string()/>
            <HiddenInput name="relation" value=relation.id.to_string()/>
            <button class="fact-edit" type="submit" aria-label=label.clone() title=label>
                <Icon name=IconName::Close/>
            </button>
        </form>
    }
}

/// Who introduced them: a relation, shown where it is looked for.
pub(super) fn met_through(known: &Known) -> impl IntoView + use<> {
    let through = known.related.relations.iter();
    let through = through.filter(|relation| relation.kind == RelationKind::IntroducedBy);
    let facts: Vec<_> = through.map(|one| relation_fact(known, one)).collect();
    let form = (known.may_edit() && facts.is_empty()).then(|| through_form(known));
    view! {
        {facts}
        {form.map(|form| view! { <Fact label="Introduced by" unknown=true>{form}</Fact> })}
    }
}

fn through_form(known: &Known) -> impl IntoView + use<> {
    let state = state_of(|kind| kind == INTRODUCED_BY);
    let contact = known.contact.id.to_string();
    let choose = has_several(&state).then(|| choose(known, &state));
    view! {
        <Disclosure summary="Say who" open=state.error.is_some()>
            {choose}
            <Form action=AddRelation::PATH label="Introduced by">
                <HiddenInput name="contact" value=contact/>
                <HiddenInput name="kind" value=INTRODUCED_BY/>
                <TextField
                    name="who"
                    id="through-who"
                    label="Who introduced them"
                    hint="The name or the e-mail address."
                    value=state.value("who")
                    error=state.error("who")
                    autocomplete="off"
                    required=true
                />
                {alone(&state)}
                <FormActions><Button small=true>"Save"</Button></FormActions>
            </Form>
        </Disclosure>
    }
}

fn alone(state: &FormState) -> impl IntoView + use<> {
    let is_checked = state.value("alone").is_some();
    view! {
        <CheckboxField
            name="alone"
            label="Keep the name alone"
            hint="For somebody who is not among your contacts."
            checked=is_checked
        />
    }
}

const INTRODUCED_BY: &str = RelationKind::IntroducedBy.as_str();

/// What was refused, if it was of one of these kinds: two forms say relations.
fn state_of(is_mine: impl Fn(&str) -> bool) -> FormState {
    let state = form_state(AddRelation::PATH);
    let kind = state.value("kind").unwrap_or_default();
    if is_mine(&kind) {
        state
    } else {
        FormState::default()
    }
}

fn add_form(known: &Known) -> impl IntoView + use<> {
    let state = state_of(|kind| kind != INTRODUCED_BY);
    let contact = known.contact.id.to_string();
    let question = format!("What they are to {}", known.short_name());
    let kinds = RelationKind::ALL.into_iter();
    let kinds = kinds.filter(|kind| *kind != RelationKind::IntroducedBy);
    let choices = kinds.map(|kind| Choice::new(kind.as_str(), choice_label(kind)));
    let choose = has_several(&state).then(|| choose(known, &state));
    view! {
        <Disclosure summary="Add a relation" open=state.error.is_some()>
            {choose}
            <Form action=AddRelation::PATH label="Add a relation">
                <HiddenInput name="contact" value=contact/>
                <SelectField
                    name="kind"
                    id="relation-kind"
                    label=question
                    choices=choices.collect()
                    value=state.value("kind")
                />
                <TextField
                    name="word"
                    id="relation-word"
                    label="In a word of your own"
                    hint="Only for “Something else”: landlord, godmother."
                    value=state.value("word")
                    error=state.error("word")
                    autocomplete="off"
                />
                <TextField
                    name="who"
                    id="relation-who"
                    label="Who"
                    hint="The name or the e-mail address."
                    value=state.value("who")
                    error=state.error("who")
                    autocomplete="off"
                    required=true
                />
                {alone(&state)}
                <FormActions><Button small=true>"Add"</Button></FormActions>
            </Form>
        </Disclosure>
    }
}

fn choice_label(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Other => "Something else",
        kind => kind.label(),
    }
}

/// The same form once more, with a button for each who may be meant.
fn choose(known: &Known, state: &FormState) -> impl IntoView + use<> {
    let contact = known.contact.id.to_string();
    let [kind, word] = ["kind", "word"].map(|name| state.value(name).unwrap_or_default());
    let buttons: Vec<_> = known.related.candidates.iter().map(choice_button).collect();
    view! {
        <form class="form" method="post" action=AddRelation::PATH aria-label="Who is meant">
            <HiddenInput name="contact" value=contact/>
            <HiddenInput name="kind" value=kind/>
            <HiddenInput name="word" value=word/>
            <p class="field-label">"Who is meant?"</p>
            <div class="grid gap-1">{buttons}</div>
        </form>
    }
}

fn choice_button(one: &Meant) -> impl IntoView + use<> {
    let detail = one.email.clone().or(one.company.clone());
    let detail = detail.map(|detail| format!(" · {detail}"));
    let (id, name) = (one.id.to_string(), one.name.clone());
    view! {
        <Button small=true name="who" value=id>
            <span dir="auto">{name} {detail}</span>
        </Button>
    }
}
