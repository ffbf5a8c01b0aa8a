//! What Today counts, and what it says to whom.

use chrono::Duration;

use super::store::{self, Course};
use crate::{
    contacts::{self, ContactInput},
    context::Viewer,
    testing::{Mail, TestApp, now},
};

const ADA: &str = "ada@berg.example";
const BO: &str = "Bo Lind <bo@lind.example>";

/// A letter from Bo and an answer, on each of these days before now.
fn exchange(days: &[i64]) -> Vec<Mail> {
    let pairs = days.iter().flat_map(|day| {
        let (letter, answer) = (format!("in{day}"), format!("out{day}"));
        [
            Mail::new(&letter, *day, BO, ADA),
            Mail::new(&answer, *day, ADA, BO).answers(&letter),
        ]
    });
    pairs.collect()
}

async fn world(days: &[i64]) -> (TestApp, Viewer) {
    let app = TestApp::start().await;
    let ada = app.owner(ADA).await;
    app.import(&ada, &exchange(days)).await;
    (app, ada)
}

#[tokio::test]
async fn each_week_is_counted_once() {
    let (_app, ada) = world(&[1, 3, 10, 83, 85, 160, 170]).await;
    let mut scope = ada.begin().await.unwrap();
    let messages = store::messages(&mut scope).await.unwrap();
    let weeks = vec![2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 4];
    assert_eq!(
        messages,
        Course {
            weeks,
            recent: 8,
            before: 4
        }
    );
    let people = store::people(&mut scope).await.unwrap();
    let weeks = vec![1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1];
    assert_eq!(
        people,
        Course {
            weeks,
            recent: 1,
            before: 1
        }
    );
}

#[tokio::test]
async fn a_strong_tie_falls_out_of_its_rhythm_and_comes_back() {
    let (_app, ada) = world(&(1..300).step_by(7).collect::<Vec<_>>()).await;
    let mut scope = ada.begin().await.unwrap();
    let ties = store::strong_ties(&mut scope).await.unwrap();
    assert_eq!((ties.count, ties.in_rhythm), (1, vec![1; 13]));
    sqlx::query("delete from interactions where occurred_at between $1 and $2")
        .bind(now() - Duration::days(60))
        .bind(now() - Duration::days(10))
        .execute(scope.db())
        .await
        .unwrap();
    let ties = store::strong_ties(&mut scope).await.unwrap();
    assert_eq!(ties.in_rhythm, [1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1]);
}

#[tokio::test]
async fn birthdays_come_back_each_year() {
    let app = TestApp::start().await;
    let ada = app.owner(ADA).await;
    let mut scope = ada.begin().await.unwrap();
    for (name, birthday) in [
        ("Today", "1990-03-02"),
        ("Soon", "2020-04-01"),
        ("Later", "1990-04-02"),
        ("Yesterday", "1990-03-01"),
    ] {
        let input = ContactInput {
            name: Some(name.to_owned()),
            birthday: Some(birthday.to_owned()),
            ..ContactInput::default()
        };
        contacts::create_contact(&mut scope, input).await.unwrap();
    }
    let birthdays = crate::tasks::birthdays(&mut scope, now().date_naive(), 30, 8)
        .await
        .unwrap();
    let told: Vec<_> = birthdays
        .iter()
        .map(|one| (one.name.as_str(), one.next.to_string()))
        .collect();
    assert_eq!(
        told,
        [
            ("Today", "2026-03-02".to_owned()),
            ("Soon", "2026-04-01".to_owned())
        ]
    );
}

#[tokio::test]
async fn an_empty_workspace_leads_to_its_first_import() {
    let app = TestApp::start().await;
    let ada = app.owner(ADA).await;
    let page = app.browser(&ada).await.page("/").await;
    assert!(page.contains("Begin with your mail"), "{page}");
    assert!(page.contains(r#"href="/welcome""#));
}

#[tokio::test]
async fn today_names_who_waits_with_a_draft_and_every_way_to_decide() {
    let (app, ada) = world(&[40, 50, 60, 70]).await;
    app.import(&ada, &[Mail::new("last", 5, BO, ADA).subject("The boat")])
        .await;
    let browser = app.browser(&ada).await;
    let page = browser.page("/").await;
    for text in [
        "Good morning, Ada",
        "Monday, 2 March",
        "Bo Lind",
        "The boat",
        "Open in mail",
        "Snooze",
        "Dismiss",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let id = page
        .split_once(r#"name="id" value=""#)
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap();
    let fields = [("id", id), ("decision", "done"), ("from", "/")];
    let answer = browser
        .post_form("/do/app/suggestions/actions/decide_suggestion", &fields)
        .await;
    assert_eq!(answer.headers()["location"], "/");
    let page = browser.page("/").await;
    assert!(page.contains("Marked as done."), "{page}");
    assert!(page.contains("was written to"), "{page}");
}
