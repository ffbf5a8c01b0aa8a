//! What counts as being in touch, and decisions made at the same time.

use super::*;
use crate::{context::Scope, scoring, workspaces::ContactRule};

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

/// Bo promised something twelve days ago, and it is brought up since `hours`.
async fn promised(app: &TestApp, hours: i32) -> Viewer {
    let ada = app.owner(ME).await;
    let mails = [
        Mail::new("1", 41, ME, BO).body("All is well here."),
        Mail::new("2", 12, BO, ME).body("I'll get back to you by Friday."),
        Mail::new("3", 11, ME, BO).body("Perfect. Bye."),
    ];
    app.import(&ada, &mails).await;
    let found = only_open(app, &ada).await.unwrap();
    assert_eq!(found.reason(), Reason::TheirPromise);
    let mut scope = app.scope(&ada).await;
    sqlx::query("update suggestions set created_at = created_at - make_interval(hours => $1)")
        .bind(hours)
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    ada
}

/// What became of the suggestion for their promise.
async fn outcome(app: &TestApp, viewer: &Viewer) -> (String, Option<String>) {
    let mut scope = app.scope(viewer).await;
    sqlx::query_as("select state, closed_by from suggestions where kind = 'their_promise'")
        .fetch_one(scope.db())
        .await
        .unwrap()
}

fn closed(by: &str) -> (String, Option<String>) {
    ("closed".to_owned(), Some(by.to_owned()))
}

#[tokio::test]
async fn it_closes_as_one_writes_whatever_the_reason_and_starts_two_weeks_of_peace() {
    let app = TestApp::start().await;
    let ada = promised(&app, 72).await;
    app.import(
        &ada,
        &[Mail::new("4", 1, ME, BO).body("Thinking of you. Bye.")],
    )
    .await;
    assert_eq!(outcome(&app, &ada).await, closed("acted"));
    assert!(only_open(&app, &ada).await.is_none());
    let mut scope = app.scope(&ada).await;
    let bo: uuid::Uuid = sqlx::query_scalar("select id from contacts where name = 'Bo Lind'")
        .fetch_one(scope.db())
        .await
        .unwrap();
    let words = "You wrote on 1 March; not again before 15 March.";
    let program = app.program(&ada).await;
    let path = format!("/contacts/{bo}/follow-up");
    let (_, why) = program.api("GET", &path, None).await;
    assert_eq!(why["data"]["why_not"], "acted", "{why}");
    assert_eq!(why["data"]["words"], words);
    let page = app
        .browser(&ada)
        .await
        .page(&format!("/contacts/{bo}"))
        .await;
    assert!(page.contains(words), "{page}");
}

#[tokio::test]
async fn a_message_that_comes_to_be_known_late_closes_it_too() {
    let app = TestApp::start().await;
    let ada = promised(&app, 1).await;
    app.import(
        &ada,
        &[Mail::new("4", 1, ME, BO).body("Thinking of you. Bye.")],
    )
    .await;
    assert_eq!(outcome(&app, &ada).await, closed("acted"));
}

#[tokio::test]
async fn a_meeting_closes_it_too() {
    let app = TestApp::start().await;
    let ada = promised(&app, 72).await;
    met(&app, &ada, 2).await;
    assert_eq!(outcome(&app, &ada).await, closed("contact"));
}

#[tokio::test]
async fn old_mail_that_is_imported_now_closes_nothing() {
    let app = TestApp::start().await;
    let ada = promised(&app, 72).await;
    app.import(&ada, &[Mail::new("4", 50, ME, BO).body("Good night. Bye.")])
        .await;
    assert_eq!(outcome(&app, &ada).await, ("open".to_owned(), None));
}

#[tokio::test]
async fn a_first_message_to_me_waits_for_an_answer_and_a_copy_does_not() {
    let di = "Di Ray <di@ray.example>";
    let direct = Mail::new("1", 3, di, ME);
    let copy = Mail::new("2", 3, di, "Cy Orr <cy@orr.example>").header("Cc: ada@kith.example");
    for (mail, expected) in [(direct, Some("answer")), (copy, None)] {
        let app = TestApp::start().await;
        let ada = app.owner(ME).await;
        let browser = app.browser(&ada).await;
        browser
            .post_form(
                "/do/app/workspaces/actions/choose_contact_rule",
                &[("rule", ContactRule::Everyone.as_str())],
            )
            .await;
        app.import(&ada, &[mail]).await;
        let (_, found) = app
            .program(&ada)
            .await
            .api("GET", "/suggestions", None)
            .await;
        assert_eq!(found["data"][0]["kind"].as_str(), expected, "{found}");
    }
}

#[tokio::test]
async fn a_question_waits_though_another_line_follows_until_we_meet() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mails = [
        Mail::new("1", 20, ME, BO).body("All is well here."),
        Mail::new("2", 6, BO, ME).body("Shall we sail?"),
        Mail::new("3", 5, BO, ME).body("See you. Bye."),
    ];
    app.import(&ada, &mails).await;
    let waits = only_open(&app, &ada).await.map(|found| found.reason());
    assert_eq!(waits, Some(Reason::Answer));
    met(&app, &ada, 3).await;
    app.import(&ada, &[Mail::new("4", 2, BO, ME).body("Thanks. Bye.")])
        .await;
    let waits = only_open(&app, &ada).await.map(|found| found.reason());
    assert_ne!(waits, Some(Reason::Answer), "that was talked about");
}
