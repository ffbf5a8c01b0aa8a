//! Applying: what people and records said stays, what a person took off stays off, and one undo
//! takes all of it back.

use super::*;
use crate::{
    history,
    jobs::Stop,
    merging,
    taxonomy::{change_entry, expected, remove_entry, rules},
};

#[tokio::test]
async fn nothing_is_applied_before_it_is_approved() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = titled(&mut scope, "Bo", "Engineer").await;
    let proposed = entry("Engineer", RuleField::Title, &["engineer"]);
    add_entry(&mut scope, &proposed).await.unwrap();
    assert!(rules(&mut scope).await.unwrap().is_empty());
    assert_eq!(apply(&mut scope).await.done, 0);
    assert!(said(&mut scope, bo).await.is_empty());
    approve(&mut scope, None).await.unwrap();
    let seen = expected(&mut scope).await.unwrap();
    assert_eq!((seen.contacts, seen.changing), (1, 1));
    assert_eq!((seen.tags[0].added, seen.tags[0].removed), (1, 0));
    assert_eq!(seen.tags[0].samples, ["Bo"]);
    assert_eq!(apply(&mut scope).await.done, 1);
    assert_eq!(said(&mut scope, bo).await, ["Engineer rule"]);
    assert_eq!(apply(&mut scope).await.done, 0, "once is enough");
    let noted = history::changes(&mut scope, bo, None, 10).await.unwrap();
    assert!(noted.iter().any(|change| change.field == "tags"));
}

#[tokio::test]
async fn of_many_some_are_looked_at_and_the_rest_is_estimated() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    sqlx::query(
        "insert into contacts (id, workspace_id, name, title, created_at, updated_at)
         select gen_random_uuid(), acting_workspace(), 'Crowd ' || n, 'Engineer', $1, $1
         from generate_series(1, 2500) as n",
    )
    .bind(scope.now)
    .execute(scope.db())
    .await
    .unwrap();
    engineers(&mut scope).await;
    let seen = expected(&mut scope).await.unwrap();
    assert_eq!((seen.contacts, seen.looked_at), (2_500, 2_000));
    assert_eq!((seen.changing, seen.tags[0].added), (2_500, 2_500));
    scope.commit().await.unwrap();
    let page = app.browser(&ada).await.page("/settings/tags/apply").await;
    for words in ["Will be changed, about", "picked evenly", "estimated"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let program = app.program(&ada).await;
    let (_, preview) = program.api("GET", "/taxonomy/preview", None).await;
    assert_eq!(preview["data"]["looked_at"], 2_000, "{preview}");
}

#[tokio::test]
async fn what_people_and_records_set_is_never_taken_off() {
    let (app, ada) = world().await;
    let vcard = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Di Moe\r\nTITLE:Baker\r\nCATEGORIES:Engineer\r\nEND:VCARD\r\n";
    app.import_file(&ada, "people.vcf", vcard).await;
    let mut scope = app.scope(&ada).await;
    let di: Uuid = sqlx::query_scalar("select id from contacts where name = 'Di Moe'")
        .fetch_one(scope.db())
        .await
        .unwrap();
    let bo = titled(&mut scope, "Bo", "Baker").await;
    let cy = titled(&mut scope, "Cy", "Engineer").await;
    let ed = titled(&mut scope, "Ed", "Engineer").await;
    tags::tag_contact(&mut scope, bo, "Engineer").await.unwrap();
    let engineer = engineers(&mut scope).await;
    apply(&mut scope).await;
    tags::tag_contact(&mut scope, cy, "engineer").await.unwrap();
    assert_eq!(said(&mut scope, cy).await, ["Engineer person+rule"]);
    let other = entry("Engineer", RuleField::Title, &["nobody is called so"]);
    change_entry(&mut scope, engineer, &other).await.unwrap();
    let change = apply(&mut scope).await;
    assert_eq!(change.done, 1, "whom only a rule had given it");
    assert_eq!(said(&mut scope, bo).await, ["Engineer person"]);
    assert_eq!(said(&mut scope, di).await, ["Engineer record"]);
    assert!(said(&mut scope, cy).await[0].contains("person"));
    assert!(said(&mut scope, ed).await.is_empty());
}

