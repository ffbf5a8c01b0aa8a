//! Pausing, stopping, going on.

use std::time::Duration;

use tokio::time::timeout;

use super::*;
use crate::{context::Turn, jobs::Order};

#[tokio::test]
async fn a_cancelled_import_keeps_what_it_has_and_goes_on_when_asked() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let file = app.folder().join("given.mbox");
    std::fs::write(&file, mixed()).unwrap();
    let id = import_local_file(&ada, &file).await.unwrap();
    let mut scope = app.scope(&ada).await;
    cancel(&mut scope, id).await.unwrap();
    assert_eq!(cancel(&mut scope, id).await, Err(Error::Conflict));
    scope.commit().await.unwrap();
    app.run_jobs().await;
    assert_eq!(report(&app, &ada, id).await.stored, 0);
    let mut scope = app.scope(&ada).await;
    retry(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let report = report(&app, &ada, id).await;
    assert_eq!((report.state.as_str(), report.stored), ("done", 3));
}

#[tokio::test]
async fn a_paused_import_waits_and_goes_on() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let file = app.folder().join("given.mbox");
    std::fs::write(&file, mixed()).unwrap();
    let id = import_local_file(&ada, &file).await.unwrap();
    let program = app.program(&ada).await;
    let steer = async |verb: &str| {
        let path = format!("/imports/{id}/{verb}");
        let (status, body) = program.api("POST", &path, None).await;
        let state = body["data"]["state"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        (status, state)
    };
    assert_eq!(steer("resume").await.0, 409);
    assert_eq!(steer("pause").await, (200, "paused".to_owned()));
    assert_eq!(steer("pause").await.0, 409);
    app.run_jobs().await;
    assert_eq!(report(&app, &ada, id).await.stored, 0);
    assert_eq!(steer("resume").await, (200, "queued".to_owned()));
    app.run_jobs().await;
    let report = report(&app, &ada, id).await;
    assert_eq!((report.state.as_str(), report.stored), ("done", 3));
}

#[tokio::test]
async fn a_run_that_was_paused_while_it_read_leaves_the_rest_to_the_next() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let id = large(&app, &ada).await;
    run_one_step(&app, &ada, id).await;
    let stop = Stop::new();
    let paused = run_with(&app, &ada, id, &stop, async || {
        let mut scope = app.scope(&ada).await;
        pause(&mut scope, id).await.unwrap();
        scope.commit().await.unwrap();
    });
    paused.await.unwrap();
    let halted = report(&app, &ada, id).await;
    assert_eq!((halted.state.as_str(), halted.listed), ("paused", 500));
    assert_eq!(halted.listed, sum(&halted));
    let mut scope = app.scope(&ada).await;
    resume(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let done = report(&app, &ada, id).await;
    assert_eq!(
        (done.state.as_str(), done.stored, done.known),
        ("done", 1_700, 0)
    );
}

#[tokio::test]
async fn an_order_of_an_attempt_that_is_over_does_nothing() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let file = app.folder().join("given.mbox");
    std::fs::write(&file, mixed()).unwrap();
    let id = import_local_file(&ada, &file).await.unwrap();
    let mut scope = app.scope(&ada).await;
    pause(&mut scope, id).await.unwrap();
    resume(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    let stale = Order::ImportMailbox {
        workspace: ada.workspace,
        import: id,
        attempt: 1,
    };
    stale.run(&app.kith, &Stop::new()).await.unwrap();
    assert_eq!(report(&app, &ada, id).await.state, "queued");
    app.run_jobs().await;
    let report = report(&app, &ada, id).await;
    assert_eq!((report.state.as_str(), report.stored), ("done", 3));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_who_pauses_waits_for_the_people_of_others() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let file = app.folder().join("given.mbox");
    std::fs::write(&file, mixed()).unwrap();
    let id = import_local_file(&ada, &file).await.unwrap();
    let mut others = app.scope(&ada).await;
    others.alone(Turn::People).await.unwrap();
    let running = tokio::spawn({
        let (kith, workspace) = (app.kith.clone(), ada.workspace);
        async move { run(&kith, workspace, id, 1, &Stop::new()).await }
    });
    while !running.is_finished() && !is_awaited(&mut others).await {
        tokio::task::yield_now().await;
    }
    let mut scope = app.scope(&ada).await;
    timeout(Duration::from_secs(20), pause(&mut scope, id))
        .await
        .expect("the row is free")
        .unwrap();
    scope.commit().await.unwrap();
    others.commit().await.unwrap();
    running.await.unwrap().unwrap();
    let halted = report(&app, &ada, id).await;
    assert_eq!(
        (
            halted.state.as_str(),
            halted.stored,
            halted.contacts_created
        ),
        ("paused", 3, 0)
    );
}
