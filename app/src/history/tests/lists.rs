//! Tags, employments and relations in the history, and their way back.

use super::*;
use crate::{
    contacts::EmploymentInput,
    relations::{self, types::RelationKind, who},
    tags,
};

async fn world() -> (TestApp, crate::context::Viewer) {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    (app, ada)
}

async fn version(scope: &mut Scope, id: Uuid) -> i32 {
    contacts::contact(scope, id).await.unwrap().version
}

/// The newest change of a list, in words: what went, what came, who.
async fn newest(scope: &mut Scope, id: Uuid, field: &str) -> (Vec<String>, Vec<String>, String) {
    let change = super::super::last_change(scope, id, field).await.unwrap();
    let change = change.unwrap();
    let (came, went) = change.parts().unwrap();
    let words = |items: &[Value]| items.iter().map(super::super::lists::item_words).collect();
    assert_eq!(change.origin.as_deref(), Some("edit"));
    (words(&went), words(&came), change.actor.unwrap_or_default())
}

async fn revert(scope: &mut Scope, id: Uuid, field: &str) {
    let change = super::super::last_change(scope, id, field).await.unwrap();
    let made = revert_change(scope, id, change.unwrap().id).await.unwrap();
    assert!(made.is_some(), "{field}: taking back is a change");
}

fn texts(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

#[tokio::test]
async fn a_tag_comes_goes_and_comes_back() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = bo(&mut scope).await;
    let before = version(&mut scope, bo).await;
    let tea = tags::tag_contact(&mut scope, bo, "tea").await.unwrap();
    assert_eq!(version(&mut scope, bo).await, before + 1);
    tags::tag_contact(&mut scope, bo, "Tea").await.unwrap();
    assert_eq!(
        version(&mut scope, bo).await,
        before + 1,
        "it had it already"
    );
    let noted = newest(&mut scope, bo, "tags").await;
    assert_eq!(noted, (texts(&[]), texts(&["tea"]), "Ada Berg".to_owned()));
    tags::untag_contact(&mut scope, bo, tea).await.unwrap();
    assert_eq!(version(&mut scope, bo).await, before + 2);
    assert_eq!(newest(&mut scope, bo, "tags").await.0, ["tea"]);
    revert(&mut scope, bo, "tags").await;
    assert_eq!(tags::tags_of(&mut scope, bo).await.unwrap().len(), 1);
    revert(&mut scope, bo, "tags").await;
    assert!(tags::tags_of(&mut scope, bo).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_tag_of_a_file_is_taken_off_and_its_source_speaks_again() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let input = ContactInput {
        name: Some("Bo Lind".to_owned()),
        emails: Some(vec!["bo@lind.example".to_owned()]),
        ..ContactInput::default()
    };
    let bo = contacts::create_contact(&mut scope, input).await.unwrap();
    scope.commit().await.unwrap();
    let file = app.folder().join("people.csv");
    std::fs::write(&file, "Name,Email,Tags\nBo Lind,bo@lind.example,tea\n").unwrap();
    let import = import_local_file(&ada, &file).await.unwrap();
    app.run_jobs().await;
    let mut scope = app.scope(&ada).await;
    let found = super::super::last_change(&mut scope, bo, "tags")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (found.origin.as_deref(), found.import_id),
        (Some("csv"), Some(import))
    );
    let tea = tags::tags_of(&mut scope, bo).await.unwrap()[0].id;
    tags::untag_contact(&mut scope, bo, tea).await.unwrap();
    revert(&mut scope, bo, "tags").await;
    let said: (bool, bool) = sqlx::query_as("select by_person, by_record from contact_tags")
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert_eq!(said, (false, true), "the file says it again");
}

