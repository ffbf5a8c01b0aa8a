//! The categories with their tags: what each goes by, whom it fits, and its form where it is
//! open.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::form::change_form;
use crate::{
    forms::form_state,
    routes::paths,
    taxonomy::{
        Category, Entry, Outline,
        actions::{ApproveTaxonomy, RemoveCategory, RemoveTaxonomyTag, RenameCategory},
        sentence,
    },
    ui::{
        Button, ButtonKind, Disclosure, Form, FormActions, HiddenInput, IconName, LinkButton, List,
        ListItem, Notice, Section, Tag, TextField, Tone, grouped,
    },
};

/// How many wait to be approved.
pub(super) fn proposed(outline: &[Outline], may_edit: bool) -> Option<AnyView> {
    let count: i64 = outline.iter().map(|category| category.proposed).sum();
    if count == 0 {
        return None;
    }
    let words = match count {
        1 => "1 tag is proposed".to_owned(),
        count => format!("{} tags are proposed", grouped(count.unsigned_abs())),
    };
    let button = may_edit.then(|| {
        view! {
            <Form action=ApproveTaxonomy::PATH inline=true label="Approve">
                <Button icon=IconName::Check>"Approve what is proposed"</Button>
            </Form>
        }
    });
    Some(
        view! {
            <Notice tone=Tone::Info title=words>
                <p>"Rename them, change their words, move or remove them first. Nobody gets a tag before you approve it and apply the taxonomy."</p>
                {button}
            </Notice>
        }
        .into_any(),
    )
}

pub(super) fn category_section(
    category: &Category,
    edited: Option<Uuid>,
    outline: &[Outline],
    (may_edit, here): (bool, &str),
) -> AnyView {
    let names: Vec<String> = outline.iter().map(|known| known.name.clone()).collect();
    let all = outline.iter().find(|known| known.id == category.id);
    let rows: Vec<_> = category
        .entries
        .iter()
        .map(|entry| {
            if may_edit && edited == Some(entry.id) {
                view! { <li class="py-3" id="edited">{change_form(entry, &names)}</li> }.into_any()
            } else {
                row(entry, may_edit, here)
            }
        })
        .collect();
    let count = grouped(all.map_or(0, |known| known.tags.unsigned_abs()));
    let change = may_edit.then(|| category_forms(category));
    let label = category.name.clone();
    view! {
        <Section title=category.name.clone() count=count>
            <List label=label>{rows}</List>
            {change}
        </Section>
    }
    .into_any()
}

fn row(entry: &Entry, may_edit: bool, here: &str) -> AnyView {
    let state = match (entry.is_approved, &entry.tag) {
        (false, _) => Some(("Proposed", Tone::Info)),
        (true, None) => Some(("Its tag was deleted", Tone::Caution)),
        (true, Some(_)) => None,
    };
    let state = state.map(|(label, tone)| view! { <Tag label=label tone=tone/> });
    let name = entry.shown_name().to_owned();
    let (whom, rule) = (whom(entry), sentence(&entry.words));
    let end = {
        let (id, name, here) = (entry.id, name.clone(), here.to_owned());
        let is_asleep = entry.is_approved && entry.tag.is_none();
        let is_open = !entry.is_approved || is_asleep;
        move || may_edit.then(|| ends(id, &name, is_open, &here))
    };
    view! {
        <ListItem end=end>
            <span class="block">
                <strong dir="auto">{name}</strong>
                " "
                {state}
            </span>
            <span class="muted block whitespace-normal" dir="auto">{rule}</span>
            <span class="muted block whitespace-normal" dir="auto">{whom}</span>
        </ListItem>
    }
    .into_any()
}

/// How many have it, or would.
fn whom(entry: &Entry) -> String {
    let contacts = |count: i64| match count {
        1 => "1 contact".to_owned(),
        count => format!("{} contacts", grouped(count.unsigned_abs())),
    };
    if entry.is_approved {
        return format!("Set automatically on {}", contacts(entry.contacts));
    }
    let examples: Vec<&str> = entry
        .examples
        .iter()
        .map(|example| example.name.as_str())
        .collect();
    match (entry.found, examples.is_empty()) {
        (Some(found), false) => {
            format!("Fits {}: {}", contacts(found.into()), examples.join(", "))
        }
        (Some(found), true) => format!("Fits {}", contacts(found.into())),
        (None, _) => "Added by hand".to_owned(),
    }
}

fn ends(id: Uuid, name: &str, may_be_approved: bool, here: &str) -> impl IntoView + use<> {
    let here = here.to_owned();
    let from = here.clone();
    let approve = may_be_approved.then(|| {
        let label = format!("Approve {name}");
        view! {
            <Form action=ApproveTaxonomy::PATH inline=true>
                <HiddenInput name="id" value=id.to_string()/>
                <HiddenInput name="from" value=from/>
                <Button kind=ButtonKind::Quiet small=true icon=IconName::Check label=label/>
            </Form>
        }
    });
    let (change, remove) = (format!("Change {name}"), format!("Remove {name}"));
    view! {
        <span class="flex items-center gap-1">
            {approve}
            <LinkButton kind=ButtonKind::Quiet small=true icon=IconName::Edit label=change href=paths::taxonomy_tag(id)/>
            <Form action=RemoveTaxonomyTag::PATH inline=true>
                <HiddenInput name="id" value=id.to_string()/>
                <HiddenInput name="from" value=here/>
                <Button kind=ButtonKind::Quiet small=true icon=IconName::Delete label=remove/>
            </Form>
        </span>
    }
}

fn category_forms(category: &Category) -> impl IntoView + use<> {
    let id = category.id.to_string();
    let state = form_state(RenameCategory::PATH);
    let is_mine = state.value("id").as_deref() == Some(id.as_str());
    let error = state.error("name").filter(|_| is_mine);
    let typed = state.value("name").filter(|_| error.is_some());
    let name = typed.unwrap_or_else(|| category.name.clone());
    let field = format!("category-{id}");
    let own = id.clone();
    view! {
        <Disclosure summary=format!("Change the category {}", category.name) open=error.is_some()>
            <Form action=RenameCategory::PATH inline=true>
                <HiddenInput name="id" value=own/>
                <TextField name="name" id=field label="Name" value=name error=error required=true/>
                <FormActions><Button small=true>"Rename"</Button></FormActions>
            </Form>
            <Form action=RemoveCategory::PATH inline=true>
                <HiddenInput name="id" value=id/>
                <Button kind=ButtonKind::Danger small=true icon=IconName::Delete>"Remove with its tags"</Button>
            </Form>
        </Disclosure>
    }
}
