//! Where somebody works and worked: writing, changing, removing, each with a way back.
#![expect(
    clippy::too_many_arguments,
    reason = "a form posts its fields one by one"
)]

use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

/// Writes an employment, in the place of the one with this key if there is one.
#[server]
pub async fn save_employment(
    id: Uuid,
    #[server(default)] key: String,
    #[server(default)] company: String,
    #[server(default)] title: String,
    #[server(default)] department: String,
    #[server(default)] since: String,
    #[server(default)] until: String,
    #[server(default)] seen: Option<String>,
) -> Result<(), Error> {
    use crate::{
        contacts::{self, EmploymentInput},
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let input = EmploymentInput {
            company,
            title,
            department,
            since,
            until,
        };
        let key = Some(key.as_str()).filter(|key| !key.is_empty());
        if let Some(key) = key {
            contacts::refuse_unseen_employment(&mut scope, id, key, seen.as_deref()).await?;
        }
        let replaced = contacts::set_employment(&mut scope, id, key, input).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(id))
            .saying("Position saved.")
            .or_undo::<RestoreEmployment>(&replaced.way_back(id)))
    })
    .await
}

#[server]
pub async fn remove_employment(id: Uuid, key: String) -> Result<(), Error> {
    use crate::{
        contacts,
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let replaced = contacts::remove_employment(&mut scope, id, &key).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(id))
            .saying("Position removed.")
            .or_undo::<RestoreEmployment>(&replaced.way_back(id)))
    })
    .await
}

/// Takes a change or a removal back.
#[server]
pub async fn restore_employment(
    id: Uuid,
    #[server(default)] made: Option<Uuid>,
    #[server(default)] hidden: Option<String>,
    #[server(default)] was: bool,
    #[server(default)] company: String,
    #[server(default)] title: String,
    #[server(default)] department: String,
    #[server(default)] since: String,
    #[server(default)] until: String,
) -> Result<(), Error> {
    use crate::{
        contacts::{self, EmploymentInput, Replaced},
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let written = EmploymentInput {
            company,
            title,
            department,
            since,
            until,
        };
        let replaced = Replaced {
            made,
            hidden,
            was: was.then_some(written),
        };
        contacts::restore_employment(&mut scope, id, replaced).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(id)).saying("Position is as it was."))
    })
    .await
}
