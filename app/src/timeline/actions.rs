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
pub async fn add_company_note(company: Uuid, text: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        timeline::Whose,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let note = super::add_note(&mut scope, Whose::Company(company), &text).await?;
        scope.commit().await?;
        Ok(Done::to(paths::company(company))
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
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let (about, before) = super::edit_note(&mut scope, note, &text).await?;
        scope.commit().await?;
        let back = [("note", note.to_string()), ("text", before)];
        Ok(Done::to(about.place())
            .saying("Note saved.")
            .or_undo::<EditNote>(&back))
    })
    .await
}

/// Writes down that there was contact. `what` is the name of one of the choices, `when` is what
/// a person writes about the time.
#[server]
pub async fn log_contact(
    contact: Uuid,
    what: String,
    #[server(default)] when: String,
    #[server(default)] text: String,
) -> Result<(), Error> {
    use super::{LogInput, What};
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::EditContacts)?;
        let mut scope = viewer.begin().await?;
        let what = What::parse(&what)?;
        let input = LogInput { what, when, text };
        let entry = super::log_contact(&mut scope, contact, viewer.zone, &input).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(contact))
            .saying(format!("{} logged.", what.word()))
            .or_undo::<DeleteLog>(&[("entry", entry.to_string())]))
    })
    .await
}

#[server]
pub async fn edit_log(
    entry: Uuid,
    what: String,
    #[server(default)] when: String,
    #[server(default)] text: String,
) -> Result<(), Error> {
    use super::{LogChange, What};
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::EditContacts)?;
        let mut scope = viewer.begin().await?;
        let change = LogChange {
            what: Some(What::parse(&what)?),
            when: Some(when),
            text: Some(text),
        };
        let (contact, before) = super::edit_log(&mut scope, entry, viewer.zone, &change).await?;
        scope.commit().await?;
        let back = [
            ("entry", entry.to_string()),
            ("what", before.what.name().to_owned()),
            ("when", before.when),
            ("text", before.text),
        ];
        Ok(Done::to(paths::contact(contact))
            .saying("Saved.")
            .or_undo::<EditLog>(&back))
    })
    .await
}

#[server]
pub async fn delete_log(entry: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let contact = super::delete_log(&mut scope, entry).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(contact))
            .saying("Deleted.")
            .or_undo::<RestoreLog>(&[("entry", entry.to_string())]))
    })
    .await
}

#[server]
pub async fn restore_log(entry: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let contact = super::restore_log(&mut scope, entry).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(contact)).saying("Restored."))
    })
    .await
}

#[server]
pub async fn delete_note(note: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let about = super::delete_note(&mut scope, note).await?;
        scope.commit().await?;
        Ok(Done::to(about.place())
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
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let about = super::restore_note(&mut scope, note).await?;
        scope.commit().await?;
        Ok(Done::to(about.place()).saying("Note restored."))
    })
    .await
}
