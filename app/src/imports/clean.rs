//! Uploads of which no import was made, because the machine went down in the middle:
//! nobody knows of them, and after a day nobody is still at them.

use std::{
    collections::HashSet,
    io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use chrono::Duration;
use tokio::{fs, task::spawn_blocking};
use uuid::Uuid;

use crate::{
    context::{Kith, Scope},
    error::Result,
};

/// An upload in which nothing moved for so many hours has ended.
const OLD: i64 = 24;

pub async fn clean_uploads(kith: &Kith) -> Result<()> {
    let folder = kith.settings.imports_folder();
    let before = kith.clock.now() - Duration::hours(OLD);
    let old = spawn_blocking(move || old_files(&folder, before.into())).await??;
    if old.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = old.iter().map(|(id, _)| *id).collect();
    let known = known(kith, &ids).await?;
    for (_, path) in old.iter().filter(|(id, _)| !known.contains(id)) {
        fs::remove_file(path).await?;
    }
    Ok(())
}

/// Files with the name of an import that were not written since.
fn old_files(folder: &Path, before: SystemTime) -> io::Result<Vec<(Uuid, PathBuf)>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut old = Vec::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let id = name.and_then(|name| name.parse().ok());
        if let Some(id) = id
            && path.metadata()?.modified()? < before
        {
            old.push((id, path));
        }
    }
    Ok(old)
}

/// Those of these ids that are imports, in any workspace.
async fn known(kith: &Kith, ids: &[Uuid]) -> Result<HashSet<Uuid>> {
    let workspaces = sqlx::query_scalar!("select id from workspaces")
        .fetch_all(&kith.pool)
        .await?;
    let mut known = HashSet::new();
    for workspace in workspaces {
        let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
        let found = sqlx::query_scalar!("select id from imports where id = any($1)", ids);
        known.extend(found.fetch_all(scope.db()).await?);
    }
    Ok(known)
}
