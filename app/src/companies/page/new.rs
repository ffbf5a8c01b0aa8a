//! The form for a new company.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    companies::{self, Company, NewCompany, actions::CreateCompany},
    context::Viewer,
    error::{Error, FieldCode, Result},
    forms::form_state,
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, ButtonKind, Form, FormActions, HiddenInput, LinkButton, List, ListItem, Notice,
        Page, PageHead, Person, TextField, Tone, Width,
    },
    workspaces::Permission,
};

#[component]
pub fn New() -> impl IntoView {
    signed_in(Place::Companies, load)
}

async fn load(viewer: Viewer) -> Result<(String, AnyView)> {
    viewer.require(Permission::EditContacts)?;
    let state = form_state(CreateCompany::PATH);
    let is_asking = state.error("anyway").is_some() || state.error("domain").is_some();
    let new = NewCompany {
        name: state.value("name").unwrap_or_default(),
        domain: state.value("domain"),
        parent: None,
    };
    let same = match is_asking {
        true => same(&viewer, &new).await?,
        false => Vec::new(),
    };
    let view = view! {
        <Page width=Width::Form>
            <PageHead
                title="Add company"
                detail="Companies of the people you know are found by their addresses. This is for any other."
                back=("Companies".to_owned(), paths::companies().to_owned())
            />
            {form(same)}
        </Page>
    };
    Ok(("Add company".to_owned(), view.into_any()))
}

/// A domain that cannot be read leads to none.
async fn same(viewer: &Viewer, new: &NewCompany) -> Result<Vec<Company>> {
    let mut scope = viewer.begin().await?;
    match companies::same_companies(&mut scope, new).await {
        Err(Error::Invalid(_)) => Ok(Vec::new()),
        found => found,
    }
}

/// Those that are called so or have the domain, with the way to make another one.
fn asked(same: Vec<Company>) -> Option<AnyView> {
    if same.is_empty() {
        return None;
    }
    let items: Vec<_> = same
        .into_iter()
        .map(|one| {
            let href = paths::company(one.id);
            view! { <ListItem><Person name=one.name detail=one.domain href=href/></ListItem> }
        })
        .collect();
    let view = view! {
        <Notice tone=Tone::Caution title="This company may be here already">
            <List label="Companies that look the same">{items}</List>
            <p>"If you mean another one, create it anyway. A domain belongs to one company alone."</p>
        </Notice>
        <HiddenInput name="anyway" value="true"/>
    };
    Some(view.into_any())
}

/// The domain leads to a company that is not in the list.
fn in_the_trash() -> impl IntoView {
    view! {
        <Notice tone=Tone::Caution title="A company with this domain was deleted">
            <p>"It keeps its domain until it is restored or gone for good. "<a class="link" href=paths::trash()>"Open the trash"</a></p>
        </Notice>
    }
}

fn form(same: Vec<Company>) -> impl IntoView {
    let state = form_state(CreateCompany::PATH);
    let is_taken = state.error("domain").as_deref() == Some(FieldCode::Taken.text());
    let deleted = (is_taken && same.is_empty()).then(in_the_trash);
    let button = if same.is_empty() {
        "Add company"
    } else {
        "Create anyway"
    };
    view! {
        <Form action=CreateCompany::PATH>
            {asked(same)}
            {deleted}
            <TextField
                name="name"
                label="Name"
                value=state.value("name")
                error=state.error("name")
                autocomplete="off"
                required=true
                autofocus=true
            />
            <TextField
                name="domain"
                label="Domain"
                value=state.value("domain")
                error=state.error("domain")
                hint="Like acme.com. Whoever has an address there belongs to the company."
                autocomplete="off"
            />
            <TextField
                name="parent"
                label="Belongs to"
                value=state.value("parent")
                error=state.error("parent")
                hint="The name or the domain of the company above it."
                autocomplete="off"
            />
            <FormActions>
                <Button kind=ButtonKind::Primary>{button}</Button>
                <LinkButton kind=ButtonKind::Quiet href=paths::companies()>"Cancel"</LinkButton>
            </FormActions>
        </Form>
    }
}
