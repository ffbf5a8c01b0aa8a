use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

#[server]
pub async fn create_device(name: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ManageKeys)?.begin().await?;
        let password = super::create_app_password(&mut scope, &name).await?;
        scope.commit().await?;
        crate::settings::show_once("app_password", &password).await?;
        Ok(Done::to(paths::devices()))
    })
    .await
}

#[server]
pub async fn revoke_device(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ManageKeys)?.begin().await?;
        super::revoke_app_password(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::devices()).saying("Password revoked. The device is shut out now."))
    })
    .await
}
