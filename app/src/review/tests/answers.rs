//! What people answered holds: who was left for later comes last, and who was parted, rejected
//! or waits anew is never joined without a person.

use std::collections::BTreeSet;

use super::*;
use crate::{
    contacts::{NewPoint, types::PointKind},
    merging::{Terms, merge_contacts},
    review::{groups, reopen, skip, skip_group, skip_pair},
};

const PHONE: &str = "+491701234567";

/// Pairs of people who are certainly one, in a workspace that joins nobody.
async fn pairs(app: &TestApp, names: &[(&str, &str)]) -> (Viewer, Vec<[Uuid; 2]>) {
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    choose_join_from(&mut scope, None).await.unwrap();
    let mut ids = Vec::new();
    for (number, (one, other)) in names.iter().enumerate() {
        let phone = format!("+4917012345{number:02}");
        let mail = |side: &str| format!("p{number}@{side}.example");
        ids.push([
            add(&mut scope, one, &mail("home"), &phone).await,
            add(&mut scope, other, &mail("work"), &phone).await,
        ]);
    }
    scope.commit().await.unwrap();
    app.run_jobs().await;
    (ada, ids)
}

const TWO: [(&str, &str); 2] = [
    ("Mike Turner", "Michael Turner"),
    ("Jürgen Krzywonos", "Juergen Krzywonos"),
];

async fn first(app: &TestApp, ada: &Viewer) -> Vec<Uuid> {
    let mut scope = app.scope(ada).await;
    groups(&mut scope, PEOPLE, 0, 20).await.unwrap()[0]
        .members
        .clone()
}

#[tokio::test]
async fn who_is_left_for_later_comes_last_and_keeps_that_place() {
    let app = TestApp::start().await;
    let (ada, _) = pairs(&app, &TWO).await;
    let one = first(&app, &ada).await;
    let mut scope = app.scope(&ada).await;
    let skipped = skip_group(&mut scope, PEOPLE, &one).await.unwrap();
    scope.commit().await.unwrap();
    let other = first(&app, &ada).await;
    assert_ne!(one, other);
    scan(&app, &ada).await;
    assert_eq!(first(&app, &ada).await, other, "found again, it stays last");
    let waiting = waiting(&app, &ada).await;
    assert_eq!(waiting.len(), 2);
    assert!(waiting[0].skipped_at.is_none() && waiting[1].skipped_at.is_some());
    let mut scope = app.scope(&ada).await;
    scope.now += chrono::Duration::minutes(1);
    skip_pair(&mut scope, PEOPLE, other[1], other[0])
        .await
        .unwrap();
    scope.commit().await.unwrap();
    assert_eq!(first(&app, &ada).await, one, "who was skipped first");
    let mut scope = app.scope(&ada).await;
    skip(&mut scope, PEOPLE, &[(other[0], other[1])], false)
        .await
        .unwrap();
    merge_pair(&mut scope, PEOPLE, one[0], one[1])
        .await
        .unwrap();
    let gone = skip(&mut scope, PEOPLE, &skipped, true).await;
    assert_eq!(gone, Err(Error::Conflict), "it was answered");
    scope.commit().await.unwrap();
    assert_eq!(first(&app, &ada).await, other);
}

#[tokio::test]
async fn skipping_works_in_the_browser_and_by_programs() {
    let app = TestApp::start().await;
    let (ada, _) = pairs(&app, &TWO).await;
    let one = first(&app, &ada).await;
    let ids = format!("{},{}", one[0], one[1]);
    let browser = app.browser(&ada).await;
    let page = browser.page("/review").await;
    assert!(page.contains("/do/app/review/actions/skip_group"), "{page}");
    let answer = browser
        .post_form("/do/app/review/actions/skip_group", &[("ids", &ids)])
        .await;
    assert_eq!(answer.headers()["location"], "/review#next");
    let page = browser.page("/review").await;
    assert!(
        page.contains("Left for later. It waits at the end of the queue.") && page.contains("Undo"),
        "{page}"
    );
    assert_ne!(first(&app, &ada).await, one);
    let page = browser.page("/review?skip=1").await;
    assert!(page.contains("It was left for later."), "{page}");
    let pair = format!("{}:{}", one[0], one[1]);
    browser
        .post_form("/do/app/review/actions/return_skipped", &[("pairs", &pair)])
        .await;
    assert_eq!(first(&app, &ada).await, one);

    let program = app.program(&ada).await;
    let asked = json!({ "one": one[0], "other": one[1], "decision": "skip" });
    let (status, _) = program
        .api("POST", "/review/decision", Some(asked.clone()))
        .await;
    assert_eq!(status, 200);
    let (_, pairs) = program.api("GET", "/review", None).await;
    assert!(pairs["data"][0]["skipped_at"].is_null(), "{pairs}");
    assert!(pairs["data"][1]["skipped_at"].is_string(), "{pairs}");
    let mut unskip = asked.clone();
    unskip["decision"] = json!("unskip");
    let (status, _) = program.api("POST", "/review/decision", Some(unskip)).await;
    assert_eq!(status, 200);
    assert_eq!(first(&app, &ada).await, one);
    let mut reject = asked.clone();
    reject["decision"] = json!("reject");
    program.api("POST", "/review/decision", Some(reject)).await;
    let (status, answer) = program.api("POST", "/review/decision", Some(asked)).await;
    assert_eq!(status, 409, "{answer}");
}

