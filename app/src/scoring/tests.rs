//! The score as a table of cases, and its counting against real rows.

use chrono::Duration;

use super::*;
use crate::testing::{Mail, TestApp, now};

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
