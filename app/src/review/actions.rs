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

/// Compares all contacts anew, in the background.
#[server]
pub async fn find_doubles() -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::order_scan(&mut scope).await?;
        scope.commit().await?;
        Ok(Done::to(paths::review())
            .saying("Kith compares all contacts. Look here again in a moment."))
    })
    .await
}
