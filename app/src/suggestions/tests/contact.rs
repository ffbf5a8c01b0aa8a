//! What counts as being in touch, and decisions made at the same time.

use super::*;
use crate::{context::Scope, scoring};

const ME: &str = "ada@kith.example";
const BO: &str = "Bo Lind <bo@lind.example>";

/// A meeting of Ada and everybody known, and the scores after it.
async fn met(app: &TestApp, viewer: &Viewer, days: i64) {
    let mut scope = app.scope(viewer).await;
    let id = scope.id();
    sqlx::query(
        "with met as (
           insert into interactions
             (id, workspace_id, kind, direction, origin, external_id, thread_id, occurred_at, recipients, created_at)
           values ($1, acting_workspace(), 'meeting', 'none', 'test', $1::text, $1, $2, 2, $2)
           returning id, occurred_at
         )
         insert into participants (interaction_id, source_record_id, workspace_id, role, occurred_at)
         select m.id, l.source_record_id, l.workspace_id, 'to', m.occurred_at
         from met m, identity_links l",
    )
    .bind(id)
    .bind(now() - Duration::days(days))
    .execute(scope.db())
    .await
    .unwrap();
    scope.commit().await.unwrap();
    scoring::refresh_workspace(&app.kith, viewer.workspace)
        .await
        .unwrap();
    refresh_workspace(&app.kith, viewer.workspace)
        .await
        .unwrap();
}

#[tokio::test]
async fn who_was_met_is_not_silent() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    assert!(only_open(&app, &ada).await.is_some());
    met(&app, &ada, 2).await;
    let reason = only_open(&app, &ada).await.map(|found| found.reason());
    assert_eq!(
        reason,
        Some(Reason::Met),
        "what the meeting led to, not the silence"
    );
    met(&app, &ada, 0).await;
    assert!(only_open(&app, &ada).await.is_none());
}

#[tokio::test]
async fn who_was_met_after_they_wrote_waits_no_more() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mails = [Mail::new("1", 20, ME, BO), Mail::new("2", 5, BO, ME)];
    app.import(&ada, &mails).await;
    let waits = only_open(&app, &ada).await.map(|found| found.reason());
    assert_eq!(waits, Some(Reason::Answer));
    met(&app, &ada, 3).await;
    let reason = only_open(&app, &ada).await.map(|found| found.reason());
    assert_eq!(reason, Some(Reason::Met));
}

#[tokio::test]
async fn what_asks_for_an_answer() {
    for (body, expected) in [
        ("Shall we meet?", true),
        ("See https://lind.example/plan?", true),
        ("明日は空いていますか？", true),
        ("Here: https://lind.example/plan?page=2", false),
        ("Here: www.lind.example/?page=2 and thanks.", false),
        ("Thanks!", false),
    ] {
        let app = TestApp::start().await;
        let ada = app.owner(ME).await;
        let mails = [
            Mail::new("1", 9, ME, BO),
            Mail::new("2", 5, BO, ME).body(body),
        ];
        app.import(&ada, &mails).await;
        assert_eq!(only_open(&app, &ada).await.is_some(), expected, "{body}");
    }
}

#[tokio::test]
async fn the_sentence_says_the_rhythm_that_was_measured() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let mut scope = app.scope(&ada).await;
    let measured: f32 = sqlx::query_scalar("select rhythm_days from contacts")
        .fetch_one(scope.db())
        .await
        .unwrap();
    let strict = FollowUps {
        shortest_days: 30,
        ..FollowUps::default()
    };
    set_follow_ups(&mut scope, strict).await.unwrap();
    let found = open(&mut scope, "open", None, 10).await.unwrap().remove(0);
    assert_eq!(
        found.facts().rhythm_days,
        Some(f64::from(measured).round() as i64)
    );
    assert!(found.facts().due_after_days >= Some(30));
}

#[tokio::test]
async fn a_decision_made_during_a_refresh_holds() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let id = only_open(&app, &ada).await.unwrap().id;
    let mut deciding = app.scope(&ada).await;
    decide(&mut deciding, id, Decision::Dismissed)
        .await
        .unwrap();
    let mut watching = app.scope(&ada).await;
    let (refreshed, ()) = tokio::join!(refresh_workspace(&app.kith, ada.workspace), async {
        until_one_waits_for(&mut deciding, &mut watching).await;
        deciding.commit().await.unwrap();
    });
    refreshed.unwrap();
    assert!(only_open(&app, &ada).await.is_none());
}

async fn until_one_waits_for(holder: &mut Scope, watching: &mut Scope) {
    let holder: i32 = sqlx::query_scalar("select pg_backend_pid()")
        .fetch_one(holder.db())
        .await
        .unwrap();
    let mut waits = false;
    while !waits {
        waits = sqlx::query_scalar(
            "select exists (select from pg_locks where not granted and $1 = any(pg_blocking_pids(pid)))",
        )
        .bind(holder)
        .fetch_one(watching.db())
        .await
        .unwrap();
    }
}

#[tokio::test]
async fn a_refresh_has_the_turn_until_its_end() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut refreshing = app.scope(&ada).await;
    let mut other = app.scope(&ada).await;
    refresh(&mut refreshing).await.unwrap();
    assert!(!is_free(&mut other).await);
    refreshing.commit().await.unwrap();
    assert!(is_free(&mut other).await);
}

async fn is_free(scope: &mut Scope) -> bool {
    sqlx::query_scalar("select pg_try_advisory_xact_lock(hashtextextended($1, 0))")
        .bind(format!("suggestions {}", scope.workspace))
        .fetch_one(scope.db())
        .await
        .unwrap()
}
