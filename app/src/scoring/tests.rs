//! The score as a table of cases, and its counting against real rows.

use chrono::Duration;
use serde_json::json;
use uuid::Uuid;

use super::*;
use crate::{
    context::{Scope, Viewer},
    testing::{Mail, TestApp, now},
};

fn evidence(inbound: i64, outbound: i64, last_inbound_days: i64, first_days: i64) -> Evidence {
    Evidence {
        inbound,
        outbound,
        first_at: Some(now() - Duration::days(first_days)),
        last_inbound_at: (inbound > 0).then(|| now() - Duration::days(last_inbound_days)),
        windows: [0, 0, inbound + outbound, 0, 0],
        channels: 1,
    }
}

fn total(evidence: &Evidence) -> f64 {
    score(evidence, now()).total()
}

#[test]
fn nothing_known_is_zero() {
    assert_eq!(total(&Evidence::default()), 0.0);
}

#[test]
fn every_part_stays_in_its_bounds() {
    for exchanges in [0, 1, 5, 50, 5_000] {
        for days in [0, 1, 30, 400, 4_000] {
            let evidence = Evidence {
                windows: [exchanges; 5],
                channels: 9,
                ..evidence(exchanges, exchanges, days, days)
            };
            let parts = score(&evidence, now());
            for (points, most) in [
                (parts.reciprocity, 4.0),
                (parts.recency, 3.0),
                (parts.frequency, 2.0),
                (parts.breadth, 1.0),
                (parts.tenure, 2.0),
            ] {
                assert!((0.0..=most).contains(&points), "{parts:?}");
            }
            assert!(parts.total() <= 10.0);
        }
    }
}

#[test]
fn one_sided_mail_is_no_reciprocity_and_no_tenure() {
    for one_sided in [evidence(40, 0, 3, 900), evidence(0, 40, 3, 900)] {
        let parts = score(&one_sided, now());
        assert_eq!((parts.reciprocity, parts.tenure), (0.0, 0.0));
    }
}

#[test]
fn balance_beats_the_same_number_from_one_side() {
    assert!(total(&evidence(20, 20, 5, 400)) > total(&evidence(36, 4, 5, 400)));
}

#[test]
fn silence_lowers_the_score_steadily() {
    let scores: Vec<f64> = [1, 30, 90, 365, 1_000]
        .map(|days| total(&evidence(12, 12, days, 1_200)))
        .to_vec();
    assert!(
        scores.is_sorted_by(|earlier, later| earlier >= later) && scores[0] > scores[3],
        "{scores:?}"
    );
}

#[test]
fn recency_halves_in_sixty_days() {
    let parts = score(&evidence(5, 5, 60, 400), now());
    assert!((parts.recency - 1.5).abs() < 0.01, "{parts:?}");
}

#[test]
fn a_close_friend_is_strong_and_a_single_exchange_is_weak() {
    let friend = Evidence {
        windows: [6, 10, 40, 40, 20],
        ..evidence(60, 56, 4, 1_500)
    };
    assert!(total(&friend) > 8.0, "{}", total(&friend));
    assert!(total(&evidence(1, 1, 200, 210)) < 2.5);
}

#[test]
fn who_was_spoken_to_has_been_heard() {
    let touch = |days: i64, channel, direction| Touch {
        at: now() - Duration::days(days),
        direction,
        channel,
        thread: Uuid::from_u128(days.unsigned_abs().into()),
    };
    let wrote = |days| touch(days, Channel::Mail, Direction::Out);
    let called = touch(5, Channel::Call, Direction::Out);
    let touches = [wrote(9), wrote(7), called, wrote(2)];
    assert_eq!(Counts::of(&touches, now()).unanswered, 1);
    let wrote_alone = [wrote(9), wrote(7), wrote(2)];
    assert_eq!(Counts::of(&wrote_alone, now()).unanswered, 3);
}

