use leptos::prelude::*;

use crate::error::Error;

/// Runs an entry of the schedule now, once at a time.
#[server]
pub async fn request_run(name: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::ManageWorkspace)?;
        let mut scope = viewer.begin().await?;
        let said = match super::schedule::run_now(&mut scope, &viewer, &name).await? {
            true => "It runs as soon as a worker is free.",
            false => "It is under way already.",
        };
        scope.commit().await?;
        Ok(Done::to(paths::schedule()).saying(said))
    })
    .await
}

/// Puts a failed order back into the queue.
#[server]
pub async fn retry_job(id: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::ManageJobs)?;
        let mut scope = viewer.begin().await?;
        if !super::store::retry(&mut scope, &id).await? {
            return Err(Error::NotFound);
        }
        scope.commit().await?;
        Ok(Done::to(paths::jobs()).saying("Put back into the queue."))
    })
    .await
}
