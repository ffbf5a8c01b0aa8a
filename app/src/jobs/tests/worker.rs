//! The real worker on a real queue.

use std::{sync::Arc, time::Duration};

use sqlx::PgPool;
use tokio::{sync::Notify, task::JoinHandle, time::sleep};
use uuid::Uuid;

use super::{put, state};
use crate::{
    context::{Scope, Viewer},
    imports::import_local_file,
    jobs::{Order, Stop, work},
    testing::{Mail, TestApp, mailbox},
};

struct Worker {
    stop: Stop,
    heard: Arc<Notify>,
    task: JoinHandle<anyhow::Result<()>>,
}

impl Worker {
    fn start(app: &TestApp, alone: bool) -> Self {
        let (stop, heard) = (Stop::new(), Arc::new(Notify::new()));
        let shutdown = {
            let (stop, heard) = (stop.clone(), Arc::clone(&heard));
            async move {
                stop.cancelled().await;
                heard.notify_one();
            }
        };
        let task = tokio::spawn(work(app.kith.clone(), alone, shutdown));
        Self { stop, heard, task }
    }

    async fn end(self) {
        self.stop.cancel();
        self.task.await.unwrap().unwrap();
    }
}

async fn until(pool: &PgPool, order: &Order, status: &str) {
    for _ in 0..1_200 {
        if state(pool, order).await.0 == status {
            return;
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!(
        "{} is {:?} and not {status}",
        order.name(),
        state(pool, order).await
    );
}

async fn at_least(pool: &PgPool, wanted: i64, count: &'static str) {
    for _ in 0..1_200 {
        let found: i64 = sqlx::query_scalar(count).fetch_one(pool).await.unwrap();
        if found >= wanted {
            return;
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!("never {wanted} of: {count}");
}

async fn uploaded(app: &TestApp, viewer: &Viewer) -> Uuid {
    let file = app.folder().join("mailbox.mbox");
    let mails = [Mail::new(
        "1",
        9,
        "ada@kith.example",
        "Bo <bo@lind.example>",
    )];
    std::fs::write(&file, mailbox(&mails)).unwrap();
    import_local_file(viewer, &file).await.unwrap()
}

/// A worker whose run waits for a row, and so is still at it until the scope is dropped.
async fn held_up(app: &TestApp, viewer: &Viewer, import: Uuid) -> (Order, Scope, Worker) {
    let order = Order::ImportMailbox {
        workspace: viewer.workspace,
        import,
        attempt: 1,
    };
    let mut scope = app.scope(viewer).await;
    sqlx::query("select from imports for update")
        .execute(scope.db())
        .await
        .unwrap();
    (order, scope, Worker::start(app, true))
}

/// An order that a worker of this name holds, which does not fall silent during the test.
async fn held_by(pool: &PgPool, worker: &str, order: &Order) {
    sqlx::query(
        "insert into apalis.workers (id, worker_type, storage_name, layers, last_seen)
         values ($1, 'kith', '', '', now() + interval '1 hour')",
    )
    .bind(worker)
    .execute(pool)
    .await
    .unwrap();
    put(pool, order).await;
    sqlx::query(
        "update apalis.jobs set status = 'Running', attempts = 1, lock_by = $1, lock_at = now()
         where convert_from(job, 'UTF8')::jsonb ->> 'order' = $2",
    )
    .bind(worker)
    .bind(order.name())
    .execute(pool)
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_runs_within_seconds() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let worker = Worker::start(&app, true);
    let waiting = Order::RefreshScores {
        workspace: ada.workspace,
    };
    put(&app.kith.pool, &waiting).await;
    until(&app.kith.pool, &waiting, "Done").await;
    let import = uploaded(&app, &ada).await;
    let order = Order::ImportMailbox {
        workspace: ada.workspace,
        import,
        attempt: 1,
    };
    until(&app.kith.pool, &order, "Done").await;
    worker.end().await;
    let mut scope = app.scope(&ada).await;
    let import = crate::imports::import(&mut scope, import).await.unwrap();
    assert_eq!((import.state.as_str(), import.stored), ("done", 1));
}

/// On one thread the worker has stopped all its orders when the test hears that it heard.
#[tokio::test]
async fn a_long_run_is_handed_back_when_the_worker_stops() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let import = uploaded(&app, &ada).await;
    let (order, scope, worker) = held_up(&app, &ada, import).await;
    until(&app.kith.pool, &order, "Running").await;
    worker.stop.cancel();
    worker.heard.notified().await;
    drop(scope);
    worker.end().await;
    assert_eq!(
        state(&app.kith.pool, &order).await,
        ("Pending".to_owned(), 0)
    );
    let again = Worker::start(&app, false);
    until(&app.kith.pool, &order, "Done").await;
    again.end().await;
    let stored = crate::imports::import(&mut app.scope(&ada).await, import)
        .await
        .unwrap()
        .stored;
    assert_eq!(stored, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_orphan_of_a_dead_worker_is_taken_over_at_once_where_no_other_can_be() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let orphan = Order::RefreshScores {
        workspace: ada.workspace,
    };
    held_by(&app.kith.pool, "kith-dead", &orphan).await;
    let worker = Worker::start(&app, true);
    until(&app.kith.pool, &orphan, "Done").await;
    worker.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_of_a_worker_that_lives_elsewhere_is_left_to_it() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let theirs = Order::RefreshScores {
        workspace: ada.workspace,
    };
    held_by(&app.kith.pool, "kith-elsewhere", &theirs).await;
    let worker = Worker::start(&app, false);
    let ours = Order::CleanSessions;
    put(&app.kith.pool, &ours).await;
    until(&app.kith.pool, &ours, "Done").await;
    worker.end().await;
    assert_eq!(
        state(&app.kith.pool, &theirs).await,
        ("Running".to_owned(), 1)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_ended_early_is_followed_by_another() {
    let app = TestApp::start().await;
    let pool = &app.kith.pool;
    sqlx::raw_sql(
        "create function no_heartbeat() returns trigger language plpgsql
           as $$ begin raise 'no heartbeat'; end $$;
         create trigger no_heartbeat before update on apalis.workers
           for each row execute function no_heartbeat()",
    )
    .execute(pool)
    .await
    .unwrap();
    let worker = Worker::start(&app, true);
    at_least(pool, 2, "select count(*) from apalis.workers").await;
    sqlx::raw_sql("drop trigger no_heartbeat on apalis.workers")
        .execute(pool)
        .await
        .unwrap();
    put(pool, &Order::CleanSessions).await;
    until(pool, &Order::CleanSessions, "Done").await;
    worker.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_loses_its_connection_begins_again_without_a_failure() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let import = uploaded(&app, &ada).await;
    let (order, scope, worker) = held_up(&app, &ada, import).await;
    at_least(
        &app.kith.pool,
        1,
        "select count(pg_terminate_backend(pid)) from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock' and query like 'update imports%'",
    )
    .await;
    drop(scope);
    until(&app.kith.pool, &order, "Done").await;
    worker.end().await;
    assert_eq!(state(&app.kith.pool, &order).await, ("Done".to_owned(), 1));
}
