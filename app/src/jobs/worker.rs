//! The worker on apalis: takes orders from PostgreSQL, runs them, retries with a
//! pause, and hands back what it could not finish when it is asked to stop.

use std::{
    future::Future,
    time::{Duration, Instant},
};

use anyhow::Context;
use apalis::prelude::*;
use apalis_postgres::{Config, PostgresStorage};
use chrono::{DateTime, Utc};
use sqlx::{PgPool, SqlSafeStr};
use tokio_util::sync::CancellationToken;

use super::{
    Order,
    schedule::{self, Outcome, note_run},
};
use crate::{
    context::Kith,
    error::{Error, Result},
    ids,
};

pub const QUEUE: &str = "kith";
const HEARTBEAT: Duration = Duration::from_secs(5);
const AT_ONCE: usize = 2;
/// Between two tries to reach a database that is away.
const BREATH: Duration = Duration::from_secs(1);
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
/// safe point and hands them back. A worker that loses the database is followed by
/// another.
pub async fn work(
    kith: Kith,
    alone: bool,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let stop = Stop::new();
    let signal_stop = stop.clone();
    let signal = tokio::spawn(async move {
        shutdown.await;
        signal_stop.cancel();
    });
    let ticker = tokio::spawn(tick_until(kith.clone(), stop.clone()));
    let outcome = work_until(&kith, alone, &stop).await;
    stop.cancel();
    signal.abort();
    ticker.await?;
    outcome
}

async fn work_until(kith: &Kith, alone: bool, stop: &Stop) -> anyhow::Result<()> {
    if alone {
        hand_back(&kith.pool, None, stop).await?;
    }
    while !stop.is_cancelled() {
        // A new name each time: a connection that lives may still hold the old one.
        let name = format!("kith-{}-{}", std::process::id(), ids::short());
        let outcome = run_monitor(kith.clone(), &name, stop.clone()).await;
        hand_back(&kith.pool, Some(&name), stop).await?;
        if !stop.is_cancelled() {
            tracing::warn!(?outcome, "the job worker ended early and is started again");
            pause(BREATH, stop).await;
        }
    }
    Ok(())
}

async fn run_monitor(kith: Kith, name: &str, stop: Stop) -> anyhow::Result<()> {
    let config = Config::default()
        .queue(QUEUE)
        .batch_size(AT_ONCE)
        .heartbeat_interval(HEARTBEAT)
        .missed_heartbeats(3);
    let name = name.to_owned();
    let stopped = stop.clone().cancelled_owned();
    let signal = async move {
        stopped.await;
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
    let (cause, run) = loop {
        let run = Run::begin(&kith);
        let Err(cause) = order.clone().run(&kith, &stop).await else {
            run.note(&kith, &order, (Outcome::Done, None)).await;
            return Ok(());
        };
        if stop.is_cancelled() {
            return Err(HANDED_BACK.into());
        }
        if !cause.downcast_ref().is_some_and(Error::is_away) {
            break (cause, run);
        }
        tracing::warn!(order = order.name(), %cause, "an order lost the database and begins again");
        pause(BREATH, &stop).await;
    };
    tracing::warn!(order = order.name(), %cause, "an order failed");
    if attempt.current() >= ATTEMPTS {
        run.note(&kith, &order, (Outcome::Failed, Some(&cause)))
            .await;
        give_up(&order, &kith, &stop).await?;
    } else {
        run.note(&kith, &order, (Outcome::Retrying, Some(&cause)))
            .await;
        pause_before_retry(attempt.current(), &stop).await;
    }
    Err(cause.into())
}

/// Runs an order to its end, once, as the worker does.
pub async fn carry_out(order: Order, kith: &Kith, stop: &Stop) -> anyhow::Result<()> {
    let run = Run::begin(kith);
    let outcome = order.clone().run(kith, stop).await;
    let said = match &outcome {
        Ok(()) => (Outcome::Done, None),
        Err(cause) => (Outcome::Failed, Some(cause)),
    };
    run.note(kith, &order, said).await;
    outcome
}

/// When a run began.
struct Run(DateTime<Utc>, Instant);

impl Run {
    fn begin(kith: &Kith) -> Self {
        Self(kith.clock.now(), Instant::now())
    }

    /// The order is done whether this can be noted or not.
    async fn note(self, kith: &Kith, order: &Order, said: (Outcome, Option<&anyhow::Error>)) {
        let noted = note_run(kith, order, (self.0, self.1.elapsed()), said).await;
        if let Err(cause) = noted {
            tracing::warn!(order = order.name(), %cause, "how a run went could not be noted");
        }
    }
}

async fn give_up(order: &Order, kith: &Kith, stop: &Stop) -> Result<()> {
    loop {
        match order.give_up(kith).await {
            Err(error) if error.is_away() && !stop.is_cancelled() => pause(BREATH, stop).await,
            outcome => return outcome,
        }
    }
}

async fn pause_before_retry(attempt: usize, stop: &Stop) {
    let seconds = 2_u64.saturating_pow(u32::try_from(attempt).unwrap_or(4).min(4));
    pause(Duration::from_secs(seconds), stop).await;
}

async fn pause(time: Duration, stop: &Stop) {
    tokio::select! {
        () = tokio::time::sleep(time) => {}
        () = stop.cancelled() => {}
    }
}

/// Makes unfinished orders available again: this worker's, or those of everybody
/// where this process is known to be the only one. Tries until the process stops.
async fn hand_back(pool: &PgPool, worker: Option<&str>, stop: &Stop) -> anyhow::Result<()> {
    loop {
        match make_available(pool, worker).await {
            Err(cause) if !stop.is_cancelled() => {
                tracing::warn!(%cause, "orders could not be handed back yet");
                pause(BREATH, stop).await;
            }
            outcome => return Ok(outcome?),
        }
    }
}

async fn make_available(pool: &PgPool, worker: Option<&str>) -> sqlx::Result<()> {
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
    let tick = schedule::TICK.to_std().unwrap_or(Duration::from_secs(30));
    while !stop.is_cancelled() {
        if let Err(cause) = schedule::tick(&kith).await {
            tracing::warn!(%cause, "the schedule could not be read");
        }
        pause(tick, &stop).await;
    }
}
