//! A database for each test, copied from a template that is migrated once. The server
//! is named by `KITH_TEST_DATABASE_URL`, of a role that may create databases.

use sqlx::{
    Connection, Executor, PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use crate::{ids, schema};

const TEMPLATE: &str = "kith_template";

pub async fn fresh() -> PgPool {
    let options = server();
    let name = format!("kith_test_{}", ids::short());
    let mut admin = PgConnection::connect_with(&options.clone().database("postgres"))
        .await
        .unwrap();
    // Other test processes wait here until the template is whole.
    admin
        .execute("select pg_advisory_lock(20260302)")
        .await
        .unwrap();
    ensure_template(&mut admin, &options).await;
    admin
        .execute(sqlx::AssertSqlSafe(format!(
            "create database {name} template {TEMPLATE}"
        )))
        .await
        .unwrap();
    admin
        .execute("select pg_advisory_unlock(20260302)")
        .await
        .unwrap();
    admin.close().await.unwrap();
    let pool = PgPoolOptions::new().max_connections(6);
    pool.connect_with(options.database(&name)).await.unwrap()
}

fn server() -> PgConnectOptions {
    let url = std::env::var("KITH_TEST_DATABASE_URL");
    url.expect(
        "KITH_TEST_DATABASE_URL names the server for tests: run them by `cargo xtask test server`",
    )
    .parse()
    .unwrap()
}

async fn ensure_template(admin: &mut PgConnection, options: &PgConnectOptions) {
    let is_there: bool =
        sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
            .bind(TEMPLATE)
            .fetch_one(&mut *admin)
            .await
            .unwrap();
    if is_there && is_current(options).await {
        return;
    }
    admin
        .execute(sqlx::AssertSqlSafe(format!(
            "drop database if exists {TEMPLATE} with (force)"
        )))
        .await
        .unwrap();
    // The base database holds the extensions that only a superuser may create.
    let base = options.get_database().unwrap_or("kith");
    admin
        .execute(sqlx::AssertSqlSafe(format!(
            "create database {TEMPLATE} template {base}"
        )))
        .await
        .unwrap();
    let pool = PgPool::connect_with(options.clone().database(TEMPLATE))
        .await
        .unwrap();
    schema::migrate(&pool).await.unwrap();
    pool.close().await;
}

async fn is_current(options: &PgConnectOptions) -> bool {
    let pool = PgPool::connect_with(options.clone().database(TEMPLATE))
        .await
        .unwrap();
    let current = schema::is_current(&pool).await;
    pool.close().await;
    current
}
