//! Who is proposed, who is not, and the answers.

mod answers;
mod arrivals;
mod asking;
mod companies;
mod company_groups;
mod groups;
mod scans;
mod verdicts;

use serde_json::json;
use uuid::Uuid;

use super::{
    Pair, choose_join_from, counts, find_doubles, merge_above, merge_pair, open, reject_pair,
    reopen_pair,
};
use crate::{
    contacts::{self, ContactInput},
    context::{Scope, Viewer},
    error::Error,
    identity::About,
    jobs::Stop,
    merging::part_contact,
    testing::TestApp,
};

const ME: &str = "ada@kith.example";
const PEOPLE: About = About::Contacts;

async fn add(scope: &mut Scope, name: &str, email: &str, phone: &str) -> Uuid {
    let list = |text: &str| Some(vec![text.to_owned()]).filter(|_| !text.is_empty());
    let input = ContactInput {
        name: Some(name.to_owned()),
        emails: list(email),
        phones: list(phone),
        ..ContactInput::default()
    };
    contacts::create_contact(scope, input).await.unwrap()
}

/// One person twice, and others, where nobody is joined without an answer.
async fn crowd(app: &TestApp) -> (Viewer, Uuid, Uuid) {
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    choose_join_from(&mut scope, None).await.unwrap();
    let mike = add(
        &mut scope,
        "Mike Turner",
        "mike.turner@gmail.com",
        "+491701234567",
    )
    .await;
    let michael = add(
        &mut scope,
        "Michael Turner",
        "miketurner@gmail.com",
        "+491701234567",
    )
    .await;
    for (name, email) in [
        ("Tom Lee", "tom@acme.example"),
        ("Tim Lee", "tim@acme.example"),
        ("Zoe Quist", "zoe@quist.example"),
    ] {
        add(&mut scope, name, email, "").await;
    }
    scope.commit().await.unwrap();
    (ada, mike, michael)
}

async fn scan(app: &TestApp, ada: &Viewer) {
    find_doubles(&app.kith, ada.workspace, &Stop::default())
        .await
        .unwrap();
}

async fn waiting(app: &TestApp, ada: &Viewer) -> Vec<Pair> {
    let mut scope = app.scope(ada).await;
    open(&mut scope, PEOPLE, 0, 50).await.unwrap()
}

#[tokio::test]
async fn one_person_twice_is_proposed_and_two_are_not() {
    let app = TestApp::start().await;
    let (ada, mike, michael) = crowd(&app).await;
    scan(&app, &ada).await;
    let pairs = waiting(&app, &ada).await;
    assert_eq!(pairs.len(), 1, "{pairs:?}");
    assert_eq!(
        (pairs[0].one, pairs[0].other),
        (mike.min(michael), mike.max(michael))
    );
    assert!(
        pairs[0]
            .sentences()
            .iter()
            .any(|one| one.contains("telephone") || one.contains("phone")),
        "{pairs:?}"
    );
    scan(&app, &ada).await;
    assert_eq!(waiting(&app, &ada).await.len(), 1);
    let mut scope = app.scope(&ada).await;
    let counted = counts(&mut scope).await.unwrap();
    assert_eq!(counted.sure + counted.review, 1);
}

#[tokio::test]
async fn who_was_rejected_is_never_proposed_again() {
    let app = TestApp::start().await;
    let (ada, mike, michael) = crowd(&app).await;
    scan(&app, &ada).await;
    let mut scope = app.scope(&ada).await;
    reject_pair(&mut scope, PEOPLE, michael, mike)
        .await
        .unwrap();
    assert_eq!(
        reject_pair(&mut scope, PEOPLE, mike, michael).await,
        Err(Error::Conflict)
    );
    scope.commit().await.unwrap();
    scan(&app, &ada).await;
    assert_eq!(waiting(&app, &ada).await.len(), 0);
    let mut scope = app.scope(&ada).await;
    reopen_pair(&mut scope, PEOPLE, mike, michael)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    scan(&app, &ada).await;
    assert_eq!(waiting(&app, &ada).await.len(), 1);
}

