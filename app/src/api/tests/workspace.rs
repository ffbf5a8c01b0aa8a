//! Own addresses and who becomes a contact, over HTTP.

use serde_json::{Value, json};

use super::fields;
use crate::{
    testing::{Client, Mail, TestApp, mailbox},
    workspaces::Role,
};

async fn contacts(program: &Client) -> Vec<String> {
    let (_, page) = program.api("GET", "/contacts?sort=name", None).await;
    let rows = page["data"].as_array().unwrap().clone();
    rows.iter()
        .map(|row| row["email"].as_str().unwrap_or_default().to_owned())
        .collect()
}

async fn addresses(program: &Client) -> Value {
    program.api("GET", "/own-addresses", None).await.1["data"].clone()
}

#[tokio::test]
async fn an_address_that_becomes_mine_or_not_corrects_the_mail_that_is_here() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    let (me, home) = ("ada@kith.example", "Ada <ada@home.example>");
    app.import(
        &ada,
        &[Mail::new("1", 9, me, home), Mail::new("2", 8, home, me)],
    )
    .await;
    assert_eq!(contacts(&program).await, ["ada@home.example"]);
    let input = json!({ "address": " Ada@Home.example " });
    let (status, added) = program.api("POST", "/own-addresses", Some(input)).await;
    assert_eq!(
        (status, &added["data"]),
        (201, &json!({ "address": "ada@home.example" }))
    );
    app.run_jobs().await;
    assert_eq!(contacts(&program).await, Vec::<String>::new());
    assert_eq!(
        addresses(&program).await,
        json!([{ "address": "ada@home.example" }, { "address": "ada@kith.example" }])
    );
    let path = "/own-addresses/ADA%40home.example";
    let (status, removed) = program.api("DELETE", path, None).await;
    assert_eq!(
        (status, &removed["data"]),
        (
            200,
            &json!({ "address": "ada@home.example", "removed": true })
        )
    );
    app.run_jobs().await;
    assert_eq!(contacts(&program).await, ["ada@home.example"]);
    assert_eq!(program.api("DELETE", path, None).await.0, 404);
}

#[tokio::test]
async fn what_is_no_address_is_refused() {
    let app = TestApp::start().await;
    let program = app.program(&app.owner("ada@kith.example").await).await;
    let input = json!({ "address": "ada" });
    let (status, body) = program.api("POST", "/own-addresses", Some(input)).await;
    assert_eq!(
        (status, &fields(&body)["email"]["code"]),
        (422, &json!("not_an_email"))
    );
}

#[tokio::test]
async fn the_rule_is_read_and_set_and_a_wider_one_makes_contacts() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    app.import(
        &ada,
        &[Mail::new(
            "1",
            9,
            "Bo <bo@lind.example>",
            "ada@kith.example",
        )],
    )
    .await;
    let (_, rule) = program.api("GET", "/contact-rule", None).await;
    assert_eq!(rule["data"], json!({ "rule": "wrote_to" }));
    assert_eq!(contacts(&program).await, Vec::<String>::new());
    let everyone = json!({ "rule": "everyone" });
    let (status, set) = program
        .api("PUT", "/contact-rule", Some(everyone.clone()))
        .await;
    assert_eq!((status, &set["data"]), (200, &everyone));
    app.run_jobs().await;
    assert_eq!(contacts(&program).await, ["bo@lind.example"]);
    let wrong = json!({ "rule": "nobody" });
    assert_eq!(
        program.api("PUT", "/contact-rule", Some(wrong)).await.0,
        422
    );
    let member = app.colleague(&ada, "m@kith.example", Role::Member).await;
    let member = app.program(&member).await;
    let (status, _) = member.api("PUT", "/contact-rule", Some(everyone)).await;
    assert_eq!(status, 403, "only the owner");
}

/// A mailbox of nobody that is known, which asks whose it is.
async fn asking(app: &TestApp, program: &Client) -> String {
    let (me, bo) = ("Ada <ada@home.example>", "Bo <bo@lind.example>");
    let mails = [
        Mail::new("1", 9, me, bo).header("X-Gmail-Labels: Sent"),
        Mail::new("2", 8, "Cy <cy@lind.example>", me).header("Delivered-To: ada@home.example"),
    ];
    let request = program
        .request("POST", "/api/v1/imports?ask=true")
        .body(mailbox(&mails));
    let accepted: Value = request.send().await.unwrap().json().await.unwrap();
    app.run_jobs().await;
    let path = format!(
        "/imports/{}",
        accepted["data"]["import_id"].as_str().unwrap()
    );
    let report = program.api("GET", &path, None).await.1["data"].clone();
    assert_eq!(report["state"], "asking", "{report}");
    assert_eq!(
        report["proposed_addresses"][0]["address"],
        "ada@home.example"
    );
    path
}

#[tokio::test]
async fn the_question_of_an_import_is_answered_with_the_rule() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    let path = asking(&app, &program).await;
    let answer = json!({ "addresses": ["ada@home.example"], "contacts": "everyone" });
    let member = app.colleague(&ada, "m@kith.example", Role::Member).await;
    let member = app.program(&member).await;
    let to = format!("{path}/addresses");
    let (status, _) = member.api("POST", &to, Some(answer.clone())).await;
    assert_eq!(status, 403, "the rule is the owner's to choose");
    let (status, going) = program.api("POST", &to, Some(answer)).await;
    assert_eq!((status, &going["data"]["state"]), (200, &json!("queued")));
    app.run_jobs().await;
    let report = program.api("GET", &path, None).await.1["data"].clone();
    assert_eq!(
        (
            &report["state"],
            &report["progress"],
            &report["seconds_left"]
        ),
        (&json!("done"), &json!(1.0), &Value::Null)
    );
    assert_eq!(
        contacts(&program).await,
        ["bo@lind.example", "cy@lind.example"]
    );
}
