//! When an order is due, and that it is ordered once.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::{
    context::{Clock, Kith, Viewer},
    jobs::{
        Order, SCHEDULE, Stop, carry_out,
        schedule::{self, When, tick},
    },
    testing::{TestApp, now},
    workspaces::{self, Role},
};

use super::super::schedule::rule::{Hours, Rule};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn rule(when: When, zone: Tz) -> Rule {
    let morning = NaiveTime::from_hms_opt(6, 30, 0).unwrap();
    Rule::new(when, Hours { zone, morning }, 0)
}

fn night(hour: u32, minute: u32) -> When {
    When::EachDay { hour, minute }
}

#[test]
fn the_next_instant_is_the_first_that_fits_and_lies_ahead() {
    let hourly = When::EachHour { minute: 17 };
    let cases = [
        (hourly, "2026-03-02T09:00:00Z", "2026-03-02T09:17:00Z"),
        (hourly, "2026-03-02T09:16:59Z", "2026-03-02T09:17:00Z"),
        (hourly, "2026-03-02T09:17:00Z", "2026-03-02T10:17:00Z"),
        (hourly, "2026-03-02T23:17:00Z", "2026-03-03T00:17:00Z"),
        (hourly, "2026-03-02T23:59:59Z", "2026-03-03T00:17:00Z"),
        (hourly, "2026-03-02T00:00:00Z", "2026-03-02T00:17:00Z"),
        (night(2, 11), "2026-03-02T00:00:00Z", "2026-03-02T02:11:00Z"),
        (night(2, 11), "2026-03-02T02:10:59Z", "2026-03-02T02:11:00Z"),
        (night(2, 11), "2026-03-02T02:11:00Z", "2026-03-03T02:11:00Z"),
        (night(2, 11), "2026-02-28T23:59:59Z", "2026-03-01T02:11:00Z"),
        (night(2, 11), "2026-12-31T12:00:00Z", "2027-01-01T02:11:00Z"),
        (
            When::EachMinute,
            "2026-03-02T09:00:00Z",
            "2026-03-02T09:01:00Z",
        ),
        (
            When::EachMinute,
            "2026-03-02T23:59:30Z",
            "2026-03-03T00:00:00Z",
        ),
        (night(0, 0), "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z"),
        (
            When::EachMorning,
            "2026-03-02T06:29:00Z",
            "2026-03-02T06:30:00Z",
        ),
    ];
    for (when, now, expected) in cases {
        assert_eq!(
            rule(when, Tz::UTC).next(at(now)),
            at(expected),
            "after {now}"
        );
    }
}

#[test]
fn days_are_those_of_the_place() {
    let cases = [
        (
            Tz::Europe__Berlin,
            "2026-03-02T09:30:00Z",
            "2026-03-03T05:30:00Z",
        ),
        (
            Tz::America__Los_Angeles,
            "2026-03-02T09:30:00Z",
            "2026-03-02T14:30:00Z",
        ),
        (
            Tz::Asia__Kolkata,
            "2026-03-02T09:30:00Z",
            "2026-03-03T01:00:00Z",
        ),
        (
            Tz::Pacific__Kiritimati,
            "2026-03-02T09:30:00Z",
            "2026-03-02T16:30:00Z",
        ),
    ];
    for (zone, now, expected) in cases {
        let next = rule(When::EachMorning, zone).next(at(now));
        assert_eq!(next, at(expected), "{zone}");
    }
}

/// The instants of a few days, one after the other.
fn runs(when: When, zone: Tz, from: &str, until: &str) -> Vec<DateTime<Utc>> {
    let rule = rule(when, zone);
    let until = at(until);
    let runs = std::iter::successors(Some(rule.next(at(from))), |run| Some(rule.next(*run)));
    runs.take_while(|run| *run < until).collect()
}

