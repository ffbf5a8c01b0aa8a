//! Which tags fit one contact, each with why, to be accepted one by one.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use crate::{
    contacts,
    context::Viewer,
    error::{Error, Result},
    language_model,
    routes::paths,
    shell::{Place, signed_in},
    taxonomy::{
        Offer,
        actions::{AcceptTag, ReconsiderTags},
        offers,
    },
    ui::{
        Button, ButtonKind, Drawing, EmptyState, Form, HiddenInput, IconName, LinkButton, List,
        ListItem, Page, PageHead, Section, Width,
    },
    workspaces::Permission,
};

#[component]
pub fn OfContact() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    let id = id.and_then(|text| text.parse().ok());
    signed_in(Place::Contacts, move |viewer| load(viewer, id))
}

async fn load(viewer: Viewer, id: Option<Uuid>) -> Result<(String, AnyView)> {
    let id = id.ok_or(Error::NotFound)?;
    let mut scope = viewer.begin().await?;
    let contact = contacts::contact(&mut scope, id).await?;
    let offers = offers(&mut scope, id).await?;
    let is_offline = language_model::language_model(&mut scope)
        .await?
        .is_offline();
    let may_edit = viewer.role.may(Permission::EditContacts);
    let rows: Vec<_> = offers
        .iter()
        .map(|offer| row(id, offer, may_edit))
        .collect();
    let content = if rows.is_empty() {
        nothing()
    } else {
        view! { <Section title="These fit"><List label="Tags that fit">{rows}</List></Section> }
            .into_any()
    };
    let ask = (may_edit && !is_offline).then(|| {
        view! {
            <Form action=ReconsiderTags::PATH inline=true label="Ask the model">
                <HiddenInput name="id" value=id.to_string()/>
                <Button icon=IconName::Automation>"Ask the language model"</Button>
            </Form>
        }
    });
    let title = format!("Tags for {}", contact.name);
    let heading = title.clone();
    let view = view! {
        <Page width=Width::Reading>
            <PageHead
                title=heading
                detail="By the approved automatic tags. Those on the contact, and those that were taken off, are left out."
                back=(contact.name.clone(), paths::contact(id))
            />
            <div class="stack">{content} {ask}</div>
        </Page>
    };
    Ok((title, view.into_any()))
}

fn nothing() -> AnyView {
    view! {
        <EmptyState
            drawing=Drawing::People
            title="No further tag fits"
            detail="Rules and their words stand under Automatic tags."
        >
            <LinkButton href=paths::taxonomy()>"Show automatic tags"</LinkButton>
        </EmptyState>
    }
    .into_any()
}

fn row(contact: Uuid, offer: &Offer, may_edit: bool) -> impl IntoView + use<> {
    let (name, category, why) = (
        offer.name.clone(),
        offer.category.clone(),
        offer.why.clone(),
    );
    let end = {
        let name = name.clone();
        move || may_edit.then(|| accept(contact, &name))
    };
    view! {
        <ListItem end=end>
            <span class="block"><strong dir="auto">{name}</strong> " " <span class="muted" dir="auto">{category}</span></span>
            <span class="muted block whitespace-normal" dir="auto">{why}</span>
        </ListItem>
    }
}

fn accept(contact: Uuid, name: &str) -> impl IntoView + use<> {
    let label = format!("Add the tag {name}");
    let name = name.to_owned();
    view! {
        <Form action=AcceptTag::PATH inline=true label=label>
            <HiddenInput name="id" value=contact.to_string()/>
            <HiddenInput name="name" value=name/>
            <Button kind=ButtonKind::Plain small=true icon=IconName::Add>"Add"</Button>
        </Form>
    }
}
