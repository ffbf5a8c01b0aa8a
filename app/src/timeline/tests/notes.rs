//! What a person writes about a contact.

use serde_json::json;

use super::{BO, ME, contact, imported};
use crate::{
    context::Scope,
    error::{Error, FieldCode},
    testing::{Mail, TestApp},
    timeline::{self, Whose, interaction},
    workspaces::Role,
};

const ACTIONS: &str = "/do/app/timeline/actions";

async fn events(scope: &mut Scope) -> Vec<String> {
    let kinds = sqlx::query_scalar("select kind from events where kind like 'note.%' order by id");
    kinds.fetch_all(scope.db()).await.unwrap()
}

#[tokio::test]
async fn a_note_is_written_changed_deleted_and_brought_back_with_an_event_each() {
    let app = TestApp::start().await;
    let ada = imported(&app, &[Mail::new("1", 5, ME, BO)]).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let mut scope = app.scope(&ada).await;
    let note = timeline::add_note(&mut scope, bo, "  Likes tea.\nTwo sugars. ")
        .await
        .unwrap();
    let stored = interaction(&mut scope, note).await.unwrap();
    assert_eq!(
        (stored.kind.as_str(), stored.direction.as_str()),
        ("note", "none")
    );
    assert_eq!(
        (stored.body.as_str(), stored.snippet.as_str()),
        ("Likes tea.\nTwo sugars.", "Likes tea.")
    );
    let (about, before) = timeline::edit_note(&mut scope, note, "Likes coffee.")
        .await
        .unwrap();
    assert_eq!(
        (about, before.as_str()),
        (Whose::Contact(bo), "Likes tea.\nTwo sugars.")
    );
    assert_eq!(
        interaction(&mut scope, note).await.unwrap().snippet,
        "Likes coffee."
    );
    assert_eq!(
        timeline::delete_note(&mut scope, note).await,
        Ok(Whose::Contact(bo))
    );
    assert!(
        timeline::threads_of(&mut scope, bo, Some("note"), None, 10)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        timeline::edit_note(&mut scope, note, "x").await,
        Err(Error::NotFound),
        "a deleted one"
    );
    assert_eq!(
        timeline::delete_note(&mut scope, note).await,
        Err(Error::NotFound),
        "twice"
    );
    assert_eq!(
        timeline::restore_note(&mut scope, note).await,
        Ok(Whose::Contact(bo))
    );
    assert_eq!(
        timeline::restore_note(&mut scope, note).await,
        Err(Error::NotFound),
        "twice"
    );
    let threads = timeline::threads_of(&mut scope, bo, Some("note"), None, 10)
        .await
        .unwrap();
    assert_eq!(threads[0].body, "Likes coffee.");
    let expected = ["note.added", "note.edited", "note.deleted", "note.restored"];
    assert_eq!(events(&mut scope).await, expected);
}

#[tokio::test]
async fn a_note_has_words_and_not_too_many() {
    let app = TestApp::start().await;
    let ada = imported(&app, &[Mail::new("1", 5, ME, BO)]).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let mut scope = app.scope(&ada).await;
    for (text, code) in [
        (" \n ".to_owned(), FieldCode::Required),
        ("x".repeat(50_001), FieldCode::TooLong),
    ] {
        assert_eq!(
            timeline::add_note(&mut scope, bo, &text).await,
            Err(Error::invalid("text", code))
        );
    }
}

#[tokio::test]
async fn a_mail_is_not_changed_as_if_it_were_a_note() {
    let app = TestApp::start().await;
    let ada = imported(&app, &[Mail::new("1", 5, ME, BO)]).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let mut scope = app.scope(&ada).await;
    let mail = timeline::interactions_of(&mut scope, bo, None, 10)
        .await
        .unwrap()[0]
        .id;
    assert_eq!(
        timeline::edit_note(&mut scope, mail, "x").await,
        Err(Error::NotFound)
    );
    assert_eq!(
        timeline::delete_note(&mut scope, mail).await,
        Err(Error::NotFound)
    );
}