#[test]
fn a_day_has_one_run_also_where_clocks_are_changed() {
    // In Berlin two o'clock is skipped on the 29th of March and comes twice on the 25th of October.
    let spring = runs(
        night(2, 11),
        Tz::Europe__Berlin,
        "2026-03-27T12:00:00Z",
        "2026-03-31T12:00:00Z",
    );
    let expected = [
        "2026-03-28T01:11:00Z",
        "2026-03-29T01:11:00Z",
        "2026-03-30T00:11:00Z",
        "2026-03-31T00:11:00Z",
    ];
    assert_eq!(spring, expected.map(at));
    let autumn = runs(
        night(2, 11),
        Tz::Europe__Berlin,
        "2026-10-23T12:00:00Z",
        "2026-10-27T12:00:00Z",
    );
    let expected = [
        "2026-10-24T00:11:00Z",
        "2026-10-25T00:11:00Z",
        "2026-10-26T01:11:00Z",
        "2026-10-27T01:11:00Z",
    ];
    assert_eq!(autumn, expected.map(at));
    // Cairo skips midnight itself; Samoa skipped the 30th of December 2011.
    let cairo = runs(
        night(0, 0),
        Tz::Africa__Cairo,
        "2026-04-22T12:00:00Z",
        "2026-04-25T12:00:00Z",
    );
    assert_eq!(cairo.len(), 3);
    let samoa = runs(
        night(2, 11),
        Tz::Pacific__Apia,
        "2011-12-28T20:00:00Z",
        "2011-12-31T20:00:00Z",
    );
    assert_eq!(
        samoa,
        [
            "2011-12-29T12:11:00Z",
            "2011-12-30T12:11:00Z",
            "2011-12-31T12:11:00Z"
        ]
        .map(at)
    );
}

#[test]
fn in_every_zone_a_day_has_one_run_at_most() {
    for zone in chrono_tz::TZ_VARIANTS {
        for when in [night(2, 11), night(0, 0), When::EachMorning] {
            let runs = runs(when, zone, "2026-01-01T12:00:00Z", "2027-01-01T12:00:00Z");
            let days: BTreeSet<_> = runs
                .iter()
                .map(|run| run.with_timezone(&zone).date_naive())
                .collect();
            assert_eq!(days.len(), runs.len(), "{zone}");
            // One that falls on the first instant of the year is not in it.
            assert!((364..=365).contains(&runs.len()), "{zone}");
        }
    }
}

#[test]
fn every_entry_has_a_name_of_its_own_and_says_what_it_does() {
    let mut names: Vec<_> = SCHEDULE.iter().map(|entry| entry.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), SCHEDULE.len());
    for entry in SCHEDULE {
        assert!(entry.words.starts_with("Every ") && entry.words.ends_with('.'));
        assert_ne!(schedule::title(entry.name), "Work", "{}", entry.name);
        let place = entry.is_of_workspaces().then_some(uuid::Uuid::from_u128(1));
        let order = entry.order(place).unwrap();
        assert_eq!((order.name(), order.workspace()), (entry.name, place));
    }
}

fn later(app: &TestApp, pause: Duration) -> Kith {
    Kith {
        clock: Clock::Fixed(now() + pause),
        ..app.kith.clone()
    }
}

fn viewer_at(viewer: &Viewer, kith: &Kith) -> Viewer {
    Viewer {
        kith: kith.clone(),
        now: kith.clock.now(),
        ..viewer.clone()
    }
}

async fn ordered(app: &TestApp) -> Vec<String> {
    let names = sqlx::query_scalar(
        "select convert_from(job, 'UTF8')::jsonb ->> 'order' from apalis.jobs order by 1",
    );
    names.fetch_all(&app.kith.pool).await.unwrap()
}

/// Of the workspace's alone.
async fn next_of(app: &TestApp, name: &str, ada: &Viewer) -> DateTime<Utc> {
    sqlx::query_scalar(
        "select next_run_at from scheduled_runs where name = $1 and coalesce(runs_for, $2) = $2",
    )
    .bind(name)
    .bind(ada.workspace)
    .fetch_one(&app.kith.pool)
    .await
    .unwrap()
}

#[tokio::test]
async fn nothing_is_ordered_before_its_time() {
    let app = TestApp::start().await;
    app.owner("ada@kith.example").await;
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
    let due = later(&app, Duration::minutes(47));
    let (one, other) = tokio::join!(tick(&due), tick(&due));
    one.and(other).unwrap();
    tick(&due).await.unwrap();
    assert_eq!(
        ordered(&app).await,
        [
            "clean_sessions",
            "deliver_notifications",
            "deliver_reminders"
        ]
    );
    app.run_jobs().await;
    tick(&later(&app, Duration::minutes(49))).await.unwrap();
    assert_eq!(
        ordered(&app).await,
        [
            "clean_sessions",
            "deliver_notifications",
            "deliver_notifications",
            "deliver_reminders",
            "deliver_reminders"
        ]
    );
}

