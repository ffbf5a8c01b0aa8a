//! Tags that imported files bring, and what a person says of them.

use super::*;
use crate::imports;

const FILE: &str =
    "Name,Email,Tags\nBo Lind,bo@lind.example,Tea; Sailing\nDi Moe,di@moe.example,tea\n";

async fn import(app: &TestApp, ada: &Viewer, text: &str) -> Uuid {
    let file = app.folder().join("people.csv");
    std::fs::write(&file, text).unwrap();
    let id = imports::import_local_file(ada, &file).await.unwrap();
    app.run_jobs().await;
    let mut scope = app.scope(ada).await;
    let (state, error): (String, Option<String>) =
        sqlx::query_as("select state, error from imports where id = $1")
            .bind(id)
            .fetch_one(scope.db())
            .await
            .unwrap();
    assert_eq!((state.as_str(), error), ("done", None));
    id
}

async fn named(scope: &mut Scope, name: &str) -> Uuid {
    sqlx::query_scalar("select id from contacts where name = $1")
        .bind(name)
        .fetch_one(scope.db())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_file_brings_its_tags_and_its_undo_takes_them_away() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let al = person(&mut scope, "Al Roe").await;
    tag_contact(&mut scope, al, "Chess").await.unwrap();
    scope.commit().await.unwrap();
    let first = import(&app, &ada, FILE).await;
    let mut scope = app.scope(&ada).await;
    let all = [("Chess", 1), ("Sailing", 1), ("Tea", 2)].map(|(tag, n)| (tag.to_owned(), n));
    assert_eq!(used(&mut scope).await, all);
    imports::undo(&mut scope, first).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(used(&mut scope).await, [("Chess".to_owned(), 1)]);
    assert_eq!(names(&mut scope, al).await, ["Chess"]);
}

#[tokio::test]
async fn what_a_person_took_off_renamed_or_deleted_stays_so() {
    let (app, ada) = world().await;
    import(&app, &ada, FILE).await;
    let mut scope = app.scope(&ada).await;
    let (bo, di) = (
        named(&mut scope, "Bo Lind").await,
        named(&mut scope, "Di Moe").await,
    );
    let of_bo = tags_of(&mut scope, bo).await.unwrap();
    let (sailing, tea) = (of_bo[0].id, of_bo[1].id);
    let was = untag_contact(&mut scope, di, tea).await.unwrap();
    edit_tag(&mut scope, tea, Some("Hot drinks"), None)
        .await
        .unwrap();
    delete_tag(&mut scope, sailing).await.unwrap();
    scope.commit().await.unwrap();
    import(
        &app,
        &ada,
        &FILE.replace("bo@lind.example,", "bo@lind.example,Al; "),
    )
    .await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(names(&mut scope, bo).await, ["Al", "Hot drinks"]);
    assert!(names(&mut scope, di).await.is_empty());
    put_back(&mut scope, di, tea, was).await.unwrap();
    assert_eq!(names(&mut scope, di).await, ["Hot drinks"]);
}
