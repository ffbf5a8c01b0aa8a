//! The form for a new contact.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use crate::{
    contacts::{ContactInput, Meant, actions::CreateContact},
    context::Viewer,
    error::Result,
    forms::form_state,
    review,
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, ButtonKind, FieldRow, Form, FormActions, HiddenInput, InputKind, LinkButton, List,
        ListItem, Notice, Page, PageHead, Person, TextField, Tone, Width,
    },
    workspaces::Permission,
};

#[component]
pub fn New() -> impl IntoView {
    let company = use_query_map().with_untracked(|params| params.get("company"));
    signed_in(Place::Contacts, move |viewer| load(viewer, company))
}

async fn load(viewer: Viewer, company: Option<String>) -> Result<(String, AnyView)> {
    viewer.require(Permission::EditContacts)?;
    let state = form_state(CreateContact::PATH);
    let alike = match state.error("anyway") {
        Some(_) => {
            let input = ContactInput {
                name: state.value("name"),
                company: state.value("company"),
                emails: state.value("email").map(|email| vec![email]),
                ..ContactInput::default()
            };
            review::likely_same(&mut viewer.begin().await?, &input).await?
        }
        None => Vec::new(),
    };
    let view = view! {
        <Page width=Width::Form>
            <PageHead
                title="Add contact"
                detail="People you write with are added by importing mail. This is for everybody else."
                back=("Contacts".to_owned(), paths::contacts().to_owned())
            />
            {form(alike, company)}
        </Page>
    };
    Ok(("Add contact".to_owned(), view.into_any()))
}

/// Those who look the same as what was typed, with the way to make another one.
fn asked(alike: Vec<Meant>) -> Option<AnyView> {
    if alike.is_empty() {
        return None;
    }
    let items: Vec<_> = alike
        .into_iter()
        .map(|one| {
            let known: Vec<String> = one.email.into_iter().chain(one.company).collect();
            let (known, href) = (known.join(" · "), paths::contact(one.id));
            view! { <ListItem><Person name=one.name detail=known href=href/></ListItem> }
        })
        .collect();
    let view = view! {
        <Notice tone=Tone::Caution title="Somebody here looks the same">
            <List label="Contacts that look the same">{items}</List>
            <p>"If none of these is meant, create the contact anyway."</p>
        </Notice>
        <HiddenInput name="anyway" value="true"/>
    };
    Some(view.into_any())
}

fn form(alike: Vec<Meant>, company: Option<String>) -> impl IntoView {
    let state = form_state(CreateContact::PATH);
    let company = state.value("company").or(company);
    let button = if alike.is_empty() {
        "Add contact"
    } else {
        "Create anyway"
    };
    view! {
        <Form action=CreateContact::PATH>
            {asked(alike)}
            <TextField
                name="name"
                label="Name"
                value=state.value("name")
                error=state.error("name")
                hint="A name, an e-mail address, or both."
                autocomplete="off"
                autofocus=true
            />
            <TextField
                name="email"
                label="E-mail"
                kind=InputKind::Email
                value=state.value("email")
                error=state.error("emails")
                autocomplete="off"
            />
            <FieldRow>
                <TextField name="title" label="Title" value=state.value("title") error=state.error("title") autocomplete="off"/>
                <TextField
                    name="company"
                    label="Company"
                    value=company
                    error=state.error("company")
                    autocomplete="off"
                />
            </FieldRow>
            <FormActions>
                <Button kind=ButtonKind::Primary>{button}</Button>
                <LinkButton kind=ButtonKind::Quiet href=paths::contacts()>"Cancel"</LinkButton>
            </FormActions>
        </Form>
    }
}
