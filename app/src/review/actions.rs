//! What the forms of the review do.

use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

/// The two are one person.
#[server]
pub async fn merge_pair(
    one: Uuid,
    other: Uuid,
    #[server(default)] from: String,
) -> Result<(), Error> {
    use super::page::place;
    use crate::{
        contacts,
        context::viewer_who_may,
        forms::{Done, answer},
        merging::actions::PartContacts,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let (kept, joined) = super::merge_pair(&mut scope, one, other).await?;
        let name = contacts::contact(&mut scope, kept).await?.name;
        scope.commit().await?;
        Ok(Done::to(place(&from))
            .saying(format!("{name} is one contact now."))
            .or_undo::<PartContacts>(&[("ids", joined.to_string())]))
    })
    .await
}

/// The two are not one person, and are not proposed again.
#[server]
pub async fn reject_pair(
    one: Uuid,
    other: Uuid,
    #[server(default)] from: String,
) -> Result<(), Error> {
    use super::page::place;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::reject_pair(&mut scope, one, other).await?;
        scope.commit().await?;
        let pair = [("one", one.to_string()), ("other", other.to_string())];
        Ok(Done::to(place(&from))
            .saying("They stay two. Kith does not ask again.")
            .or_undo::<ReopenPair>(&pair))
    })
    .await
}

#[server]
pub async fn reopen_pair(one: Uuid, other: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::reopen_pair(&mut scope, one, other).await?;
        scope.commit().await?;
        Ok(Done::to(paths::review()).saying("It waits for an answer again."))
    })
    .await
}

/// Merges what is this probable, in percent, or more.
#[server]
pub async fn merge_above(percent: u32) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        merging::actions::PartContacts,
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let joined = super::merge_above(&mut scope, f64::from(percent) / 100.0).await?;
        scope.commit().await?;
        let ids: Vec<String> = joined.iter().map(Uuid::to_string).collect();
        let done = Done::to(paths::review()).saying(format!("{} merged.", ids.len()));
        Ok(if ids.is_empty() {
            done
        } else {
            done.or_undo::<PartContacts>(&[("ids", ids.join(","))])
        })
    })
    .await
}

/// Compares all contacts anew, in the background; to try it out, without joining anybody.
#[server]
pub async fn find_doubles(#[server(default)] dry_run: bool) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let started = super::start_scan(&mut scope, dry_run).await;
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
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::cancel_scan(&mut scope, id).await?;
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
        super::choose_join_from(&mut scope, from)
            .await
            .map_err(|error| match error {
                Error::Invalid(_) => wrong(FieldCode::OutOfRange),
                error => error,
            })?;
        scope.commit().await?;
        Ok(Done::to(paths::settings()).saying(match from {
            Some(_) => "Saved. It holds from the next comparison on.",
            None => "Saved. Kith joins nobody by itself any more.",
        }))
    })
    .await
}
