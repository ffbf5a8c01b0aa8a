//! How many are put forward a day, and what decisions teach.

use super::*;
use crate::workspaces;

const ME: &str = "ada@kith.example";

/// So many people wait for an answer since four days and more.
async fn waiting(app: &TestApp, people: i64) -> Viewer {
    let ada = app.owner(ME).await;
    let mails: Vec<Mail> = (0..people)
        .flat_map(|n| {
            let name = format!("P{n} Lind <p{n}@lind{n}.example>");
            [
                Mail::new(&format!("out{n}"), 20 + n, ME, &name),
                Mail::new(&format!("in{n}"), 4 + n, &name, ME),
            ]
        })
        .collect();
    app.import(&ada, &mails).await;
    ada
}

async fn names(scope: &mut crate::context::Scope) -> Vec<String> {
    let open = open(scope, "open", None, 50).await.unwrap();
    open.into_iter().map(|found| found.name).collect()
}

#[tokio::test]
async fn a_day_has_its_places_and_the_next_day_more() {
    let app = TestApp::start().await;
    let ada = waiting(&app, 8).await;
    let mut scope = app.scope(&ada).await;
    let first = names(&mut scope).await;
    assert_eq!(first.len(), 5);
    refresh(&mut scope).await.unwrap();
    assert_eq!(names(&mut scope).await, first, "an hour later the same");
    let id = open(&mut scope, "open", None, 1).await.unwrap()[0].id;
    decide(&mut scope, id, Decision::Done).await.unwrap();
    refresh(&mut scope).await.unwrap();
    assert_eq!(
        names(&mut scope).await.len(),
        4,
        "what is done frees no place today"
    );
    scope.now = now() + Duration::days(1);
    refresh(&mut scope).await.unwrap();
    assert_eq!(names(&mut scope).await.len(), 7);
}

#[tokio::test]
async fn the_day_is_that_of_the_workspace_not_of_a_member() {
    let app = TestApp::start().await;
    let ada = waiting(&app, 8).await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(names(&mut scope).await.len(), 5);
    // Twelve hours ago: yesterday where Ada is, and today in Honolulu.
    sqlx::query("update suggestions set created_at = created_at - interval '12 hours'")
        .execute(scope.db())
        .await
        .unwrap();
    workspaces::choose_morning(&mut scope, &ada, "Pacific/Honolulu", "08:00")
        .await
        .unwrap();
    refresh(&mut scope).await.unwrap();
    assert_eq!(names(&mut scope).await.len(), 5);
    workspaces::choose_morning(&mut scope, &ada, "Pacific/Auckland", "08:00")
        .await
        .unwrap();
    refresh(&mut scope).await.unwrap();
    assert_eq!(
        names(&mut scope).await.len(),
        5,
        "it began there at 11 in UTC"
    );
    workspaces::choose_morning(&mut scope, &ada, "Europe/Berlin", "08:00")
        .await
        .unwrap();
    refresh(&mut scope).await.unwrap();
    assert_eq!(names(&mut scope).await.len(), 8);
}

#[tokio::test]
async fn more_places_are_filled_at_once() {
    let app = TestApp::start().await;
    let ada = waiting(&app, 8).await;
    let mut scope = app.scope(&ada).await;
    let more = FollowUps {
        daily: 7,
        ..FollowUps::default()
    };
    set_follow_ups(&mut scope, more).await.unwrap();
    assert_eq!(names(&mut scope).await.len(), 7);
}

#[tokio::test]
async fn what_closes_by_itself_says_by_what() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let id = only_open(&app, &ada).await.unwrap().id;
    let mut scope = app.scope(&ada).await;
    sqlx::query(
        "update contacts set last_outbound_at = $1, last_contact_at = $1 where name = 'Bo Lind'",
    )
    .bind(now() + Duration::hours(2))
    .execute(scope.db())
    .await
    .unwrap();
    scope.now = now() + Duration::hours(3);
    refresh(&mut scope).await.unwrap();
    let closed: (String, String) =
        sqlx::query_as("select state, closed_by from suggestions where id = $1")
            .bind(id)
            .fetch_one(scope.db())
            .await
            .unwrap();
    assert_eq!(closed, ("closed".to_owned(), "acted".to_owned()));
    let learned = learned(&mut scope).await.unwrap();
    assert_eq!(learned.reasons[&Reason::KeepInTouch].acted, 1);
}

#[tokio::test]
async fn a_dismissal_weighs_until_it_is_forgotten() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let before = only_open(&app, &ada).await.unwrap();
    let mut scope = app.scope(&ada).await;
    decide(&mut scope, before.id, Decision::Dismissed)
        .await
        .unwrap();
    scope.now = now() + Duration::days(30);
    refresh(&mut scope).await.unwrap();
    let after = open(&mut scope, "open", None, 10).await.unwrap().remove(0);
    assert!(after.facts().weighed.learned < 0.8, "{:?}", after.facts());
    assert!(after.weight < before.weight);
    assert!(
        after
            .why()
            .iter()
            .any(|line| line.contains("often dismiss"))
    );

    let moment = scope.now;
    assert_eq!(learn_since(&mut scope, Some(moment)).await, Ok(None));
    let again = open(&mut scope, "open", None, 10).await.unwrap().remove(0);
    assert_eq!(again.facts().weighed.learned, 1.0);
    assert_eq!(learn_since(&mut scope, None).await, Ok(Some(moment)));
}

#[tokio::test]
async fn what_was_learned_is_shown_and_forgotten_with_a_way_back() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let id = only_open(&app, &ada).await.unwrap().id;
    let mut scope = app.scope(&ada).await;
    decide(&mut scope, id, Decision::Dismissed).await.unwrap();
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let page = browser.page("/settings").await;
    assert!(page.contains("acted on 0, dismissed 1: counts 0.84 times as much"));
    let forget = "/do/app/suggestions/actions/forget_learned";
    assert_eq!(browser.post_form(forget, &[]).await.status(), 302);
    let page = browser.page("/settings").await;
    assert!(!page.contains("What your decisions taught"));
    let back = [("since", "always")];
    assert_eq!(browser.post_form(forget, &back).await.status(), 302);
    assert!(browser.page("/settings").await.contains("dismissed 1"));
    let program = app.program(&ada).await;
    let (_, learned) = program.api("GET", "/follow-ups/learned", None).await;
    assert_eq!(learned["data"][0]["reason"], "keep_in_touch");
    let (status, left) = program.api("DELETE", "/follow-ups/learned", None).await;
    assert_eq!((status, left["data"].as_array().unwrap().len()), (200, 0));
}