#[tokio::test]
async fn a_program_asks_whom_a_contact_is_possibly_the_same_as() {
    let app = TestApp::start().await;
    let (ada, ids) = pairs(&app, &TWO).await;
    let program = app.program(&ada).await;
    let [mike, michael] = ids[0];
    for (asked, expected) in [(mike, michael), (michael, mike)] {
        let (status, found) = program
            .api("GET", &format!("/contacts/{asked}/possible"), None)
            .await;
        assert_eq!(status, 200, "{found}");
        let found = found["data"].as_array().unwrap().clone();
        assert_eq!(found.len(), 1, "{found:?}");
        let sides = [&found[0]["one"]["id"], &found[0]["other"]["id"]];
        assert!(sides.contains(&&json!(expected)), "{found:?}");
        assert!(found[0]["evidence"][0].is_string(), "{found:?}");
    }
    let reject = json!({ "one": mike, "other": michael, "decision": "reject" });
    program.api("POST", "/review/decision", Some(reject)).await;
    let (_, found) = program
        .api("GET", &format!("/contacts/{mike}/possible"), None)
        .await;
    assert_eq!(found["data"], json!([]));
    let nobody = Uuid::nil();
    for path in [
        format!("/contacts/{nobody}/possible"),
        format!("/companies/{nobody}/possible"),
    ] {
        assert_eq!(program.api("GET", &path, None).await.0, 404, "{path}");
    }
}

async fn decided(app: &TestApp, ada: &Viewer) -> Vec<(String, bool, bool, String)> {
    let mut scope = app.scope(ada).await;
    sqlx::query_as(
        "select kind, actor_id is not null, probability is not null, rule_version
         from identity_decisions order by created_at, kind",
    )
    .fetch_all(scope.db())
    .await
    .unwrap()
}

#[tokio::test]
async fn an_answer_that_was_taken_back_waits_for_a_person() {
    let app = TestApp::start().await;
    let (ada, ids) = pairs(&app, &TWO[..1]).await;
    let [mike, michael] = ids[0];
    let mut scope = app.scope(&ada).await;
    let (_, joined) = merge_pair(&mut scope, PEOPLE, mike, michael).await.unwrap();
    scope.commit().await.unwrap();
    let mut scope = app.scope(&ada).await;
    scope.now += chrono::Duration::minutes(1);
    reopen(&mut scope, PEOPLE, &[joined], &[(mike, michael)])
        .await
        .unwrap();
    choose_join_from(&mut scope, Some(0.95)).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    scan(&app, &ada).await;
    assert_eq!(waiting(&app, &ada).await.len(), 1, "asked, and not joined");
    let mut scope = app.scope(&ada).await;
    scope.now += chrono::Duration::minutes(2);
    reject_pair(&mut scope, PEOPLE, mike, michael)
        .await
        .unwrap();
    scope.now += chrono::Duration::minutes(1);
    reopen_pair(&mut scope, PEOPLE, mike, michael)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    scan(&app, &ada).await;
    assert_eq!(waiting(&app, &ada).await.len(), 1);
    let kinds = decided(&app, &ada).await;
    let kinds: Vec<_> = kinds
        .iter()
        .map(|(kind, by, sure, rule)| (kind.as_str(), *by, *sure, rule.as_str()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("merge", true, true, "matching-2"),
            ("reopen", true, false, "hand-1"),
            ("split", true, false, "hand-1"),
            ("reject", true, true, "matching-2"),
            ("reopen", true, false, "hand-1"),
        ]
    );
}

