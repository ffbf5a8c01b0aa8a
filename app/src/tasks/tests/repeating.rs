//! Doing, undoing, and what repeats.

use chrono::Duration;
use uuid::Uuid;

use super::{add, input, later, read};
use crate::{
    context::Viewer,
    error::{Error, FieldCode},
    tasks::{self, TaskInput, TaskQuery},
    testing::TestApp,
};

async fn complete(viewer: &Viewer, id: Uuid) -> Option<Uuid> {
    let mut scope = viewer.begin().await.unwrap();
    let next = tasks::complete_task(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    next
}

async fn open_titles(viewer: &Viewer) -> Vec<(String, String)> {
    let mut scope = viewer.begin().await.unwrap();
    let query = TaskQuery {
        limit: 50,
        ..TaskQuery::default()
    };
    let tasks = tasks::open_tasks(&mut scope, &query).await.unwrap();
    tasks
        .iter()
        .map(|task| (task.title.clone(), task.when()))
        .collect()
}

#[tokio::test]
async fn done_is_done_once_and_can_be_taken_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let id = add(&app, &ada, input("Call Bo", "tomorrow")).await;
    assert_eq!(complete(&ada, id).await, None);
    let mut scope = ada.begin().await.unwrap();
    let again = tasks::complete_task(&mut scope, id).await;
    assert_eq!(again, Err(Error::Conflict));
    tasks::reopen_task(&mut scope, id).await.unwrap();
    assert_eq!(
        tasks::reopen_task(&mut scope, id).await,
        Err(Error::Conflict)
    );
    scope.commit().await.unwrap();
    assert_eq!(read(&ada, id).await.done_at, None);
}

#[tokio::test]
async fn a_repeating_task_is_followed_by_the_next_with_all_that_belongs_to_it() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = super::person(&ada, "Bo Lind", None).await;
    let task = TaskInput {
        notes: "About the boat".to_owned(),
        contacts: vec![bo],
        reminders: vec![60, 1440],
        assignee: Some(ada.user),
        ..input("Call Bo", "2026-03-02 10:00, every 2 weeks")
    };
    let id = add(&app, &ada, task).await;
    let next = complete(&ada, id).await.unwrap();
    let mut scope = ada.begin().await.unwrap();
    let found = tasks::task(&mut scope, next).await.unwrap();
    assert_eq!(found.when(), "2026-03-16 10:00, every 2 weeks");
    assert_eq!(
        (found.notes.as_str(), found.assignee_id),
        ("About the boat", Some(ada.user))
    );
    assert_eq!(
        tasks::reminders_of(&mut scope, next).await.unwrap(),
        [1440, 60]
    );
    let links = tasks::links_of(&mut scope, &[next]).await.unwrap();
    assert_eq!(links.iter().map(|link| link.id).collect::<Vec<_>>(), [bo]);
}

#[tokio::test]
async fn taking_it_back_takes_the_next_away_unless_it_was_worked_on() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let id = add(&app, &ada, input("Water", "2026-03-02, every day")).await;
    complete(&ada, id).await.unwrap();
    let mut scope = ada.begin().await.unwrap();
    tasks::reopen_task(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    let only = [("Water".to_owned(), "2026-03-02, every day".to_owned())];
    assert_eq!(open_titles(&ada).await, only);

    let next = complete(&ada, id).await.unwrap();
    let mut scope = ada.begin().await.unwrap();
    let edited = input("Water the garden", "2026-03-03, every day");
    tasks::edit_task(&mut scope, ada.zone, next, edited, None)
        .await
        .unwrap();
    assert_eq!(
        tasks::reopen_task(&mut scope, id).await,
        Err(Error::Conflict)
    );
}

#[tokio::test]
async fn after_weeks_without_anybody_one_comes_and_keeps_the_series() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let id = add(&app, &ada, input("Report", "2026-03-06, every Fri")).await;
    // Friday, three weeks later, and done on the Saturday.
    let mut scope = later(&app, &ada, Duration::days(26)).await;
    let next = tasks::complete_task(&mut scope, id).await.unwrap().unwrap();
    let next = tasks::task(&mut scope, next).await.unwrap();
    assert_eq!(next.when(), "2026-04-03, every week on Fri");
}

