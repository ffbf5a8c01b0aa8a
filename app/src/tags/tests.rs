//! Tags on contacts, joined, deleted and brought back.

mod forms;
mod records;

use uuid::Uuid;

use super::{
    create_tag, delete_tag, edit_tag, merge_tags, put_back, restore_tag, tag_contact, tags_of,
    untag_contact, used_tags,
};
use crate::{
    contacts::{self, ContactInput, ListQuery, query::parse},
    context::{Scope, Viewer},
    error::{Error, FieldCode},
    testing::TestApp,
};

async fn person(scope: &mut Scope, name: &str) -> Uuid {
    let input = ContactInput {
        name: Some(name.to_owned()),
        ..ContactInput::default()
    };
    contacts::create_contact(scope, input).await.unwrap()
}

async fn names(scope: &mut Scope, contact: Uuid) -> Vec<String> {
    let tags = tags_of(scope, contact).await.unwrap();
    tags.into_iter().map(|tag| tag.name).collect()
}

async fn used(scope: &mut Scope) -> Vec<(String, i64)> {
    let tags = used_tags(scope).await.unwrap();
    tags.into_iter()
        .map(|used| (used.tag.name, used.contacts))
        .collect()
}

async fn world() -> (TestApp, Viewer) {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    (app, ada)
}

#[tokio::test]
async fn a_name_is_one_tag_whatever_its_case_and_accents() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let (bo, di) = (
        person(&mut scope, "Bo").await,
        person(&mut scope, "Di").await,
    );
    let first = tag_contact(&mut scope, bo, "  Café   club ").await.unwrap();
    let second = tag_contact(&mut scope, di, "CAFE CLUB").await.unwrap();
    assert_eq!(first, second);
    assert_eq!(names(&mut scope, di).await, ["Café club"]);
    assert_eq!(used(&mut scope).await, [("Café club".to_owned(), 2)]);
    let taken = create_tag(&mut scope, "cafe club", None).await;
    assert_eq!(taken, Err(Error::invalid("name", FieldCode::Taken)));
    let listed = ListQuery {
        query: parse("tag=\"cafe club\"").unwrap(),
        limit: 10,
        ..ListQuery::default()
    };
    assert_eq!(
        contacts::list(&mut scope, &listed)
            .await
            .unwrap()
            .rows
            .len(),
        2
    );
}

#[tokio::test]
async fn what_is_taken_off_can_be_put_back() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = person(&mut scope, "Bo").await;
    let tea = tag_contact(&mut scope, bo, "tea").await.unwrap();
    let was = untag_contact(&mut scope, bo, tea).await.unwrap();
    assert!(was.own && names(&mut scope, bo).await.is_empty());
    let again = untag_contact(&mut scope, bo, tea).await;
    assert_eq!(again, Err(Error::NotFound));
    put_back(&mut scope, bo, tea, was).await.unwrap();
    assert_eq!(names(&mut scope, bo).await, ["tea"]);
}

#[tokio::test]
async fn a_deleted_tag_comes_back_with_everybody() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = person(&mut scope, "Bo").await;
    let tea = tag_contact(&mut scope, bo, "tea").await.unwrap();
    delete_tag(&mut scope, tea).await.unwrap();
    assert!(names(&mut scope, bo).await.is_empty() && used(&mut scope).await.is_empty());
    restore_tag(&mut scope, tea).await.unwrap();
    assert_eq!(used(&mut scope).await, [("tea".to_owned(), 1)]);
    delete_tag(&mut scope, tea).await.unwrap();
    create_tag(&mut scope, "Tea", None).await.unwrap();
    assert_eq!(restore_tag(&mut scope, tea).await, Err(Error::Conflict));
}

#[tokio::test]
async fn two_tags_become_one_and_are_parted_again() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let (bo, di) = (
        person(&mut scope, "Bo").await,
        person(&mut scope, "Di").await,
    );
    let friend = tag_contact(&mut scope, bo, "friend").await.unwrap();
    tag_contact(&mut scope, di, "friend").await.unwrap();
    let pal = tag_contact(&mut scope, bo, "pal").await.unwrap();
    merge_tags(&mut scope, friend, pal).await.unwrap();
    assert_eq!(used(&mut scope).await, [("pal".to_owned(), 2)]);
    restore_tag(&mut scope, friend).await.unwrap();
    let parted = [("friend".to_owned(), 2), ("pal".to_owned(), 1)];
    assert_eq!(used(&mut scope).await, parted);
    assert_eq!(names(&mut scope, bo).await, ["friend", "pal"]);
    assert_eq!(
        merge_tags(&mut scope, pal, pal).await,
        Err(Error::invalid("into", FieldCode::Unknown))
    );
}

#[tokio::test]
async fn a_new_name_must_be_free_and_short() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let tea = create_tag(&mut scope, "tea", Some(4)).await.unwrap();
    create_tag(&mut scope, "coffee", None).await.unwrap();
    let refused = |code| Err(Error::invalid("name", code));
    let mut named = async |name: &str| edit_tag(&mut scope, tea, Some(name), None).await;
    assert_eq!(named("Coffee").await, refused(FieldCode::Taken));
    assert_eq!(named(" ").await, refused(FieldCode::Required));
    assert_eq!(named(&"x".repeat(61)).await, refused(FieldCode::TooLong));
    assert_eq!(named("TEA").await, Ok(()));
    let colour = edit_tag(&mut scope, tea, None, Some(12)).await;
    assert_eq!(colour, Err(Error::invalid("hue", FieldCode::OutOfRange)));
}