#[tokio::test]
async fn what_a_person_took_off_is_not_set_again() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = titled(&mut scope, "Bo", "Engineer").await;
    let cy = titled(&mut scope, "Cy", "Engineer").await;
    engineers(&mut scope).await;
    apply(&mut scope).await;
    let tag = tags::tag_called(&mut scope, "engineer").await.unwrap();
    let tag = tag.unwrap().id;
    let was = tags::untag_contact(&mut scope, bo, tag).await.unwrap();
    assert_eq!((was.own, was.automatic), (false, true));
    apply(&mut scope).await;
    assert!(said(&mut scope, bo).await.is_empty());
    tags::put_back(&mut scope, bo, tag, was).await.unwrap();
    assert_eq!(said(&mut scope, bo).await, ["Engineer rule"], "taken back");
    // A tag by hand that was taken off says the same, where a rule might set it.
    tags::tag_contact(&mut scope, cy, "Engineer").await.unwrap();
    tags::untag_contact(&mut scope, cy, tag).await.unwrap();
    apply(&mut scope).await;
    assert!(said(&mut scope, cy).await.is_empty());
}

#[tokio::test]
async fn one_undo_restores_what_was() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = titled(&mut scope, "Bo", "Engineer").await;
    let cy = titled(&mut scope, "Cy", "Pilot and engineer").await;
    let di = titled(&mut scope, "Di", "Pilot").await;
    let pilot = approved(&mut scope, "Pilot", RuleField::Title, &["pilot"]).await;
    apply(&mut scope).await;
    engineers(&mut scope).await;
    remove_entry(&mut scope, pilot).await.unwrap();
    let change = apply(&mut scope).await;
    assert_eq!(change.done, 3);
    assert_eq!(said(&mut scope, cy).await, ["Engineer rule"]);
    assert!(said(&mut scope, di).await.is_empty());
    let moves = bulk::tag_moves(&mut scope, change.id).await.unwrap();
    let moves: Vec<_> = moves
        .iter()
        .map(|tag| (tag.name.as_str(), tag.added, tag.removed))
        .collect();
    assert_eq!(moves, [("Engineer", 2, 0), ("Pilot", 0, 2)]);
    // Bo is somebody's decision by now.
    let engineer = tags::tag_called(&mut scope, "Engineer").await.unwrap();
    tags::untag_contact(&mut scope, bo, engineer.unwrap().id)
        .await
        .unwrap();
    let undone = bulk::undo(&mut scope, change.id).await.unwrap();
    assert_eq!((undone.undone, undone.kept), (2, 1));
    assert!(said(&mut scope, bo).await.is_empty());
    assert_eq!(said(&mut scope, cy).await, ["Pilot rule"]);
    assert_eq!(said(&mut scope, di).await, ["Pilot rule"]);
}

#[tokio::test]
async fn an_undo_leaves_what_a_person_said_since() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = titled(&mut scope, "Bo", "Engineer").await;
    engineers(&mut scope).await;
    let change = apply(&mut scope).await;
    tags::tag_contact(&mut scope, bo, "Engineer").await.unwrap();
    bulk::undo(&mut scope, change.id).await.unwrap();
    assert_eq!(said(&mut scope, bo).await, ["Engineer person"]);
}

