use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

#[server]
pub async fn delete_company(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::delete_company(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::companies())
            .saying("Company deleted. It stays in the trash for 30 days.")
            .or_undo::<RestoreCompany>(&[("id", id.to_string())]))
    })
    .await
}

#[server]
pub async fn restore_company(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::restore_company(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::company(id)).saying("Company restored."))
    })
    .await
}
