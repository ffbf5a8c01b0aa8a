//! Ticks that carry over the pages of the list, by plain forms.

use super::*;
use crate::{
    bulk::{keep_ticks, ticked},
    workspaces::Role,
};

const KEEP: &str = "/do/app/bulk/actions/keep_ticks";
const CLEAR: &str = "/do/app/bulk/actions/clear_ticks";

/// Whether the box of this contact is ticked.
fn is_ticked(html: &str, id: Uuid) -> bool {
    let (before, after) = html
        .split_once(&format!("name=\"id[]\" value=\"{id}\""))
        .unwrap();
    let (_, begun) = before.rsplit_once("<input").unwrap();
    let (rest, _) = after.split_once('>').unwrap();
    begun.contains(" checked") || rest.contains(" checked")
}

/// Where the list goes on.
fn next_page(html: &str) -> String {
    let (_, rest) = html.split_once("/contacts?sort=name&amp;after=").unwrap();
    let cursor = rest.split('"').next().unwrap();
    format!("/contacts?sort=name&after={cursor}")
}

#[tokio::test]
async fn what_is_ticked_on_two_pages_is_changed_together() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let people = people(&mut scope, 60).await;
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let html = browser.page("/contacts?sort=name").await;
    let next = next_page(&html);
    let first = people[..50].iter().map(Uuid::to_string);
    let shown = first.collect::<Vec<_>>().join(",");
    let (one, other) = (people[3].to_string(), people[55].to_string());
    let fields = [("shown", &*shown), ("id[]", &*one), ("to", &*next)];
    let answer = browser.post_form(KEEP, &fields).await;
    assert_eq!(answer.headers()["location"], *next);
    let html = browser.page(&next).await;
    assert!(html.contains("and 1 on other pages"), "{html}");
    let second = people[50..].iter().map(Uuid::to_string);
    let shown = second.collect::<Vec<_>>().join(",");
    let change = "/contacts/bulk?ids=ticked&list=sort%3Dname";
    let fields = [("shown", &*shown), ("id[]", &*other), ("to", change)];
    let answer = browser.post_form(KEEP, &fields).await;
    assert_eq!(answer.headers()["location"], change);
    let html = browser.page(change).await;
    assert!(html.contains("Change 2 contacts"), "{html}");
    assert!(
        html.contains("/contacts/export?format=csv&amp;ids=ticked"),
        "{html}"
    );
    let cards = browser
        .page("/contacts/export?format=vcard&ids=ticked")
        .await;
    assert_eq!(cards.matches("BEGIN:VCARD").count(), 2, "{cards}");
    let path = format!("/api/v1/contacts/export?format=csv&ids={one},{other}");
    let table = app.program(&ada).await.page(&path).await;
    assert_eq!(table.lines().count(), 3, "{table}");
    let html = browser
        .page(&format!("{change}&action=add_tag&tag=tea"))
        .await;
    let ids = format!(
        "{},{}",
        people[3].min(people[55]),
        people[3].max(people[55])
    );
    assert!(html.contains(&ids), "what was seen is done: {html}");
    let fields = [("ids", &*ids), ("action", "add_tag"), ("tag", "tea")];
    let answer = browser
        .post_form("/do/app/bulk/actions/change_many", &fields)
        .await;
    let report = answer.headers()["location"].to_str().unwrap().to_owned();
    assert!(browser.page(&report).await.contains("2 changed."));
    let left = ticked(&mut app.scope(&ada).await, ada.user).await.unwrap();
    assert!(left.is_empty(), "something was done with them");
}

#[tokio::test]
async fn a_page_says_of_those_it_shows_only_and_clear_can_be_undone() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let people = people(&mut scope, 3).await;
    keep_ticks(&mut scope, ada.user, &people, &people[..2])
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let (shown, more) = (people[1].to_string(), people[2].to_string());
    let both = format!("{shown},{more}");
    let fields = [("shown", &*both), ("id[]", &*more), ("to", "/contacts")];
    browser.post_form(KEEP, &fields).await;
    let standing = async || ticked(&mut app.scope(&ada).await, ada.user).await.unwrap();
    let mut expected = vec![people[0], people[2]];
    expected.sort_unstable();
    assert_eq!(standing().await, expected);
    browser.post_form(CLEAR, &[("to", "/contacts")]).await;
    assert!(standing().await.is_empty());
    let html = browser.page("/contacts").await;
    assert!(
        html.contains("Nobody is ticked.") && html.contains("keep_ticks"),
        "{html}"
    );
    let ids: Vec<String> = expected.iter().map(Uuid::to_string).collect();
    let back = [
        ("shown", ""),
        ("to", "/contacts"),
        ("id[]", &*ids[0]),
        ("id[]", &*ids[1]),
    ];
    browser.post_form(KEEP, &back).await;
    assert_eq!(standing().await, expected);
}

#[tokio::test]
async fn ticks_are_a_members_own() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let people = people(&mut scope, 1).await;
    keep_ticks(&mut scope, ada.user, &[], &people)
        .await
        .unwrap();
    contacts::delete_contact(&mut scope, people[0])
        .await
        .unwrap();
    let standing = ticked(&mut scope, ada.user).await.unwrap();
    assert!(standing.is_empty(), "who is in the trash is not chosen");
    contacts::restore_contact(&mut scope, people[0])
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let bo = app.colleague(&ada, "b@kith.example", Role::Member).await;
    let html = app.browser(&bo).await.page("/contacts").await;
    assert!(!is_ticked(&html, people[0]));
    let html = app.browser(&ada).await.page("/contacts").await;
    assert!(is_ticked(&html, people[0]));
    let reader = app.colleague(&ada, "v@kith.example", Role::Viewer).await;
    let id = people[0].to_string();
    let fields = [("shown", &*id), ("to", "/contacts")];
    app.browser(&reader).await.post_form(KEEP, &fields).await;
    assert_eq!(
        ticked(&mut app.scope(&ada).await, ada.user).await.unwrap(),
        people
    );
}
