//! Comparing all contacts as a job, and from when on Kith joins by itself.

use super::*;
use crate::review::{give_up, join_from, newest_scan, run_scan, start_scan};

const FIND: &str = "/do/app/review/actions/scans/find_doubles";

/// The crowd was compared, and nobody joined; from now on the certain ones would be.
async fn wanting(app: &TestApp) -> (Viewer, Uuid, Uuid) {
    let crowd = crowd(app).await;
    app.run_jobs().await;
    let mut scope = app.scope(&crowd.0).await;
    choose_join_from(&mut scope, Some(0.95)).await.unwrap();
    scope.commit().await.unwrap();
    crowd
}

async fn count(app: &TestApp, ada: &Viewer) -> i64 {
    let mut scope = app.scope(ada).await;
    sqlx::query_scalar("select count(*) from contacts where deleted_at is null")
        .fetch_one(scope.db())
        .await
        .unwrap()
}

#[tokio::test]
async fn it_is_tried_out_first_and_then_done() {
    let app = TestApp::start().await;
    let (ada, mike, _) = wanting(&app).await;
    let browser = app.browser(&ada).await;
    let page = browser.page("/review").await;
    assert!(page.contains("Try it out first"), "{page}");
    assert!(page.contains("From 95\u{a0}% on"), "{page}");
    let answer = browser.post_form(FIND, &[("dry_run", "true")]).await;
    assert_eq!(answer.headers()["location"], "/review?scan=follow#scan");
    let answer = browser.open("/review?scan=follow").await;
    assert_eq!(answer.headers()["refresh"], "2", "live without a script");
    let page = browser.page("/review").await;
    assert!(
        page.contains("Waits for a worker.") && page.contains("Stop"),
        "{page}"
    );
    app.run_jobs().await;
    assert_eq!(count(&app, &ada).await, 5, "nothing was changed");
    assert_eq!(waiting(&app, &ada).await.len(), 1);
    let page = browser.page("/review").await;
    assert!(
        page.contains("Would join 1 contact with others, and ask about 0 pairs."),
        "{page}"
    );
    assert!(page.contains(&format!("/contacts/{mike}")), "{page}");
    browser.post_form(FIND, &[]).await;
    app.run_jobs().await;
    assert_eq!(count(&app, &ada).await, 4);
    assert!(waiting(&app, &ada).await.is_empty());
    let mut scope = app.scope(&ada).await;
    let done: (String, i32) =
        sqlx::query_as("select state, joined from contact_scans where not is_dry_run")
            .fetch_one(scope.db())
            .await
            .unwrap();
    assert_eq!(done, ("done".to_owned(), 1));
}

#[tokio::test]
async fn a_program_orders_it_follows_it_and_stops_it() {
    let app = TestApp::start().await;
    let (ada, mike, michael) = wanting(&app).await;
    let program = app.program(&ada).await;
    let (status, none) = program.api("GET", "/review/scans", None).await;
    assert_eq!((status, &none["data"]), (200, &json!([])));
    let (status, begun) = program
        .api("POST", "/review/scans?dry_run=true", None)
        .await;
    assert_eq!(
        (status, &begun["data"]["state"]),
        (202, &json!("queued")),
        "{begun}"
    );
    let again = program
        .api("POST", "/review/scans?dry_run=true", None)
        .await;
    assert_eq!(again.0, 409);
    app.run_jobs().await;
    let place = format!("/review/scans/{}", begun["data"]["id"].as_str().unwrap());
    let (_, done) = program.api("GET", &place, None).await;
    let done = &done["data"];
    assert_eq!(
        (&done["state"], &done["to_join"], &done["to_review"]),
        (&json!("done"), &json!(1), &json!(0)),
        "{done}"
    );
    assert_eq!(
        done["groups"],
        json!([[mike.min(michael), mike.max(michael)]])
    );
    let (status, _) = program.api("POST", &format!("{place}/cancel"), None).await;
    assert_eq!(status, 409, "it is done");
    let (_, begun) = program.api("POST", "/review/scans", None).await;
    let place = format!("/review/scans/{}", begun["data"]["id"].as_str().unwrap());
    let (status, _) = program.api("POST", &format!("{place}/cancel"), None).await;
    assert_eq!(status, 200);
    app.run_jobs().await;
    let (_, stopped) = program.api("GET", &place, None).await;
    assert_eq!(stopped["data"]["state"], "cancelled");
    assert_eq!(count(&app, &ada).await, 5, "nothing was done");
}

#[tokio::test]
async fn a_worker_that_stops_hands_it_back_and_the_next_one_goes_on() {
    let app = TestApp::start().await;
    let (ada, ..) = wanting(&app).await;
    let mut scope = app.scope(&ada).await;
    let id = start_scan(&mut scope, false).await.unwrap();
    scope.commit().await.unwrap();
    let stop = Stop::default();
    stop.cancel();
    let stopped = run_scan(&app.kith, ada.workspace, id, &stop).await;
    assert!(stopped.is_err(), "it is not done");
    assert_eq!(count(&app, &ada).await, 5);
    let state = async || {
        let mut scope = app.scope(&ada).await;
        newest_scan(&mut scope).await.unwrap().unwrap().state
    };
    assert_eq!(state().await, "running");
    app.run_jobs().await;
    assert_eq!(
        (state().await.as_str(), count(&app, &ada).await),
        ("done", 4)
    );
    give_up(&app.kith, ada.workspace, id).await.unwrap();
    assert_eq!(state().await, "done");
}

#[tokio::test]
async fn the_own_scan_of_the_night_joins_and_leaves_that_of_a_member_alone() {
    let app = TestApp::start().await;
    let (ada, ..) = wanting(&app).await;
    let mut scope = app.scope(&ada).await;
    let id = start_scan(&mut scope, false).await.unwrap();
    scope.commit().await.unwrap();
    scan(&app, &ada).await;
    assert_eq!(count(&app, &ada).await, 5, "the member's is under way");
    give_up(&app.kith, ada.workspace, id).await.unwrap();
    scan(&app, &ada).await;
    assert_eq!(count(&app, &ada).await, 4);
}

#[tokio::test]
async fn from_when_on_is_chosen_in_the_settings() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let browser = app.browser(&ada).await;
    let page = browser.page("/settings").await;
    assert!(page.contains("One person, two contacts"), "{page}");
    let choose = "/do/app/review/actions/scans/choose_joining";
    let stands = async || join_from(&mut app.scope(&ada).await).await.unwrap();
    assert_eq!(stands().await, Some(0.95));
    browser
        .post_form(choose, &[("joins", "true"), ("percent", "98")])
        .await;
    assert_eq!(stands().await, Some(0.98));
    for wrong in ["", "69", "89", "100", "many"] {
        browser
            .post_form(choose, &[("joins", "true"), ("percent", wrong)])
            .await;
        let page = browser.page("/settings").await;
        assert!(page.contains("aria-invalid"), "{wrong}");
        assert_eq!(stands().await, Some(0.98), "{wrong}");
    }
    browser.post_form(choose, &[("percent", "98")]).await;
    assert_eq!(stands().await, None);
    let program = app.program(&ada).await;
    for (from, status) in [(json!(0.97), 200), (json!(0.5), 422), (json!(null), 200)] {
        let body = json!({ "join_from": from });
        let (given, answer) = program.api("PUT", "/joining", Some(body)).await;
        assert_eq!(given, status, "{answer}");
    }
    let (_, answer) = program.api("GET", "/joining", None).await;
    assert_eq!(answer["data"], json!({ "join_from": null }));
}