#[tokio::test]
async fn an_employment_is_changed_removed_and_brought_back() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = bo(&mut scope).await;
    let captain = EmploymentInput {
        company: "Acme".to_owned(),
        title: "Captain".to_owned(),
        since: "2019".to_owned(),
        ..EmploymentInput::default()
    };
    contacts::set_employment(&mut scope, bo, None, captain)
        .await
        .unwrap();
    let noted = newest(&mut scope, bo, "employments").await;
    assert_eq!(noted.1, ["Captain, Acme (since 2019)"]);
    let before = version(&mut scope, bo).await;
    let standing = contacts::employments(&mut scope, bo).await.unwrap();
    contacts::remove_employment(&mut scope, bo, &standing[0].key)
        .await
        .unwrap();
    assert!(version(&mut scope, bo).await > before);
    assert_eq!(
        newest(&mut scope, bo, "employments").await.0,
        ["Captain, Acme (since 2019)"]
    );
    revert(&mut scope, bo, "employments").await;
    let standing = contacts::employments(&mut scope, bo).await.unwrap();
    assert_eq!(
        (standing.len(), standing[0].since.as_deref()),
        (1, Some("2019"))
    );
    revert(&mut scope, bo, "employments").await;
    assert!(
        contacts::employments(&mut scope, bo)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_relation_stands_in_the_history_of_both() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = bo(&mut scope).await;
    let input = ContactInput {
        name: Some("Cy Moss".to_owned()),
        ..ContactInput::default()
    };
    let cy = contacts::create_contact(&mut scope, input).await.unwrap();
    let other = who(&mut scope, bo, "Cy Moss", false).await.unwrap();
    let kind = RelationKind::Child;
    relations::add_relation(&mut scope, bo, kind, "", other)
        .await
        .unwrap();
    assert_eq!(
        newest(&mut scope, bo, "relations").await.1,
        ["Child: Cy Moss"]
    );
    assert_eq!(
        newest(&mut scope, cy, "relations").await.1,
        ["Parent: Bo Lind"]
    );
    revert(&mut scope, cy, "relations").await;
    assert!(
        relations::relations_of(&mut scope, bo)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        newest(&mut scope, bo, "relations").await.0,
        ["Child: Cy Moss"]
    );
    revert(&mut scope, bo, "relations").await;
    assert_eq!(
        relations::relations_of(&mut scope, cy).await.unwrap().len(),
        1
    );
}

#[tokio::test]
async fn a_way_to_reach_raises_the_version() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = bo(&mut scope).await;
    let before = version(&mut scope, bo).await;
    let phone = contacts::NewPoint::plain(PointKind::Phone, "+46 8 123 45 67");
    contacts::add_point(&mut scope, bo, phone).await.unwrap();
    assert_eq!(version(&mut scope, bo).await, before + 1);
}

#[tokio::test]
async fn tagging_many_is_noted_with_who_did_it() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = bo(&mut scope).await;
    sqlx::query(
        "insert into contacts (id, workspace_id, name, created_at, updated_at)
         select gen_random_uuid(), acting_workspace(), 'Crowd ' || n, $1, $1
         from generate_series(1, 600) as n",
    )
    .bind(scope.now)
    .execute(scope.db())
    .await
    .unwrap();
    let before = version(&mut scope, bo).await;
    let asked = crate::bulk::Asked {
        action: "add_tag".to_owned(),
        tag: "tea".to_owned(),
        ..crate::bulk::Asked::default()
    };
    let action = asked.read(&mut scope).await.unwrap();
    let all = crate::bulk::Selection::List(Box::default());
    let all = all.contacts(&mut scope).await.unwrap();
    let change = crate::bulk::start(&mut scope, &action, &all).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let mut scope = app.scope(&ada).await;
    let noted = newest(&mut scope, bo, "tags").await;
    assert_eq!(noted, (texts(&[]), texts(&["tea"]), "Ada Berg".to_owned()));
    assert_eq!(version(&mut scope, bo).await, before + 1);
    crate::bulk::undo(&mut scope, change).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(newest(&mut scope, bo, "tags").await.0, ["tea"]);
    assert_eq!(version(&mut scope, bo).await, before + 2);
}
