//! Undoing that stopped half way, and what others do meanwhile.

use super::*;
use crate::{
    jobs::Order,
    suggestions::{self, Decision},
    workspaces::{ContactRule, choose_contact_rule},
};

const ME: &str = "ada@kith.example";
const BO: &str = "Bo Lind <bo@lind.example>";

async fn execute(app: &TestApp, ada: &Viewer, sql: &'static str, id: Uuid) {
    let mut scope = app.scope(ada).await;
    sqlx::query(sql).bind(id).execute(scope.db()).await.unwrap();
    scope.commit().await.unwrap();
}

async fn undone(app: &TestApp, ada: &Viewer, id: Uuid) -> ImportReport {
    let mut scope = app.scope(ada).await;
    undo(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let report = report(app, ada, id).await;
    assert_eq!(report.state, "undone", "{:?}", report.error);
    report
}

async fn contacts(app: &TestApp, ada: &Viewer) -> Vec<String> {
    let mut scope = app.scope(ada).await;
    sqlx::query_scalar("select concat_ws(' ', name, email) from contacts order by 1")
        .fetch_all(scope.db())
        .await
        .unwrap()
}

#[tokio::test]
async fn an_undoing_whose_worker_died_can_be_tried_again() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let id = app.import(&ada, &[Mail::new("1", 3, ME, BO)]).await;
    let mut scope = app.scope(&ada).await;
    undo(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    sqlx::query("delete from apalis.jobs where status = 'Pending'")
        .execute(&app.kith.pool)
        .await
        .unwrap();
    let page = app
        .browser(&ada)
        .await
        .page(&crate::routes::paths::import(id))
        .await;
    assert!(page.contains("Try again"), "{page}");
    let program = app.program(&ada).await;
    let (status, body) = program
        .api("POST", &format!("/imports/{id}/retry"), None)
        .await;
    assert_eq!((status, &body["data"]["state"]), (200, &json!("undoing")));
    app.run_jobs().await;
    assert_eq!(report(&app, &ada, id).await.state, "undone");
}

#[tokio::test]
async fn an_order_of_an_attempt_that_is_over_undoes_nothing() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let id = app.import(&ada, &[Mail::new("1", 3, ME, BO)]).await;
    let mut scope = app.scope(&ada).await;
    undo(&mut scope, id).await.unwrap();
    retry(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    let stale = Order::UndoImport {
        workspace: ada.workspace,
        import: id,
        attempt: 2,
    };
    stale.run(&app.kith, &Stop::new()).await.unwrap();
    assert_eq!(report(&app, &ada, id).await.removed, 0);
    app.run_jobs().await;
    assert_eq!(report(&app, &ada, id).await.removed, 1);
}

const BROKE_OFF: &str = "update imports set
   state = 'failed',
   stage = 'sweeping',
   created_at = created_at - interval '1 day'
 where id = $1";

#[tokio::test]
async fn nothing_is_handed_to_an_import_that_is_half_undone_itself() {
    for (others, removed) in [(0, 1), (1, 0)] {
        let app = TestApp::start().await;
        let ada = app.owner(ME).await;
        let mail = [Mail::new("1", 3, ME, BO)];
        let first = app.import(&ada, &mail).await;
        let half = app.import(&ada, &mail).await;
        let mut heir = None;
        for _ in 0..others {
            heir = Some(app.import(&ada, &mail).await);
        }
        execute(&app, &ada, BROKE_OFF, half).await;
        assert_eq!(undone(&app, &ada, first).await.removed, removed);
        let mut scope = app.scope(&ada).await;
        let holder: Option<Uuid> = sqlx::query_scalar("select import_id from interactions")
            .fetch_optional(scope.db())
            .await
            .unwrap();
        assert_eq!(holder, heir);
    }
}

#[tokio::test]
async fn who_became_a_contact_while_messages_went_goes_with_them() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    choose_contact_rule(&mut scope, ContactRule::Answered)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let id = app.import(&ada, &[Mail::new("1", 3, ME, BO)]).await;
    // Who is here was noted when the undoing began.
    let begun =
        "update imports set state = 'undoing', stage = 'removing', removed = 1 where id = $1";
    execute(&app, &ada, begun, id).await;
    let mut scope = app.scope(&ada).await;
    choose_contact_rule(&mut scope, ContactRule::WroteTo)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    // As the people stage of another import does.
    resolve_contacts(&app.kith, ada.workspace, &Stop::new())
        .await
        .unwrap();
    assert_eq!(contacts(&app, &ada).await, ["Bo Lind bo@lind.example"]);
    run_undo(&app.kith, ada.workspace, id, 1, &Stop::new())
        .await
        .unwrap();
    assert_eq!(report(&app, &ada, id).await.state, "undone");
    assert_eq!(contacts(&app, &ada).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_contact_of_another_source_stays_with_what_that_says() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let id = app.import(&ada, &[Mail::new("1", 3, ME, BO)]).await;
    let mut scope = app.scope(&ada).await;
    sqlx::query(
        r#"with said as (
             insert into source_records
               (id, workspace_id, origin, external_id, fields, source_updated_at, created_at, updated_at)
             values
               ($1, acting_workspace(), 'vcard', 'bo', '{"name": "Bo of the cards", "phones": ["+49301234567"]}',
                now(), now(), now())
             returning id
           )
           insert into identity_links (source_record_id, workspace_id, contact_id, rule, probability, created_at)
           select said.id, acting_workspace(), c.id, 'test', 1, now() from said, contacts c"#,
    )
    .bind(scope.id())
    .execute(scope.db())
    .await
    .unwrap();
    scope.commit().await.unwrap();
    let report = undone(&app, &ada, id).await;
    assert_eq!(report.kept, [].into());
    assert_eq!(contacts(&app, &ada).await, ["Bo of the cards"]);
}

#[tokio::test]
async fn a_contact_about_whom_somebody_decided_stays() {
    for decision in [
        Decision::Done,
        Decision::Dismissed,
        Decision::Snoozed(crate::testing::now() + chrono::Duration::days(9)),
    ] {
        let app = TestApp::start().await;
        let ada = app.owner(ME).await;
        let mails = [
            Mail::new("1", 20, ME, BO),
            Mail::new("2", 4, BO, ME).body("Shall we meet on Thursday?"),
            Mail::new("3", 3, ME, "Cy Orr <cy@orr.example>"),
        ];
        let id = app.import(&ada, &mails).await;
        let mut scope = app.scope(&ada).await;
        let suggested: Uuid = sqlx::query_scalar(
            "select s.id from suggestions s join contacts c on c.id = s.contact_id
             where c.email = 'bo@lind.example' and s.state = 'open'",
        )
        .fetch_one(scope.db())
        .await
        .unwrap();
        suggestions::decide(&mut scope, suggested, decision)
            .await
            .unwrap();
        scope.commit().await.unwrap();
        let report = undone(&app, &ada, id).await;
        assert_eq!(report.kept, [("decided".to_owned(), 1)].into());
        assert_eq!(contacts(&app, &ada).await, ["Bo Lind bo@lind.example"]);
    }
}

#[tokio::test]
async fn a_contact_whom_somebody_wants_to_keep_in_touch_with_stays() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let id = app.import(&ada, &[Mail::new("1", 3, ME, BO)]).await;
    let mut scope = app.scope(&ada).await;
    sqlx::query("update contacts set keep_in_touch_days = 30")
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let report = undone(&app, &ada, id).await;
    assert_eq!(report.kept, [("decided".to_owned(), 1)].into());
    assert_eq!(contacts(&app, &ada).await.len(), 1);
}
