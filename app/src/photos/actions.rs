//! What the buttons about a photo do.

use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

#[server]
pub async fn remove_photo(contact: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let before = super::remove_photo(&mut scope, contact).await?;
        scope.commit().await?;
        let mut back = vec![("contact", contact.to_string())];
        back.extend(before.map(|hash| ("before", hash)));
        Ok(Done::to(paths::contact(contact))
            .saying("Photo removed.")
            .or_undo::<RestorePhoto>(&back))
    })
    .await
}

/// Goes back to the photo that a person had chosen `before`; where that is absent, to
/// what files say.
#[server]
pub async fn restore_photo(
    contact: Uuid,
    #[server(default)] before: Option<String>,
) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::restore_photo(&mut scope, contact, before).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(contact)).saying("The photo is as it was."))
    })
    .await
}
