//! `{"data", "error", "meta"}` around everything.

use serde_json::{Value, json};

use super::{code, fields};
use crate::testing::{Client, TestApp};

/// The whole envelope of a failure, apart from its words.
fn assert_refused(answer: &(u16, Value), status: u16, word: &str) {
    let (found, body) = answer;
    assert_eq!(*found, status, "{body}");
    assert_eq!(body["data"], Value::Null);
    assert_eq!(body["meta"], json!({}));
    assert_eq!(body["error"]["code"], word);
    assert!(
        body["error"]["message"]
            .as_str()
            .is_some_and(|words| !words.is_empty()),
        "{body}"
    );
    assert!(body["error"]["details"].is_object(), "{body}");
}

async fn raw(program: &Client, kind: Option<&str>, body: &'static str) -> (u16, Value) {
    let request = program.request("POST", "/api/v1/contacts").body(body);
    let request = match kind {
        Some(kind) => request.header("content-type", kind),
        None => request,
    };
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

#[tokio::test]
async fn success_carries_data_and_no_error() {
    let app = TestApp::start().await;
    let program = app.program(&app.owner("ada@kith.example").await).await;
    let (status, body) = program.api("GET", "/contacts", None).await;
    assert_eq!(
        (status, body),
        (200, json!({ "data": [], "error": null, "meta": {} }))
    );
    let (status, body) = program
        .api("POST", "/contacts", Some(json!({ "name": "Bo" })))
        .await;
    assert_eq!(status, 201);
    assert_eq!(body["data"]["name"], "Bo");
    assert_eq!((&body["error"], &body["meta"]), (&Value::Null, &json!({})));
}

#[tokio::test]
async fn every_failure_stands_in_the_envelope() {
    let app = TestApp::start().await;
    let program = app.program(&app.owner("ada@kith.example").await).await;
    let stranger = app.anonymous();
    assert_refused(
        &stranger.api("GET", "/contacts", None).await,
        401,
        "unauthorized",
    );
    let unknown = "/contacts/00000000-0000-0000-0000-000000000001";
    for path in [
        unknown,
        "/contacts/7",
        "/contacts/%ff",
        "/nothing",
        "/contacts/a/b/c",
        "",
    ] {
        assert_refused(&program.api("GET", path, None).await, 404, "not_found");
    }
    assert_refused(
        &stranger.api("GET", "/nothing", None).await,
        404,
        "not_found",
    );
    assert_refused(
        &program.api("PUT", "/contacts", None).await,
        405,
        "method_not_allowed",
    );
    assert_refused(
        &program.api("DELETE", "/openapi.json", None).await,
        405,
        "method_not_allowed",
    );
    for path in [
        "/contacts?limit=many",
        "/imports?limit=1e9",
        "/suggestions?limit=x",
    ] {
        assert_refused(&program.api("GET", path, None).await, 400, "unreadable");
    }
    for path in [
        "/contacts?cursor=zz",
        "/suggestions?cursor=zz",
        "/suggestions?state=odd",
        "/contacts?filter=odd",
    ] {
        assert_refused(&program.api("GET", path, None).await, 422, "invalid");
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_refused_in_the_envelope() {
    let app = TestApp::start().await;
    let program = app.program(&app.owner("ada@kith.example").await).await;
    let json = Some("application/json");
    assert_refused(&raw(&program, json, "{").await, 400, "unreadable");
    assert_refused(&raw(&program, json, "").await, 400, "unreadable");
    assert_refused(&raw(&program, json, "\u{0}").await, 400, "unreadable");
    assert_refused(&raw(&program, json, "[]").await, 422, "unreadable");
    assert_refused(
        &raw(&program, json, r#"{"name": 7}"#).await,
        422,
        "unreadable",
    );
    let unknown = raw(&program, json, r#"{"name": "Bo", "nmae": "Bo"}"#).await;
    assert_refused(&unknown, 422, "unreadable");
    assert!(
        unknown.1["error"]["message"]
            .as_str()
            .unwrap()
            .contains("nmae")
    );
    assert_refused(
        &raw(&program, Some("text/plain"), r#"{"name": "Bo"}"#).await,
        415,
        "unreadable",
    );
    assert_refused(
        &raw(&program, None, r#"{"name": "Bo"}"#).await,
        415,
        "unreadable",
    );
}

#[tokio::test]
async fn what_is_invalid_is_said_field_by_field() {
    let app = TestApp::start().await;
    let program = app.program(&app.owner("ada@kith.example").await).await;
    let input = json!({ "name": "a".repeat(201), "birthday": "31.31.1990", "emails": ["bo@lind.example", "bo"] });
    let answer = program.api("POST", "/contacts", Some(input)).await;
    assert_refused(&answer, 422, "invalid");
    let expected = json!({
        "name": code("too_long", "This is too long."),
        "birthday": code("not_a_day", "Write the day like 3 May, 3 May 1980 or 1980-05-03."),
        "emails": code("not_an_email", "This is not an e-mail address."),
    });
    assert_eq!(fields(&answer.1), expected);
    let nobody = program.api("POST", "/contacts", Some(json!({}))).await;
    assert_eq!(
        fields(&nobody.1),
        json!({ "name": code("required", "Fill this in.") })
    );
}

#[tokio::test]
async fn an_internal_failure_names_an_id_and_no_cause() {
    let app = TestApp::start().await;
    let program = app.program(&app.owner("ada@kith.example").await).await;
    sqlx::query("alter table contact_points rename to hidden_points")
        .execute(&app.kith.pool)
        .await
        .unwrap();
    let answer = program
        .api("POST", "/contacts", Some(json!({ "name": "Bo" })))
        .await;
    assert_refused(&answer, 500, "internal");
    let id = answer.1["error"]["details"]["error_id"].as_str().unwrap();
    assert_eq!(id.len(), 8);
    let text = answer.1.to_string();
    assert!(
        text.contains(id) && !text.contains("contact_points"),
        "{text}"
    );
}