#[tokio::test]
async fn scores_are_counted_from_the_timeline() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut mails = Vec::new();
    for week in 0..10 {
        let days = 7 * week + 3;
        mails.push(Mail::new(
            &format!("out{week}"),
            days,
            "ada@kith.example",
            "Bo Lind <bo@lind.example>",
        ));
        mails.push(Mail::new(
            &format!("in{week}"),
            days - 1,
            "Bo Lind <bo@lind.example>",
            "ada@kith.example",
        ));
    }
    mails.push(Mail::new(
        "once",
        300,
        "ada@kith.example",
        "Cy Orr <cy@orr.example>",
    ));
    app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    let rows = sqlx::query_as::<_, (String, f32, i32, i32, i32, Option<f32>)>(
        "select name, score, inbound_count, outbound_count, unanswered, rhythm_days from contacts order by score desc",
    )
    .fetch_all(scope.db())
    .await
    .unwrap();
    let (name, strong, inbound, outbound, unanswered, rhythm) = &rows[0];
    assert_eq!(
        (name.as_str(), *inbound, *outbound, *unanswered),
        ("Bo Lind", 10, 10, 0)
    );
    assert!(*strong > 6.0, "{strong}");
    assert!(
        rhythm.is_some_and(|days| (0.75..7.5).contains(&days)),
        "{rhythm:?}"
    );
    assert_eq!(
        (rows[1].0.as_str(), rows[1].2, rows[1].3, rows[1].4),
        ("Cy Orr", 0, 1, 1)
    );
    assert!(rows[1].1 < 1.0);
}

#[tokio::test]
async fn mail_to_a_large_circle_is_no_contact() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let circle: Vec<String> = (0..15)
        .map(|n| format!("guest{n}@circle.example"))
        .collect();
    let mails = [
        Mail::new("all", 5, "ada@kith.example", &circle.join(", ")),
        Mail::new("one", 9, "ada@kith.example", "guest1@circle.example"),
    ];
    app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    let counts: Vec<(String, i32)> =
        sqlx::query_as("select email, outbound_count from contacts where outbound_count > 0")
            .fetch_all(scope.db())
            .await
            .unwrap();
    assert_eq!(counts, [("guest1@circle.example".to_owned(), 1)]);
}

/// How often each address was in contact, as the contacts say it.
async fn counted(app: &TestApp, viewer: &Viewer) -> Vec<(String, i32, i32)> {
    let mut scope = app.scope(viewer).await;
    sqlx::query_as(
        "select email, inbound_count, outbound_count from contacts where last_contact_at is not null order by email",
    )
    .fetch_all(scope.db())
    .await
    .unwrap()
}

#[tokio::test]
async fn only_what_passed_between_two_people_counts() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let (me, bo) = ("ada@kith.example", "bo@lind.example");
    let crowd: Vec<String> = (0..14).map(|n| format!("p{n}@crowd.example")).collect();
    let mails = [
        Mail::new("a", 9, me, bo),
        Mail::new("b", 8, bo, me),
        Mail::new("out of office", 7, bo, me).header("Auto-Submitted: auto-replied"),
        Mail::new("list", 6, bo, me).header("List-Id: <walks.lind.example>"),
        Mail::new(
            "to the crowd",
            5,
            bo,
            &format!("{me}, {}", crowd.join(", ")),
        ),
        Mail::new("copied to the crowd", 4, me, "cy@orr.example")
            .header(&format!("Cc: {bo}, {}", crowd.join(", "))),
        Mail::new("tomorrow", -1, bo, me),
    ];
    app.import(&ada, &mails).await;
    assert_eq!(counted(&app, &ada).await, [(bo.to_owned(), 1, 1)]);
}

/// An interaction that no mailbox brings, with the contact's record in this role.
async fn happen(scope: &mut Scope, kind: &str, direction: &str, days: i64, role: &str) {
    let at = now() - Duration::days(days);
    let id = scope.id();
    sqlx::query(
        "with happened as (
           insert into interactions
             (id, workspace_id, kind, direction, origin, external_id, thread_id, occurred_at, recipients, created_at)
           values ($1, acting_workspace(), $2, $3, 'test', $1::text, $1, $4, 2, $4)
           returning id, occurred_at
         )
         insert into participants (interaction_id, source_record_id, workspace_id, role, occurred_at)
         select h.id, l.source_record_id, l.workspace_id, $5, h.occurred_at
         from happened h, identity_links l",
    )
    .bind(id)
    .bind(kind)
    .bind(direction)
    .bind(at)
    .bind(role)
    .execute(scope.db())
    .await
    .unwrap();
}

