//! Mailboxes in over HTTP.

use reqwest::{
    RequestBuilder,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use super::{fields, walk};
use crate::testing::{Client, Mail, TestApp, mailbox};

fn mails() -> String {
    let (me, bo) = ("ada@kith.example", "Bo <bo@lind.example>");
    mailbox(&[
        Mail::new("1", 9, me, bo),
        Mail::new("2", 8, bo, me),
        Mail::new("2", 8, bo, me),
    ])
}

async fn send(request: RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

async fn finished(app: &TestApp, program: &Client, accepted: &Value) -> Value {
    app.run_jobs().await;
    let path = format!(
        "/imports/{}",
        accepted["data"]["import_id"].as_str().unwrap()
    );
    program.api("GET", &path, None).await.1["data"].clone()
}

#[tokio::test]
async fn a_mailbox_comes_in_as_the_part_of_a_form_or_as_the_body() {
    let app = TestApp::start().await;
    let program = app.program(&app.owner("ada@kith.example").await).await;
    let form = Form::new().part("file", Part::text(mails()).file_name("sent.mbox"));
    let (status, accepted) = send(program.request("POST", "/api/v1/imports").multipart(form)).await;
    assert_eq!(
        (status, &accepted["data"]["state"]),
        (202, &json!("queued"))
    );
    let report = finished(&app, &program, &accepted).await;
    assert_eq!(
        (&report["state"], &report["file_name"]),
        (&json!("done"), &json!("sent.mbox"))
    );
    let counted = [
        "listed",
        "stored",
        "known",
        "contacts_created",
        "interactions",
    ]
    .map(|name| report[name].clone());
    assert_eq!(counted, [3, 2, 1, 1, 2].map(Value::from));
    let body = program
        .request("POST", "/api/v1/imports?file_name=again.mbox")
        .body(mails());
    let (status, accepted) = send(body).await;
    assert_eq!(status, 202);
    let report = finished(&app, &program, &accepted).await;
    assert_eq!(
        (&report["file_name"], &report["stored"], &report["known"]),
        (&json!("again.mbox"), &json!(0), &json!(3))
    );
}

#[tokio::test]
async fn nothing_to_import_is_said_so() {
    let app = TestApp::start().await;
    let program = app.program(&app.owner("ada@kith.example").await).await;
    let post = || program.request("POST", "/api/v1/imports");
    let (status, body) = send(post()).await;
    assert_eq!(
        (status, &fields(&body)["file"]["code"]),
        (422, &json!("required"))
    );
    let (status, body) = send(post().multipart(Form::new().text("other", "x"))).await;
    assert_eq!(
        (status, &fields(&body)["file"]["code"]),
        (422, &json!("required"))
    );
    let (status, body) = send(
        post()
            .header("content-type", "multipart/form-data")
            .body("x"),
    )
    .await;
    assert_eq!(
        (status, &body["error"]["code"]),
        (400, &json!("unreadable"))
    );
    assert_eq!(
        program.api("GET", "/imports", None).await.1["data"],
        json!([])
    );
}

#[tokio::test]
async fn a_file_that_is_no_mailbox_fails_with_a_reason() {
    let app = TestApp::start().await;
    let program = app.program(&app.owner("ada@kith.example").await).await;
    let (_, accepted) = send(
        program
            .request("POST", "/api/v1/imports")
            .body("no mail in here"),
    )
    .await;
    let report = finished(&app, &program, &accepted).await;
    assert_eq!(
        (&report["state"], &report["error"]),
        (&json!("failed"), &json!("no_messages"))
    );
}

#[tokio::test]
async fn an_import_is_stopped_and_goes_on() {
    let app = TestApp::start().await;
    let program = app.program(&app.owner("ada@kith.example").await).await;
    let (_, accepted) = send(program.request("POST", "/api/v1/imports").body(mails())).await;
    let path = format!(
        "/imports/{}",
        accepted["data"]["import_id"].as_str().unwrap()
    );
    let act = async |verb: &str| program.api("POST", &format!("{path}/{verb}"), None).await;
    assert_eq!(act("retry").await.0, 409, "it has not stopped");
    let (status, stopped) = act("cancel").await;
    assert_eq!(
        (status, &stopped["data"]["state"]),
        (200, &json!("cancelled"))
    );
    assert_eq!(act("cancel").await.0, 409, "twice");
    app.run_jobs().await;
    assert_eq!(
        program.api("GET", &path, None).await.1["data"]["stored"],
        json!(0)
    );
    let (status, again) = act("retry").await;
    assert_eq!((status, &again["data"]["state"]), (200, &json!("queued")));
    assert_eq!(finished(&app, &program, &accepted).await["state"], "done");
    assert_eq!(act("retry").await.0, 409, "it is done");
}

#[tokio::test]
async fn pages_show_every_import_exactly_once() {
    let app = TestApp::start().await;
    let program = app.program(&app.owner("ada@kith.example").await).await;
    let mut sent = Vec::new();
    for _ in 0..5 {
        let (_, accepted) = send(program.request("POST", "/api/v1/imports").body(mails())).await;
        sent.push(accepted["data"]["import_id"].as_str().unwrap().to_owned());
    }
    let mut seen = walk(&program, "/imports?limit=2").await;
    seen.sort();
    sent.sort();
    assert_eq!(seen, sent);
}
