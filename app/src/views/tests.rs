//! Saving, sharing and showing views.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{ViewInput, delete_view, edit_view, restore_view, save_view, view, views};
use crate::{
    context::Scope,
    error::{Error, FieldCode, FieldErrors},
    testing::{Mail, TestApp},
    workspaces::Role,
};

fn input(name: &str, is_shared: bool) -> ViewInput {
    ViewInput {
        name: name.to_owned(),
        is_shared,
        query: "score>5  AND has:email".to_owned(),
        ..ViewInput::default()
    }
}

async fn names(scope: &mut Scope) -> Vec<String> {
    let found = views(scope).await.unwrap();
    found.into_iter().map(|view| view.name).collect()
}

#[tokio::test]
async fn a_view_is_its_authors_own_until_it_is_shared() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let colin = app
        .colleague(&ada, "colin@kith.example", Role::Member)
        .await;
    let mut scope = app.scope(&colin).await;
    let id = save_view(&mut scope, &input("Close", false)).await.unwrap();
    scope.commit().await.unwrap();

    let mut scope = app.scope(&ada).await;
    assert!(names(&mut scope).await.is_empty());
    for done in [
        view(&mut scope, id).await.map(drop),
        edit_view(&mut scope, id, &input("Mine", false), true)
            .await
            .map(drop),
        delete_view(&mut scope, id, true).await.map(drop),
    ] {
        assert_eq!(done, Err(Error::NotFound));
    }
    drop(scope);

    let mut scope = app.scope(&colin).await;
    let before = edit_view(&mut scope, id, &input("Close", true), false)
        .await
        .unwrap();
    assert!(!before.is_shared);
    scope.commit().await.unwrap();

    let mut scope = app.scope(&ada).await;
    assert_eq!(names(&mut scope).await, ["Close"]);
    let refused = edit_view(&mut scope, id, &input("Mine", true), false).await;
    assert_eq!(refused, Err(Error::Forbidden));
    edit_view(&mut scope, id, &input("Ours", true), true)
        .await
        .unwrap();
    assert_eq!(names(&mut scope).await, ["Ours"]);
}

#[tokio::test]
async fn a_deleted_view_comes_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let id = save_view(&mut scope, &input("Close", false)).await.unwrap();
    delete_view(&mut scope, id, false).await.unwrap();
    assert!(names(&mut scope).await.is_empty());
    assert_eq!(
        delete_view(&mut scope, id, false).await,
        Err(Error::NotFound)
    );
    restore_view(&mut scope, id, false).await.unwrap();
    assert_eq!(names(&mut scope).await, ["Close"]);
    let twice = restore_view(&mut scope, id, false).await;
    assert_eq!(twice, Err(Error::NotFound));
}

#[tokio::test]
async fn what_a_view_cannot_be_is_refused_by_field() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let wrong = ViewInput {
        name: " ".to_owned(),
        query: "colour:red".to_owned(),
        layout: "pie".to_owned(),
        group: "field.shoe".to_owned(),
        columns: vec!["shoe".to_owned()],
        ..ViewInput::default()
    };
    let errors = vec![
        ("name".to_owned(), FieldCode::Required),
        ("query".to_owned(), FieldCode::Unreadable),
        ("layout".to_owned(), FieldCode::Unknown),
        ("group".to_owned(), FieldCode::Unknown),
        ("columns".to_owned(), FieldCode::Unknown),
    ];
    let refused = save_view(&mut scope, &wrong).await;
    assert_eq!(refused, Err(Error::Invalid(FieldErrors(errors))));
    let id = save_view(&mut scope, &input(" Close ", false))
        .await
        .unwrap();
    let saved = view(&mut scope, id).await.unwrap();
    assert_eq!(
        (saved.name.as_str(), saved.query.as_str()),
        ("Close", "score>5 has:email")
    );
    assert_eq!(
        (saved.sort.as_str(), saved.layout.as_str()),
        ("strength", "table")
    );
}