#[tokio::test]
async fn meetings_count_once_they_took_place_and_notes_never() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    app.import(
        &ada,
        &[Mail::new("a", 40, "ada@kith.example", "bo@lind.example")],
    )
    .await;
    let mut scope = app.scope(&ada).await;
    let bo: Uuid = sqlx::query_scalar("select id from contacts")
        .fetch_one(scope.db())
        .await
        .unwrap();
    happen(&mut scope, "meeting", "none", 10, "from").await;
    happen(&mut scope, "meeting", "none", 5, "to").await;
    happen(&mut scope, "meeting", "none", -3, "to").await;
    happen(&mut scope, "note", "none", 2, "about").await;
    let found = standing(&mut scope, bo).await.unwrap();
    assert_eq!(found.counts.by_channel, [1, 2, 0, 0]);
    assert_eq!(found.counts.last_at, Some(now() - Duration::days(5)));
    assert_eq!(found.counts.evidence.windows, [2, 1, 0, 0, 0]);
    assert_eq!(found.counts.unanswered, 0, "who was met has been heard");
}

#[tokio::test]
async fn one_contact_and_the_whole_workspace_are_counted_alike() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mails: Vec<Mail> = (0..60)
        .map(|n| {
            let them = format!("p{}@place.example", n % 7);
            let (from, to) = if n % 3 == 0 {
                (them.as_str(), "ada@kith.example")
            } else {
                ("ada@kith.example", them.as_str())
            };
            Mail::new(&format!("m{n}"), 11 * n + 1, from, to)
        })
        .collect();
    app.import(&ada, &mails).await;
    let of_the_import = stored(&app, &ada).await;
    let mut scope = app.scope(&ada).await;
    sqlx::query("update contacts set score = 9, unanswered = 77, rhythm_days = null, last_contact_at = null")
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    refresh_workspace(&app.kith, ada.workspace).await.unwrap();
    assert_eq!(stored(&app, &ada).await, of_the_import);
    let mut scope = app.scope(&ada).await;
    for row in of_the_import {
        let id = row["id"].as_str().unwrap().parse().unwrap();
        let found = standing(&mut scope, id).await.unwrap();
        assert!(
            (found.parts.total() - row["score"].as_f64().unwrap()).abs() < 0.05,
            "{row}"
        );
        assert_eq!(
            found.course.last().map(|point| point.score),
            Some(found.parts.total())
        );
    }
}

async fn stored(app: &TestApp, viewer: &Viewer) -> Vec<serde_json::Value> {
    let mut scope = app.scope(viewer).await;
    sqlx::query_scalar(
        "select jsonb_build_object(
           'id', id, 'score', score, 'in', inbound_count, 'out', outbound_count, 'first', first_contact_at,
           'last', last_contact_at, 'heard', last_inbound_at, 'wrote', last_outbound_at, 'unanswered', unanswered,
           'rhythm', rhythm_days, 'spread', spread_days, 'fades', fades_at
         ) from contacts order by id",
    )
    .fetch_all(scope.db())
    .await
    .unwrap()
}

#[tokio::test]
async fn who_has_nothing_left_falls_back_to_nothing() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    app.import(
        &ada,
        &[Mail::new("a", 4, "ada@kith.example", "bo@lind.example")],
    )
    .await;
    let mut scope = app.scope(&ada).await;
    sqlx::query("update interactions set deleted_at = now()")
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    refresh_workspace(&app.kith, ada.workspace).await.unwrap();
    assert_eq!(counted(&app, &ada).await, []);
}

#[tokio::test]
async fn rest_says_why_and_how_it_came() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mails = [
        Mail::new("a", 90, "ada@kith.example", "bo@lind.example"),
        Mail::new("b", 70, "bo@lind.example", "ada@kith.example"),
    ];
    app.import(&ada, &mails).await;
    let program = app.program(&ada).await;
    let (_, list) = program.api("GET", "/contacts", None).await;
    let id = list["data"][0]["id"].as_str().unwrap().to_owned();
    let (status, body) = program
        .api("GET", &format!("/contacts/{id}/score"), None)
        .await;
    assert_eq!(status, 200);
    let score = &body["data"];
    assert_eq!(
        (&score["inbound"], &score["outbound"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(score["windows"], json!([0, 1, 1, 0, 0]));
    assert_eq!(
        score["channels"],
        json!({ "mail": 2, "meeting": 0, "message": 0, "call": 0 })
    );
    let course = score["course"].as_array().unwrap();
    assert_eq!(course.len(), 25);
    assert_eq!(
        (course[0]["on"].as_str(), course[0]["score"].as_f64()),
        (Some("2024-03-31"), Some(0.0))
    );
    assert_eq!(course[24]["score"], score["score"]);
}