#[tokio::test]
async fn the_next_one_keeps_the_time_when_the_clocks_change() {
    let app = TestApp::start().await;
    let mut ada = app.owner("ada@kith.example").await;
    ada.zone = chrono_tz::Europe::Berlin;
    let id = add(&app, &ada, input("Call", "2026-03-23 09:00, every week")).await;
    assert_eq!(
        read(&ada, id).await.due_at.unwrap().to_rfc3339(),
        "2026-03-23T08:00:00+00:00"
    );
    let next = complete(&ada, id).await.unwrap();
    let next = read(&ada, next).await;
    assert_eq!(next.when(), "2026-03-30 09:00, every week");
    assert_eq!(
        next.due_at.unwrap().to_rfc3339(),
        "2026-03-30T07:00:00+00:00"
    );
}

#[tokio::test]
async fn what_is_deleted_comes_back_whole() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let id = add(&app, &ada, input("Call Bo", "tomorrow 9am")).await;
    let mut scope = ada.begin().await.unwrap();
    tasks::delete_task(&mut scope, id).await.unwrap();
    assert_eq!(
        tasks::task(&mut scope, id).await.err(),
        Some(Error::NotFound)
    );
    assert_eq!(
        tasks::delete_task(&mut scope, id).await,
        Err(Error::NotFound)
    );
    tasks::restore_task(&mut scope, id).await.unwrap();
    let found = tasks::task(&mut scope, id).await.unwrap();
    assert_eq!(found.when(), "2026-03-03 09:00");
}

#[tokio::test]
async fn an_edit_returns_what_was_and_a_stale_one_is_refused() {
    let app = TestApp::start().await;
    let mut ada = app.owner("ada@kith.example").await;
    ada.zone = chrono_tz::Europe::Berlin;
    let id = add(&app, &ada, input("Call Bo", "tomorrow 9am")).await;
    let mut scope = ada.begin().await.unwrap();
    let tokyo = chrono_tz::Asia::Tokyo;
    // The words stay, so the clocks that they mean stay too.
    let title = input("Call Bo Lind", "2026-03-03 09:00");
    let before = tasks::edit_task(&mut scope, tokyo, id, title, Some(1))
        .await
        .unwrap();
    assert_eq!(
        (before.title.as_str(), before.when.as_str()),
        ("Call Bo", "2026-03-03 09:00")
    );
    assert_eq!(
        tasks::task(&mut scope, id).await.unwrap().zone,
        "Europe/Berlin"
    );
    let stale = tasks::edit_task(&mut scope, tokyo, id, input("Mine", ""), Some(1)).await;
    assert_eq!(stale, Err(Error::Conflict));
    tasks::edit_task(&mut scope, tokyo, id, before.clone(), None)
        .await
        .unwrap();
    let task = tasks::task(&mut scope, id).await.unwrap();
    let reminders = tasks::reminders_of(&mut scope, id).await.unwrap();
    assert_eq!(TaskInput::of(&task, &[], reminders), before);
}

#[tokio::test]
async fn what_cannot_be_is_refused_by_its_field() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = ada.begin().await.unwrap();
    let stranger = Some(Uuid::from_u128(1));
    let cases = [
        (input("  ", ""), "title", FieldCode::Required),
        (input(&"x".repeat(301), ""), "title", FieldCode::TooLong),
        (input("Call", "soonish"), "when", FieldCode::UnknownDate),
        (input("Call", "31 Feb"), "when", FieldCode::NoSuchDay),
        (input("Call", "3/4"), "when", FieldCode::AmbiguousDate),
        (
            input("Call", "in 99999 weeks"),
            "when",
            FieldCode::OutOfRange,
        ),
        (
            TaskInput {
                about: "Nobody At All".to_owned(),
                ..input("Call", "")
            },
            "about",
            FieldCode::NobodyFound,
        ),
        (
            TaskInput {
                assignee: stranger,
                ..input("Call", "")
            },
            "assignee",
            FieldCode::Unknown,
        ),
        (
            TaskInput {
                zone: "Mars".to_owned(),
                ..input("Call", "")
            },
            "zone",
            FieldCode::Unknown,
        ),
        (
            TaskInput {
                reminders: vec![-1],
                ..input("Call", "")
            },
            "reminders",
            FieldCode::OutOfRange,
        ),
    ];
    for (wrong, field, code) in cases {
        let refused = tasks::add_task(&mut scope, ada.zone, wrong).await;
        assert_eq!(refused, Err(Error::invalid(field, code)), "{field}");
    }
}