#[tokio::test]
async fn a_note_stands_on_the_page_of_its_contact_with_a_way_back() {
    let app = TestApp::start().await;
    let ada = imported(&app, &[Mail::new("1", 5, ME, BO)]).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let browser = app.browser(&ada).await;
    let (id, path) = (bo.to_string(), format!("/contacts/{bo}"));
    let fields = [("contact", id.as_str()), ("text", "<b>Likes</b> tea")];
    let answer = browser
        .post_form(&format!("{ACTIONS}/add_note"), &fields)
        .await;
    assert_eq!(answer.headers()["location"], path.as_str());
    let page = browser.page(&path).await;
    assert!(page.contains("&lt;b&gt;Likes&lt;/b&gt; tea") && page.contains("Note added."));
    let undo = page
        .split("<form")
        .find(|form| form.contains("Undo"))
        .unwrap();
    assert!(undo.contains("delete_note"), "{undo}");
    let note = undo
        .split("value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    browser
        .post_form(&format!("{ACTIONS}/delete_note"), &[("note", note)])
        .await;
    let page = browser.page(&path).await;
    assert!(page.contains("Note deleted.") && !page.contains("Likes&lt;/b&gt; tea"));
    browser
        .post_form(&format!("{ACTIONS}/restore_note"), &[("note", note)])
        .await;
    assert!(browser.page(&path).await.contains("Likes&lt;/b&gt; tea"));
}

#[tokio::test]
async fn notes_are_read_by_viewers_and_written_by_others() {
    let app = TestApp::start().await;
    let ada = imported(&app, &[Mail::new("1", 5, ME, BO)]).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let mut scope = app.scope(&ada).await;
    timeline::add_note(&mut scope, bo, "Likes tea")
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let browser = app
        .browser(&app.colleague(&ada, "v@kith.example", Role::Viewer).await)
        .await;
    let page = browser.page(&format!("/contacts/{bo}")).await;
    assert!(page.contains("Likes tea"));
    assert!(
        !page.contains("add_note") && !page.contains("delete_note"),
        "no form that would be refused"
    );
}

#[tokio::test]
async fn a_note_is_shown_as_its_marks_mean_and_kept_as_it_was_written() {
    let app = TestApp::start().await;
    let ada = imported(&app, &[Mail::new("1", 5, ME, BO)]).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let source =
        "## Plans\n- **tea** with [Mara](https://mara.example)\n- [no](javascript:alert(1))";
    let program = app.program(&ada).await;
    let text = Some(json!({ "text": source }));
    let path = format!("/contacts/{bo}/notes");
    let (_, body) = program.api("POST", &path, text).await;
    assert_eq!(body["data"]["body"], source);
    assert_eq!(body["data"]["snippet"], "Plans");
    let note = body["data"]["id"].as_str().unwrap();
    let browser = app.browser(&ada).await;
    for path in [format!("/contacts/{bo}"), format!("/interactions/{note}")] {
        let page = browser.page(&path).await;
        assert!(page.contains("<strong>tea</strong>"), "{path}");
        assert!(page.contains("href=\"https://mara.example\" rel=\"nofollow noreferrer\""));
        assert!(!page.contains("href=\"javascript"), "{path}");
    }
}

#[tokio::test]
async fn programs_change_delete_and_restore_a_note() {
    let app = TestApp::start().await;
    let ada = imported(&app, &[Mail::new("1", 5, ME, BO)]).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let mut scope = app.scope(&ada).await;
    let note = timeline::add_note(&mut scope, bo, "Likes tea")
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let program = app.program(&ada).await;
    let path = format!("/notes/{note}");
    let coffee = Some(json!({ "text": "Likes coffee" }));
    let (status, body) = program.api("PATCH", &path, coffee.clone()).await;
    assert_eq!(
        (status, &body["data"]["body"]),
        (200, &json!("Likes coffee"))
    );
    for (method, path, expected) in [
        ("DELETE", path.clone(), 200),
        ("DELETE", path.clone(), 404),
        ("PATCH", path.clone(), 404),
        ("POST", format!("{path}/restore"), 200),
    ] {
        let (status, _) = program.api(method, &path, coffee.clone()).await;
        assert_eq!(status, expected, "{method} {path}");
    }
}
