//! What is suggested goes over with whom it is suggested, and comes back with them.

use super::*;
use crate::suggestions::{Decision, decide, of_contact, suggestion};

/// An open suggestion to write to somebody.
async fn suggest(scope: &mut Scope, contact: Uuid) -> Uuid {
    let (id, now) = (scope.id(), scope.now);
    sqlx::query(
        r#"insert into suggestions
             (id, workspace_id, contact_id, kind, facts, draft_subject, draft_body, language, tone, weight,
              created_at, updated_at)
           values (
             $1, acting_workspace(), $2, 'reconnect',
             '{"silence_days": 1, "rhythm_days": null, "interactions": 1, "last_subject": ""}',
             '', '', 'en', 'casual', 1, $3, $3
           )"#,
    )
    .bind(id)
    .bind(contact)
    .bind(now)
    .execute(scope.db())
    .await
    .unwrap();
    id
}

async fn suggested(scope: &mut Scope, contact: Uuid) -> Option<Uuid> {
    let found = of_contact(scope, contact).await.unwrap();
    found.map(|found| found.id)
}

#[tokio::test]
async fn a_suggestion_goes_over_and_comes_back() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let (bo, robert) = two(&mut scope).await;
    let id = suggest(&mut scope, robert).await;
    merge(&mut scope, bo, robert).await;
    assert_eq!(suggested(&mut scope, bo).await, Some(id));
    part_contact(&mut scope, robert).await.unwrap();
    assert_eq!(suggested(&mut scope, bo).await, None);
    assert_eq!(suggested(&mut scope, robert).await, Some(id));
}

#[tokio::test]
async fn one_that_was_put_off_goes_over_too_and_a_decision_made_meanwhile_holds() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let (bo, robert) = two(&mut scope).await;
    let id = suggest(&mut scope, robert).await;
    let later = Decision::Snoozed(scope.now + chrono::Duration::days(7));
    decide(&mut scope, id, later).await.unwrap();
    merge(&mut scope, bo, robert).await;
    let moved = suggestion(&mut scope, id).await.unwrap();
    assert_eq!((moved.contact_id, moved.state.as_str()), (bo, "snoozed"));
    decide(&mut scope, id, Decision::Done).await.unwrap();
    part_contact(&mut scope, robert).await.unwrap();
    let back = suggestion(&mut scope, id).await.unwrap();
    assert_eq!((back.contact_id, back.state.as_str()), (robert, "done"));
    assert_eq!(suggested(&mut scope, bo).await, None);
}

#[tokio::test]
async fn of_two_with_one_each_the_kept_one_keeps_theirs() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let (bo, robert) = two(&mut scope).await;
    let of_bo = suggest(&mut scope, bo).await;
    let of_robert = suggest(&mut scope, robert).await;
    merge(&mut scope, bo, robert).await;
    assert_eq!(suggested(&mut scope, bo).await, Some(of_bo));
    let open = suggestions::open(&mut scope, "open", None, 10)
        .await
        .unwrap();
    assert_eq!(open.len(), 1, "nobody is suggested twice");
    part_contact(&mut scope, robert).await.unwrap();
    assert_eq!(suggested(&mut scope, bo).await, Some(of_bo));
    assert_eq!(suggested(&mut scope, robert).await, Some(of_robert));
}
