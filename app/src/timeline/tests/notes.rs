//! What a person writes about a contact.

use super::{BO, ME, contact, imported};
use crate::{
    context::Scope,
    error::{Error, FieldCode},
    testing::{Mail, TestApp},
    timeline::{self, interaction},
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
    assert_eq!((about, before.as_str()), (bo, "Likes tea.\nTwo sugars."));
    assert_eq!(
        interaction(&mut scope, note).await.unwrap().snippet,
        "Likes coffee."
    );
    assert_eq!(timeline::delete_note(&mut scope, note).await, Ok(bo));
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
    assert_eq!(timeline::restore_note(&mut scope, note).await, Ok(bo));
    assert_eq!(
        timeline::restore_note(&mut scope, note).await,
        Err(Error::NotFound),
        "twice"
    );
    let threads = timeline::threads_of(&mut scope, bo, Some("note"), None, 10)
        .await
        .unwrap();
    assert_eq!(threads[0].body, "Likes coffee.");
    let expected = ["note.added", "note.deleted", "note.restored"];
    let told: Vec<_> = events(&mut scope)
        .await
        .into_iter()
        .filter(|kind| kind != "note.edited")
        .collect();
    assert_eq!(told, expected);
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
