//! Own addresses that are said, or taken back, when the mail is here already.

use super::{
    batch::store_batch,
    reader::{Batch, read},
    signatures::Signatures,
    *,
};
use crate::workspaces::{add_own_address, remove_own_address};

async fn state(app: &TestApp, ada: &Viewer) -> Vec<String> {
    let mut scope = app.scope(ada).await;
    sqlx::query_scalar(
        "select concat_ws(' ', 'mail', i.external_id, i.direction, i.author_id is not null,
           (select string_agg(concat_ws(':', p.role, r.external_id, r.raw ->> 'name'), ',' order by r.external_id)
            from participants p join source_records r on r.id = p.source_record_id where p.interaction_id = i.id))
         from interactions i
         union all
         select concat_ws(' ', 'contact', email, name, inbound_count, outbound_count) from contacts
         order by 1",
    )
    .fetch_all(scope.db())
    .await
    .unwrap()
}

fn mails() -> Vec<Mail> {
    let (me, old, bo) = (
        "Ada Berg <ada@kith.example>",
        "Ada Old <ada@old.example>",
        "Bo Lind <bo@lind.example>",
    );
    vec![
        Mail::new("1", 30, me, old),
        Mail::new("2", 29, old, bo),
        Mail::new("3", 28, bo, old),
        Mail::new("4", 27, me, bo),
    ]
}

#[tokio::test]
async fn adding_an_address_later_is_as_if_it_had_been_known() {
    let (early, late) = (TestApp::start().await, TestApp::start().await);
    let ada = early.owner("ada@kith.example").await;
    let mut scope = early.scope(&ada).await;
    add_own_address(&mut scope, "ada@old.example")
        .await
        .unwrap();
    scope.commit().await.unwrap();
    early.import(&ada, &mails()).await;
    let other = late.owner("ada@kith.example").await;
    late.import(&other, &mails()).await;
    assert_ne!(state(&early, &ada).await, state(&late, &other).await);
    let mut scope = late.scope(&other).await;
    add_own_address(&mut scope, "ada@old.example")
        .await
        .unwrap();
    scope.commit().await.unwrap();
    late.run_jobs().await;
    assert_eq!(state(&early, &ada).await, state(&late, &other).await);
}

#[tokio::test]
async fn removing_an_address_later_is_as_if_it_had_never_been_said() {
    let (never, once) = (TestApp::start().await, TestApp::start().await);
    let ada = never.owner("ada@kith.example").await;
    never.import(&ada, &mails()).await;
    let other = once.owner("ada@kith.example").await;
    let mut scope = once.scope(&other).await;
    add_own_address(&mut scope, "ada@old.example")
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let import = once.import(&other, &mails()).await;
    let mut scope = once.scope(&other).await;
    remove_own_address(&mut scope, "ada@old.example")
        .await
        .unwrap();
    scope.commit().await.unwrap();
    once.run_jobs().await;
    assert_eq!(state(&never, &ada).await, state(&once, &other).await);
    let mut scope = once.scope(&other).await;
    undo(&mut scope, import).await.unwrap();
    scope.commit().await.unwrap();
    once.run_jobs().await;
    assert_eq!(state(&once, &other).await, Vec::<String>::new());
}

/// The only batch of the import, on its way into the database.
async fn in_flight(app: &TestApp, viewer: &Viewer, id: Uuid) -> crate::context::Scope {
    let mut scope = app.scope(viewer).await;
    sqlx::query("update imports set state = 'running', stage = 'reading' where id = $1")
        .bind(id)
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let path = app.kith.settings.import_file(id);
    let (mut batches, _) = read(path, None, Signatures::of_others(&[]));
    let batch: Batch = batches.recv().await.unwrap().unwrap();
    let mut scope = app.scope(viewer).await;
    let mut import = import(&mut scope, id).await.unwrap();
    store_batch(&mut scope, &mut import, batch, 0.0)
        .await
        .unwrap();
    scope
}

#[tokio::test]
async fn an_address_added_while_the_first_batch_is_written_counts_for_it() {
    let (early, late) = (TestApp::start().await, TestApp::start().await);
    let ada = early.owner("ada@kith.example").await;
    let mut scope = early.scope(&ada).await;
    add_own_address(&mut scope, "ada@old.example")
        .await
        .unwrap();
    scope.commit().await.unwrap();
    early.import(&ada, &mails()).await;
    let other = late.owner("ada@kith.example").await;
    let file = late.folder().join("given.mbox");
    std::fs::write(&file, mailbox(&mails())).unwrap();
    let id = import_local_file(&other, &file).await.unwrap();
    let batch = in_flight(&late, &other, id).await;
    let mut scope = late.scope(&other).await;
    add_own_address(&mut scope, "ada@old.example")
        .await
        .unwrap();
    scope.commit().await.unwrap();
    batch.commit().await.unwrap();
    late.run_jobs().await;
    assert_eq!(state(&early, &ada).await, state(&late, &other).await);
}
