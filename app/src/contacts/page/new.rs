//! The form for a new contact.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    contacts::actions::CreateContact,
    context::Viewer,
    error::Result,
    forms::form_state,
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, ButtonKind, FieldRow, Form, FormActions, InputKind, LinkButton, Page, PageHead,
        TextField, Width,
    },
    workspaces::Permission,
};

#[component]
pub fn New() -> impl IntoView {
    signed_in(Place::Contacts, load)
}

async fn load(viewer: Viewer) -> Result<(String, AnyView)> {
    viewer.require(Permission::EditContacts)?;
    let view = view! {
        <Page width=Width::Form>
            <PageHead
                title="Add contact"
                detail="People you write with are added by importing mail. This is for everybody else."
                back=("Contacts".to_owned(), paths::contacts().to_owned())
            />
            {form()}
        </Page>
    };
    Ok(("Add contact".to_owned(), view.into_any()))
}

fn form() -> impl IntoView {
    let state = form_state(CreateContact::PATH);
    view! {
        <Form action=CreateContact::PATH>
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
                    value=state.value("company")
                    error=state.error("company")
                    autocomplete="off"
                />
            </FieldRow>
            <FormActions>
                <Button kind=ButtonKind::Primary>"Add contact"</Button>
                <LinkButton kind=ButtonKind::Quiet href=paths::contacts()>"Cancel"</LinkButton>
            </FormActions>
        </Form>
    }
}