#[tokio::test]
async fn what_still_waits_is_not_ordered_again() {
    let app = TestApp::start().await;
    for minutes in 0..5 {
        tick(&later(&app, Duration::minutes(minutes)))
            .await
            .unwrap();
    }
    assert_eq!(
        ordered(&app).await,
        ["deliver_notifications", "deliver_reminders"]
    );
}

#[tokio::test]
async fn a_run_that_was_missed_happens_once() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    app.run_jobs().await;
    let before = ordered(&app).await.len();
    tick(&app.kith).await.unwrap();
    let after_a_week = later(&app, Duration::days(7));
    tick(&after_a_week).await.unwrap();
    tick(&after_a_week).await.unwrap();
    let mut due = ordered(&app).await;
    assert_eq!(due.len() - before, SCHEDULE.len());
    due.dedup();
    for entry in SCHEDULE {
        assert!(due.iter().any(|name| name == entry.name), "{}", entry.name);
        let next = next_of(&app, entry.name, &ada).await;
        assert!(next > after_a_week.clock.now(), "{}", entry.name);
        assert!(
            next <= after_a_week.clock.now() + Duration::days(1),
            "{}",
            entry.name
        );
    }
}

#[tokio::test]
async fn workspaces_are_spread_over_the_minutes_of_their_own_morning() {
    let app = TestApp::start().await;
    let mut nexts = BTreeSet::new();
    for number in 0..6 {
        let owner = app.owner(&format!("ada{number}@kith.example")).await;
        let mut scope = app.scope(&owner).await;
        workspaces::choose_morning(&mut scope, &owner, "Asia/Tokyo", "07:45")
            .await
            .unwrap();
        scope.commit().await.unwrap();
        let next = next_of(&app, "refresh_suggestions", &owner).await;
        // A quarter to eight in Tokyo, and up to twelve minutes later.
        let begin = at("2026-03-02T22:45:00Z");
        assert!(
            (begin..begin + Duration::minutes(12)).contains(&next),
            "{next}"
        );
        nexts.insert(next);
    }
    assert!(nexts.len() > 1, "all begin at once: {nexts:?}");
}

#[tokio::test]
async fn the_zone_is_the_owners_until_one_is_chosen() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    crate::accounts::set_profile(&app.kith, ada.user, "Ada", "Europe/Berlin")
        .await
        .unwrap();
    tick(&app.kith).await.unwrap();
    let begin = at("2026-03-03T01:11:00Z");
    let next = next_of(&app, "refresh_scores", &ada).await;
    assert!(
        (begin..begin + Duration::minutes(17)).contains(&next),
        "{next}"
    );
    // The installation goes by its operator.
    assert_eq!(
        next_of(&app, "back_up", &ada).await,
        at("2026-03-03T03:23:00Z")
    );
    let mut scope = app.scope(&ada).await;
    for (zone, morning) in [("Mars/Olympus", "06:30"), ("UTC", "six"), ("UTC", "25:00")] {
        let refused = workspaces::choose_morning(&mut scope, &ada, zone, morning).await;
        assert!(refused.is_err(), "{zone} {morning}");
    }
    workspaces::choose_morning(&mut scope, &ada, "UTC", "06:30")
        .await
        .unwrap();
    scope.commit().await.unwrap();
    crate::accounts::set_profile(&app.kith, ada.user, "Ada", "Asia/Tokyo")
        .await
        .unwrap();
    tick(&app.kith).await.unwrap();
    let begin = at("2026-03-03T02:11:00Z");
    let next = next_of(&app, "refresh_scores", &ada).await;
    assert!(
        (begin..begin + Duration::minutes(17)).contains(&next),
        "{next}"
    );
}

