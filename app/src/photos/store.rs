//! The pictures themselves.

use std::collections::{HashMap, HashSet};

use super::prepare::{LARGE, Prepared, SMALL};
use crate::{
    context::Scope,
    error::{Error, Result},
};

/// Keeps a photo; the same one once.
pub async fn keep(scope: &mut Scope, photo: &Prepared) -> Result<()> {
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "insert into photos (workspace_id, hash, large, small, created_at)
         values ($1, $2, $3, $4, $5)
         on conflict do nothing",
        workspace,
        photo.hash,
        photo.large,
        photo.small,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// The JPEG with this edge.
pub(super) async fn picture(scope: &mut Scope, hash: &str, edge: u32) -> Result<Vec<u8>> {
    if edge != LARGE && edge != SMALL {
        return Err(Error::NotFound);
    }
    let found = sqlx::query_scalar!(
        r#"select case when $2 then large else small end as "picture!"
           from photos
           where workspace_id = acting_workspace() and hash = $1"#,
        hash,
        edge == LARGE,
    );
    found
        .fetch_optional(scope.db())
        .await?
        .ok_or(Error::NotFound)
}

/// Which of these photos are kept.
pub async fn standing(scope: &mut Scope, hashes: &[String]) -> Result<HashSet<String>> {
    if hashes.is_empty() {
        return Ok(HashSet::new());
    }
    let found = sqlx::query_scalar!(
        "select hash from photos where workspace_id = acting_workspace() and hash = any($1)",
        hashes,
    );
    Ok(found.fetch_all(scope.db()).await?.into_iter().collect())
}

/// The large ones of these photos.
pub async fn large_pictures(
    scope: &mut Scope,
    hashes: &[String],
) -> Result<HashMap<String, Vec<u8>>> {
    if hashes.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = sqlx::query!(
        "select hash, large
         from photos
         where workspace_id = acting_workspace() and hash = any($1)",
        hashes,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows.into_iter().map(|row| (row.hash, row.large)).collect())
}
