//! Suggestions over HTTP.

use serde_json::{Value, json};

use super::walk;
use crate::testing::{Client, TestApp, World};

async fn state(program: &Client, path: &str) -> Value {
    program.api("GET", path, None).await.1["data"]["state"].clone()
}

#[tokio::test]
async fn a_suggestion_is_listed_decided_and_reopened() {
    let world = World::new().await;
    let program = world.app.program(&world.ada).await;
    let (status, open) = program.api("GET", "/suggestions", None).await;
    assert_eq!((status, open["data"].as_array().unwrap().len()), (200, 1));
    let listed = &open["data"][0];
    assert_eq!(
        (&listed["name"], &listed["state"]),
        (&json!("Bo Lind"), &json!("open"))
    );
    assert!(
        !listed["reason"].as_str().unwrap().is_empty()
            && !listed["draft"]["body"].as_str().unwrap().is_empty()
    );
    let path = world.fill("/suggestions/{suggestion}");
    assert_eq!(program.api("GET", &path, None).await.1["data"], *listed);
    for decision in ["done", "dismissed", "snoozed"] {
        let input = json!({ "decision": decision });
        let (status, decided) = program
            .api("POST", &format!("{path}/decision"), Some(input))
            .await;
        assert_eq!((status, &decided["data"]["state"]), (200, &json!(decision)));
        assert_eq!(
            program.api("GET", "/suggestions", None).await.1["data"],
            json!([])
        );
        let (_, there) = program
            .api("GET", &format!("/suggestions?state={decision}"), None)
            .await;
        assert_eq!(there["data"][0]["id"], listed["id"]);
        let (status, reopened) = program.api("POST", &format!("{path}/reopen"), None).await;
        assert_eq!((status, &reopened["data"]), (200, listed));
    }
    assert_eq!(
        program.api("POST", &format!("{path}/reopen"), None).await.0,
        409,
        "it is open"
    );
}

#[tokio::test]
async fn what_is_decided_is_not_decided_again() {
    let world = World::new().await;
    let program = world.app.program(&world.ada).await;
    let path = world.fill("/suggestions/{suggestion}");
    let decide = async |input: Value| {
        program
            .api("POST", &format!("{path}/decision"), Some(input))
            .await
    };
    assert_eq!(decide(json!({ "decision": "done" })).await.0, 200);
    let (status, body) = decide(json!({ "decision": "dismissed" })).await;
    assert_eq!((status, &body["error"]["code"]), (409, &json!("conflict")));
    assert_eq!(state(&program, &path).await, "done");
}

#[tokio::test]
async fn a_snooze_says_until_when() {
    let world = World::new().await;
    let program = world.app.program(&world.ada).await;
    let path = world.fill("/suggestions/{suggestion}");
    let cases = [
        (json!({ "decision": "snoozed" }), "2026-03-16T09:30:00Z"),
        (
            json!({ "decision": "snoozed", "days": 3 }),
            "2026-03-05T09:30:00Z",
        ),
        (
            json!({ "decision": "snoozed", "until": "2026-06-01T00:00:00Z" }),
            "2026-06-01T00:00:00Z",
        ),
    ];
    for (input, until) in cases {
        let (_, decided) = program
            .api("POST", &format!("{path}/decision"), Some(input))
            .await;
        assert_eq!(decided["data"]["snoozed_until"], until);
        program.api("POST", &format!("{path}/reopen"), None).await;
    }
    let (status, body) = program
        .api(
            "POST",
            &format!("{path}/decision"),
            Some(json!({ "decision": "later" })),
        )
        .await;
    assert_eq!(
        (
            status,
            &body["error"]["details"]["fields"]["decision"]["code"]
        ),
        (422, &json!("unknown"))
    );
}

#[tokio::test]
async fn pages_show_every_suggestion_exactly_once_also_of_equal_weight() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    let mut scope = app.scope(&ada).await;
    sqlx::query(
        "with people as (
           insert into contacts (id, workspace_id, name, created_at, updated_at)
           select gen_random_uuid(), acting_workspace(), 'Person ' || n, now(), now() from generate_series(1, 9) n
           returning id
         )
         insert into suggestions (id, workspace_id, contact_id, kind, facts, draft_subject, draft_body, language,
           tone, weight, created_at, updated_at)
         select gen_random_uuid(), acting_workspace(), id, 'reconnect',
           '{\"silence_days\": 1, \"rhythm_days\": null, \"interactions\": 1, \"last_subject\": \"\"}',
           '', '', 'en', 'casual', 0.1 + (row_number() over ()) % 2, now(), now()
         from people",
    )
    .execute(scope.db())
    .await
    .unwrap();
    scope.commit().await.unwrap();
    let mut seen = walk(&program, "/suggestions?limit=2").await;
    assert_eq!(seen.len(), 9);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 9);
}
