//! Changes of more than are done at once, by an order: stopped, handed back, gone on with.

use std::{future::Future, pin::pin, task::Poll};

use super::*;
use crate::{
    bulk::{AT_ONCE, cancel},
    jobs::Stop,
};

const MANY: i32 = 2_500;

async fn crowded() -> (TestApp, Viewer) {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    crowd(&mut scope, MANY).await;
    scope.commit().await.unwrap();
    (app, ada)
}

async fn begin(app: &TestApp, ada: &Viewer, asked: &Asked) -> Uuid {
    let mut scope = app.scope(ada).await;
    let everybody = Selection::List(Box::default());
    let contacts = everybody.contacts(&mut scope).await.unwrap();
    let change = act(&mut scope, asked, &contacts).await.unwrap();
    assert_eq!((change.state.as_str(), change.done), ("queued", 0));
    scope.commit().await.unwrap();
    change.id
}

async fn stands(app: &TestApp, ada: &Viewer, id: Uuid) -> Change {
    change(&mut app.scope(ada).await, id).await.unwrap()
}

#[tokio::test]
async fn many_are_changed_and_taken_back_by_orders() {
    let (app, ada) = crowded().await;
    assert!(MANY as usize > AT_ONCE);
    let id = begin(&app, &ada, &add_tag("tea")).await;
    app.run_jobs().await;
    let done = stands(&app, &ada, id).await;
    assert_eq!((done.state.as_str(), counts(&done)), ("done", (MANY, 0, 0)));
    let mut scope = app.scope(&ada).await;
    assert_eq!(undo(&mut scope, id).await.unwrap().state, "undoing");
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let undone = stands(&app, &ada, id).await;
    assert_eq!(
        (undone.state.as_str(), undone.undone, undone.kept),
        ("undone", MANY, 0)
    );
    let used = tags::used_tags(&mut app.scope(&ada).await).await.unwrap();
    assert_eq!(used[0].contacts, 0);
}

#[tokio::test]
async fn a_run_goes_on_where_it_stood() {
    let (app, ada) = crowded().await;
    let id = begin(&app, &ada, &asked("archive")).await;
    let step = async || {
        let mut scope = app.scope(&ada).await;
        let standing = change(&mut scope, id).await.unwrap();
        let more = crate::bulk::step::forward(&mut scope, &standing, 1_000)
            .await
            .unwrap();
        (scope, more)
    };
    let (scope, more) = step().await;
    assert!(more);
    drop(scope);
    assert_eq!(
        stands(&app, &ada, id).await.position,
        0,
        "a step that was killed left nothing"
    );
    let (scope, _) = step().await;
    scope.commit().await.unwrap();
    assert_eq!(stands(&app, &ada, id).await.done, 1_000);
    app.run_jobs().await;
    let done = stands(&app, &ada, id).await;
    assert_eq!((done.state.as_str(), counts(&done)), ("done", (MANY, 0, 0)));
}

#[tokio::test]
async fn a_stopped_process_hands_the_order_back() {
    let (app, ada) = crowded().await;
    let id = begin(&app, &ada, &asked("archive")).await;
    let stop = Stop::default();
    stop.cancel();
    let outcome = crate::bulk::run(&app.kith, ada.workspace, id, 1, false, &stop).await;
    assert_eq!(outcome.unwrap_err().to_string(), "stopped");
    assert_eq!(stands(&app, &ada, id).await.state, "queued");
}

#[tokio::test]
async fn what_was_cancelled_is_left_alone_by_its_order() {
    let (app, ada) = crowded().await;
    let id = begin(&app, &ada, &asked("archive")).await;
    let mut scope = app.scope(&ada).await;
    cancel(&mut scope, id).await.unwrap();
    assert_eq!(cancel(&mut scope, id).await, Err(Error::Conflict));
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let stopped = stands(&app, &ada, id).await;
    assert_eq!((stopped.state.as_str(), stopped.done), ("cancelled", 0));
}

#[tokio::test]
async fn one_that_cannot_be_written_does_not_keep_the_others_from_it() {
    let (app, ada) = crowded().await;
    let mut scope = app.scope(&ada).await;
    let guard = "create function refuse() returns trigger language plpgsql as $$
        begin
          if new.name = 'Crowd 7' and new.archived_at is not null then
            raise exception 'not this one';
          end if;
          return new;
        end $$;
        create trigger guard before update on contacts for each row execute function refuse();";
    sqlx::raw_sql(guard).execute(scope.db()).await.unwrap();
    scope.commit().await.unwrap();
    let id = begin(&app, &ada, &asked("archive")).await;
    app.run_jobs().await;
    let done = stands(&app, &ada, id).await;
    assert_eq!(
        (done.state.as_str(), counts(&done)),
        ("done", (MANY - 1, 0, 1))
    );
    let mut scope = app.scope(&ada).await;
    let failed = failures(&mut scope, id, 10).await.unwrap();
    assert_eq!(
        (failed[0].name.as_deref(), failed[0].reason.as_str()),
        (Some("Crowd 7"), "internal")
    );
}

/// Lets it go on so many times and drops it where it waits then, as a kill would; what it
/// gave, if it was over before.
async fn killed_after<T>(times: usize, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    let mut left = times;
    std::future::poll_fn(move |context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending if left == 0 => Poll::Ready(None),
        Poll::Pending => {
            left -= 1;
            Poll::Pending
        }
    })
    .await
}

/// Kills a run at each place where it waits, one further each time, and begins anew until
/// it comes to its end.
async fn run_through_kills(app: &TestApp, ada: &Viewer, id: Uuid, undo: bool) -> usize {
    let attempt = stands(app, ada, id).await.attempt;
    let stop = Stop::default();
    for kills in 0.. {
        let run = crate::bulk::run(&app.kith, ada.workspace, id, attempt, undo, &stop);
        if let Some(done) = killed_after(kills, run).await {
            done.unwrap();
            return kills;
        }
    }
    unreachable!("it comes to its end");
}

async fn versions(app: &TestApp, ada: &Viewer) -> Vec<(i32, bool, i64)> {
    sqlx::query_as(
        "select version, is_archived, count(*)
         from contacts
         group by version, is_archived
         order by version, is_archived",
    )
    .fetch_all(app.scope(ada).await.db())
    .await
    .unwrap()
}

#[tokio::test]
async fn a_run_killed_anywhere_changes_each_contact_exactly_once() {
    let (app, ada) = crowded().await;
    let id = begin(&app, &ada, &asked("archive")).await;
    let many = i64::from(MANY);
    assert_eq!(versions(&app, &ada).await, [(1, false, many)]);
    let kills = run_through_kills(&app, &ada, id, false).await;
    assert!(kills > 0, "it waits for the database");
    let done = stands(&app, &ada, id).await;
    assert_eq!((done.state.as_str(), counts(&done)), ("done", (MANY, 0, 0)));
    assert_eq!(versions(&app, &ada).await, [(2, true, many)]);
    let mut scope = app.scope(&ada).await;
    undo(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    let kills = run_through_kills(&app, &ada, id, true).await;
    assert!(kills > 0, "it waits for the database");
    let undone = stands(&app, &ada, id).await;
    assert_eq!(
        (undone.state.as_str(), undone.undone, undone.kept),
        ("undone", MANY, 0)
    );
    assert_eq!(versions(&app, &ada).await, [(3, false, many)]);
}
