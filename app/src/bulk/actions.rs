//! What the forms of bulk changes do.

use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

/// Changes those of `ids`, parted by commas, or all that the list at `list` shows.
#[server]
pub async fn change_many(
    #[server(default)] ids: String,
    #[server(default)] list: String,
    action: String,
    #[server(default)] tag: String,
    #[server(default)] field: String,
    #[server(default)] value: String,
    #[server(default)] values: Vec<String>,
) -> Result<(), Error> {
    use super::{Asked, page::read_selection, page::told};
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::EditContacts)?;
        let mut scope = viewer.begin().await?;
        let selection = read_selection(&ids, &list, &viewer)?;
        let asked = Asked {
            action,
            tag,
            field,
            value,
            values,
        };
        let contacts = selection.contacts(&mut scope).await?;
        let action = asked.read(&mut scope).await?;
        let id = super::start(&mut scope, &action, &contacts).await?;
        super::forget_ticks(&mut scope, viewer.user, &contacts).await?;
        let change = super::change(&mut scope, id).await?;
        scope.commit().await?;
        let done = Done::to(paths::bulk_change(id)).saying(told(&change));
        Ok(if change.may_be_undone() {
            done.or_undo::<UndoBulkChange>(&[("id", id.to_string())])
        } else {
            done
        })
    })
    .await
}

/// Takes all of a change back.
#[server]
pub async fn undo_bulk_change(id: Uuid) -> Result<(), Error> {
    use super::page::told;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let change = super::undo(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::bulk_change(id)).saying(told(&change)))
    })
    .await
}

#[server]
pub async fn cancel_bulk_change(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::cancel(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::bulk_change(id)).saying("Stopped. What was changed can be undone."))
    })
    .await
}

/// Tries those again that could not be changed.
#[server]
pub async fn retry_bulk_change(id: Uuid) -> Result<(), Error> {
    use super::page::told;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let again = super::retry(&mut scope, id).await?;
        let change = super::change(&mut scope, again).await?;
        scope.commit().await?;
        Ok(Done::to(paths::bulk_change(again)).saying(told(&change)))
    })
    .await
}

/// Of the contacts that a page shows, parted by commas, these are ticked; leads to `to`.
#[server]
pub async fn keep_ticks(
    shown: String,
    #[server(default)] id: Vec<Uuid>,
    to: String,
) -> Result<(), Error> {
    use super::page::read_ids;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::local_path,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::EditContacts)?;
        let mut scope = viewer.begin().await?;
        super::keep_ticks(&mut scope, viewer.user, &read_ids(&shown)?, &id).await?;
        scope.commit().await?;
        Ok(Done::to(local_path(&to)))
    })
    .await
}

/// Clears what was ticked, on all pages.
#[server]
pub async fn clear_ticks(to: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::local_path,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::EditContacts)?;
        let mut scope = viewer.begin().await?;
        let ticked = super::clear_ticks(&mut scope, viewer.user).await?;
        scope.commit().await?;
        let place = local_path(&to).to_owned();
        let mut back = vec![("shown", String::new()), ("to", place.clone())];
        back.extend(ticked.iter().map(|id| ("id[]", id.to_string())));
        Ok(Done::to(place)
            .saying("Nobody is ticked.")
            .or_undo::<KeepTicks>(&back))
    })
    .await
}
