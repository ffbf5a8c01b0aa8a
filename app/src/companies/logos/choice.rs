//! Whether a workspace wants logos. Whoever turns them off has none any more.

use serde_json::json;

use crate::{
    context::Scope,
    error::Result,
    events::{EventKind, record},
    jobs::{Order, enqueue},
};

pub async fn wants_logos(scope: &mut Scope) -> Result<bool> {
    let workspace = scope.workspace;
    let wanted = sqlx::query_scalar!(
        "select company_logos from workspaces where id = $1",
        workspace
    );
    Ok(wanted.fetch_one(scope.db()).await?)
}

pub async fn choose_logos(scope: &mut Scope, wanted: bool) -> Result<()> {
    let workspace = scope.workspace;
    let changed = sqlx::query!(
        "update workspaces set company_logos = $2 where id = $1 and company_logos <> $2",
        workspace,
        wanted,
    )
    .execute(scope.db())
    .await?;
    if changed.rows_affected() == 0 {
        return Ok(());
    }
    if wanted {
        enqueue(scope.db(), &Order::SeekLogos { workspace }, None).await?;
    } else {
        forget(scope).await?;
    }
    let data = json!({ "wanted": wanted });
    record(scope, EventKind::LogosChosen, workspace, data).await
}

async fn forget(scope: &mut Scope) -> Result<()> {
    sqlx::query!(
        "update companies set logo = null, logo_sought_at = null
         where workspace_id = acting_workspace() and logo_sought_at is not null"
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
