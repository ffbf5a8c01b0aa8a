//! What the forms of views do.
#![expect(
    clippy::too_many_arguments,
    reason = "a form posts its fields one by one"
)]

use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

/// Saves what the list shows as a view of the member, or of everybody.
#[server]
pub async fn save_view(
    name: String,
    #[server(default)] shared: bool,
    #[server(default)] query: String,
    #[server(default)] sort: String,
    #[server(default)] layout: String,
    #[server(default)] group: String,
    #[server(default)] columns: String,
) -> Result<(), Error> {
    use super::{ViewInput, types::columns_of};
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let input = ViewInput {
            name,
            is_shared: shared,
            query,
            sort,
            layout,
            group,
            columns: columns_of(&columns),
        };
        let id = super::save_view(&mut scope, &input).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact_view(id))
            .saying("View saved.")
            .or_undo::<DeleteView>(&[("id", id.to_string())]))
    })
    .await
}

#[server]
pub async fn edit_view(
    id: Uuid,
    name: String,
    #[server(default)] shared: bool,
    #[server(default)] query: String,
    #[server(default)] sort: String,
    #[server(default)] layout: String,
    #[server(default)] group: String,
    #[server(default)] columns: String,
) -> Result<(), Error> {
    use super::{ViewInput, types::columns_of};
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::EditContacts)?;
        let manages = viewer.role.may(Permission::ManageMembers);
        let mut scope = viewer.begin().await?;
        let input = ViewInput {
            name,
            is_shared: shared,
            query,
            sort,
            layout,
            group,
            columns: columns_of(&columns),
        };
        let before = super::edit_view(&mut scope, id, &input, manages).await?;
        scope.commit().await?;
        let mut back = before.fields();
        back.push(("id", id.to_string()));
        Ok(Done::to(paths::contact_view(id))
            .saying("View saved.")
            .or_undo::<EditView>(&back))
    })
    .await
}

#[server]
pub async fn delete_view(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::EditContacts)?;
        let manages = viewer.role.may(Permission::ManageMembers);
        let mut scope = viewer.begin().await?;
        let name = super::delete_view(&mut scope, id, manages).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contacts())
            .saying(format!("View “{name}” deleted."))
            .or_undo::<RestoreView>(&[("id", id.to_string())]))
    })
    .await
}

#[server]
pub async fn restore_view(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::EditContacts)?;
        let manages = viewer.role.may(Permission::ManageMembers);
        let mut scope = viewer.begin().await?;
        super::restore_view(&mut scope, id, manages).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact_view(id)).saying("View restored."))
    })
    .await
}
