//! Taking away pictures that nobody has and no record names any more. Those of the last
//! 30 days stay, and those that a change of these days replaced or removed, so that each
//! can be brought back from the history.

use chrono::Duration;
use uuid::Uuid;

use crate::{
    context::{Kith, Scope},
    error::Result,
};

const KEPT_DAYS: i64 = 30;

pub async fn sweep_photos(kith: &Kith, workspace: Uuid) -> Result<()> {
    let now = kith.clock.now();
    let mut scope = Scope::open(&kith.pool, workspace, None, now).await?;
    sqlx::query!(
        "with used as materialized (
           select photo as hash from contacts where workspace_id = acting_workspace() and photo is not null
           union
           select logo from companies where workspace_id = acting_workspace() and logo is not null
           union
           select fields ->> 'photo'
           from source_records
           where workspace_id = acting_workspace() and fields ? 'photo'
           union
           select fields ->> 'photo'
           from record_statements
           where workspace_id = acting_workspace() and fields ? 'photo'
           union
           select photo #>> '{}'
           from contact_changes
           cross join lateral (values (old), (new)) as named (photo)
           where workspace_id = acting_workspace()
             and field = 'photo'
             and at >= $1
             and photo is not null
         )
         delete from photos p
         where p.workspace_id = acting_workspace()
           and p.created_at < $1
           and not exists (select from used where used.hash = p.hash)",
        now - Duration::days(KEPT_DAYS),
    )
    .execute(scope.db())
    .await?;
    scope.commit().await
}