#[tokio::test]
async fn who_is_merged_and_parted_again_is_not_proposed_either() {
    let app = TestApp::start().await;
    let (ada, mike, michael) = crowd(&app).await;
    scan(&app, &ada).await;
    let mut scope = app.scope(&ada).await;
    let (_, joined) = merge_pair(&mut scope, PEOPLE, mike, michael).await.unwrap();
    let said: (Option<f32>, String) = sqlx::query_as(
        "select probability, rule_version from identity_decisions where kind = 'merge'",
    )
    .fetch_one(scope.db())
    .await
    .unwrap();
    assert!(said.0.unwrap() > 0.7 && said.1 == "matching-2", "{said:?}");
    scope.commit().await.unwrap();
    scan(&app, &ada).await;
    assert_eq!(waiting(&app, &ada).await.len(), 0);
    let mut scope = app.scope(&ada).await;
    part_contact(&mut scope, joined).await.unwrap();
    scope.commit().await.unwrap();
    scan(&app, &ada).await;
    assert_eq!(waiting(&app, &ada).await.len(), 0);
}

#[tokio::test]
async fn the_sure_ones_are_merged_in_one_go() {
    let app = TestApp::start().await;
    let (ada, mike, michael) = crowd(&app).await;
    scan(&app, &ada).await;
    let mut scope = app.scope(&ada).await;
    let done = merge_above(&mut scope, PEOPLE, 0.7).await.unwrap();
    assert_eq!(done[0].joined, [mike.max(michael)]);
    assert!(
        merge_above(&mut scope, PEOPLE, 0.7)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn the_queue_is_worked_off_in_the_browser() {
    let app = TestApp::start().await;
    let (ada, mike, michael) = crowd(&app).await;
    let browser = app.browser(&ada).await;
    let page = browser.page("/review").await;
    assert!(page.contains("Nobody is here twice"), "{page}");
    let answer = browser
        .post_form("/do/app/review/actions/scans/find_doubles", &[])
        .await;
    assert_eq!(answer.headers()["location"], "/review?scan=follow#scan");
    app.run_jobs().await;
    let page = browser.page("/review").await;
    assert!(
        page.contains("Mike Turner") && page.contains("Michael Turner"),
        "{page}"
    );
    assert!(
        page.contains("Not the same") && page.contains("Skip"),
        "{page}"
    );
    let page = browser.page("/review?above=70").await;
    assert!(page.contains("Merge these 1"), "{page}");
    let page = browser.page(&format!("/contacts/{mike}")).await;
    assert!(
        page.contains("Possibly the same as") && page.contains("Michael Turner"),
        "{page}"
    );
    let both = format!("{mike},{michael}");
    let answer = browser
        .post_form("/do/app/review/actions/reject_group", &[("ids", &both)])
        .await;
    assert_eq!(answer.headers()["location"], "/review#next");
    let page = browser.page("/review").await;
    assert!(
        page.contains("They stay two.") && page.contains("Undo"),
        "{page}"
    );
    let pair = format!("{mike}:{michael}");
    browser
        .post_form("/do/app/review/actions/reopen_group", &[("pairs", &pair)])
        .await;
    let ids = [mike, michael].map(|id| id.to_string());
    let ticked = [("with[]", ids[0].as_str()), ("with[]", ids[1].as_str())];
    browser
        .post_form("/do/app/review/actions/merge_group", &ticked)
        .await;
    let page = browser.page("/review").await;
    assert!(page.contains("is one contact now."), "{page}");
}

#[tokio::test]
async fn a_program_reads_and_decides() {
    let app = TestApp::start().await;
    let (ada, mike, michael) = crowd(&app).await;
    let program = app.program(&ada).await;
    let (status, _) = program.api("POST", "/review/scans", None).await;
    assert_eq!(status, 202);
    app.run_jobs().await;
    let (_, pairs) = program.api("GET", "/review", None).await;
    assert!(
        pairs["data"][0]["probability"].as_f64().unwrap() > 0.7,
        "{pairs}"
    );
    let (_, counted) = program.api("GET", "/review/counts", None).await;
    assert!(counted["data"]["sure"].is_i64(), "{counted}");
    let decide = |word: &str| json!({ "one": mike, "other": michael, "decision": word });
    for (word, status) in [
        ("maybe", 422),
        ("reject", 200),
        ("reject", 409),
        ("reopen", 200),
        ("merge", 200),
    ] {
        let (given, answer) = program
            .api("POST", "/review/decision", Some(decide(word)))
            .await;
        assert_eq!(given, status, "{word}: {answer}");
    }
}
