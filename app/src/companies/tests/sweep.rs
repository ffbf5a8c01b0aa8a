//! What an undone import leaves of the companies that came with it.

use super::*;
use crate::{
    imports,
    tasks::{self, TaskInput},
};

#[tokio::test]
async fn a_company_that_a_task_is_about_outlives_its_import() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mails = [
        Mail::new("1", 9, ME, "Bo Lind <bo@lind.example>"),
        Mail::new("2", 8, ME, "Zoe Zeta <zoe@zeta.example>"),
    ];
    let import = app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    let by_name = "select id from companies where domain = $1";
    let of = async |scope: &mut Scope, domain: &str| -> Option<Uuid> {
        let found = sqlx::query_scalar(by_name).bind(domain.to_owned());
        found.fetch_optional(scope.db()).await.unwrap()
    };
    let lind = of(&mut scope, "lind.example").await.unwrap();
    let task = TaskInput {
        title: "Visit them".to_owned(),
        companies: vec![lind],
        ..TaskInput::default()
    };
    tasks::add_task(&mut scope, chrono_tz::UTC, task)
        .await
        .unwrap();
    imports::undo(&mut scope, import).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(of(&mut scope, "lind.example").await, Some(lind));
    assert_eq!(of(&mut scope, "zeta.example").await, None);
}
