//! The queue: what is stored decodes, what is due is ordered once, and what a worker
//! leaves behind is not lost.

mod orders;
mod page;
mod schedule;
mod worker;

use sqlx::PgPool;

use super::{Order, enqueue};

/// Status and attempts of the only order of this name.
async fn state(pool: &PgPool, order: &Order) -> (String, i32) {
    let found = sqlx::query_as(
        "select status, attempts from apalis.jobs where convert_from(job, 'UTF8')::jsonb ->> 'order' = $1",
    );
    found.bind(order.name()).fetch_one(pool).await.unwrap()
}

async fn put(pool: &PgPool, order: &Order) {
    let mut transaction = pool.begin().await.unwrap();
    enqueue(&mut transaction, order, None).await.unwrap();
    transaction.commit().await.unwrap();
}

/// As a worker leaves an order that failed for the last time.
async fn fail_all(pool: &PgPool) {
    sqlx::query(
        r#"update apalis.jobs set status = 'Failed', attempts = max_attempts, done_at = now(),
             last_result = '{"Err": "no luck"}'"#,
    )
    .execute(pool)
    .await
    .unwrap();
}
