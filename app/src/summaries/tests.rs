//! Summaries over real HTTP, by rules and by a model.

use serde_json::{Value, json};

use crate::{
    context::Viewer,
    language_model::{Kind, tests::with_model},
    testing::{
        Mail, TestApp,
        stand_in::{Reply, StandIn},
        vendors::message,
    },
    workspaces::Role,
};

const ME: &str = "ada@kith.example";
const BO: &str = "Bo Lind <bo@lind.example>";
const SAID: &str = "The mast is up since Friday, and the sails come next week.";

fn exchange() -> Vec<Mail> {
    let circle = format!("{ME}, cy@moss.example");
    vec![
        Mail::new("1", 10, ME, BO)
            .body("How is the mast coming along, and when will the sails be there?"),
        Mail::new("2", 9, BO, ME).body(&format!("{SAID}\n\nBo")),
        Mail::new("3", 8, BO, &circle)
            .body("The harbour party begins at noon, so bring the sails."),
    ]
}

async fn bo(app: &TestApp, viewer: &Viewer) -> uuid::Uuid {
    let mut scope = app.scope(viewer).await;
    sqlx::query_scalar("select id from contacts where name = 'Bo Lind'")
        .fetch_one(scope.db())
        .await
        .unwrap()
}

#[tokio::test]
async fn rules_choose_sentences_as_they_stand_of_what_was_written_between_the_two() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    app.import(&ada, &exchange()).await;
    let (program, bo) = (app.program(&ada).await, bo(&app, &ada).await);
    let path = format!("/contacts/{bo}/summary");
    let (status, none) = program.api("GET", &path, None).await;
    assert_eq!((status, &none["data"]["summary"]), (200, &Value::Null));
    let (status, made) = program.api("POST", &path, None).await;
    assert_eq!(status, 200, "{made}");
    let summary = &made["data"]["summary"];
    let sentences = summary["sentences"].as_array().unwrap();
    assert!(sentences.contains(&json!(SAID)), "{summary}");
    assert!(
        !summary.to_string().contains("harbour"),
        "others got that: {summary}"
    );
    assert_eq!(summary["provider"], "offline");
    assert_eq!(summary["prompt"], "offline.summary.v1");
    assert_eq!(summary["interaction_ids"].as_array().unwrap().len(), 2);
    assert_eq!(summary["inputs_digest"].as_str().unwrap().len(), 64);
    assert_eq!(summary["created_by"], "Ada Berg");
    let (_, kept) = program.api("GET", &path, None).await;
    assert_eq!(&kept["data"]["summary"], summary);
    let (_, drafts) = program
        .api("GET", &format!("/contacts/{bo}/drafts"), None)
        .await;
    assert_eq!(drafts["data"], json!([]), "it is no draft");
}

#[tokio::test]
async fn a_model_summarises_and_is_told_of_nobody_else() {
    let app = TestApp::start().await;
    let sentence = "Bo says that the mast is up.";
    let answer = json!({ "sentences": [sentence] }).to_string();
    let stand_in = StandIn::with([Reply::json(200, message(&answer, "end_turn"))]).await;
    let ada = with_model(&app, Kind::Anthropic, &stand_in).await;
    app.import(&ada, &exchange()).await;
    let (program, bo) = (app.program(&ada).await, bo(&app, &ada).await);
    let path = format!("/contacts/{bo}/summary");
    let (_, made) = program.api("POST", &path, None).await;
    let summary = &made["data"]["summary"];
    assert_eq!(summary["trouble"], Value::Null, "{made}");
    assert_eq!(summary["provider"], "anthropic");
    assert_eq!(summary["prompt"], "summary.v1");
    assert_eq!(summary["sentences"], json!([sentence]));
    assert!(summary["cost"].as_f64().unwrap() > 0.0);
    let asked = stand_in.last().body.to_string();
    assert!(
        asked.contains(SAID) && !asked.contains("harbour"),
        "{asked}"
    );
}

#[tokio::test]
async fn the_contacts_page_has_it_made_by_a_form() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let vi = app.colleague(&ada, "vi@kith.example", Role::Viewer).await;
    app.import(&ada, &exchange()).await;
    let (browser, bo) = (app.browser(&ada).await, bo(&app, &ada).await);
    let page = format!("/contacts/{bo}");
    assert!(browser.page(&page).await.contains(">Summarise<"));
    let id = bo.to_string();
    let action = "/do/app/summaries/actions/summarise_contact";
    let answer = browser.post_form(action, &[("id", &id)]).await;
    assert_eq!(answer.status(), 302);
    let shown = browser.page(&page).await;
    assert!(
        shown.contains("Summarised.") && shown.contains(">Summarise again<"),
        "{shown}"
    );
    assert!(
        shown.contains("chosen by rules, offline"),
        "it says so: {shown}"
    );
    let read = app.browser(&vi).await.page(&page).await;
    assert!(read.contains("chosen by rules, offline"), "{read}");
    assert!(!read.contains(">Summarise again<"), "who looks on reads it");
}

#[tokio::test]
async fn where_nothing_was_written_there_is_nothing_to_summarise() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let program = app.program(&ada).await;
    let new = json!({ "name": "Di Ray" });
    let (_, made) = program.api("POST", "/contacts", Some(new)).await;
    let id = made["data"]["id"].as_str().unwrap();
    let path = format!("/contacts/{id}/summary");
    let (status, answer) = program.api("POST", &path, None).await;
    assert_eq!((status, &answer["data"]["summary"]), (200, &Value::Null));
    let page = app
        .browser(&ada)
        .await
        .page(&format!("/contacts/{id}"))
        .await;
    assert!(!page.contains(">Summarise<"), "{page}");
}
