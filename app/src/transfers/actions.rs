use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

#[server]
pub async fn export_workspace() -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ManageWorkspace)?.begin().await?;
        super::start_export(&mut scope).await?;
        scope.commit().await?;
        Ok(Done::to(paths::transfers()).saying("The file is being made."))
    })
    .await
}

#[server]
pub async fn stop_transfer(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ManageWorkspace)?.begin().await?;
        super::cancel_transfer(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::transfers()).saying("Stopped."))
    })
    .await
}
