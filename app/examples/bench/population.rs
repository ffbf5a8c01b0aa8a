//! People, companies and interactions in any number, drawn by the database itself: the
//! same numbers always give the same rows. Names, words and ways to reach are derived
//! by the product.

use anyhow::Result;
use app::{
    context::{Kith, Scope, Viewer},
    identity,
};
use sqlx::raw_sql;
use uuid::Uuid;

const CHUNK: i64 = 2_000;

/// Adds the people numbered from `first` up to `end`, without it.
pub async fn add_people(viewer: &Viewer, first: i64, end: i64) -> Result<()> {
    let mut start = first;
    while start < end {
        let stop = end.min(start + CHUNK);
        let mut scope = viewer.begin().await?;
        tell(&mut scope, &[("first", start), ("last", stop - 1)]).await?;
        let people = include_str!("population/people.sql");
        raw_sql(people).execute(scope.db()).await?;
        let added: Vec<Uuid> = sqlx::query_scalar(
            "select id from contacts where workspace_id = acting_workspace() and name = ''",
        )
        .fetch_all(scope.db())
        .await?;
        identity::derive_contacts(&mut scope, &added).await?;
        scope.commit().await?;
        start = stop;
    }
    Ok(())
}

/// Adds so many interactions with the first `people` people, a few with most of them
/// and many with a few.
pub async fn add_interactions(viewer: &Viewer, people: i64, count: i64) -> Result<()> {
    let script = include_str!("population/interactions.sql");
    add_in_chunks(viewer, people, count, script).await
}

/// Adds so many messages with the first `people` people, in words of a made-up language.
pub async fn add_messages(viewer: &Viewer, people: i64, count: i64) -> Result<()> {
    let script = include_str!("population/messages.sql");
    add_in_chunks(viewer, people, count, script).await
}

async fn add_in_chunks(
    viewer: &Viewer,
    people: i64,
    count: i64,
    script: &'static str,
) -> Result<()> {
    let mut start = 1;
    while start <= count {
        let last = count.min(start + CHUNK - 1);
        let mut scope = viewer.begin().await?;
        tell(
            &mut scope,
            &[("people", people), ("first", start), ("last", last)],
        )
        .await?;
        raw_sql(script).execute(scope.db()).await?;
        scope.commit().await?;
        start = last + 1;
    }
    Ok(())
}

/// What autovacuum does some time after so many rows.
pub async fn settle(kith: &Kith) -> Result<()> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select format('%I.%I', schemaname, tablename) from pg_tables where tableowner = current_user",
    )
    .fetch_all(&kith.pool)
    .await?;
    for table in tables {
        let vacuum = sqlx::AssertSqlSafe(format!("vacuum (analyze) {table}"));
        raw_sql(vacuum).execute(&kith.pool).await?;
    }
    Ok(())
}

/// Numbers that the scripts read back: a script takes no parameters.
async fn tell(scope: &mut Scope, numbers: &[(&str, i64)]) -> Result<()> {
    for (name, number) in numbers {
        sqlx::query("select set_config('bench.' || $1, $2, true)")
            .bind(name)
            .bind(number.to_string())
            .execute(scope.db())
            .await?;
    }
    Ok(())
}
