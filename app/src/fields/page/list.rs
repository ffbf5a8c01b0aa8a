//! The fields of the workspace: those of contacts, those of companies, those put away.

use leptos::{prelude::*, server_fn::ServerFn};

use super::definition::{choice_area, definition, kinds};
use crate::{
    context::Viewer,
    error::Result,
    fields::{
        Field,
        actions::{ArchiveField, DefineField},
        all_fields,
        types::{FieldKind, Subject},
    },
    forms::form_state,
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, ButtonKind, Choice, FieldRow, Form, FormActions, HiddenInput, List as Lines,
        ListItem, Page, PageHead, Section, SelectField, TextField, Width,
    },
    workspaces::Permission,
};

#[component]
pub fn List() -> impl IntoView {
    signed_in(Place::Settings, load)
}

async fn load(viewer: Viewer) -> Result<(String, AnyView)> {
    let may_manage = viewer.role.may(Permission::ManageFields);
    let mut scope = viewer.begin().await?;
    let all = all_fields(&mut scope).await?;
    let away: Vec<_> = all
        .iter()
        .filter(|field| field.archived_at.is_some())
        .map(put_away)
        .collect();
    let away = (!away.is_empty()).then(|| {
        view! {
            <Section title="Put away" detail="They show nowhere. Their values are kept and come back with them.">
                <Lines label="Fields put away">{away}</Lines>
            </Section>
        }
    });
    let view = view! {
        <Page width=Width::Form>
            <PageHead title="Custom fields" back=("Settings".to_owned(), paths::settings().to_owned())/>
            <div class="stack">
                {Subject::ALL.map(|subject| of_subject(subject, &all, may_manage)).into_iter().collect::<Vec<_>>()}
                {may_manage.then(new)}
                {away.filter(|_| may_manage)}
            </div>
        </Page>
    };
    Ok(("Custom fields".to_owned(), view.into_any()))
}

fn of_subject(subject: Subject, all: &[Field], may_manage: bool) -> impl IntoView + use<> {
    let own: Vec<&Field> = all
        .iter()
        .filter(|field| field.subject == subject && field.archived_at.is_none())
        .collect();
    let content = match (own.is_empty(), may_manage) {
        (true, _) => view! { <p class="muted">"No fields yet."</p> }.into_any(),
        (false, true) => own
            .iter()
            .zip(1..)
            .map(|(field, place)| definition(field, place))
            .collect::<Vec<_>>()
            .into_any(),
        (false, false) => {
            let rows: Vec<_> = own.iter().map(|field| line(field)).collect();
            view! { <Lines label=subject.plural()>{rows}</Lines> }.into_any()
        }
    };
    view! { <Section title=subject.plural() count=own.len().to_string()>{content}</Section> }
}

fn line(field: &Field) -> impl IntoView + use<> {
    let (label, kind) = (field.label.clone(), field.kind.label().to_lowercase());
    view! {
        <ListItem>
            <span class="clip" dir="auto">{label}</span> " "
            <span class="muted">{kind}</span>
        </ListItem>
    }
}

fn put_away(field: &Field) -> impl IntoView + use<> {
    let id = field.id.to_string();
    let end = move || {
        let id = id.clone();
        view! {
            <Form action=ArchiveField::PATH inline=true>
                <HiddenInput name="id" value=id/>
                <HiddenInput name="archived" value="false"/>
                <Button kind=ButtonKind::Quiet small=true>"Take back"</Button>
            </Form>
        }
    };
    let words = format!(
        "{}, {}",
        field.subject.plural(),
        field.kind.label().to_lowercase()
    );
    let label = field.label.clone();
    view! {
        <ListItem end=end>
            <span class="clip" dir="auto">{label}</span> " "
            <span class="muted">{words}</span>
        </ListItem>
    }
}

fn new() -> impl IntoView {
    let state = form_state(DefineField::PATH);
    let subjects = Subject::ALL.map(|subject| Choice::new(subject.as_str(), subject.plural()));
    let kind = state.value("kind");
    let kind = kind.unwrap_or_else(|| FieldKind::Text.as_str().to_owned());
    let choices = choice_area(
        "choices",
        "field-choices",
        "Choices",
        state.value("choices"),
        state.error("choices"),
    );
    let subject = state.value("subject");
    view! {
        <Section title="New field" id="new">
            <Form action=DefineField::PATH label="New field">
                <TextField
                    name="label"
                    id="field-label"
                    label="Name"
                    value=state.value("label")
                    error=state.error("label")
                    autocomplete="off"
                    required=true
                />
                <FieldRow>
                    <SelectField
                        name="subject"
                        id="field-subject"
                        label="On"
                        choices=subjects.to_vec()
                        value=subject
                    />
                    <SelectField name="kind" id="field-kind" label="Holds" choices=kinds() value=kind/>
                </FieldRow>
                {choices}
                <FormActions><Button>"Add field"</Button></FormActions>
            </Form>
        </Section>
    }
}
