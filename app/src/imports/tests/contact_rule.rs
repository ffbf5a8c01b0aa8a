//! Who becomes a contact is the workspace's choice.

use super::*;
use crate::workspaces::ContactRule;

fn mails() -> Vec<Mail> {
    let me = "ada@kith.example";
    let (both, silent, writer) = (
        "Bo Lind <bo@lind.example>",
        "Cy Orr <cy@orr.example>",
        "Di Ray <di@ray.example>",
    );
    vec![
        Mail::new("1", 30, me, both),
        Mail::new("2", 29, both, me),
        Mail::new("3", 28, me, silent),
        Mail::new("4", 27, writer, me),
        Mail::new("5", 26, "Office <info@ray.example>", me),
    ]
}

async fn names(app: &TestApp, ada: &Viewer) -> Vec<String> {
    let mut scope = app.scope(ada).await;
    sqlx::query_scalar("select name from contacts order by name")
        .fetch_all(scope.db())
        .await
        .unwrap()
}

async fn choose(app: &TestApp, ada: &Viewer, rule: ContactRule) {
    let browser = app.browser(ada).await;
    let answer = browser
        .post_form(
            "/do/app/workspaces/actions/choose_contact_rule",
            &[("rule", rule.as_str())],
        )
        .await;
    assert_eq!(answer.status(), 302);
    app.run_jobs().await;
}

#[tokio::test]
async fn each_rule_takes_in_its_people_and_no_offices() {
    for (rule, expected) in [
        (ContactRule::Answered, vec!["Bo Lind"]),
        (ContactRule::WroteTo, vec!["Bo Lind", "Cy Orr"]),
        (ContactRule::Everyone, vec!["Bo Lind", "Cy Orr", "Di Ray"]),
    ] {
        let app = TestApp::start().await;
        let ada = app.owner("ada@kith.example").await;
        choose(&app, &ada, rule).await;
        app.import(&ada, &mails()).await;
        assert_eq!(names(&app, &ada).await, expected, "{rule:?}");
    }
}

#[tokio::test]
async fn a_wider_rule_adds_and_a_narrower_one_takes_nobody_away() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    app.import(&ada, &mails()).await;
    choose(&app, &ada, ContactRule::Everyone).await;
    assert_eq!(names(&app, &ada).await.len(), 3);
    choose(&app, &ada, ContactRule::Answered).await;
    assert_eq!(names(&app, &ada).await.len(), 3);
}
