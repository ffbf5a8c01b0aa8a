//! Files whose time is over, and those that nobody knows of.

use std::time::SystemTime;

use chrono::Duration;
use uuid::Uuid;

use crate::{
    context::{Kith, Scope},
    error::Result,
};

/// A file that is written has been touched since.
const OLD_HOURS: i64 = 24;

pub async fn clean_transfers(kith: &Kith) -> Result<()> {
    let now = kith.clock.now();
    let workspaces = sqlx::query_scalar!("select id from workspaces")
        .fetch_all(&kith.pool)
        .await?;
    let mut kept: Vec<Uuid> = Vec::new();
    for workspace in workspaces {
        let mut scope = Scope::open(&kith.pool, workspace, None, now).await?;
        sqlx::query!(
            "update transfers set state = 'expired' where state = 'done' and expires_at < $1",
            now,
        )
        .execute(scope.db())
        .await?;
        let wanted = sqlx::query_scalar!(
            "select id from transfers
             where state in ('queued', 'running') or (state = 'done' and direction = 'out')"
        );
        kept.extend(wanted.fetch_all(scope.db()).await?);
        scope.commit().await?;
    }
    remove_others(kith, &kept).await
}

async fn remove_others(kith: &Kith, kept: &[Uuid]) -> Result<()> {
    let folder = kith.settings.transfers_folder();
    if !folder.is_dir() {
        return Ok(());
    }
    let before = SystemTime::from(kith.clock.now() - Duration::hours(OLD_HOURS));
    let mut entries = tokio::fs::read_dir(folder).await?;
    while let Some(entry) = entries.next_entry().await? {
        let path = entry.path();
        let name = path.file_stem().and_then(|name| name.to_str());
        let id = name.and_then(|name| name.parse::<Uuid>().ok());
        let is_kept = id.is_some_and(|id| kept.contains(&id));
        if !is_kept && entry.metadata().await?.modified()? < before {
            tokio::fs::remove_file(path).await?;
        }
    }
    Ok(())
}
