//! Saving, changing, deleting and restoring views.

use serde_json::json;
use uuid::Uuid;

use super::{
    input::ViewInput,
    store::{View, view},
};
use crate::{
    context::Scope,
    error::{Error, Result},
    events::{EventKind, record},
};

pub async fn save_view(scope: &mut Scope, input: &ViewInput) -> Result<Uuid> {
    let input = input.check(scope).await?;
    let owner = scope.actor.ok_or(Error::Forbidden)?;
    let (id, workspace, now) = (scope.id(), scope.workspace, scope.now);
    sqlx::query!(
        "insert into contact_views
           (id, workspace_id, owner_id, is_shared, name, query, sort, layout, columns, grouped_by, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, nullif($10, ''), $11, $11)",
        id,
        workspace,
        owner,
        input.is_shared,
        input.name,
        input.query,
        input.sort,
        input.layout,
        &input.columns,
        input.group,
        now,
    )
    .execute(scope.db())
    .await?;
    record(scope, EventKind::ViewSaved, id, json!({})).await?;
    Ok(id)
}

/// Makes the view as the input says and returns what it was. `manages` says that the one
/// who asks may change what others share.
pub async fn edit_view(
    scope: &mut Scope,
    id: Uuid,
    input: &ViewInput,
    manages: bool,
) -> Result<ViewInput> {
    let input = input.check(scope).await?;
    let before = own_or_managed(scope, id, manages).await?;
    let now = scope.now;
    sqlx::query!(
        "update contact_views set
           is_shared = $2,
           name = $3,
           query = $4,
           sort = $5,
           layout = $6,
           columns = $7,
           grouped_by = nullif($8, ''),
           version = version + 1,
           updated_at = $9
         where id = $1",
        id,
        input.is_shared,
        input.name,
        input.query,
        input.sort,
        input.layout,
        &input.columns,
        input.group,
        now,
    )
    .execute(scope.db())
    .await?;
    record(scope, EventKind::ViewSaved, id, json!({})).await?;
    Ok(ViewInput::of(&before))
}

async fn own_or_managed(scope: &mut Scope, id: Uuid, manages: bool) -> Result<View> {
    let found = view(scope, id).await?;
    if Some(found.owner_id) == scope.actor || manages {
        Ok(found)
    } else {
        Err(Error::Forbidden)
    }
}

pub async fn delete_view(scope: &mut Scope, id: Uuid, manages: bool) -> Result<String> {
    let found = own_or_managed(scope, id, manages).await?;
    let now = scope.now;
    sqlx::query!(
        "update contact_views set deleted_at = $2 where id = $1",
        id,
        now,
    )
    .execute(scope.db())
    .await?;
    record(scope, EventKind::ViewDeleted, id, json!({})).await?;
    Ok(found.name)
}

pub async fn restore_view(scope: &mut Scope, id: Uuid, manages: bool) -> Result<()> {
    let member = scope.actor;
    let restored = sqlx::query!(
        "update contact_views set deleted_at = null
         where id = $1 and deleted_at is not null and (owner_id = $2 or (is_shared and $3))",
        id,
        member,
        manages,
    )
    .execute(scope.db())
    .await?;
    if restored.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    record(scope, EventKind::ViewRestored, id, json!({})).await
}
