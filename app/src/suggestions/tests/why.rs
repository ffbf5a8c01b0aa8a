//! Why somebody is suggested or not, on the page and over REST; how they are best reached.

use serde_json::json;

use super::*;

async fn bo_of(app: &TestApp, viewer: &Viewer) -> uuid::Uuid {
    let mut scope = app.scope(viewer).await;
    sqlx::query_scalar("select id from contacts where name = 'Bo Lind'")
        .fetch_one(scope.db())
        .await
        .unwrap()
}

#[tokio::test]
async fn the_page_and_rest_say_why_not() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let bo = bo_of(&app, &ada).await;
    let program = app.program(&ada).await;
    let path = format!("/contacts/{bo}/follow-up");
    let (status, why) = program.api("GET", &path, None).await;
    assert_eq!(status, 200);
    assert_eq!(why["data"]["suggestion"]["kind"], "keep_in_touch");
    assert_eq!(why["data"]["why_not"], json!(null));
    let lines = why["data"]["suggestion"]["why"].as_array().unwrap();
    assert!(
        lines
            .iter()
            .any(|line| line.as_str().unwrap().starts_with("Weighs "))
    );

    let id = only_open(&app, &ada).await.unwrap().id;
    let mut scope = app.scope(&ada).await;
    decide(&mut scope, id, Decision::Dismissed).await.unwrap();
    scope.commit().await.unwrap();
    let (_, why) = program.api("GET", &path, None).await;
    assert_eq!(why["data"]["why_not"], "dismissed");
    let words = "Dismissed on 2 March; not again before 1 April.";
    assert_eq!(why["data"]["words"], words);
    let page = app
        .browser(&ada)
        .await
        .page(&format!("/contacts/{bo}"))
        .await;
    assert!(page.contains(words), "{page}");
}

#[tokio::test]
async fn whose_turn_has_not_come_is_told_so() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let bo = bo_of(&app, &ada).await;
    let mut scope = app.scope(&ada).await;
    sqlx::query(
        "update suggestions set state = 'closed', created_at = created_at - interval '9 days'",
    )
    .execute(scope.db())
    .await
    .unwrap();
    let found = why(&mut scope, bo).await.unwrap();
    assert_eq!(
        found.words(chrono_tz::UTC),
        "Due, but others come first: at most 5 new ones a day."
    );
}

#[tokio::test]
async fn how_somebody_is_best_reached_is_said_and_taken_back() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let bo = bo_of(&app, &ada).await;
    let browser = app.browser(&ada).await;
    let id = bo.to_string();
    let set = async |channel: &str| {
        let fields = [("id", id.as_str()), ("how", "rhythm"), ("channel", channel)];
        browser
            .post_form("/do/app/suggestions/actions/keep_in_touch", &fields)
            .await
    };
    assert_eq!(set("phone").await.status(), 302);
    let page = browser.page(&format!("/contacts/{bo}")).await;
    assert!(page.contains("Best reached by"), "{page}");
    let program = app.program(&ada).await;
    let (_, listed) = program.api("GET", "/suggestions", None).await;
    assert_eq!(listed["data"][0]["prefers"], "phone");
    let path = format!("/contacts/{bo}/keep-in-touch");
    let (_, kept) = program.api("PUT", &path, Some(json!({}))).await;
    assert_eq!(kept["data"]["channel"], "phone", "what is absent stays");
    let (_, none) = program
        .api("PUT", &path, Some(json!({ "no_channel": true })))
        .await;
    assert_eq!(none["data"]["channel"], json!(null));
    set("pigeon").await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(channel_of(&mut scope, bo).await, Ok(None));
}
