//! What the forms of relations do. `contact` is whose page one came from.

use leptos::prelude::*;
use uuid::Uuid;

use super::types::RelationKind;
use crate::error::Error;

/// `who` is an id, an address or a name; with `alone` it stays a name.
#[server]
pub async fn add_relation(
    contact: Uuid,
    kind: RelationKind,
    #[server(default)] word: String,
    who: String,
    #[server(default)] alone: bool,
) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let who = super::who(&mut scope, contact, &who, alone).await?;
        let id = super::add_relation(&mut scope, contact, kind, &word, who).await?;
        scope.commit().await?;
        let back = [
            ("contact", contact.to_string()),
            ("relation", id.to_string()),
        ];
        Ok(Done::to(paths::contact(contact))
            .saying("Relation added.")
            .or_undo::<RemoveRelation>(&back))
    })
    .await
}

#[server]
pub async fn remove_relation(contact: Uuid, relation: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::remove_relation(&mut scope, relation).await?;
        scope.commit().await?;
        let back = [
            ("contact", contact.to_string()),
            ("relation", relation.to_string()),
        ];
        Ok(Done::to(paths::contact(contact))
            .saying("Relation removed.")
            .or_undo::<RestoreRelation>(&back))
    })
    .await
}

#[server]
pub async fn restore_relation(contact: Uuid, relation: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::restore_relation(&mut scope, relation).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(contact)).saying("Relation is back."))
    })
    .await
}
