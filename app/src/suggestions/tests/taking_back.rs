//! What was snoozed stays snoozed when a later decision is taken back.

use super::*;

async fn stands(app: &TestApp, ada: &Viewer, id: uuid::Uuid) -> (String, Option<i64>) {
    let mut scope = app.scope(ada).await;
    let found = suggestion(&mut scope, id).await.unwrap();
    let days = found.snoozed_until.map(|until| (until - now()).num_days());
    (found.state, days)
}

async fn snooze(scope: &mut crate::context::Scope, id: uuid::Uuid, days: i64) {
    let until = now() + Duration::days(days);
    decide(scope, id, Decision::Snoozed(until)).await.unwrap();
}

#[tokio::test]
async fn what_was_snoozed_and_then_decided_is_snoozed_until_the_same_day_again() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let id = only_open(&app, &ada).await.unwrap().id;
    for decision in [
        Decision::Done,
        Decision::Dismissed,
        Decision::Snoozed(now() + Duration::days(90)),
    ] {
        let mut scope = app.scope(&ada).await;
        snooze(&mut scope, id, 30).await;
        decide(&mut scope, id, decision).await.unwrap();
        let until = reopen(&mut scope, id).await.unwrap();
        assert_eq!(until, Some(now() + Duration::days(30)));
        scope.commit().await.unwrap();
        assert_eq!(
            stands(&app, &ada, id).await,
            ("snoozed".to_owned(), Some(30)),
            "{decision:?}"
        );
        let mut scope = app.scope(&ada).await;
        assert_eq!(reopen(&mut scope, id).await.unwrap(), None);
        scope.commit().await.unwrap();
        assert_eq!(stands(&app, &ada, id).await, ("open".to_owned(), None));
    }
}

#[tokio::test]
async fn a_snooze_that_is_over_does_not_come_back() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let id = only_open(&app, &ada).await.unwrap().id;
    let mut scope = app.scope(&ada).await;
    snooze(&mut scope, id, 1).await;
    decide(&mut scope, id, Decision::Done).await.unwrap();
    scope.now += Duration::days(2);
    assert_eq!(reopen(&mut scope, id).await.unwrap(), None);
    scope.commit().await.unwrap();
    assert_eq!(stands(&app, &ada, id).await, ("open".to_owned(), None));
}