#[tokio::test]
async fn whom_a_program_makes_anyway_is_another() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let program = app.program(&ada).await;
    let mike = json!({ "name": "Mike Turner", "emails": ["mt@gmail.com"], "phones": [PHONE] });
    let (status, _) = program.api("POST", "/contacts", Some(mike.clone())).await;
    assert_eq!(status, 201);
    let (status, _) = program.api("POST", "/contacts", Some(mike.clone())).await;
    assert_eq!(status, 409);
    let (status, _) = program
        .api("POST", "/contacts?anyway=true", Some(mike))
        .await;
    assert_eq!(status, 201);
    app.run_jobs().await;
    scan(&app, &ada).await;
    let (_, listed) = program.api("GET", "/contacts", None).await;
    assert_eq!(listed["data"].as_array().unwrap().len(), 2, "{listed}");
    assert!(waiting(&app, &ada).await.is_empty());
    let kinds = decided(&app, &ada).await;
    assert_eq!(kinds.len(), 1, "{kinds:?}");
    assert_eq!((kinds[0].0.as_str(), kinds[0].1), ("reject", true));
}

/// The same numbers for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % bound as u64) as usize
    }
}

/// Four who are one, as far as Kith can see; whom of them a person parted, rejected or left
/// unanswered stays two until a person says otherwise.
async fn live(seed: u64) {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let mut ids = Vec::new();
    for mail in ["mike.turner", "miketurner", "m.turner", "mike_turner"] {
        let mail = format!("{mail}@gmail.com");
        ids.push(add(&mut scope, "Mike Turner", &mail, PHONE).await);
    }
    scope.commit().await.unwrap();
    let mut dice = Dice(seed);
    let mut apart: BTreeSet<(Uuid, Uuid)> = BTreeSet::new();
    let mut told = Vec::new();
    for step in 0..14 {
        let (one, other) = (ids[dice.below(4)], ids[dice.below(4)]);
        let couple = (one.min(other), one.max(other));
        let mut scope = app.scope(&ada).await;
        scope.now += chrono::Duration::minutes(step);
        match dice.below(5) {
            0 | 1 => {
                let with: Option<Uuid> =
                    sqlx::query_scalar("select merged_into from contacts where id = $1")
                        .bind(one)
                        .fetch_one(scope.db())
                        .await
                        .unwrap();
                if let Some(with) = with {
                    let kept = part_contact(&mut scope, one).await.unwrap();
                    apart.extend([with, kept].map(|id| (one.min(id), one.max(id))));
                    told.push(format!("part {one} from {kept}"));
                }
            }
            2 if one != other => {
                // A person's word goes before what was said earlier of these two.
                let done = merge_contacts(&mut scope, one, &[other], &Terms::default()).await;
                if done.is_ok() {
                    part_contact(&mut scope, other).await.unwrap();
                    apart.insert(couple);
                    told.push(format!("merge and part {one} {other}"));
                }
            }
            3 if one != other => {
                let done = reject_pair(&mut scope, PEOPLE, one, other).await;
                if done.is_ok() {
                    apart.insert(couple);
                    told.push(format!("reject {one} {other}"));
                }
            }
            _ => {
                let phone = NewPoint::plain(PointKind::Phone, &format!("+49170999990{step}"));
                if contacts::add_point(&mut scope, one, phone).await.is_ok() {
                    told.push(format!("a number for {one}"));
                }
            }
        }
        scope.commit().await.unwrap();
        app.run_jobs().await;
        if dice.below(3) == 0 {
            scan(&app, &ada).await;
            app.run_jobs().await;
        }
        let mut scope = app.scope(&ada).await;
        let standing: Vec<(Uuid, Uuid)> =
            sqlx::query_as("select id, standing_contact(id) from contacts")
                .fetch_all(scope.db())
                .await
                .unwrap();
        let place = |id: Uuid| standing.iter().find(|row| row.0 == id).unwrap().1;
        for (one, other) in &apart {
            assert_ne!(
                place(*one),
                place(*other),
                "seed {seed}: {one} and {other}\n{}",
                told.join("\n")
            );
        }
        let open = open(&mut scope, PEOPLE, 0, 50).await.unwrap();
        for pair in open {
            assert!(
                !apart.contains(&(pair.one, pair.other)),
                "seed {seed}: proposed again: {pair:?}\n{}",
                told.join("\n")
            );
        }
    }
}

#[tokio::test]
async fn whoever_was_parted_or_rejected_is_never_joined_again_by_kith() {
    let seeds = std::env::var("KITH_ANSWER_SEEDS").unwrap_or_else(|_| "1,2,3,4".to_owned());
    for seed in seeds.split(',') {
        live(seed.parse().unwrap()).await;
    }
}
