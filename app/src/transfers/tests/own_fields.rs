//! What is named by the identifier of a field or of a contact means the same where it is loaded.

use super::*;
use crate::{companies, workspaces};

async fn made(program: &Client, path: &str, body: Value) -> Value {
    let (status, made) = program.api("POST", path, Some(body)).await;
    assert_eq!(status, 201, "{path}: {made}");
    made["data"].clone()
}

async fn changed(program: &Client, path: &str, body: Value) -> Value {
    let (status, changed) = program.api("PATCH", path, Some(body)).await;
    assert_eq!(status, 200, "{path}: {changed}");
    changed["data"].clone()
}

async fn read(program: &Client, path: &str) -> Value {
    let (status, read) = program.api("GET", path, None).await;
    assert_eq!(status, 200, "{path}: {read}");
    read["data"].clone()
}

/// What was there before, of the changes of this field.
fn before(history: &Value, field: &str) -> Vec<Value> {
    let changes = history.as_array().unwrap().iter();
    changes
        .filter(|change| change["field"] == field)
        .map(|change| change["old"].clone())
        .collect()
}

#[tokio::test]
async fn own_fields_keep_their_values_and_their_history() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let ours = app.program(&ada).await;
    for on in ["contact", "company"] {
        let tier = json!({ "on": on, "label": "Tier", "kind": "text" });
        made(&ours, "/fields", tier).await;
    }
    let bo = json!({ "name": "Bo Lind", "company": "Lind Bakers", "fields": { "tier": "Gold" } });
    let bo = made(&ours, "/contacts", bo).await;
    let (bo, lind) = (
        bo["id"].as_str().unwrap(),
        bo["company_id"].as_str().unwrap(),
    );
    let tin = json!({ "fields": { "tier": "Tin" } });
    changed(&ours, &format!("/contacts/{bo}"), tin).await;
    for tier in ["Blue", "Red"] {
        let tier = json!({ "tier": tier });
        changed(&ours, &format!("/companies/{lind}/fields"), tier).await;
    }
    let file = exported(&app, &ada).await;
    let eve = app.owner("eve@other.example").await;
    let loaded = load_file(&app, &eve, &file).await;
    assert_eq!((loaded.state.as_str(), loaded.problem), ("done", None));
    let theirs = app.program(&eve).await;
    let listed = read(&theirs, "/contacts").await;
    let (bo, lind) = (
        listed[0]["id"].as_str().unwrap(),
        listed[0]["company_id"].as_str().unwrap(),
    );
    // A change of anything else makes the contact anew of what was said of it.
    let title = json!({ "title": "Baker" });
    let changed = changed(&theirs, &format!("/contacts/{bo}"), title).await;
    assert_eq!(changed["title"], "Baker");
    assert_eq!(changed["fields"], json!({ "tier": "Tin" }));
    let history = read(&theirs, &format!("/contacts/{bo}/history")).await;
    let was = before(&history, "fields.tier");
    assert_eq!(was.first(), Some(&json!("Gold")), "{history}");
    let place = format!("/companies/{lind}");
    let held = read(&theirs, &format!("{place}/fields")).await;
    assert_eq!(held, json!({ "tier": "Red" }));
    let history = read(&theirs, &format!("{place}/history")).await;
    let was = before(&history, "fields.tier");
    assert_eq!(was, [json!("Blue"), Value::Null], "{history}");
}

#[tokio::test]
async fn what_the_workspace_chose_of_itself_comes_along() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    workspaces::choose_morning(&mut scope, &ada, "America/Lima", "07:15")
        .await
        .unwrap();
    companies::logos::choose_logos(&mut scope, true)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let file = exported(&app, &ada).await;
    let eve = app.owner("eve@other.example").await;
    let loaded = load_file(&app, &eve, &file).await;
    assert_eq!((loaded.state.as_str(), loaded.problem), ("done", None));
    let mut scope = app.scope(&eve).await;
    let morning = workspaces::morning(&mut scope).await.unwrap();
    assert_eq!(morning.zone.name(), "America/Lima");
    assert_eq!(morning.at.to_string(), "07:15:00");
    assert!(!morning.follows_owner);
    assert!(companies::logos::wants_logos(&mut scope).await.unwrap());
}

#[tokio::test]
async fn a_company_without_people_comes_along_and_is_listed() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let ours = app.program(&ada).await;
    let nord = json!({ "name": "Nord Holding", "domain": "nord.example" });
    made(&ours, "/companies", nord).await;
    let file = exported(&app, &ada).await;
    let eve = app.owner("eve@other.example").await;
    let loaded = load_file(&app, &eve, &file).await;
    assert_eq!((loaded.state.as_str(), loaded.problem), ("done", None));
    let listed = read(&app.program(&eve).await, "/companies").await;
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!(listed[0]["name"], "Nord Holding");
}
