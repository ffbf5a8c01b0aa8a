//! The worker on apalis: takes orders from PostgreSQL, runs them, retries with a
//! pause, and hands back what it could not finish when it is asked to stop.

use std::{future::Future, time::Duration};

use anyhow::Context;
use apalis::prelude::*;
use apalis_postgres::{Config, PostgresStorage};
use sqlx::{PgPool, SqlSafeStr};
use tokio_util::sync::CancellationToken;

use super::{Order, schedule};
use crate::{context::Kith, ids};

pub const QUEUE: &str = "kith";
const HEARTBEAT: Duration = Duration::from_secs(5);
const AT_ONCE: usize = 2;
const HANDED_BACK: &str = "handed back";
/// After so many failures an order waits for a person to retry it.
pub(super) const ATTEMPTS: usize = 4;

/// Tells a long run that it should stop at its next safe point.
pub type Stop = CancellationToken;

/// Creates the queue's own schema. Its first migration asks for an extension that
/// its later ones no longer need and that the bundled PostgreSQL does not have.
pub async fn migrate(pool: &PgPool) -> anyhow::Result<()> {
    let mut migrator = PostgresStorage::<()>::migrations();
    for migration in migrator.migrations.to_mut() {
        let text = migration
            .sql
            .as_str()
            .replace("CREATE EXTENSION IF NOT EXISTS pgcrypto;", "");
        migration.sql = sqlx::AssertSqlSafe(text).into_sql_str();
    }
    migrator.run(pool).await.context("migrating the job queue")
}

/// Works until `shutdown` resolves, then gives running orders `grace` to reach a
/// safe point and hands them back.
pub async fn work(
    kith: Kith,
    alone: bool,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let name = format!("kith-{}-{}", std::process::id(), ids::short());
    if alone {
        hand_back(&kith.pool, None).await?;
    }
    let stop = Stop::new();
    let ticker = tokio::spawn(tick_until(kith.clone(), stop.clone()));
    let outcome = run_monitor(kith.clone(), &name, stop.clone(), shutdown).await;
    stop.cancel();
    ticker.await?;
    hand_back(&kith.pool, Some(&name)).await?;
    outcome
}

async fn run_monitor(
    kith: Kith,
    name: &str,
    stop: Stop,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let config = Config::default()
        .queue(QUEUE)
        .batch_size(AT_ONCE)
        .heartbeat_interval(HEARTBEAT)
        .missed_heartbeats(3);
    let name = name.to_owned();
    let signal_stop = stop.clone();
    let signal = async move {
        shutdown.await;
        signal_stop.cancel();
        Ok(())
    };
    Monitor::new()
        .register(move |_| {
            let backend = PostgresStorage::new(&kith.pool)
                .with_config(config.clone())
                .with_pubsub();
            WorkerBuilder::new(name.as_str())
                .backend(backend)
                .data(kith.clone())
                .data(stop.clone())
                .concurrency(AT_ONCE)
                .catch_panic()
                .build(run_order)
        })
        .shutdown_timeout(Duration::from_secs(20))
        .run_with_signal(signal)
        .await
        .map_err(|cause| anyhow::anyhow!("the job worker stopped: {cause}"))
}

async fn run_order(
    order: serde_json::Value,
    kith: Data<Kith>,
    stop: Data<Stop>,
    attempt: Attempt,
) -> std::result::Result<(), BoxDynError> {
    let order: Order = serde_json::from_value(order)?;
    let Err(cause) = order.clone().run(&kith, &stop).await else {
        return Ok(());
    };
    if stop.is_cancelled() {
        return Err(HANDED_BACK.into());
    }
    tracing::warn!(order = order.name(), %cause, "an order failed");
    if attempt.current() >= ATTEMPTS {
        order.give_up(&kith).await?;
    } else {
        pause_before_retry(attempt.current(), &stop).await;
    }
    Err(cause.into())
}

async fn pause_before_retry(attempt: usize, stop: &Stop) {
    let seconds = 2_u64.saturating_pow(u32::try_from(attempt).unwrap_or(4).min(4));
    tokio::select! {
        () = tokio::time::sleep(Duration::from_secs(seconds)) => {}
        () = stop.cancelled() => {}
    }
}

/// Makes unfinished orders available again: this worker's, or those of everybody
/// where this process is known to be the only one.
async fn hand_back(pool: &PgPool, worker: Option<&str>) -> anyhow::Result<()> {
    sqlx::query(
        "update apalis.jobs set
           status = 'Pending',
           attempts = greatest(attempts - 1, 0),
           lock_by = null,
           lock_at = null
         where (lock_by = $1 or $1 is null)
           and (status in ('Running', 'Queued') or last_result ->> 'Err' like '%' || $2 || '%')
           and status <> 'Done'",
    )
    .bind(worker)
    .bind(HANDED_BACK)
    .execute(pool)
    .await?;
    Ok(())
}

async fn tick_until(kith: Kith, stop: Stop) {
    let pause = schedule::TICK.to_std().unwrap_or(Duration::from_secs(30));
    loop {
        if let Err(cause) = schedule::tick(&kith).await {
            tracing::warn!(%cause, "the schedule could not be read");
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = stop.cancelled() => return,
        }
    }
}