#[tokio::test]
async fn a_view_is_saved_shown_renamed_and_deleted_by_forms() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mails = [
        Mail::new("1", 9, "Bo Lind <bo@lind.example>", "ada@kith.example"),
        Mail::new("2", 8, "ada@kith.example", "Bo Lind <bo@lind.example>"),
    ];
    app.import(&ada, &mails).await;
    let browser = app.browser(&ada).await;
    let saved = browser
        .post_form(
            "/do/app/views/actions/save_view",
            &[
                ("name", "Linds"),
                ("query", "email:lind"),
                ("sort", "name"),
                ("group", "company"),
                ("columns", "email,sent"),
            ],
        )
        .await;
    let to = saved.headers()["location"].to_str().unwrap().to_owned();
    let whole = browser.open(&to).await;
    let to = whole.headers()["location"].to_str().unwrap().to_owned();
    assert!(
        to.starts_with(
            "/contacts?q=email%3Alind&sort=name&group=company&columns=email%2Csent&view="
        ),
        "{to}"
    );
    let body = browser.page(&to).await;
    for shown in [
        "Linds",
        "View saved.",
        "Bo Lind",
        "bo@lind.example",
        ">Sent<",
        "aria-current=\"page\"",
    ] {
        assert!(body.contains(shown), "{shown}: {body}");
    }
    let table = body.split("<thead").nth(1).unwrap();
    let head = table.split("</thead>").next().unwrap();
    assert!(!head.contains(">Rhythm<"), "only what was chosen");
    let id = to.rsplit('=').next().unwrap();
    let edit = [
        ("id", id),
        ("name", "All Linds"),
        ("query", "email:lind"),
        ("shared", "true"),
    ];
    browser
        .post_form("/do/app/views/actions/edit_view", &edit)
        .await;
    let body = browser.page("/contacts").await;
    assert!(body.contains("All Linds"));
    browser
        .post_form("/do/app/views/actions/delete_view", &[("id", id)])
        .await;
    let body = browser.page("/contacts").await;
    assert!(body.contains("View “All Linds” deleted.") && body.contains("restore_view"));
}

#[tokio::test]
async fn the_same_people_stand_in_a_table_on_a_board_and_in_a_calendar() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    for (name, birthday) in [("Zoë Müller", "1984-03-20"), ("Leap Lear", "1988-02-29")] {
        let new = json!({ "name": name, "birthday": birthday });
        program.api("POST", "/contacts", Some(new)).await;
    }
    let browser = app.browser(&ada).await;
    let page = async |address: &str| browser.page(address).await;
    let body = page("/contacts?layout=board").await;
    assert!(body.contains("No contact yet") && body.contains("Zoë Müller"));
    let body = page("/contacts?layout=board&group=priority").await;
    assert!(body.contains("Normal priority · 2") && body.contains("Move Zoë Müller"));
    let body = page("/contacts?layout=birthdays&month=2026-03").await;
    assert!(body.contains("March 2026") && body.contains("Zoë Müller"));
    assert!(!body.contains("Leap Lear"));
    let body = page("/contacts?layout=birthdays&month=2026-02").await;
    assert!(
        body.contains("Leap Lear"),
        "it is on the 28th in other years"
    );
    let body = page("/contacts?layout=birthdays&month=2026-02&q=zoe").await;
    assert!(!body.contains("Leap Lear"));
}

#[tokio::test]
async fn programs_keep_views() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    let new = json!({ "name": "Close", "query": "score>5", "columns": ["phone"] });
    let (status, saved) = program.api("POST", "/contact-views", Some(new)).await;
    assert_eq!(status, 201);
    let path = format!("/contact-views/{}", saved["data"]["id"].as_str().unwrap());
    let whole =
        json!({ "name": "Closest", "query": "score>8", "layout": "board", "group": "priority" });
    let (_, changed) = program.api("PUT", &path, Some(whole)).await;
    assert_eq!(changed["data"]["name"], "Closest");
    assert_eq!(changed["data"]["columns"], json!([]));
    assert_eq!(changed["data"]["group"], "priority");
    program.api("DELETE", &path, None).await;
    let (_, all) = program.api("GET", "/contact-views", None).await;
    assert_eq!(all["data"], Value::Array(Vec::new()));
    let (status, _) = program.api("POST", &format!("{path}/restore"), None).await;
    assert_eq!(status, 200);
    let (status, _) = program
        .api("GET", &format!("/contact-views/{}", Uuid::nil()), None)
        .await;
    assert_eq!(status, 404);
}
