//! Whom a member has ticked in the list of contacts, on whichever of its pages: kept until
//! something is done with them, or the member clears them. Nobody else sees them.

use uuid::Uuid;

use super::selection::any_is_here;
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
};

const MOST: usize = 10_000;

/// Of those that a page shows, these are ticked and the others are not; `NotFound` where
/// nobody of this workspace is among them.
pub async fn keep_ticks(
    scope: &mut Scope,
    user: Uuid,
    shown: &[Uuid],
    ticked: &[Uuid],
) -> Result<()> {
    let named = [shown, ticked].concat();
    if !named.is_empty() && !any_is_here(scope, &named).await? {
        return Err(Error::NotFound);
    }
    forget_ticks(scope, user, shown).await?;
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into ticked_contacts (workspace_id, user_id, contact_id)
         select $1, $2, id
         from contacts
         where id = any($3)
         on conflict do nothing",
        workspace,
        user,
        ticked,
    )
    .execute(scope.db())
    .await?;
    if self::ticked(scope, user).await?.len() > MOST {
        return Err(Error::invalid("ids", FieldCode::TooLarge));
    }
    Ok(())
}

/// In the order of their ids.
pub async fn ticked(scope: &mut Scope, user: Uuid) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        "select x.contact_id
         from ticked_contacts x
         join contacts c on c.id = x.contact_id and c.deleted_at is null
         where x.workspace_id = acting_workspace() and x.user_id = $1
         order by x.contact_id",
        user,
    )
    .fetch_all(scope.db())
    .await?)
}

pub async fn forget_ticks(scope: &mut Scope, user: Uuid, contacts: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "delete from ticked_contacts
         where workspace_id = acting_workspace() and user_id = $1 and contact_id = any($2)",
        user,
        contacts,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Clears all of them, and gives those who were ticked.
pub async fn clear_ticks(scope: &mut Scope, user: Uuid) -> Result<Vec<Uuid>> {
    let ticked = ticked(scope, user).await?;
    sqlx::query!(
        "delete from ticked_contacts where workspace_id = acting_workspace() and user_id = $1",
        user,
    )
    .execute(scope.db())
    .await?;
    Ok(ticked)
}
