//! What to do with those who were chosen; once that is said, what it would do.

use leptos::prelude::*;
use uuid::Uuid;

use super::{
    Address,
    field::{choose_field, say_value},
    preview::preview,
    read_selection,
    words::contacts,
};
use crate::{
    context::{Scope, Viewer},
    error::{Error, Result},
    merging,
    routes::paths,
    shell::{Place, signed_in},
    tags::{self, Tag},
    ui::{
        Button, ButtonKind, Choice, Drawing, EmptyState, Form, HiddenInput, IconName, LinkButton,
        Method, Page, PageHead, Section, SelectField, Width,
    },
    workspaces::Permission,
};

#[component]
pub fn Choose() -> impl IntoView {
    let address = Address::read();
    signed_in(Place::Contacts, move |viewer| load(viewer, address))
}

async fn load(viewer: Viewer, address: Address) -> Result<(String, AnyView)> {
    if !viewer.role.may(Permission::EditContacts) {
        return Err(Error::Forbidden);
    }
    let mut scope = viewer.begin().await?;
    let chosen = match chosen(&mut scope, &address, &viewer).await {
        Ok(chosen) => chosen,
        Err(Error::Invalid(_)) => return Ok(nobody()),
        Err(error) => return Err(error),
    };
    let asked = &address.asked;
    let content = match (asked.action.is_empty(), asked.field.is_empty()) {
        (false, _) => preview(&mut scope, &address, &chosen).await?,
        (true, false) => say_value(&mut scope, &address).await?,
        (true, true) => forms(&mut scope, &address, &chosen).await?,
    };
    let title = format!("Change {}", contacts(chosen.len()));
    let view = view! {
        <Page width=Width::Form>
            <PageHead title=title back=("Contacts".to_owned(), list_href(&address))/>
            <div class="stack">{content}</div>
        </Page>
    };
    Ok(("Change contacts".to_owned(), view.into_any()))
}

async fn chosen(scope: &mut Scope, address: &Address, viewer: &Viewer) -> Result<Vec<Uuid>> {
    let selection = read_selection(&address.ids, &address.list, viewer)?;
    selection.contacts(scope).await
}

fn list_href(address: &Address) -> String {
    if address.list.is_empty() {
        paths::contacts().to_owned()
    } else {
        format!("{}?{}", paths::contacts(), address.list)
    }
}

fn nobody() -> (String, AnyView) {
    let view = view! {
        <Page width=Width::Form>
            <PageHead title="Change contacts"/>
            <EmptyState
                drawing=Drawing::People
                title="Nobody is chosen"
                detail="Tick contacts in the list, or take all that it shows."
            >
                <LinkButton href=paths::contacts()>"Show contacts"</LinkButton>
            </EmptyState>
        </Page>
    };
    ("Change contacts".to_owned(), view.into_any())
}

/// Few are compared side by side.
fn merge_href(chosen: &[Uuid]) -> Option<String> {
    let (first, rest) = chosen.split_first()?;
    let rest: Vec<String> = rest.iter().map(Uuid::to_string).collect();
    let may_be_one = (1..merging::page::MOST).contains(&rest.len());
    may_be_one.then(|| format!("{}?with={}", paths::merge_contact(*first), rest.join(",")))
}

async fn forms(scope: &mut Scope, address: &Address, chosen: &[Uuid]) -> Result<AnyView> {
    let tags = tags::tags(scope).await?;
    let (add, remove) = (
        add_tag(kept(address), &tags),
        remove_tag(kept(address), &tags),
    );
    let set = choose_field(scope, address).await?;
    let away = [
        ("archive", "Archive", IconName::Archive, ButtonKind::Plain),
        (
            "unarchive",
            "Take out of the archive",
            IconName::Undo,
            ButtonKind::Plain,
        ),
        ("delete", "Delete", IconName::Delete, ButtonKind::Danger),
    ];
    let away = away.map(|(action, label, icon, kind)| {
        let kept = kept(address);
        view! {
            <Form action=paths::bulk() method=Method::Get inline=true>
                {kept}
                <HiddenInput name="action" value=action/>
                <Button kind=kind icon=icon>{label}</Button>
            </Form>
        }
    });
    let away = away.into_iter().collect::<Vec<_>>();
    let along = take_along(address);
    let one = merge_href(chosen).map(|href| {
        view! {
            <Section title="The same person?">
                <div class="form-actions">
                    <LinkButton icon=IconName::Merge href=href>"Compare and merge"</LinkButton>
                </div>
            </Section>
        }
    });
    let view = view! {
        <Section title="Tags">{add} {remove}</Section>
        <Section title="Set a field">{set}</Section>
        {one}
        <Section title="Take along"><div class="form-actions">{along}</div></Section>
        <Section title="Put away"><div class="form-actions">{away}</div></Section>
        <p class="muted">
            "Nothing is changed before you have seen what would be. "
            <a class="link" href=paths::bulk_changes()>"What was changed before"</a>
        </p>
    };
    Ok(view.into_any())
}

/// Them as files.
fn take_along(address: &Address) -> AnyView {
    let whom = match address.ids.as_str() {
        "" => address.list.clone(),
        ids => format!("ids={}", paths::encode(ids)),
    };
    let links = [("csv", "Export as a table"), ("vcard", "Export as cards")].map(|(format, label)| {
        let href = format!("{}?format={format}&{whom}", paths::export_contacts());
        view! { <LinkButton icon=IconName::Download href=href attr:download="">{label}</LinkButton> }
    });
    links.into_iter().collect::<Vec<_>>().into_any()
}

fn add_tag(kept: AnyView, tags: &[Tag]) -> AnyView {
    let known = tags
        .iter()
        .map(|tag| view! { <option value=tag.name.clone()></option> })
        .collect::<Vec<_>>();
    view! {
        <Form action=paths::bulk() method=Method::Get inline=true label="Add a tag">
            {kept}
            <HiddenInput name="action" value="add_tag"/>
            <div class="field">
                <label class="field-label" for="add-tag">"Add the tag"</label>
                <input class="input" id="add-tag" name="tag" dir="auto" list="known-tags" maxlength="60" required=true autocomplete="off"/>
                <datalist id="known-tags">{known}</datalist>
            </div>
            <Button>"Preview"</Button>
        </Form>
    }
    .into_any()
}

fn remove_tag(kept: AnyView, tags: &[Tag]) -> Option<AnyView> {
    let names = tags
        .iter()
        .map(|tag| Choice::new(tag.name.clone(), tag.name.clone()));
    let names: Vec<Choice> = [Choice::new("", "Choose a tag")]
        .into_iter()
        .chain(names)
        .collect();
    (!tags.is_empty()).then(|| {
        view! {
            <Form action=paths::bulk() method=Method::Get inline=true label="Remove a tag">
                {kept}
                <HiddenInput name="action" value="remove_tag"/>
                <SelectField name="tag" id="remove-tag" label="Remove the tag" choices=names required=true/>
                <Button>"Preview"</Button>
            </Form>
        }
        .into_any()
    })
}

/// The selection, and what is asked, as the next page gets them.
pub(super) fn kept(address: &Address) -> AnyView {
    let inputs = address.chosen().into_iter();
    let inputs = inputs.filter(|(_, value)| !value.is_empty());
    inputs
        .map(|(name, value)| view! { <HiddenInput name=name value=value/> })
        .collect::<Vec<_>>()
        .into_any()
}
