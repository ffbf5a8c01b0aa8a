//! Which tasks are found, in which order, and where they stand.

use chrono::{DateTime, Utc};

use super::{add, input, person, read};
use crate::{
    context::Viewer,
    tasks::{self, Agenda, Cursor, Span, Task, TaskInput, TaskQuery},
    testing::TestApp,
    workspaces::Role,
};

async fn found(viewer: &Viewer, query: TaskQuery) -> Vec<Task> {
    let mut scope = viewer.begin().await.unwrap();
    tasks::open_tasks(&mut scope, &query).await.unwrap()
}

fn titles(tasks: &[Task]) -> Vec<&str> {
    tasks.iter().map(|task| task.title.as_str()).collect()
}

fn all() -> TaskQuery {
    TaskQuery {
        limit: 50,
        ..TaskQuery::default()
    }
}

#[tokio::test]
async fn the_earliest_comes_first_and_what_has_no_day_last() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    // It is half past nine on a Monday.
    let cases = [
        ("someday", "", Span::Someday),
        ("next month", "2026-04-01", Span::Later),
        ("sunday", "2026-03-08", Span::ThisWeek),
        ("monday", "2026-03-09", Span::Later),
        ("tomorrow", "2026-03-03 08:00", Span::Tomorrow),
        ("at eleven", "2026-03-02 11:00", Span::Today),
        ("at nine", "2026-03-02 09:00", Span::Overdue),
        ("today", "2026-03-02", Span::Today),
        ("yesterday", "2026-03-01", Span::Overdue),
    ];
    for (title, when, _) in cases {
        add(&app, &ada, input(title, when)).await;
    }
    let tasks = found(&ada, all()).await;
    let order = [
        "yesterday",
        "today",
        "at nine",
        "at eleven",
        "tomorrow",
        "sunday",
        "monday",
        "next month",
        "someday",
    ];
    assert_eq!(titles(&tasks), order);
    let agenda = Agenda::of(&ada);
    for task in &tasks {
        let expected = cases
            .iter()
            .find(|(title, ..)| *title == task.title)
            .unwrap()
            .2;
        assert_eq!(agenda.span(task), expected, "{}", task.title);
    }
    let mut scope = ada.begin().await.unwrap();
    assert_eq!(tasks::count_due(&mut scope, &agenda).await.unwrap(), 4);
}

#[tokio::test]
async fn a_page_goes_on_where_the_one_before_ended() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    for n in 0..7 {
        let when = if n % 2 == 0 { "tomorrow" } else { "" };
        add(&app, &ada, input(&format!("task {n}"), when)).await;
    }
    let whole = found(&ada, all()).await;
    let mut paged = Vec::new();
    let mut after: Option<Cursor> = None;
    loop {
        let mut page = found(
            &ada,
            TaskQuery {
                after,
                limit: 2,
                ..TaskQuery::default()
            },
        )
        .await;
        let more = page.len() > 2;
        page.truncate(2);
        after = page.last().map(Task::cursor);
        let text = after.map(|cursor| cursor.to_string()).unwrap_or_default();
        assert_eq!(Cursor::parse(&text), after);
        paged.extend(page);
        if !more {
            break;
        }
    }
    assert_eq!(titles(&paged), titles(&whole));
}

#[tokio::test]
async fn mine_are_those_of_nobody_too_and_not_those_of_others() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let carl = app.colleague(&ada, "carl@kith.example", Role::Member).await;
    for (title, assignee) in [
        ("hers", Some(ada.user)),
        ("his", Some(carl.user)),
        ("whose", None),
    ] {
        add(
            &app,
            &ada,
            TaskInput {
                assignee,
                ..input(title, "2026-03-02")
            },
        )
        .await;
    }
    let mine = TaskQuery {
        whose: Some(ada.user),
        ..all()
    };
    let found = found(&ada, mine).await;
    let mut found = titles(&found);
    found.sort_unstable();
    assert_eq!(found, ["hers", "whose"]);
    let mut scope = carl.begin().await.unwrap();
    assert_eq!(
        tasks::count_due(&mut scope, &Agenda::of(&carl))
            .await
            .unwrap(),
        2
    );
}

#[tokio::test]
async fn a_contact_has_its_tasks_and_a_company_those_of_its_people() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = person(&ada, "Bo Lind", Some("bo@lind.example")).await;
    person(&ada, "Cy Lind", None).await;
    let about = |name: &str| TaskInput {
        about: name.to_owned(),
        ..input(name, "")
    };
    for name in ["BO@lind.example", "cý lind", "Lind Boats"] {
        add(&app, &ada, about(name)).await;
    }
    let of_bo = TaskQuery {
        contact: Some(bo),
        ..all()
    };
    assert_eq!(titles(&found(&ada, of_bo).await), ["BO@lind.example"]);
    let mut scope = ada.begin().await.unwrap();
    let company = sqlx::query_scalar("select id from companies where name = 'Lind Boats'")
        .fetch_one(scope.db())
        .await
        .unwrap();
    let of_company = TaskQuery {
        company: Some(company),
        ..all()
    };
    assert_eq!(found(&ada, of_company).await.len(), 3);
}

#[tokio::test]
async fn a_day_is_the_same_everywhere_and_a_time_is_not() {
    let app = TestApp::start().await;
    let mut ada = app.owner("ada@kith.example").await;
    ada.zone = chrono_tz::America::Los_Angeles;
    let day = add(&app, &ada, input("day", "2026-03-10")).await;
    let evening = add(&app, &ada, input("evening", "2026-03-10 20:00")).await;
    let at: DateTime<Utc> = "2026-03-11T02:00:00Z".parse().unwrap();
    let (home, away) = (
        Agenda::at(at, ada.zone),
        Agenda::at(at, chrono_tz::Asia::Tokyo),
    );
    let (day, evening) = (read(&ada, day).await, read(&ada, evening).await);
    assert_eq!(
        (home.span(&day), home.span(&evening)),
        (Span::Today, Span::Today)
    );
    assert_eq!(
        (away.span(&day), away.span(&evening)),
        (Span::Overdue, Span::Today)
    );
}
