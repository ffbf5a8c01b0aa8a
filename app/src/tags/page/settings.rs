//! All tags of the workspace: renamed, coloured, joined, deleted.

use leptos::{prelude::*, server_fn::ServerFn};

use super::tag_link;
use crate::{
    forms::form_state,
    routes::paths,
    tags::{
        HUES, Tag, TagUse,
        actions::{CreateTag, DeleteTag, EditTag, MergeTags},
    },
    ui::{
        Button, ButtonKind, Choice, Disclosure, FieldRow, Form, FormActions, HiddenInput, IconName,
        List, ListItem, Section, SelectField, TextField, grouped,
    },
};

pub fn section(tags: Vec<TagUse>) -> AnyView {
    let state = form_state(CreateTag::PATH);
    let all: Vec<Tag> = tags.iter().map(|used| used.tag.clone()).collect();
    let rows = tags.iter().map(|used| row(used, &all)).collect::<Vec<_>>();
    let list = (!rows.is_empty()).then(|| view! { <List label="Tags">{rows}</List> });
    view! {
        <Section
            title="Tags"
            id="tags"
            detail="Words on contacts, by which lists are narrowed. Files that are imported bring theirs along."
        >
            {list}
            <p>
                <a class="link inline-block py-1.5" href=paths::taxonomy()>"Tags that are set automatically"</a>
            </p>
            <Form action=CreateTag::PATH>
                <TextField
                    name="name"
                    id="new-tag"
                    label="New tag"
                    value=state.value("name")
                    error=state.error("name")
                    autocomplete="off"
                    required=true
                />
                <FormActions><Button kind=ButtonKind::Plain>"Create tag"</Button></FormActions>
            </Form>
        </Section>
    }
    .into_any()
}

fn row(used: &TagUse, all: &[Tag]) -> impl IntoView + use<> {
    let count = grouped(u64::try_from(used.contacts).unwrap_or_default());
    let end = move || view! { <span class="muted numeric">{count.clone()}</span> };
    let (link, change) = (tag_link(&used.tag), change(&used.tag, all));
    view! { <ListItem end=end>{link} {change}</ListItem> }
}

fn change(tag: &Tag, all: &[Tag]) -> impl IntoView + use<> {
    let id = tag.id.to_string();
    let state = form_state(EditTag::PATH);
    let is_mine = state.value("id").as_deref() == Some(id.as_str());
    let error = state.error("name").filter(|_| is_mine);
    let typed = state.value("name").filter(|_| error.is_some());
    let name = typed.unwrap_or_else(|| tag.name.clone());
    let hues = HUES.iter().enumerate();
    let hues = hues.map(|(hue, label)| Choice::new(hue.to_string(), *label));
    let (hues, hue) = (hues.collect::<Vec<_>>(), tag.hue.to_string());
    let (name_id, hue_id) = (format!("tag-{id}"), format!("hue-{id}"));
    let (merge, own) = (merge_form(tag, all), id.clone());
    view! {
        <Disclosure summary="Change" open=error.is_some()>
            <Form action=EditTag::PATH>
                <HiddenInput name="id" value=own/>
                <FieldRow>
                    <TextField name="name" id=name_id label="Name" value=name error=error required=true/>
                    <SelectField name="hue" id=hue_id label="Colour" choices=hues value=hue/>
                </FieldRow>
                <FormActions><Button small=true>"Save tag"</Button></FormActions>
            </Form>
            {merge}
            <Form action=DeleteTag::PATH inline=true>
                <HiddenInput name="id" value=id/>
                <Button kind=ButtonKind::Danger small=true icon=IconName::Delete>"Delete tag"</Button>
            </Form>
        </Disclosure>
    }
}

fn merge_form(tag: &Tag, all: &[Tag]) -> Option<impl IntoView + use<>> {
    let others = all.iter().filter(|other| other.id != tag.id);
    let others: Vec<_> = others
        .map(|other| Choice::new(other.id.to_string(), other.name.clone()))
        .collect();
    let (id, field) = (tag.id.to_string(), format!("into-{}", tag.id));
    (!others.is_empty()).then(|| {
        view! {
            <Form action=MergeTags::PATH inline=true>
                <HiddenInput name="id" value=id/>
                <SelectField name="into" id=field label="Join to" choices=others/>
                <Button kind=ButtonKind::Plain small=true>"Join"</Button>
            </Form>
        }
    })
}
