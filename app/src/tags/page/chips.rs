//! The tags of a contact on its page: each leads to all who have it; a cross takes it off.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use crate::{
    contacts::page::tagged_href,
    forms::form_state,
    routes::paths,
    tags::{
        Tag, TagWithSources,
        actions::{AddTag, RemoveTag},
    },
    ui::{Button, FieldError, HiddenInput, Icon, IconName, Section},
};

pub struct ContactTags {
    pub contact: Uuid,
    pub tags: Vec<TagWithSources>,
    /// What may be chosen while typing.
    pub known: Vec<Tag>,
    pub may_edit: bool,
}

/// The section; none where there is nothing to read and nothing may be written.
pub fn contact_tags(of: ContactTags) -> Option<AnyView> {
    if of.tags.is_empty() && !of.may_edit {
        return None;
    }
    let chips = of.tags.iter().map(|said| {
        let tag = &said.tag;
        let remove = of.may_edit.then(|| remove_form(of.contact, tag));
        let automatic = said.is_automatic().then(automatic);
        view! {
            <span class="tag-chip" data-hue=tag.hue.to_string()>{tag_link(tag)} {automatic} {remove}</span>
        }
    });
    let chips = chips.collect::<Vec<_>>();
    let row = (!chips.is_empty())
        .then(|| view! { <div class="tags" role="group" aria-label="Tags">{chips}</div> });
    let add = of.may_edit.then(|| add_form(of.contact, &of.known));
    let suggested = paths::suggested_tags(of.contact);
    let suggest = of.may_edit.then(|| {
        view! { <p><a class="link inline-block py-1.5" href=suggested>"Suggest tags"</a></p> }
    });
    Some(view! { <Section title="Tags">{row} {add} {suggest}</Section> }.into_any())
}

/// A rule set it, and nobody else.
fn automatic() -> impl IntoView {
    view! {
        <span class="inline-flex" title="Set automatically">
            <Icon name=IconName::Automation/>
            <span class="visually-hidden">"Set automatically"</span>
        </span>
    }
}

pub fn tag_link(tag: &Tag) -> impl IntoView + use<> {
    let href = tagged_href(&tag.name);
    let name = tag.name.clone();
    view! { <a class="tag" data-hue=tag.hue.to_string() href=href><span dir="auto">{name}</span></a> }
}

fn remove_form(contact: Uuid, tag: &Tag) -> impl IntoView + use<> {
    let label = format!("Remove the tag {}", tag.name);
    view! {
        <form method="post" action=RemoveTag::PATH>
            <HiddenInput name="id" value=contact.to_string()/>
            <HiddenInput name="tag" value=tag.id.to_string()/>
            <button class="fact-edit" type="submit" aria-label=label.clone() title=label>
                <Icon name=IconName::Close/>
            </button>
        </form>
    }
}

fn add_form(contact: Uuid, known: &[Tag]) -> impl IntoView + use<> {
    let state = form_state(AddTag::PATH);
    let error = state.error("name");
    let is_wrong = error.is_some();
    let names = known
        .iter()
        .map(|tag| view! { <option value=tag.name.clone()></option> })
        .collect::<Vec<_>>();
    view! {
        <form class="tag-add" method="post" action=AddTag::PATH aria-label="Add a tag">
            <HiddenInput name="id" value=contact.to_string()/>
            <input
                class="input"
                id="tag-name"
                name="name"
                dir="auto"
                maxlength="60"
                required=true
                autocomplete="off"
                list="known-tags"
                aria-label="Tag"
                placeholder="Add a tag"
                value=state.value("name")
                aria-invalid=is_wrong.then_some("true")
                aria-describedby=is_wrong.then_some("tag-name-error")
            />
            <datalist id="known-tags">{names}</datalist>
            <Button small=true icon=IconName::Add>"Add"</Button>
        </form>
        <FieldError id="tag-name-error" message=error/>
    }
}
