//! Running the queue dry, in the test's own task.

use crate::{
    context::Kith,
    jobs::{Order, Stop, carry_out},
};

pub async fn run_all(kith: &Kith) {
    while let Some(order) = take(kith).await {
        carry_out(order, kith, &Stop::new()).await.unwrap();
    }
}

async fn take(kith: &Kith) -> Option<Order> {
    let job: Option<Vec<u8>> = sqlx::query_scalar(
        "update apalis.jobs set status = 'Done', done_at = now()
         where id = (select id from apalis.jobs where status = 'Pending' order by run_at, id limit 1)
         returning job",
    )
    .fetch_optional(&kith.pool)
    .await
    .unwrap();
    job.map(|json| serde_json::from_slice(&json).unwrap())
}
