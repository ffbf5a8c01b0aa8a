//! What a device changed of words, relations and the photo. Many programs know none of them:
//! a card without any says nothing about them.

use std::collections::BTreeSet;

use records::{Contact, Photo};
use uuid::Uuid;

use crate::{
    context::Scope,
    error::Result,
    photos,
    relations::{self, Who, types::RelationKind},
    tags,
};

const LONGEST_TAG: usize = 60;
const LONGEST_NAME: usize = 200;

pub(super) async fn change(
    scope: &mut Scope,
    id: Uuid,
    before: &Contact,
    written: &Contact,
) -> Result<()> {
    if !written.tags.is_empty() {
        tags_changed(scope, id, before, written).await?;
    }
    if !written.relations.is_empty() {
        relations_changed(scope, id, before, written).await?;
    }
    photo_changed(scope, id, before, written).await
}

async fn tags_changed(
    scope: &mut Scope,
    id: Uuid,
    before: &Contact,
    written: &Contact,
) -> Result<()> {
    let names = |contact: &Contact| -> BTreeSet<String> {
        let names = contact.tags.iter().map(|name| name.trim().to_owned());
        names
            .filter(|name| (1..=LONGEST_TAG).contains(&name.chars().count()))
            .collect()
    };
    let (old, new) = (names(before), names(written));
    for come in new.difference(&old) {
        tags::tag_contact(scope, id, come).await?;
    }
    for gone in old.difference(&new) {
        if let Some(tag) = tags::tag_called(scope, gone).await? {
            tags::untag_contact(scope, id, tag.id).await?;
        }
    }
    Ok(())
}

/// A name and what it is to the contact, whatever the two programs call that.
type Said = (String, RelationKind, Option<String>);

fn said(contact: &Contact) -> BTreeSet<Said> {
    let each = contact.relations.iter().map(|relation| {
        let (kind, word) = RelationKind::of_label(relation.label.as_deref());
        (relation.value.trim().to_owned(), kind, word)
    });
    let is_name = |name: &str| {
        (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.starts_with("urn:")
    };
    each.filter(|(name, ..)| is_name(name)).collect()
}

async fn relations_changed(
    scope: &mut Scope,
    id: Uuid,
    before: &Contact,
    written: &Contact,
) -> Result<()> {
    let (old, new) = (said(before), said(written));
    for (name, kind, word) in new.difference(&old) {
        let who = match relations::who(scope, id, name, false).await {
            Ok(who) => who,
            Err(_) => Who::Name(name.clone()),
        };
        let word = word.as_deref().unwrap_or("related");
        relations::add_relation(scope, id, *kind, word, who).await?;
    }
    let known = relations::relations_of(scope, id).await?;
    for (name, kind, _) in old.difference(&new) {
        let is_still_said = new.iter().any(|other| other.0 == *name && other.1 == *kind);
        let mut known = known.iter();
        let found = known.find(|one| one.name == *name && one.kind == *kind);
        if let Some(relation) = found.filter(|_| !is_still_said) {
            relations::remove_relation(scope, relation.id).await?;
        }
    }
    Ok(())
}

/// What is no picture stays in the card as the device wrote it.
async fn photo_changed(
    scope: &mut Scope,
    id: Uuid,
    before: &Contact,
    written: &Contact,
) -> Result<()> {
    let Some(Photo::Bytes { bytes, .. }) = &written.photo else {
        return Ok(());
    };
    if before.photo == written.photo {
        return Ok(());
    }
    if let Ok(photo) = photos::prepare(bytes.clone()).await {
        photos::set_photo(scope, id, &photo).await?;
    }
    Ok(())
}
