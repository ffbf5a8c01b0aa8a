//! Fields over REST.

use serde_json::json;

use crate::{companies, testing::TestApp, workspaces::Role};

#[tokio::test]
async fn a_program_defines_fields_and_gives_values() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    let choices = json!([{ "label": "Gold" }, { "label": "Tin" }]);
    let tier = json!({ "on": "contact", "label": "Tier", "kind": "choice", "choices": choices });
    let (status, answer) = program.api("POST", "/fields", Some(tier)).await;
    assert_eq!((status, &answer["data"]["key"]), (201, &json!("tier")));
    let id = answer["data"]["id"].as_str().unwrap().to_owned();
    let bo = json!({ "name": "Bo Lind", "fields": { "tier": "gold" } });
    let (status, answer) = program.api("POST", "/contacts", Some(bo)).await;
    assert_eq!(
        (status, &answer["data"]["fields"]),
        (201, &json!({ "tier": "Gold" }))
    );
    assert_eq!(
        answer["data"]["provenance"]["fields.tier"]["source"],
        "edit"
    );
    let contact = format!("/contacts/{}", answer["data"]["id"].as_str().unwrap());
    for (given, place) in [
        (json!({ "tier": "silver" }), "fields.tier"),
        (json!({ "size": 3 }), "fields.size"),
        (json!({ "tier": { "key": "Gold" } }), "fields.tier"),
    ] {
        let (status, answer) = program
            .api("PATCH", &contact, Some(json!({ "fields": given })))
            .await;
        assert_eq!(status, 422);
        assert!(
            answer["error"]["details"]["fields"][place].is_object(),
            "{answer}"
        );
    }
    let (_, answer) = program
        .api(
            "PATCH",
            &contact,
            Some(json!({ "fields": { "tier": null } })),
        )
        .await;
    assert_eq!(answer["data"]["fields"], json!({}));
    let place = format!("/fields/{id}");
    let (status, answer) = program
        .api(
            "PATCH",
            &place,
            Some(json!({ "label": "Level", "position": 1 })),
        )
        .await;
    assert_eq!((status, &answer["data"]["label"]), (200, &json!("Level")));
    let (status, _) = program.api("DELETE", &place, None).await;
    let (_, listed) = program.api("GET", "/fields?on=contact", None).await;
    let (_, all) = program.api("GET", "/fields?archived=true", None).await;
    assert_eq!((status, listed["data"].as_array().unwrap().len()), (200, 0));
    assert!(all["data"][0]["archived_at"].is_string());
    let (_, answer) = program.api("POST", &format!("{place}/restore"), None).await;
    assert_eq!(answer["data"]["archived_at"], json!(null));
}

#[tokio::test]
async fn a_program_gives_values_to_a_company() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let lind = companies::find_or_create(&mut scope, "Lind AG")
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let program = app.program(&ada).await;
    let size = json!({ "on": "company", "label": "Size", "kind": "number" });
    program.api("POST", "/fields", Some(size)).await;
    let place = format!("/companies/{lind}/fields");
    let (status, answer) = program
        .api("PATCH", &place, Some(json!({ "size": 250 })))
        .await;
    assert_eq!((status, &answer["data"]), (200, &json!({ "size": 250 })));
    let (_, answer) = program.api("GET", &place, None).await;
    assert_eq!(answer["data"], json!({ "size": 250 }));
}

#[tokio::test]
async fn only_admins_define() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let cy = app.colleague(&ada, "cy@kith.example", Role::Member).await;
    let program = app.program(&cy).await;
    let size = json!({ "on": "company", "label": "Size", "kind": "number" });
    let (status, _) = program.api("POST", "/fields", Some(size)).await;
    assert_eq!(status, 403);
    let (status, _) = program.api("GET", "/fields", None).await;
    assert_eq!(status, 200);
}
