use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

#[server]
pub async fn create_api_key(name: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ManageKeys)?.begin().await?;
        let key = super::create_key(&mut scope, &name).await?;
        scope.commit().await?;
        crate::settings::show_once("api_key", &key).await?;
        Ok(Done::to(paths::settings()))
    })
    .await
}

#[server]
pub async fn revoke_api_key(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ManageKeys)?.begin().await?;
        super::revoke_key(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::settings_at("keys"))
            .saying("Key revoked. Programs that use it are shut out now."))
    })
    .await
}
