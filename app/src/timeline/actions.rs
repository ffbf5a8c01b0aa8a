use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

#[server]
pub async fn add_note(contact: Uuid, text: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let note = super::add_note(&mut scope, contact, &text).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(contact))
            .saying("Note added.")
            .or_undo::<DeleteNote>(&[("note", note.to_string())]))
    })
    .await
}

#[server]
pub async fn edit_note(note: Uuid, text: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let (contact, before) = super::edit_note(&mut scope, note, &text).await?;
        scope.commit().await?;
        let back = [("note", note.to_string()), ("text", before)];
        Ok(Done::to(paths::contact(contact))
            .saying("Note saved.")
            .or_undo::<EditNote>(&back))
    })
    .await
}

#[server]
pub async fn delete_note(note: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let contact = super::delete_note(&mut scope, note).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(contact))
            .saying("Note deleted.")
            .or_undo::<RestoreNote>(&[("note", note.to_string())]))
    })
    .await
}

#[server]
pub async fn restore_note(note: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let contact = super::restore_note(&mut scope, note).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(contact)).saying("Note restored."))
    })
    .await
}
