//! Reminders show from their instant on, with or without a worker.

use std::collections::BTreeSet;

use chrono::Duration;
use sqlx::postgres::PgListener;

use super::{add, input, later};
use crate::{
    context::{Clock, Kith},
    events::Notice,
    tasks::{self, TaskInput, deliver_reminders},
    testing::{TestApp, now},
};

fn reminded(when: &str) -> TaskInput {
    TaskInput {
        reminders: vec![60, 1440],
        ..input("Call Bo", when)
    }
}

async fn waiting(app: &TestApp, ada: &crate::context::Viewer, pause: Duration) -> usize {
    let mut scope = later(app, ada, pause).await;
    tasks::waiting_reminders(&mut scope, 10)
        .await
        .unwrap()
        .len()
}

#[tokio::test]
async fn a_reminder_waits_from_its_instant_on_until_it_is_seen() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    // Thursday noon; it is Monday, half past nine.
    let id = add(&app, &ada, reminded("2026-03-05 12:00")).await;
    assert_eq!(waiting(&app, &ada, Duration::hours(50)).await, 0);
    assert_eq!(
        waiting(&app, &ada, Duration::minutes(50 * 60 + 30)).await,
        1
    );
    let mut scope = later(&app, &ada, Duration::hours(51)).await;
    tasks::see_reminders(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    assert_eq!(waiting(&app, &ada, Duration::hours(52)).await, 0);
    // The second one, an hour before.
    assert_eq!(
        waiting(&app, &ada, Duration::minutes(73 * 60 + 30)).await,
        1
    );
    let mut scope = later(&app, &ada, Duration::hours(74)).await;
    tasks::complete_task(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    assert_eq!(waiting(&app, &ada, Duration::hours(75)).await, 0);
}

#[tokio::test]
async fn what_had_passed_when_it_was_set_does_not_remind() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    add(&app, &ada, reminded("2026-03-02 10:00")).await;
    assert_eq!(waiting(&app, &ada, Duration::zero()).await, 0);
}

#[tokio::test]
async fn a_task_that_is_put_off_reminds_again() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let id = add(&app, &ada, reminded("2026-03-03 12:00")).await;
    let mut scope = later(&app, &ada, Duration::hours(20)).await;
    tasks::see_reminders(&mut scope, id).await.unwrap();
    tasks::edit_task(&mut scope, ada.zone, id, reminded("2026-03-10 12:00"), None)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    assert_eq!(waiting(&app, &ada, Duration::hours(21)).await, 0);
    assert_eq!(
        waiting(&app, &ada, Duration::days(7) + Duration::hours(3)).await,
        1
    );
}

#[tokio::test]
async fn a_worker_that_was_down_announces_everything_once_when_it_is_back() {
    let app = TestApp::start().await;
    let (ada, eve) = (
        app.owner("ada@kith.example").await,
        app.owner("eve@other.example").await,
    );
    let own = add(&app, &ada, reminded("2026-03-05 12:00")).await;
    let other = add(&app, &eve, reminded("2026-03-06 12:00")).await;
    let mut listener = PgListener::connect_with(&app.kith.pool).await.unwrap();
    listener.listen("kith").await.unwrap();
    let after_a_week = Kith {
        clock: Clock::Fixed(now() + Duration::days(7)),
        ..app.kith.clone()
    };
    deliver_reminders(&app.kith).await.unwrap();
    deliver_reminders(&after_a_week).await.unwrap();
    deliver_reminders(&after_a_week).await.unwrap();
    // Both reminders of a task are one notice; the rest of the channel is other news.
    let mut told = BTreeSet::new();
    while told.len() < 2 {
        let payload = listener.recv().await.unwrap().payload().to_owned();
        let notice: Notice = serde_json::from_str(&payload).unwrap();
        if notice.kind == "task.reminded" {
            assert!(
                told.insert((notice.workspace, notice.subject)),
                "told twice"
            );
        }
    }
    assert_eq!(
        told,
        BTreeSet::from([(ada.workspace, own), (eve.workspace, other)])
    );
    let mut scope = ada.begin().await.unwrap();
    let left: i64 =
        sqlx::query_scalar("select count(*) from task_reminders where delivered_at is null")
            .fetch_one(scope.db())
            .await
            .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn birthdays_come_as_early_as_the_member_wants() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = ada.begin().await.unwrap();
    assert_eq!(tasks::birthday_lead(&mut scope).await.unwrap(), 14);
    assert_eq!(tasks::set_birthday_lead(&mut scope, 3).await.unwrap(), 14);
    assert_eq!(tasks::birthday_lead(&mut scope).await.unwrap(), 3);
    assert!(tasks::set_birthday_lead(&mut scope, 367).await.is_err());
}

#[tokio::test]
async fn an_open_page_asks_for_what_was_announced_since_it_was_made() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let colin = app
        .colleague(&ada, "colin@kith.example", crate::workspaces::Role::Member)
        .await;
    let id = add(&app, &ada, reminded("2026-03-05 12:00")).await;
    let made = (now() + Duration::hours(50)).timestamp_millis();
    let live = async |viewer: &crate::context::Viewer| {
        let mut scope = later(&app, viewer, Duration::hours(51)).await;
        tasks::announced_since(&mut scope, made).await.unwrap()
    };
    assert_eq!(live(&ada).await, [], "nobody announced it yet");
    let kith = Kith {
        clock: Clock::Fixed(now() + Duration::minutes(50 * 60 + 31)),
        ..app.kith.clone()
    };
    deliver_reminders(&kith).await.unwrap();
    let found = live(&ada).await;
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].task_id, found[0].title.as_str()), (id, "Call Bo"));
    assert_eq!(
        live(&colin).await.len(),
        1,
        "nobody took it: it is everybody's"
    );
    let browser = app.browser(&ada).await;
    let path = format!("/do/app/tasks/actions/live_reminders?since={made}");
    let answer = browser.request("GET", &path).send().await.unwrap();
    assert!(answer.text().await.unwrap().contains("Call Bo"));
    let mut scope = later(&app, &ada, Duration::hours(51)).await;
    tasks::see_reminders(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    assert_eq!(live(&ada).await, [], "it was seen");
}
