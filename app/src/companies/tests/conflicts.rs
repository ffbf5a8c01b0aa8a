//! Two who change the same company: the second is told and shown both values.

use serde_json::json;

use super::*;

const EDIT: &str = "/do/app/companies/actions/edit_company";

async fn acme() -> (TestApp, Viewer, Uuid) {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let id = find_or_create(&mut scope, "Acme").await.unwrap();
    scope.commit().await.unwrap();
    (app, ada, id)
}

#[tokio::test]
async fn the_second_is_told_and_chooses() {
    let (app, ada, acme) = acme().await;
    let browser = app.browser(&ada).await;
    let id = acme.to_string();
    let save = async |notes: &str, seen: &str| {
        let form = [
            ("id", &*id),
            ("name", "Acme"),
            ("seen_name", "=Acme"),
            ("notes", notes),
            ("seen_notes", seen),
            ("seen_parent", "="),
        ];
        browser.post_form(EDIT, &form).await;
    };
    save("Theirs", "=").await;
    save("Mine", "=").await;
    let html = browser.page(&format!("/companies/{acme}")).await;
    for part in [
        "Notes was changed meanwhile",
        "<strong dir=\"auto\">Theirs</strong>",
        "Mine",
        "Save mine",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    let notes = find(&mut app.scope(&ada).await, acme).await.unwrap().notes;
    assert_eq!(notes, "Theirs");
    save("Mine", "=Theirs").await;
    let notes = find(&mut app.scope(&ada).await, acme).await.unwrap().notes;
    assert_eq!(notes, "Mine");
}

#[tokio::test]
async fn a_program_changes_only_what_it_has_seen() {
    let (app, ada, acme) = acme().await;
    let program = app.program(&ada).await;
    let place = format!("/companies/{acme}");
    let (_, read) = program.api("GET", &place, None).await;
    let version = format!("\"{}\"", read["data"]["version"]);
    for (notes, status) in [("First", 200), ("Second", 412)] {
        let request = program.request("PATCH", &format!("/api/v1{place}"));
        let request = request.header("if-match", &version);
        let answer = request
            .json(&json!({ "notes": notes }))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), status, "{notes}");
        if status == 412 {
            let body: serde_json::Value = answer.json().await.unwrap();
            assert_eq!(body["error"]["details"]["current"]["notes"], "First");
        }
    }
}