#[tokio::test]
async fn a_run_is_noted_and_something_runs_now_once_at_a_time() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    app.run_jobs().await;
    let kith = later(&app, Duration::hours(1));
    let ada = viewer_at(&ada, &kith);
    let mut scope = ada.begin().await.unwrap();
    assert!(
        schedule::run_now(&mut scope, &ada, "refresh_scores")
            .await
            .unwrap()
    );
    assert!(
        !schedule::run_now(&mut scope, &ada, "refresh_scores")
            .await
            .unwrap()
    );
    let entry = schedule::entry(&mut scope, &ada, "refresh_scores")
        .await
        .unwrap();
    assert!(entry.is_under_way && entry.last_run_at.is_none());
    scope.commit().await.unwrap();
    let order = Order::RefreshScores {
        workspace: ada.workspace,
    };
    carry_out(order, &kith, &Stop::new()).await.unwrap();
    app.run_jobs().await;
    let mut scope = ada.begin().await.unwrap();
    let entry = schedule::entry(&mut scope, &ada, "refresh_scores")
        .await
        .unwrap();
    assert_eq!(entry.outcome.as_deref(), Some("done"));
    assert!(!entry.is_under_way && entry.took_ms.is_some() && entry.problem.is_none());
}

#[tokio::test]
async fn a_failure_is_noted_with_what_to_do() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    tick(&app.kith).await.unwrap();
    carry_out(Order::BackUp, &app.kith, &Stop::new())
        .await
        .unwrap_err();
    let mut scope = ada.begin().await.unwrap();
    let entry = schedule::entry(&mut scope, &ada, "back_up").await.unwrap();
    assert_eq!(entry.outcome.as_deref(), Some("failed"));
    assert!(entry.problem.unwrap().contains("KITH_ADMIN_DATABASE_URL"));
    let page = app.browser(&ada).await.page("/jobs/schedule").await;
    assert!(page.contains("Backup failed") && page.contains("KITH_ADMIN_DATABASE_URL"));
}

#[tokio::test]
async fn the_schedule_is_for_owners_and_the_installation_for_its_operator() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let eve = app.owner("eve@other.example").await;
    let member = app.colleague(&ada, "m@kith.example", Role::Admin).await;
    let run = "/do/app/jobs/actions/request_run";
    let cases = [
        (&ada, "refresh_scores", 302),
        (&ada, "back_up", 302),
        (&eve, "refresh_scores", 302),
        (&eve, "back_up", 403),
        (&eve, "no_such_entry", 404),
        (&member, "refresh_scores", 403),
    ];
    for (viewer, name, expected) in cases {
        let browser = app.browser(viewer).await;
        let request = browser.request("POST", run).form(&[("name", name)]);
        let request = match expected {
            302 => request.header("accept", "text/html"),
            _ => request,
        };
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), expected, "{} {name}", viewer.email);
    }
    let page = app.browser(&ada).await.page("/jobs/schedule").await;
    assert!(page.contains("Run now: Suggestions") && page.contains("The whole installation"));
    assert!(page.contains("Under way"));
    let page = app.browser(&eve).await.page("/jobs/schedule").await;
    assert!(page.contains("Run now: Suggestions") && !page.contains("The whole installation"));
    let page = app.browser(&member).await.page("/jobs/schedule").await;
    assert!(page.contains("Only owners") && !page.contains("Run now"));
}

#[tokio::test]
async fn programs_see_and_run_it_too() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    let (status, listed) = program.api("GET", "/workspace/schedule", None).await;
    assert_eq!(
        (status, listed["data"].as_array().unwrap().len()),
        (200, SCHEDULE.len())
    );
    let wanted = serde_json::json!({ "name": "find_doubles" });
    let (status, answer) = program
        .api("POST", "/workspace/schedule/run", Some(wanted.clone()))
        .await;
    assert_eq!(
        (status, &answer["data"]["is_under_way"]),
        (202, &true.into())
    );
    let again = program
        .api("POST", "/workspace/schedule/run", Some(wanted))
        .await;
    assert_eq!(again.0, 409);
    let morning = serde_json::json!({ "zone": "Asia/Tokyo", "morning": "07:15" });
    let (status, set) = program
        .api("PUT", "/workspace/morning", Some(morning))
        .await;
    assert_eq!(
        (status, &set["data"]["follows_owner"]),
        (200, &false.into())
    );
    let (_, read) = program.api("GET", "/workspace/morning", None).await;
    assert_eq!(
        (&read["data"]["zone"], &read["data"]["morning"]),
        (&"Asia/Tokyo".into(), &"07:15".into())
    );
}
