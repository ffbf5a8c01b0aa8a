//! What a supervisor is told, and that nobody gets a page of a database that does not fit.

use crate::testing::TestApp;

async fn statuses(app: &TestApp) -> [u16; 3] {
    let client = app.anonymous();
    let mut found = [0; 3];
    for (status, path) in found.iter_mut().zip(["/healthz", "/readyz", "/api/docs"]) {
        *status = client.open(path).await.status().as_u16();
    }
    found
}

async fn run(app: &TestApp, sql: &'static str) {
    sqlx::query(sql).execute(&app.kith.pool).await.unwrap();
}

#[tokio::test]
async fn a_current_database_is_ready() {
    assert_eq!(statuses(&TestApp::start().await).await, [200, 200, 200]);
}

#[tokio::test]
async fn a_database_behind_is_not_ready_until_it_is_migrated() {
    let app = TestApp::start().await;
    run(&app, "create table kept as select * from _sqlx_migrations").await;
    run(
        &app,
        "delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)",
    )
    .await;
    assert_eq!(statuses(&app).await, [200, 503, 503]);
    run(&app, "delete from _sqlx_migrations").await;
    run(&app, "insert into _sqlx_migrations select * from kept").await;
    assert_eq!(statuses(&app).await, [200, 200, 200]);
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_not_ready() {
    let app = TestApp::start().await;
    run(
        &app,
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
         values (9999, 'from the future', true, '\\x00', 0)",
    )
    .await;
    assert_eq!(statuses(&app).await, [200, 503, 503]);
}

#[tokio::test]
async fn a_migration_that_was_changed_or_failed_is_not_ready() {
    for sql in [
        "update _sqlx_migrations set checksum = '\\x00' where version = 3",
        "update _sqlx_migrations set success = false where version = 3",
        "drop table _sqlx_migrations",
    ] {
        let app = TestApp::start().await;
        run(&app, sql).await;
        assert_eq!(statuses(&app).await, [200, 503, 503], "{sql}");
    }
}