#[tokio::test]
async fn many_are_tagged_by_an_order_that_goes_on_where_it_stood() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    sqlx::query(
        "insert into contacts (id, workspace_id, name, title, created_at, updated_at)
         select gen_random_uuid(), acting_workspace(), 'Crowd ' || n, 'Engineer ' || n % 7, $1, $1
         from generate_series(1, 2500) as n",
    )
    .bind(scope.now)
    .execute(scope.db())
    .await
    .unwrap();
    engineers(&mut scope).await;
    let seen = expected(&mut scope).await.unwrap();
    assert_eq!(seen.tags[0].added, 2_500);
    let change = apply(&mut scope).await;
    assert_eq!((change.state.as_str(), change.done), ("queued", 0));
    scope.commit().await.unwrap();
    let stop = Stop::default();
    stop.cancel();
    let stopped = bulk::run(&app.kith, ada.workspace, change.id, 1, false, &stop).await;
    assert!(stopped.is_err(), "handed back");
    app.run_jobs().await;
    let done = bulk::change(&mut app.scope(&ada).await, change.id)
        .await
        .unwrap();
    assert_eq!(
        (done.state.as_str(), done.done, done.failed),
        ("done", 2_500, 0)
    );
    let mut scope = app.scope(&ada).await;
    bulk::undo(&mut scope, change.id).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let mut scope = app.scope(&ada).await;
    let undone = bulk::change(&mut scope, change.id).await.unwrap();
    assert_eq!((undone.state.as_str(), undone.undone), ("undone", 2_500));
    let left: i64 = sqlx::query_scalar("select count(*) from contact_tags")
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn two_workspaces_stay_apart() {
    let (app, ada) = world().await;
    let eve = app.owner("eve@other.example").await;
    let mut scope = app.scope(&ada).await;
    titled(&mut scope, "Bo", "Engineer").await;
    engineers(&mut scope).await;
    apply(&mut scope).await;
    scope.commit().await.unwrap();
    let mut theirs = app.scope(&eve).await;
    let cy = titled(&mut theirs, "Cy", "Engineer").await;
    assert!(rules(&mut theirs).await.unwrap().is_empty());
    apply(&mut theirs).await;
    assert!(said(&mut theirs, cy).await.is_empty());
    approved(&mut theirs, "Engineer", RuleField::Title, &["pilot"]).await;
    apply(&mut theirs).await;
    assert!(said(&mut theirs, cy).await.is_empty());
}

#[tokio::test]
async fn a_merge_keeps_automatic_tags_and_parting_brings_them_back() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = titled(&mut scope, "Bo Lind", "Baker").await;
    let twin = titled(&mut scope, "B. Lind", "Engineer").await;
    engineers(&mut scope).await;
    apply(&mut scope).await;
    merging::merge_contacts(&mut scope, bo, &[twin], &merging::Terms::default())
        .await
        .unwrap();
    assert_eq!(said(&mut scope, bo).await, ["Engineer joined"]);
    apply(&mut scope).await;
    merging::part_contact(&mut scope, twin).await.unwrap();
    assert!(said(&mut scope, bo).await.is_empty());
    assert_eq!(said(&mut scope, twin).await, ["Engineer rule"]);
}

#[tokio::test]
async fn renamed_joined_and_deleted_tags_are_still_meant() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = titled(&mut scope, "Bo", "Engineer").await;
    engineers(&mut scope).await;
    apply(&mut scope).await;
    let tag = tags::tag_called(&mut scope, "Engineer").await.unwrap();
    let tag = tag.unwrap().id;
    tags::edit_tag(&mut scope, tag, Some("Builder"), None)
        .await
        .unwrap();
    assert_eq!(apply(&mut scope).await.done, 0);
    let maker = tags::create_tag(&mut scope, "Maker", None).await.unwrap();
    tags::merge_tags(&mut scope, tag, maker).await.unwrap();
    assert_eq!(said(&mut scope, bo).await, ["Maker rule"]);
    assert_eq!(apply(&mut scope).await.done, 0);
    tags::restore_tag(&mut scope, tag).await.unwrap();
    assert_eq!(said(&mut scope, bo).await, ["Builder rule"]);
    tags::delete_tag(&mut scope, tag).await.unwrap();
    assert!(rules(&mut scope).await.unwrap().is_empty(), "it sleeps");
    assert_eq!(apply(&mut scope).await.done, 0);
    tags::restore_tag(&mut scope, tag).await.unwrap();
    assert_eq!(said(&mut scope, bo).await, ["Builder rule"]);
}
