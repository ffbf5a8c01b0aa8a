//! What is deleted comes back with everything it had, or goes for good after thirty days.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{delete_company, purge_workspace, restore_company, thrown};
use crate::{
    companies, contacts,
    context::{Clock, Kith, Scope, Viewer},
    jobs::Stop,
    testing::{Mail, TestApp, now},
    timeline::{self, By, LogInput, What},
};

fn exchange() -> [Mail; 2] {
    let (me, bo) = ("ada@kith.example", "Bo Lind <bo@lind.example>");
    [Mail::new("1", 9, me, bo), Mail::new("2", 8, bo, me)]
}

async fn bo(scope: &mut Scope) -> Option<Uuid> {
    let found = sqlx::query_scalar(
        "select id from contacts where email = 'bo@lind.example' and deleted_at is null",
    );
    found.fetch_optional(scope.db()).await.unwrap()
}

async fn count(scope: &mut Scope, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(scope.db()).await.unwrap()
}

/// The nightly order, so many days later.
async fn purge(app: &TestApp, ada: &Viewer, days: i64) {
    let later: DateTime<Utc> = now() + Duration::days(days);
    let kith = Kith {
        clock: Clock::Fixed(later),
        ..app.kith.clone()
    };
    purge_workspace(&kith, ada.workspace, &Stop::default())
        .await
        .unwrap();
}

#[tokio::test]
async fn what_is_deleted_lies_in_the_trash_and_comes_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    app.import(&ada, &exchange()).await;
    let mut scope = app.scope(&ada).await;
    let id = bo(&mut scope).await.unwrap();
    contacts::delete_contact(&mut scope, id).await.unwrap();
    let found = thrown(&mut scope, None, 10).await.unwrap();
    assert_eq!(
        (found[0].id, found[0].actor.as_deref()),
        (id, Some("Ada Berg"))
    );
    scope.commit().await.unwrap();
    purge(&app, &ada, 29).await;
    let browser = app.browser(&ada).await;
    let html = browser.page("/trash").await;
    assert!(
        html.contains("Bo Lind") && html.contains("by Ada Berg"),
        "{html}"
    );
    let restore = "/do/app/contacts/actions/restore_contact";
    browser.post_form(restore, &[("id", &id.to_string())]).await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(bo(&mut scope).await, Some(id));
    assert!(thrown(&mut scope, None, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn after_thirty_days_it_goes_with_what_people_wrote_and_mail_stays() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    app.import(&ada, &exchange()).await;
    let mut scope = app.scope(&ada).await;
    let id = bo(&mut scope).await.unwrap();
    timeline::add_note(&mut scope, id, "Likes tea")
        .await
        .unwrap();
    let call = LogInput {
        what: What::Call(By::Me),
        when: String::new(),
        text: "About tea".to_owned(),
    };
    timeline::log_contact(&mut scope, id, ada.zone, &call)
        .await
        .unwrap();
    contacts::delete_contact(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    purge(&app, &ada, 31).await;
    let mut scope = app.scope(&ada).await;
    for (sql, left) in [
        ("select count(*) from contacts", 0),
        (
            "select count(*) from source_records where origin = 'edit'",
            0,
        ),
        ("select count(*) from interactions where kind = 'note'", 0),
        ("select count(*) from interactions where kind = 'call'", 0),
        ("select count(*) from interactions where kind = 'mail'", 2),
        (
            "select count(*) from events where kind = 'trash.emptied'",
            1,
        ),
    ] {
        assert_eq!(count(&mut scope, sql).await, left, "{sql}");
    }
    drop(scope);
    let more = [Mail::new(
        "3",
        7,
        "ada@kith.example",
        "Bo Lind <bo@lind.example>",
    )];
    app.import(&ada, &more).await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(bo(&mut scope).await, None, "mail does not bring them back");
    let by_hand = contacts::ContactInput {
        name: Some("Bo Lind".to_owned()),
        emails: Some(vec!["bo@lind.example".to_owned()]),
        ..contacts::ContactInput::default()
    };
    contacts::create_contact(&mut scope, by_hand).await.unwrap();
    scope.commit().await.unwrap();
    let more = [Mail::new(
        "4",
        6,
        "ada@kith.example",
        "Bo Lind <bo@lind.example>",
    )];
    app.import(&ada, &more).await;
    let mut scope = app.scope(&ada).await;
    let id = bo(&mut scope).await.unwrap();
    let found = contacts::contact(&mut scope, id).await.unwrap();
    assert_eq!(found.outbound_count, 3, "their mail is theirs again");
}

#[tokio::test]
async fn a_company_goes_from_its_people_and_comes_back_to_them() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    app.import(&ada, &exchange()).await;
    let mut scope = app.scope(&ada).await;
    let id = bo(&mut scope).await.unwrap();
    let company = contacts::contact(&mut scope, id)
        .await
        .unwrap()
        .company_id
        .unwrap();
    delete_company(&mut scope, company).await.unwrap();
    assert_eq!(
        contacts::contact(&mut scope, id).await.unwrap().company_id,
        None
    );
    restore_company(&mut scope, company).await.unwrap();
    assert_eq!(
        contacts::contact(&mut scope, id).await.unwrap().company_id,
        Some(company)
    );
    assert_eq!(
        companies::find(&mut scope, company)
            .await
            .unwrap()
            .contact_count,
        1
    );
    delete_company(&mut scope, company).await.unwrap();
    scope.commit().await.unwrap();
    purge(&app, &ada, 31).await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(count(&mut scope, "select count(*) from companies").await, 0);
    assert_eq!(bo(&mut scope).await, Some(id));
}

#[tokio::test]
async fn a_program_deletes_lists_and_restores() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    for name in ["Lind AG", "Fox Ltd", "Orr SA"] {
        let id = companies::find_or_create(&mut scope, name).await.unwrap();
        delete_company(&mut scope, id).await.unwrap();
    }
    scope.commit().await.unwrap();
    let program = app.program(&ada).await;
    let (_, first) = program.api("GET", "/trash?limit=2", None).await;
    let cursor = first["meta"]["next_cursor"]
        .as_str()
        .unwrap()
        .replace('+', "%2B");
    let (_, rest) = program
        .api("GET", &format!("/trash?limit=2&cursor={cursor}"), None)
        .await;
    let mut names: Vec<&str> = [&first, &rest]
        .iter()
        .flat_map(|page| page["data"].as_array().unwrap())
        .map(|row| row["name"].as_str().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["Fox Ltd", "Lind AG", "Orr SA"]);
    assert_eq!(first["data"][0]["until"], json!("2026-04-01T09:30:00Z"));
    let place = format!("/companies/{}", first["data"][0]["id"].as_str().unwrap());
    let (status, _) = program.api("POST", &format!("{place}/restore"), None).await;
    let (again, _) = program.api("POST", &format!("{place}/restore"), None).await;
    assert_eq!((status, again), (200, 404));
    let (status, _) = program.api("DELETE", &place, None).await;
    assert_eq!(status, 200);
}
