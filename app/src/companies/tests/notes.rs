//! Notes about a company itself: written, changed, deleted with a way back, found.

use serde_json::json;

use super::*;
use crate::{
    timeline::{self, Whose},
    workspaces::Role,
};

const ACTIONS: &str = "/do/app/timeline/actions";

async fn firm(app: &TestApp, viewer: &Viewer, name: &str) -> Uuid {
    let mut scope = app.scope(viewer).await;
    let id = find_or_create(&mut scope, name).await.unwrap();
    scope.commit().await.unwrap();
    id
}

async fn bodies(scope: &mut Scope, company: Uuid) -> Vec<String> {
    let whose = Whose::Company(company);
    let found = timeline::interactions_of(scope, whose, None, 10).await;
    found.unwrap().into_iter().map(|note| note.body).collect()
}

#[tokio::test]
async fn a_note_stands_on_the_page_and_is_changed_deleted_and_brought_back() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let acme = firm(&app, &ada, "Acme").await;
    let (id, path) = (acme.to_string(), format!("/companies/{acme}"));
    let browser = app.browser(&ada).await;
    let page = browser.page(&path).await;
    assert!(page.contains("Note about Acme"), "{page}");
    let fields = [("company", id.as_str()), ("text", "<b>Pays</b> **late**")];
    let answer = browser
        .post_form(&format!("{ACTIONS}/add_company_note"), &fields)
        .await;
    assert_eq!(answer.headers()["location"], path.as_str());
    let page = browser.page(&path).await;
    assert!(
        page.contains("Note added.") && page.contains("<strong>late</strong>"),
        "{page}"
    );
    assert!(page.contains("&lt;b&gt;Pays&lt;/b&gt;"), "{page}");
    let mut scope = app.scope(&ada).await;
    let threads = timeline::threads_of(&mut scope, Whose::Company(acme), Some("note"), None, 10)
        .await
        .unwrap();
    let note = threads[0].last_id.to_string();
    drop(scope);
    let edited = [("note", note.as_str()), ("text", "Pays on time")];
    let answer = browser
        .post_form(&format!("{ACTIONS}/edit_note"), &edited)
        .await;
    assert_eq!(answer.headers()["location"], path.as_str());
    assert!(browser.page(&path).await.contains("Note saved."));
    let one = [("note", note.as_str())];
    browser
        .post_form(&format!("{ACTIONS}/delete_note"), &one)
        .await;
    let page = browser.page(&path).await;
    assert!(page.contains("Note deleted.") && page.contains("restore_note"));
    assert!(!page.contains("Pays on time"), "{page}");
    browser
        .post_form(&format!("{ACTIONS}/restore_note"), &one)
        .await;
    assert!(browser.page(&path).await.contains("Pays on time"));
    let page = browser.page(&format!("/interactions/{note}")).await;
    assert!(page.contains(&path) && page.contains("Acme"), "{page}");
    let empty = [("company", id.as_str()), ("text", " ")];
    browser
        .post_form(&format!("{ACTIONS}/add_company_note"), &empty)
        .await;
    assert!(browser.page(&path).await.contains("Fill this in."));
    let viewer = app.colleague(&ada, "v@kith.example", Role::Viewer).await;
    let page = app.browser(&viewer).await.page(&path).await;
    assert!(page.contains("Pays on time") && !page.contains("add_company_note"));
}

#[tokio::test]
async fn programs_write_notes_and_a_join_takes_them_along() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let (acme, globex) = (
        firm(&app, &ada, "Acme").await,
        firm(&app, &ada, "Globex").await,
    );
    let program = app.program(&ada).await;
    let text = Some(json!({ "text": "Pays late" }));
    let path = format!("/companies/{acme}/notes");
    let (status, answer) = program.api("POST", &path, text.clone()).await;
    assert_eq!(
        (status, &answer["data"]["kind"]),
        (201, &json!("note")),
        "{answer}"
    );
    let gone = format!("/companies/{}/notes", Uuid::nil());
    assert_eq!(program.api("POST", &gone, text).await.0, 404);
    let (_, answer) = program
        .api("GET", &format!("/companies/{acme}"), None)
        .await;
    assert_eq!(answer["data"]["timeline"], json!({ "note": 1 }));
    let mut scope = app.scope(&ada).await;
    assert_eq!(bodies(&mut scope, acme).await, ["Pays late"]);
    assert!(bodies(&mut scope, globex).await.is_empty());
    crate::companies::merge_companies(&mut scope, acme, globex, &Default::default())
        .await
        .unwrap();
    assert_eq!(bodies(&mut scope, globex).await, ["Pays late"]);
    let note = timeline::interactions_of(&mut scope, Whose::Company(globex), None, 10)
        .await
        .unwrap()[0]
        .id;
    assert_eq!(
        timeline::delete_note(&mut scope, note).await,
        Ok(Whose::Company(globex)),
        "of the company that stands"
    );
    timeline::restore_note(&mut scope, note).await.unwrap();
    crate::companies::part_companies(&mut scope, acme)
        .await
        .unwrap();
    assert_eq!(bodies(&mut scope, acme).await, ["Pays late"]);
    assert!(bodies(&mut scope, globex).await.is_empty());
}
