//! Choosing, seeing and changing by plain forms.

use super::*;
use crate::workspaces::Role;

const DO: &str = "/do/app/bulk/actions/change_many";

#[tokio::test]
async fn ticked_contacts_are_shown_changed_and_taken_back() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let people = people(&mut scope, 3).await;
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let list = browser.page("/contacts").await;
    assert!(list.contains(&format!("value=\"{}\"", people[0])), "{list}");
    let ticked = format!("/contacts/bulk?id={}&id={}", people[0], people[1]);
    let html = browser.page(&ticked).await;
    assert!(html.contains("Change 2 contacts"), "{html}");
    let html = browser
        .page(&format!("{ticked}&action=add_tag&tag=tea"))
        .await;
    assert!(
        html.contains("Will be changed") && html.contains("Person 000"),
        "{html}"
    );
    let none = tags::tags(&mut app.scope(&ada).await).await.unwrap();
    assert!(none.is_empty(), "looking makes no tag");
    let ids = format!("{},{}", people[0], people[1]);
    let fields = [("ids", &*ids), ("action", "add_tag"), ("tag", "tea")];
    let answer = browser.post_form(DO, &fields).await;
    let report = answer.headers()["location"].to_str().unwrap().to_owned();
    let html = browser.page(&report).await;
    assert!(
        html.contains("2 changed.") && html.contains("undo_bulk_change"),
        "{html}"
    );
    let id = report.rsplit('/').next().unwrap();
    let undo = "/do/app/bulk/actions/undo_bulk_change";
    browser.post_form(undo, &[("id", id)]).await;
    let html = browser.page("/contacts/bulk/changes").await;
    assert!(
        html.contains("Undone") && html.contains("Add the tag “tea”"),
        "{html}"
    );
}

#[tokio::test]
async fn all_of_a_list_are_changed_across_its_pages() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    people(&mut scope, 60).await;
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let list = browser.page("/contacts?q=person").await;
    assert!(list.contains("/contacts/bulk?list=q%3Dperson"), "{list}");
    let fields = [("list", "q=person"), ("action", "archive")];
    let answer = browser.post_form(DO, &fields).await;
    let report = answer.headers()["location"].to_str().unwrap().to_owned();
    assert!(browser.page(&report).await.contains("60 changed."));
}

#[tokio::test]
async fn a_list_that_shows_nobody_changes_nobody() {
    let (app, ada) = world().await;
    let browser = app.browser(&ada).await;
    for list in ["q%3Dnobody", "q%3Dscore%253E%253E"] {
        let html = browser.page(&format!("/contacts/bulk?list={list}")).await;
        assert!(html.contains("Nobody is chosen"), "{list}: {html}");
    }
    let fields = [("list", "q=score%3E%3E"), ("action", "delete")];
    let refused = browser.post_form(DO, &fields).await;
    assert_eq!(
        refused.headers()["location"],
        "/contacts",
        "a query that cannot be read is not everybody"
    );
    let reader = app.colleague(&ada, "v@kith.example", Role::Viewer).await;
    let theirs = app.browser(&reader).await;
    assert_eq!(theirs.open("/contacts/bulk").await.status(), 403);
}
