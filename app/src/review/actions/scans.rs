//! Comparing all with all, and from which probability on nobody is asked.

use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

/// Compares all contacts anew, in the background; to try it out, without joining anybody.
#[server]
pub async fn find_doubles(#[server(default)] dry_run: bool) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        review,
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let started = review::start_scan(&mut scope, dry_run).await;
        scope.commit().await?;
        let done = Done::to(format!("{}?scan=follow#scan", paths::review()));
        match started {
            Ok(_) => Ok(done.saying("Kith compares all contacts.")),
            Err(Error::Conflict) => Ok(done.saying("Kith compares all contacts already.")),
            Err(error) => Err(error),
        }
    })
    .await
}

/// Stops comparing all contacts. Who was joined by then stays so.
#[server]
pub async fn stop_scan(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        review,
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        review::cancel_scan(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::review()).saying("Stopped."))
    })
    .await
}

/// Whether Kith joins by itself, and from which probability on, in percent.
#[server]
pub async fn choose_joining(
    #[server(default)] joins: bool,
    #[server(default)] percent: String,
) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        review,
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let read = || percent.trim().parse::<f64>().ok();
        let wrong = |code| Error::invalid("percent", code);
        let from = match joins {
            true => Some(read().ok_or_else(|| wrong(FieldCode::NotANumber))? / 100.0),
            false => None,
        };
        let mut scope = viewer_who_may(Permission::ManageWorkspace)?.begin().await?;
        review::choose_join_from(&mut scope, from)
            .await
            .map_err(|error| match error {
                Error::Invalid(_) => wrong(FieldCode::OutOfRange),
                error => error,
            })?;
        scope.commit().await?;
        Ok(Done::to(paths::settings_at("joining")).saying(match from {
            Some(_) => "Saved. It holds from the next comparison on.",
            None => "Saved. Kith joins nobody by itself any more.",
        }))
    })
    .await
}
