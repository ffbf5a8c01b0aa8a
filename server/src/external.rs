//! What Kith asks of a PostgreSQL that it did not start, with the exact SQL where
//! something is missing.

use anyhow::{Result, bail};
use sqlx::PgPool;

const OLDEST: i32 = 160_000;
const EXTENSIONS: [&str; 4] = ["hstore", "pg_trgm", "unaccent", "vector"];

pub async fn check(pool: &PgPool) -> Result<()> {
    let version: String = sqlx::query_scalar("show server_version_num")
        .fetch_one(pool)
        .await?;
    if version.parse::<i32>().unwrap_or_default() < OLDEST {
        bail!("the database is older than PostgreSQL 16. Move it to 16 or newer, then start again");
    }
    let role: String = sqlx::query_scalar("select current_user::text")
        .fetch_one(pool)
        .await?;
    let is_mighty: bool = sqlx::query_scalar(
        "select rolsuper or rolbypassrls from pg_roles where rolname = current_user",
    )
    .fetch_one(pool)
    .await?;
    if is_mighty {
        bail!(
            "the role {role} is a superuser or bypasses row-level security, so nothing would keep workspaces apart. \
             Run, as a superuser:\n\n  create role kith login password '…' nosuperuser nobypassrls;\n  \
             create database kith owner kith;\n\nand use that role in DATABASE_URL",
        );
    }
    let missing = missing_extensions(pool).await?;
    if !missing.is_empty() {
        let database: String = sqlx::query_scalar("select current_database()::text")
            .fetch_one(pool)
            .await?;
        let statements: Vec<String> = missing
            .iter()
            .map(|name| format!("  create extension if not exists {name};"))
            .collect();
        bail!(
            "the database lacks extensions. Run, as a superuser, in the database {database}:\n\n{}\n",
            statements.join("\n"),
        );
    }
    Ok(())
}

pub async fn missing_extensions(pool: &PgPool) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar(
        "select name from unnest($1::text[]) as name
         where not exists (select from pg_extension where extname = name)
         order by name",
    )
    .bind(&EXTENSIONS[..])
    .fetch_all(pool)
    .await?)
}
