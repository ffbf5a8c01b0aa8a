//! What the forms of tags do.

use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

/// Puts a tag on a contact by its name.
#[server]
pub async fn add_tag(id: Uuid, name: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let tag = super::tag_contact(&mut scope, id, &name).await?;
        scope.commit().await?;
        let back = [("id", id.to_string()), ("tag", tag.to_string())];
        Ok(Done::to(paths::contact(id))
            .saying("Tag added.")
            .or_undo::<RemoveTag>(&back))
    })
    .await
}

#[server]
pub async fn remove_tag(id: Uuid, tag: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let was = super::untag_contact(&mut scope, id, tag).await?;
        scope.commit().await?;
        let back = [
            ("id", id.to_string()),
            ("tag", tag.to_string()),
            ("own", was.own.to_string()),
            ("automatic", was.automatic.to_string()),
        ];
        Ok(Done::to(paths::contact(id))
            .saying("Tag removed.")
            .or_undo::<PutTagBack>(&back))
    })
    .await
}

/// Takes the removal of a tag back.
#[server]
pub async fn put_tag_back(
    id: Uuid,
    tag: Uuid,
    #[server(default)] own: bool,
    #[server(default)] automatic: bool,
) -> Result<(), Error> {
    use super::Was;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::put_back(&mut scope, id, tag, Was { own, automatic }).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(id)).saying("The tag is back."))
    })
    .await
}

#[server]
pub async fn create_tag(name: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let id = super::create_tag(&mut scope, &name, None).await?;
        scope.commit().await?;
        Ok(Done::to(paths::tag_settings())
            .saying("Tag created.")
            .or_undo::<DeleteTag>(&[("id", id.to_string())]))
    })
    .await
}

#[server]
pub async fn edit_tag(id: Uuid, name: String, hue: i16) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let before = super::tag(&mut scope, id).await?;
        super::edit_tag(&mut scope, id, Some(&name), Some(hue)).await?;
        scope.commit().await?;
        let back = [
            ("id", id.to_string()),
            ("name", before.name),
            ("hue", before.hue.to_string()),
        ];
        Ok(Done::to(paths::tag_settings())
            .saying("Tag saved.")
            .or_undo::<EditTag>(&back))
    })
    .await
}

#[server]
pub async fn merge_tags(id: Uuid, into: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::merge_tags(&mut scope, id, into).await?;
        scope.commit().await?;
        Ok(Done::to(paths::tag_settings())
            .saying("The two tags are one.")
            .or_undo::<RestoreTag>(&[("id", id.to_string())]))
    })
    .await
}

#[server]
pub async fn delete_tag(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::delete_tag(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::tag_settings())
            .saying("Tag deleted.")
            .or_undo::<RestoreTag>(&[("id", id.to_string())]))
    })
    .await
}

/// Brings back a tag that was deleted or joined to another.
#[server]
pub async fn restore_tag(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::restore_tag(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::tag_settings()).saying("The tag is back."))
    })
    .await
}
