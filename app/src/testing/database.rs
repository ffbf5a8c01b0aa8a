//! A database for each test, copied from a template that is migrated once. The server
//! is named by `KITH_TEST_DATABASE_URL`, of a role that may create databases. Tests that
//! begin drop the databases of those that ended: some hundred would fill a disk.

use sqlx::{
    Connection, Executor, PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use crate::{ids, schema};

const TEMPLATE: &str = "kith_template";

/// A database is in use as long as its `_keeper` is connected.
pub struct Fresh {
    pub pool: PgPool,
    _keeper: PgConnection,
}

pub async fn fresh() -> Fresh {
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
    let options = options.database(&name);
    let keeper = PgConnection::connect_with(&options).await.unwrap();
    drop_unused(&mut admin).await;
    // Frees the lock, too.
    admin.close().await.unwrap();
    let pool = PgPoolOptions::new().max_connections(6);
    Fresh {
        pool: pool.connect_with(options).await.unwrap(),
        _keeper: keeper,
    }
}

/// Two at most: no test should wait long for what others left behind.
async fn drop_unused(admin: &mut PgConnection) {
    let unused: Vec<String> = sqlx::query_scalar(
        "select datname::text \
         from pg_database \
         where datname like 'kith\\_test\\_%' \
           and not exists (select from pg_stat_activity activity where activity.datid = oid) \
         limit 2",
    )
    .fetch_all(&mut *admin)
    .await
    .unwrap();
    for name in unused {
        let drop = format!("drop database if exists {name}");
        admin.execute(sqlx::AssertSqlSafe(drop)).await.unwrap();
    }
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
