//! Tasks over REST.

use serde_json::{Value, json};

use super::person;
use crate::testing::TestApp;

#[tokio::test]
async fn a_program_adds_changes_does_and_takes_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = person(&ada, "Bo Lind", None).await;
    let program = app.program(&ada).await;
    let new = json!({
        "title": "Call Bo", "when": "next Tue 9am, every 2 weeks", "zone": "Europe/Berlin", "contact_ids": [bo], "reminders": [60]
    });
    let (status, body) = program.api("POST", "/tasks", Some(new)).await;
    assert_eq!(status, 201, "{body}");
    let task = &body["data"];
    assert_eq!(task["due_at"], "2026-03-10T08:00:00Z");
    assert_eq!(task["due_on"], "2026-03-10");
    assert_eq!(task["repeats"], "every 2 weeks");
    assert_eq!(task["assignee_id"], json!(ada.user));
    assert_eq!(task["contacts"][0]["name"], "Bo Lind");
    let path = format!("/tasks/{}", task["id"].as_str().unwrap());

    let change = json!({ "title": "Ring Bo", "assignee_id": null });
    let (_, body) = program.api("PATCH", &path, Some(change)).await;
    assert_eq!(body["data"]["title"], "Ring Bo");
    assert_eq!(body["data"]["assignee_id"], Value::Null);
    assert_eq!(
        body["data"]["due_at"], "2026-03-10T08:00:00Z",
        "the zone stays"
    );
    assert_eq!(body["data"]["version"], 2);
    let stale = json!({ "title": "Mine", "version": 1 });
    assert_eq!(program.api("PATCH", &path, Some(stale)).await.0, 409);

    let (_, body) = program.api("POST", &format!("{path}/done"), None).await;
    assert_eq!(body["data"]["next"]["due_on"], "2026-03-24");
    let (_, body) = program
        .api("GET", &format!("/tasks?contact={bo}"), None)
        .await;
    assert_eq!(body["data"].as_array().unwrap().len(), 1);
    let (_, body) = program.api("GET", "/tasks?state=done", None).await;
    assert_eq!(body["data"][0]["title"], "Ring Bo");
    let (status, _) = program.api("POST", &format!("{path}/reopen"), None).await;
    assert_eq!(status, 200);
    assert_eq!(program.api("DELETE", &path, None).await.0, 200);
    assert_eq!(program.api("GET", &path, None).await.0, 404);
    assert_eq!(
        program
            .api("POST", &format!("{path}/restore"), None)
            .await
            .0,
        200
    );
}

#[tokio::test]
async fn a_program_is_told_what_is_wrong_and_pages_through() {
    let app = TestApp::start().await;
    let program = app.program(&app.owner("ada@kith.example").await).await;
    let wrong = json!({ "title": "", "when": "3/4" });
    let (status, body) = program.api("POST", "/tasks", Some(wrong)).await;
    let fields = &body["error"]["details"]["fields"];
    assert_eq!(
        (status, &fields["title"]["code"], &fields["when"]["code"]),
        (422, &json!("required"), &json!("ambiguous_date"))
    );
    for n in 0..3 {
        program
            .api("POST", "/tasks", Some(json!({ "title": format!("{n}") })))
            .await;
    }
    let (_, first) = program.api("GET", "/tasks?limit=2", None).await;
    let cursor = first["meta"]["next_cursor"].as_str().unwrap();
    let (_, second) = program
        .api("GET", &format!("/tasks?limit=2&cursor={cursor}"), None)
        .await;
    assert_eq!(second["data"].as_array().unwrap().len(), 1);
    assert_eq!(second["meta"].get("next_cursor"), None);
    for bad in ["/tasks?cursor=x", "/tasks?state=later"] {
        assert_eq!(program.api("GET", bad, None).await.0, 422, "{bad}");
    }
}
