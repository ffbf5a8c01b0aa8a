//! Pages and forms, without a script.

use super::{add, input, person, read};
use crate::{
    tasks::{self, TaskInput},
    testing::TestApp,
    workspaces::Role,
};

const ADD: &str = "/do/app/tasks/actions/add_task";
const COMPLETE: &str = "/do/app/tasks/actions/complete_task";
const EDIT: &str = "/do/app/tasks/actions/edit_task";

#[tokio::test]
async fn a_line_on_a_contacts_page_makes_a_task_about_them() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = person(&ada, "Bo Lind", None).await;
    let (browser, page) = (app.browser(&ada).await, format!("/contacts/{bo}"));
    let fields = [
        ("title", "Ask about the boat"),
        ("when", "next Tue 9am"),
        ("contacts[]", &bo.to_string()),
        ("from", &page),
    ];
    let answer = browser.post_form(ADD, &fields).await;
    assert_eq!(answer.headers()["location"], page.as_str());
    let html = browser.page(&page).await;
    assert!(html.contains("Ask about the boat"), "{html}");
    assert!(
        html.contains("Added for Tuesday, 10 March, 09:00."),
        "{html}"
    );
    let list = browser.page("/tasks").await;
    assert!(list.contains("Ask about the boat") && list.contains("Bo Lind"));
}

#[tokio::test]
async fn a_refused_form_comes_back_with_what_was_typed_and_a_reason() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    let fields = [
        ("title", "Call Bo"),
        ("when", "soonish"),
        ("about", "Bo"),
        ("reminders[]", "60"),
    ];
    let answer = browser.post_form(ADD, &fields).await;
    assert_eq!(answer.headers()["location"], "/contacts");
    let html = browser.page("/tasks/new").await;
    for typed in ["value=\"Call Bo\"", "value=\"soonish\"", "value=\"Bo\""] {
        assert!(html.contains(typed), "{typed}");
    }
    assert!(html.contains("does not understand this date"));
    assert!(html.contains("value=\"60\" checked"), "{html}");
}

#[tokio::test]
async fn ticking_off_says_what_comes_next_and_offers_the_way_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let id = add(&app, &ada, input("Report", "2026-03-06, every Fri"))
        .await
        .to_string();
    let browser = app.browser(&ada).await;
    let answer = browser
        .post_form(COMPLETE, &[("id", &id), ("from", "/tasks")])
        .await;
    assert_eq!(answer.headers()["location"], "/tasks");
    let html = browser.page("/tasks").await;
    assert!(html.contains("Done. Next: Friday, 13 March."), "{html}");
    assert!(html.contains("/do/app/tasks/actions/reopen_task"), "{html}");
    assert!(browser.page("/tasks?show=done").await.contains("Report"));
}

#[tokio::test]
async fn a_task_is_edited_on_its_page() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = person(&ada, "Bo Lind", None).await;
    let task = TaskInput {
        contacts: vec![bo],
        reminders: vec![1440],
        ..input("Call", "tomorrow 9am")
    };
    let id = add(&app, &ada, task).await;
    let browser = app.browser(&ada).await;
    let html = browser.page(&format!("/tasks/{id}")).await;
    assert!(
        html.contains("value=\"2026-03-03 09:00\"") && html.contains("value=\"1440\" checked"),
        "{html}"
    );
    let text = id.to_string();
    // The box of Bo is unchecked, the one of the reminder too.
    let fields = [
        ("id", text.as_str()),
        ("title", "Write"),
        ("when", "every Friday"),
        ("version", "1"),
        ("assignee", "nobody"),
    ];
    browser.post_form(EDIT, &fields).await;
    let found = read(&ada, id).await;
    assert_eq!((found.title.as_str(), found.assignee_id), ("Write", None));
    assert_eq!(found.when(), "2026-03-06, every week on Fri");
    let mut scope = ada.begin().await.unwrap();
    assert!(tasks::links_of(&mut scope, &[id]).await.unwrap().is_empty());
    assert!(
        tasks::reminders_of(&mut scope, id)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn the_key_leads_to_a_form_that_knows_the_page() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = person(&ada, "Bo Lind", None).await;
    let browser = app.browser(&ada).await;
    let html = browser
        .page(&format!("/tasks/new?from=/contacts/{bo}"))
        .await;
    assert!(html.contains(&format!("value=\"{bo}\" checked")), "{html}");
    assert!(
        html.contains(&format!("name=\"from\" value=\"/contacts/{bo}\"")),
        "{html}"
    );
    let foreign = browser.page("/tasks/new?from=https://evil.example/").await;
    assert!(!foreign.contains("evil.example"));
}

#[tokio::test]
async fn what_is_due_stands_on_today_and_in_the_navigation() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    add(&app, &ada, input("Water the plants", "2026-03-01")).await;
    add(&app, &ada, input("Something later", "2026-03-20")).await;
    let html = app.browser(&ada).await.page("/").await;
    assert!(
        html.contains("To do today") && html.contains("Water the plants"),
        "{html}"
    );
    assert!(!html.contains("Something later"));
}

#[tokio::test]
async fn a_reader_reads_and_gets_no_form() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let reader = app.colleague(&ada, "vi@kith.example", Role::Viewer).await;
    let id = add(
        &app,
        &ada,
        TaskInput {
            notes: "By ship".to_owned(),
            ..input("Go north", "tomorrow")
        },
    )
    .await;
    let browser = app.browser(&reader).await;
    for page in ["/tasks?whose=all".to_owned(), format!("/tasks/{id}")] {
        let html = browser.page(&page).await;
        assert!(html.contains("Go north"), "{page}");
        assert!(!html.contains("/do/app/tasks/"), "{page}");
    }
    assert!(
        browser
            .page(&format!("/tasks/{id}"))
            .await
            .contains("By ship")
    );
}

#[tokio::test]
async fn the_agenda_says_when_a_worker_last_ran() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    assert!(
        browser
            .page("/tasks")
            .await
            .contains("No worker is at work")
    );
    sqlx::query(
        "insert into apalis.workers (id, worker_type, storage_name, layers, last_seen)
         values ('w', $1, 'test', '', $2)",
    )
    .bind(crate::jobs::QUEUE)
    .bind(crate::testing::now())
    .execute(&app.kith.pool)
    .await
    .unwrap();
    let html = browser.page("/tasks").await;
    assert!(html.contains("Kith looked for reminders"), "{html}");
}
