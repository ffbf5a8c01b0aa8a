//! Whether the chosen model answers: the smallest question there is, really asked and paid for.

use std::time::Duration;

use language::verify;
use tokio::time::timeout;

use super::{
    provider::{Writer, writer},
    trouble::Trouble,
};
use crate::{context::Viewer, error::Result};

const PATIENCE: Duration = Duration::from_secs(30);

/// What came of it is kept with the settings.
pub async fn test_model(viewer: &Viewer) -> Result<Option<Trouble>> {
    let mut scope = viewer.begin().await?;
    let writer = writer(&viewer.kith, &mut scope).await?;
    scope.commit().await?;
    let trouble = match writer {
        Writer::Offline => None,
        Writer::Away(trouble) => Some(trouble),
        Writer::Model(provider) => match timeout(PATIENCE, verify(provider.as_ref())).await {
            Ok(answered) => answered.err().as_ref().map(Trouble::from),
            Err(_) => Some(Trouble::Late),
        },
    };
    keep(viewer, trouble).await?;
    Ok(trouble)
}

async fn keep(viewer: &Viewer, trouble: Option<Trouble>) -> Result<()> {
    let mut scope = viewer.begin().await?;
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "insert into language_settings
           (workspace_id, kind, base_url, model, monthly_budget, tested_at, outcome, updated_at)
         values ($1, 'offline', '', '', 0, $2, $3, $2)
         on conflict (workspace_id) do update set
           tested_at = excluded.tested_at,
           outcome = excluded.outcome",
        workspace,
        now,
        trouble.map_or("works", Trouble::as_str),
    )
    .execute(scope.db())
    .await?;
    scope.commit().await
}
