use leptos::prelude::*;
use uuid::Uuid;

use super::types::ImportReport;
use crate::error::Error;

/// How far an import is, for the page that shows it live.
#[server(input = leptos::server_fn::codec::GetUrl)]
pub async fn import_progress(id: Uuid) -> Result<ImportReport, Error> {
    use crate::{context::viewer, forms::value_or_error};

    value_or_error(async {
        let mut scope = viewer()?.begin().await?;
        Ok(super::import(&mut scope, id).await?.report())
    })
    .await
}

#[server]
pub async fn cancel_import(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ImportFiles)?.begin().await?;
        super::cancel(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::import(id))
            .saying("Import stopped. What was stored stays.")
            .or_undo::<RetryImport>(&[("id", id.to_string())]))
    })
    .await
}

#[server]
pub async fn retry_import(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ImportFiles)?.begin().await?;
        super::retry(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::import(id)).saying("The import goes on."))
    })
    .await
}

#[server]
pub async fn pause_import(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ImportFiles)?.begin().await?;
        super::pause(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::import(id)).saying("Import paused."))
    })
    .await
}

#[server]
pub async fn resume_import(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ImportFiles)?.begin().await?;
        super::resume(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::import(id)).saying("The import goes on."))
    })
    .await
}

/// Says whose mailbox it is: the ticked proposals and what was typed beside them.
#[server]
pub async fn answer_import(
    id: Uuid,
    #[server(default)] addresses: Vec<String>,
    #[server(default)] other: String,
) -> Result<(), Error> {
    use super::upload::Intake;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut given = Intake {
            own_addresses: addresses,
            ..Intake::default()
        };
        given.add_addresses(&other);
        let mut scope = viewer_who_may(Permission::ImportFiles)?.begin().await?;
        super::answer_addresses(&mut scope, id, &given.own_addresses).await?;
        scope.commit().await?;
        Ok(Done::to(paths::import(id)).saying("Thank you. The import goes on."))
    })
    .await
}

/// Says that none of the addresses is the member's: the mailbox is somebody else's.
#[server]
pub async fn answer_none(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ImportFiles)?.begin().await?;
        super::answer_none(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::import(id)).saying("Thank you. It is read as other people's mail."))
    })
    .await
}

/// Says of a proposed address that it is `mine`, `not_mine`, or `open` again.
#[server]
pub async fn claim_address(id: Uuid, address: String, claim: String) -> Result<(), Error> {
    use super::Claim;
    use crate::{
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let claim = Claim::parse(&claim).ok_or(Error::invalid("claim", FieldCode::Unknown))?;
        let mut scope = viewer_who_may(Permission::ImportFiles)?.begin().await?;
        super::claim(&mut scope, id, &address, claim).await?;
        scope.commit().await?;
        let done = Done::to(paths::import(id));
        let said = match claim {
            Claim::Mine => format!("{address} is yours. Your mail follows."),
            Claim::NotMine => format!("{address} is somebody else's."),
            Claim::Open => return Ok(done),
        };
        let undo = [
            ("id", id.to_string()),
            ("address", address),
            ("claim", Claim::Open.as_str().to_owned()),
        ];
        Ok(done.saying(said).or_undo::<ClaimAddress>(&undo))
    })
    .await
}

/// Imports what was skipped for this reason.
#[server]
pub async fn include_skipped(id: Uuid, reason: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ImportFiles)?.begin().await?;
        super::include(&mut scope, id, &reason).await?;
        scope.commit().await?;
        Ok(Done::to(paths::import(id)).saying("The file is read for them once more."))
    })
    .await
}

/// Says what the columns of a table hold, in its order; `table` is its file in an archive.
#[server]
pub async fn choose_columns(
    id: Uuid,
    #[server(default)] table: String,
    #[server(default)] fields: Vec<String>,
    #[server(default)] labels: Vec<String>,
) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::ImportFiles)?;
        let may_define = viewer.role.may(Permission::ManageFields);
        let mut scope = viewer.begin().await?;
        let chosen = super::Chosen {
            table,
            fields,
            labels,
        };
        super::choose_columns(&mut scope, id, chosen, may_define).await?;
        scope.commit().await?;
        Ok(Done::to(paths::import(id)).saying("Thank you. The import goes on."))
    })
    .await
}

/// Leaves a table out that is asked about.
#[server]
pub async fn leave_table_out(id: Uuid, #[server(default)] table: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ImportFiles)?.begin().await?;
        super::leave_table_out(&mut scope, id, Some(&table)).await?;
        scope.commit().await?;
        Ok(Done::to(paths::import(id)).saying("This table is left out. The import goes on."))
    })
    .await
}

/// Imports a row that could not be used, with the cells as they are corrected.
#[server]
pub async fn mend_row(
    id: Uuid,
    rejection: i64,
    #[server(default)] cells: Vec<String>,
) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::ImportFiles)?;
        let mut scope = viewer.begin().await?;
        super::mend_row(&mut scope, &viewer, id, rejection, &cells).await?;
        scope.commit().await?;
        Ok(Done::to(paths::rejected(id)).saying("The row is imported."))
    })
    .await
}

/// Takes away what came by this import alone.
#[server]
pub async fn undo_import(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ImportFiles)?.begin().await?;
        super::undo(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::import(id)).saying("The import is being undone."))
    })
    .await
}

/// Reads the kept file of an undone import from its beginning.
#[server]
pub async fn redo_import(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ImportFiles)?.begin().await?;
        super::redo(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::import(id)).saying("The file is imported again."))
    })
    .await
}
