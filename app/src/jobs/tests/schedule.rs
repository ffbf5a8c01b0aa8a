//! When an order is due, and that it is ordered once.

use chrono::{DateTime, Duration, Utc};

use crate::{
    context::{Clock, Kith},
    jobs::{
        SCHEDULE,
        schedule::{Every, tick},
    },
    testing::{TestApp, now},
};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn the_next_instant_is_the_first_that_fits_and_lies_ahead() {
    let hourly = Every::Hour { minute: 17 };
    let nightly = Every::Day {
        hour: 2,
        minute: 11,
    };
    let cases = [
        (hourly, "2026-03-02T09:00:00Z", "2026-03-02T09:17:00Z"),
        (hourly, "2026-03-02T09:16:59Z", "2026-03-02T09:17:00Z"),
        (hourly, "2026-03-02T09:17:00Z", "2026-03-02T10:17:00Z"),
        (hourly, "2026-03-02T23:17:00Z", "2026-03-03T00:17:00Z"),
        (hourly, "2026-03-02T23:59:59Z", "2026-03-03T00:17:00Z"),
        (hourly, "2026-03-02T00:00:00Z", "2026-03-02T00:17:00Z"),
        (nightly, "2026-03-02T00:00:00Z", "2026-03-02T02:11:00Z"),
        (nightly, "2026-03-02T02:10:59Z", "2026-03-02T02:11:00Z"),
        (nightly, "2026-03-02T02:11:00Z", "2026-03-03T02:11:00Z"),
        (nightly, "2026-02-28T23:59:59Z", "2026-03-01T02:11:00Z"),
        (nightly, "2026-12-31T12:00:00Z", "2027-01-01T02:11:00Z"),
        (
            Every::Minute,
            "2026-03-02T09:00:00Z",
            "2026-03-02T09:01:00Z",
        ),
        (
            Every::Minute,
            "2026-03-02T23:59:30Z",
            "2026-03-03T00:00:00Z",
        ),
        (
            Every::Day { hour: 0, minute: 0 },
            "2026-03-02T00:00:00Z",
            "2026-03-03T00:00:00Z",
        ),
        (
            Every::Hour { minute: 0 },
            "2026-03-02T23:00:00Z",
            "2026-03-03T00:00:00Z",
        ),
    ];
    for (every, now, expected) in cases {
        assert_eq!(every.next(at(now)), at(expected), "after {now}");
    }
}

#[test]
fn every_entry_has_a_name_of_its_own_and_says_what_it_does() {
    let mut names: Vec<_> = SCHEDULE.iter().map(|entry| entry.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), SCHEDULE.len());
    assert!(
        SCHEDULE
            .iter()
            .all(|entry| entry.words.starts_with("Every ") && entry.order.name() == entry.name)
    );
}

fn later(app: &TestApp, pause: Duration) -> Kith {
    Kith {
        clock: Clock::Fixed(now() + pause),
        ..app.kith.clone()
    }
}

async fn ordered(app: &TestApp) -> Vec<String> {
    let names = sqlx::query_scalar(
        "select convert_from(job, 'UTF8')::jsonb ->> 'order' from apalis.jobs order by 1",
    );
    names.fetch_all(&app.kith.pool).await.unwrap()
}

#[tokio::test]
async fn nothing_is_ordered_before_its_time() {
    let app = TestApp::start().await;
    for seconds in [0, 0, 59] {
        tick(&later(&app, Duration::seconds(seconds)))
            .await
            .unwrap();
    }
    assert_eq!(ordered(&app).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_is_due_is_ordered_once_however_often_it_ticks() {
    let app = TestApp::start().await;
    tick(&app.kith).await.unwrap();
    // Time stands at half past nine: beside what comes each minute, suggestions are due at 41.
    let due = later(&app, Duration::minutes(11));
    let (one, other) = tokio::join!(tick(&due), tick(&due));
    one.and(other).unwrap();
    tick(&due).await.unwrap();
    assert_eq!(ordered(&app).await, ["deliver_reminders", "suggest_all"]);
    tick(&later(&app, Duration::minutes(47))).await.unwrap();
    assert_eq!(
        ordered(&app).await,
        [
            "clean_sessions",
            "deliver_reminders",
            "deliver_reminders",
            "index_all",
            "seek_logos_all",
            "suggest_all"
        ]
    );
}

#[tokio::test]
async fn a_run_that_was_missed_happens_once() {
    let app = TestApp::start().await;
    tick(&app.kith).await.unwrap();
    let after_a_week = later(&app, Duration::days(7));
    tick(&after_a_week).await.unwrap();
    tick(&after_a_week).await.unwrap();
    assert_eq!(
        ordered(&app).await,
        [
            "clean_sessions",
            "clean_transfers",
            "clean_uploads",
            "deliver_reminders",
            "empty_trash",
            "find_all_doubles",
            "index_all",
            "score_all",
            "seek_logos_all",
            "suggest_all"
        ]
    );
    let next: Vec<DateTime<Utc>> =
        sqlx::query_scalar("select next_run_at from schedules order by name")
            .fetch_all(&app.kith.pool)
            .await
            .unwrap();
    let expected = [
        "2026-03-09T10:17:00Z",
        "2026-03-10T03:38:00Z",
        "2026-03-10T03:29:00Z",
        "2026-03-09T09:31:00Z",
        "2026-03-10T03:47:00Z",
        "2026-03-10T02:31:00Z",
        "2026-03-09T09:53:00Z",
        "2026-03-10T02:11:00Z",
        "2026-03-09T10:07:00Z",
        "2026-03-09T09:41:00Z",
    ]
    .map(at);
    assert_eq!(next, expected);
}
