//! What the forms of the taxonomy do.
#![expect(
    clippy::too_many_arguments,
    reason = "a form posts its fields one by one"
)]

use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

/// Finds tags to propose, in the background.
#[server]
pub async fn discover_tags() -> Result<(), Error> {
    use super::{Kind, page::begun};
    use crate::forms::answer;

    answer(begun(Kind::Discover)).await
}

/// Asks the language model about everybody, in the background.
#[server]
pub async fn read_contacts() -> Result<(), Error> {
    use super::{Kind, page::begun};
    use crate::forms::answer;

    answer(begun(Kind::Classify)).await
}

#[server]
pub async fn stop_reading(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::cancel_reading(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::taxonomy()).saying("Stopped."))
    })
    .await
}

#[server]
pub async fn add_taxonomy_tag(
    #[server(default)] name: String,
    #[server(default)] category: String,
    #[server(default)] title: String,
    #[server(default)] company: String,
    #[server(default)] place: String,
    #[server(default)] topic: String,
    #[server(default)] relation: String,
) -> Result<(), Error> {
    use super::EntryInput;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let words = [title, company, place, topic, relation];
        let input = EntryInput::typed(name, category, &words)?;
        let id = super::add_entry(&mut scope, &input).await?;
        scope.commit().await?;
        Ok(Done::to(paths::taxonomy())
            .saying("Proposed.")
            .or_undo::<RemoveTaxonomyTag>(&[("id", id.to_string())]))
    })
    .await
}

#[server]
pub async fn change_taxonomy_tag(
    id: Uuid,
    #[server(default)] name: String,
    #[server(default)] category: String,
    #[server(default)] title: String,
    #[server(default)] company: String,
    #[server(default)] place: String,
    #[server(default)] topic: String,
    #[server(default)] relation: String,
) -> Result<(), Error> {
    use super::{EntryInput, page::as_fields};
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let before = super::entry(&mut scope, id).await?;
        let words = [title, company, place, topic, relation];
        let input = EntryInput::typed(name, category, &words)?;
        super::change_entry(&mut scope, id, &input).await?;
        scope.commit().await?;
        Ok(Done::to(paths::taxonomy())
            .saying("Saved.")
            .or_undo::<ChangeTaxonomyTag>(&as_fields(&before)))
    })
    .await
}

#[server]
pub async fn remove_taxonomy_tag(id: Uuid, #[server(default)] from: String) -> Result<(), Error> {
    use super::page::back;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::remove_entry(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(back(&from))
            .saying("Removed.")
            .or_undo::<RestoreTaxonomyTag>(&[("id", id.to_string()), ("from", from.clone())]))
    })
    .await
}

#[server]
pub async fn restore_taxonomy_tag(id: Uuid, #[server(default)] from: String) -> Result<(), Error> {
    use super::page::back;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::restore_entry(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(back(&from)).saying("It is back."))
    })
    .await
}

#[server]
pub async fn rename_category(id: Uuid, #[server(default)] name: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::rename_category(&mut scope, id, &name).await?;
        scope.commit().await?;
        Ok(Done::to(paths::taxonomy()).saying("Renamed."))
    })
    .await
}

/// With all its tags.
#[server]
pub async fn remove_category(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::remove_category(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::taxonomy())
            .saying("The category is removed.")
            .or_undo::<RestoreCategory>(&[("id", id.to_string())]))
    })
    .await
}

#[server]
pub async fn restore_category(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::restore_category(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::taxonomy()).saying("The category is back."))
    })
    .await
}

/// All that is proposed, or this tag.
#[server]
pub async fn approve_taxonomy(
    #[server(default)] id: Option<Uuid>,
    #[server(default)] from: String,
) -> Result<(), Error> {
    use super::page::back;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let count = super::approve(&mut scope, id).await?;
        scope.commit().await?;
        let words = match count {
            1 => "1 tag is approved. Nobody has got it yet.".to_owned(),
            count => format!("{count} tags are approved. Nobody has got them yet."),
        };
        Ok(Done::to(back(&from)).saying(words))
    })
    .await
}

/// Applies the approved tags to everybody.
#[server]
pub async fn apply_taxonomy() -> Result<(), Error> {
    use crate::{
        bulk::{self, actions::UndoBulkChange, page::told},
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let id = super::apply_taxonomy(&mut scope).await?;
        let change = bulk::change(&mut scope, id).await?;
        scope.commit().await?;
        let done = Done::to(paths::bulk_change(id)).saying(told(&change));
        Ok(if change.may_be_undone() {
            done.or_undo::<UndoBulkChange>(&[("id", id.to_string())])
        } else {
            done
        })
    })
    .await
}

/// Asks the language model which tags fit a contact, where there is one.
#[server]
pub async fn reconsider_tags(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::EditContacts)?;
        let trouble = super::ask_about(&viewer, id).await?;
        let done = Done::to(paths::suggested_tags(id));
        Ok(match trouble {
            Some(trouble) => done.saying(format!("Rules chose these. {}", trouble.words())),
            None => done,
        })
    })
    .await
}

/// Puts a suggested tag on a contact, as a person's word.
#[server]
pub async fn accept_tag(id: Uuid, name: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        tags::{self, actions::RemoveTag},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let tag = tags::tag_contact(&mut scope, id, &name).await?;
        scope.commit().await?;
        let back = [("id", id.to_string()), ("tag", tag.to_string())];
        Ok(Done::to(paths::suggested_tags(id))
            .saying("Tag added.")
            .or_undo::<RemoveTag>(&back))
    })
    .await
}
