//! What a person said outlives whatever a mailbox says later.

use super::*;
use crate::contacts::{self, types::ContactField};

#[tokio::test]
async fn an_import_after_an_edit_changes_nothing_of_it() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let (me, bo) = ("ada@kith.example", "Bo Lind <bo@lind.example>");
    app.import(&ada, &[Mail::new("1", 30, me, bo)]).await;
    let mut scope = app.scope(&ada).await;
    let contact: Uuid = sqlx::query_scalar("select id from contacts")
        .fetch_one(scope.db())
        .await
        .unwrap();
    for (field, value) in [
        (ContactField::Name, "Robert Lind"),
        (ContactField::Title, "Baker"),
    ] {
        contacts::edit_contact(&mut scope, contact, field, value.to_owned())
            .await
            .unwrap();
    }
    scope.commit().await.unwrap();
    let newer = Mail::new("2", 1, "Bo L. Lind <bo@lind.example>", me)
        .body("At noon.\n\nBest regards,\nBo Lind\nHead of Sales\nLind AG\nTel: +49 30 1234567");
    let import = app.import(&ada, &[newer]).await;
    assert_eq!(report(&app, &ada, import).await.contacts_updated, 1);
    let mut scope = app.scope(&ada).await;
    let (name, title): (String, Option<String>) =
        sqlx::query_as("select name, title from contacts where id = $1")
            .bind(contact)
            .fetch_one(scope.db())
            .await
            .unwrap();
    assert_eq!(
        (name.as_str(), title.as_deref()),
        ("Robert Lind", Some("Baker"))
    );
    undo(&mut scope, import).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let mut scope = app.scope(&ada).await;
    let after = contacts::contact(&mut scope, contact).await.unwrap();
    assert_eq!(after.name, "Robert Lind");
}
