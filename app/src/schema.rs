//! The schema: forward-only migrations that are part of the binary, and whether a
//! database has exactly them.

use anyhow::Context;
use sqlx::{PgPool, migrate::Migrator};

use crate::jobs;

static MIGRATIONS: Migrator = sqlx::migrate!("../migrations");

pub async fn migrate(pool: &PgPool) -> anyhow::Result<()> {
    MIGRATIONS
        .run(pool)
        .await
        .context("migrating the database")?;
    jobs::migrate(pool).await
}

/// The newest migration of this binary.
pub fn newest() -> i64 {
    MIGRATIONS
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or_default()
}

/// Whether every migration of this binary is applied, and none that it does not know.
pub async fn is_current(pool: &PgPool) -> bool {
    let applied = sqlx::query_as::<_, (i64, Vec<u8>)>(
        "select version, checksum from _sqlx_migrations where success order by version",
    );
    let Ok(applied) = applied.fetch_all(pool).await else {
        return false;
    };
    let known = MIGRATIONS
        .iter()
        .map(|migration| (migration.version, migration.checksum.to_vec()));
    applied.into_iter().eq(known)
}
