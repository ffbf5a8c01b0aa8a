//! Pairs that hang together: shown as one, merged as far as nothing contradicts.

use super::*;
use crate::review::{Group, groups, groups_above, merge_group, reject_group, reopen};

/// An open pair, as comparing would have found it.
async fn propose(scope: &mut Scope, one: Uuid, other: Uuid, probability: f32) {
    sqlx::query(
        "insert into identity_candidates
           (workspace_id, one_id, other_id, probability, evidence, rule_version, created_at)
         values (acting_workspace(), least($1::uuid, $2), greatest($1::uuid, $2), $3, '[\"a sign\"]', 'test', now())",
    )
    .bind(one)
    .bind(other)
    .bind(probability)
    .execute(scope.db())
    .await
    .unwrap();
}

/// Julia and Jonas, and J., who may be either.
async fn webers(app: &TestApp) -> (Viewer, [Uuid; 3]) {
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let julia = add(&mut scope, "Julia Weber", "julia@weber.example", "").await;
    let jonas = add(&mut scope, "Jonas Weber", "jonas@weber.example", "").await;
    let j = add(&mut scope, "J. Weber", "", "+49301234567").await;
    propose(&mut scope, julia, j, 0.9).await;
    propose(&mut scope, jonas, j, 0.8).await;
    scope.commit().await.unwrap();
    (ada, [julia, jonas, j])
}

async fn shown(scope: &mut Scope) -> Vec<Group> {
    groups(scope, PEOPLE, 0, 20).await.unwrap()
}

#[tokio::test]
async fn those_who_hang_together_are_one_group_and_contradictions_are_named() {
    let app = TestApp::start().await;
    let (ada, [julia, jonas, j]) = webers(&app).await;
    let mut scope = app.scope(&ada).await;
    let found = shown(&mut scope).await;
    assert_eq!(found.len(), 1, "{found:?}");
    let mut all = vec![julia, jonas, j];
    all.sort_unstable();
    assert_eq!((&found[0].members, found[0].pairs.len()), (&all, 2));
    let said = &found[0].objections;
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].reason.contains("given names"), "{said:?}");
    let mut proposed = vec![julia, j];
    proposed.sort_unstable();
    assert_eq!(found[0].proposed(), proposed);
    let counted = counts(&mut scope).await.unwrap();
    assert_eq!((counted.sure, counted.review), (0, 2));
}

#[tokio::test]
async fn two_birthdays_are_not_joined_through_a_third() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let mut ids = Vec::new();
    for birthday in [Some("1950-02-11"), None, Some("1981-09-30")] {
        let input = ContactInput {
            name: Some("John Smith".to_owned()),
            emails: Some(vec!["smiths@web.de".to_owned()]),
            birthday: birthday.map(str::to_owned),
            ..ContactInput::default()
        };
        ids.push(contacts::create_contact(&mut scope, input).await.unwrap());
    }
    let [father, either, son] = ids[..] else {
        panic!("{ids:?}")
    };
    propose(&mut scope, father, either, 0.99).await;
    propose(&mut scope, either, son, 0.98).await;
    propose(&mut scope, father, son, 0.85).await;
    let found = shown(&mut scope).await;
    assert_eq!(found.len(), 1, "{found:?}");
    let said = &found[0].objections;
    assert!(
        said.len() == 1 && said[0].reason.contains("birthdays"),
        "{said:?}"
    );
    let done = merge_above(&mut scope, PEOPLE, 0.95).await.unwrap();
    assert_eq!(done.len(), 1, "{done:?}");
    let mut together = done[0].joined.clone();
    together.push(done[0].kept);
    assert!(!together.contains(&son), "{done:?}");
    let found = shown(&mut scope).await;
    assert!(
        found[0].objections.is_empty(),
        "the question itself: {found:?}"
    );
}

#[tokio::test]
async fn a_group_is_merged_and_what_was_open_is_open_again() {
    let app = TestApp::start().await;
    let (ada, [julia, jonas, j]) = webers(&app).await;
    let mut scope = app.scope(&ada).await;
    let title = contacts::ContactInput {
        title: Some("Captain".to_owned()),
        ..ContactInput::default()
    };
    contacts::update_contact(&mut scope, j, title)
        .await
        .unwrap();
    let nobody = merge_group(&mut scope, PEOPLE, None, &[julia], Default::default()).await;
    assert_eq!(
        nobody.unwrap_err(),
        Error::invalid("with", crate::error::FieldCode::Required)
    );
    let choices = [("name".to_owned(), j), ("title".to_owned(), jonas)].into();
    // A choice comes after what was said.
    scope.now += chrono::Duration::seconds(1);
    let done = merge_group(&mut scope, PEOPLE, Some(j), &[julia, j], choices)
        .await
        .unwrap();
    assert_eq!((done.kept, &done.joined[..]), (j, &[julia][..]));
    let one = contacts::contact(&mut scope, j).await.unwrap();
    assert_eq!(
        (one.name.as_str(), one.title.as_deref()),
        ("J. Weber", Some("Captain"))
    );
    let left = shown(&mut scope).await;
    assert_eq!(left.len(), 1, "Jonas still waits: {left:?}");
    assert_eq!(left[0].pairs.len(), 1);
    reopen(&mut scope, PEOPLE, &done.joined, &done.pairs)
        .await
        .unwrap();
    assert_eq!(shown(&mut scope).await[0].pairs.len(), 2);
    assert_eq!(
        contacts::contact(&mut scope, julia).await.unwrap().name,
        "Julia Weber"
    );
    let gone = reopen(&mut scope, PEOPLE, &[], &done.pairs).await;
    assert_eq!(gone, Err(Error::Conflict), "once");
}

#[tokio::test]
async fn a_whole_group_is_rejected_and_asked_about_again() {
    let app = TestApp::start().await;
    let (ada, [julia, jonas, j]) = webers(&app).await;
    let mut scope = app.scope(&ada).await;
    let pairs = reject_group(&mut scope, PEOPLE, &[julia, jonas, j])
        .await
        .unwrap();
    assert_eq!(pairs.len(), 2);
    assert!(shown(&mut scope).await.is_empty());
    assert_eq!(
        reject_group(&mut scope, PEOPLE, &[julia, jonas, j]).await,
        Err(Error::Conflict)
    );
    reopen(&mut scope, PEOPLE, &[], &pairs).await.unwrap();
    reject_pair(&mut scope, PEOPLE, jonas, j).await.unwrap();
    let found = shown(&mut scope).await;
    assert_eq!(found[0].members.len(), 2);
    propose(&mut scope, julia, jonas, 0.75).await;
    let found = shown(&mut scope).await;
    let words: Vec<&str> = found[0].objections.iter().map(|said| said.reason).collect();
    assert_eq!(found[0].members.len(), 3);
    assert!(
        words.iter().any(|said| said.contains("somebody said")),
        "{words:?}"
    );
}

#[tokio::test]
async fn a_pair_of_which_one_is_gone_is_away_until_it_is_back() {
    let app = TestApp::start().await;
    let (ada, [julia, _, j]) = webers(&app).await;
    let mut scope = app.scope(&ada).await;
    contacts::delete_contact(&mut scope, j).await.unwrap();
    assert_eq!(counts(&mut scope).await.unwrap().all(), 0);
    assert!(shown(&mut scope).await.is_empty());
    contacts::delete_contact(&mut scope, julia).await.unwrap();
    contacts::restore_contact(&mut scope, j).await.unwrap();
    assert_eq!(
        counts(&mut scope).await.unwrap().all(),
        1,
        "Julia is still gone"
    );
    contacts::restore_contact(&mut scope, julia).await.unwrap();
    assert_eq!(counts(&mut scope).await.unwrap().all(), 2);
}

#[tokio::test]
async fn merging_many_joins_nobody_who_contradicts_another() {
    let app = TestApp::start().await;
    let (ada, [julia, jonas, j]) = webers(&app).await;
    let mut scope = app.scope(&ada).await;
    assert!(
        groups_above(&mut scope, PEOPLE, 0.95)
            .await
            .unwrap()
            .is_empty()
    );
    let done = merge_above(&mut scope, PEOPLE, 0.7).await.unwrap();
    assert_eq!(done.len(), 1);
    assert_eq!(
        (done[0].kept, &done[0].joined[..]),
        (julia.min(j), &[julia.max(j)][..])
    );
    assert!(contacts::contact(&mut scope, jonas).await.is_ok());
}

#[tokio::test]
async fn only_the_companies_of_those_who_are_merged_are_counted() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let at = |name: &str, company: &str| ContactInput {
        name: Some(name.to_owned()),
        company: Some(company.to_owned()),
        ..ContactInput::default()
    };
    let bo = contacts::create_contact(&mut scope, at("Bo Lind", "Aster"))
        .await
        .unwrap();
    let di = contacts::create_contact(&mut scope, at("Di Moe", "Zeta"))
        .await
        .unwrap();
    contacts::create_contact(&mut scope, at("Cy Orr", "Third"))
        .await
        .unwrap();
    sqlx::query("update companies set contact_count = 7 where name = 'Third'")
        .execute(scope.db())
        .await
        .unwrap();
    let counted = async |scope: &mut Scope| -> Vec<(String, i32)> {
        sqlx::query_as("select name, contact_count from companies order by name")
            .fetch_all(scope.db())
            .await
            .unwrap()
    };
    crate::merging::merge_contacts(&mut scope, bo, &[di], &Default::default())
        .await
        .unwrap();
    let one = contacts::contact(&mut scope, bo)
        .await
        .unwrap()
        .company
        .unwrap();
    let people = |name: &str| i32::from(name == one);
    let third = ("Third".to_owned(), 7);
    let expected = ["Aster", "Zeta"].map(|name| (name.to_owned(), people(name)));
    let found = counted(&mut scope).await;
    assert_eq!(
        found,
        [&expected[0], &third, &expected[1]].map(Clone::clone)
    );
    part_contact(&mut scope, di).await.unwrap();
    let found = counted(&mut scope).await;
    assert_eq!(
        found,
        [("Aster".to_owned(), 1), third, ("Zeta".to_owned(), 1)]
    );
}

#[tokio::test]
async fn a_group_is_answered_in_the_browser() {
    let app = TestApp::start().await;
    let (ada, [julia, jonas, j]) = webers(&app).await;
    let browser = app.browser(&ada).await;
    let page = browser.page("/review").await;
    for words in [
        "Not all of them can be one person",
        "two different given names",
        " are one person with a probability of 90\u{a0}%.",
        "a sign",
        "aria-label=\"Merge Jonas Weber\"",
        "aria-keyshortcuts=\"m\"",
        "aria-keyshortcuts=\"n\"",
        "aria-keyshortcuts=\"s\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let is_ticked = |page: &str, id: Uuid| {
        let is_its = |input: &&str| input.contains("with[]") && input.contains(&id.to_string());
        let mut inputs = page
            .split("<input")
            .filter_map(|rest| rest.split('>').next());
        inputs.find(is_its).unwrap().contains("checked")
    };
    let tick = Uuid::to_string;
    assert!(is_ticked(&page, julia) && is_ticked(&page, j) && !is_ticked(&page, jonas));
    let merge = "/do/app/review/actions/merge_group";
    browser.post_form(merge, &[("with[]", &tick(&jonas))]).await;
    let page = browser.page("/review").await;
    assert!(page.contains("Tick two or more"), "{page}");
    assert!(
        !is_ticked(&page, julia) && is_ticked(&page, jonas),
        "ticks stay"
    );
    let ids = format!("{julia},{jonas},{j}");
    let only = format!("{jonas},{j}");
    let reject = [("ids", ids.as_str()), ("only", only.as_str())];
    browser
        .post_form("/do/app/review/actions/reject_group", &reject)
        .await;
    let page = browser.page("/review").await;
    assert!(
        page.contains("They stay two.") && !page.contains("Jonas Weber"),
        "{page}"
    );
    let kept = julia.to_string();
    let (one, other) = (tick(&julia), tick(&j));
    let form = [
        ("with[]", one.as_str()),
        ("with[]", other.as_str()),
        ("kept", kept.as_str()),
    ];
    let answer = browser.post_form(merge, &form).await;
    assert_eq!(answer.headers()["location"], "/review#next");
    let page = browser.page("/review").await;
    assert!(
        page.contains("Weber is one contact now.") && page.contains("Undo"),
        "{page}"
    );
    let pairs = format!("{julia}:{j}");
    let joined = j.to_string();
    let back = [("pairs", pairs.as_str()), ("joined", joined.as_str())];
    browser
        .post_form("/do/app/review/actions/reopen_group", &back)
        .await;
    let page = browser.page("/review").await;
    assert!(
        page.contains("It waits for an answer again.") && page.contains("J. Weber"),
        "{page}"
    );
}

#[tokio::test]
async fn a_program_sees_the_groups() {
    let app = TestApp::start().await;
    let (ada, [julia, jonas, _]) = webers(&app).await;
    let program = app.program(&ada).await;
    let (_, found) = program.api("GET", "/review/groups", None).await;
    let group = &found["data"][0];
    assert_eq!(group["contacts"].as_array().unwrap().len(), 3, "{found}");
    assert_eq!(group["proposed"].as_array().unwrap().len(), 2, "{found}");
    let said = &group["objections"][0];
    assert_eq!(
        (said["one"].as_str(), said["other"].as_str()),
        (
            Some(julia.min(jonas).to_string().as_str()),
            Some(julia.max(jonas).to_string().as_str())
        ),
        "{found}"
    );
}

#[tokio::test]
async fn a_program_looks_at_all_from_a_probability_on_and_merges_them() {
    let app = TestApp::start().await;
    let (ada, _) = webers(&app).await;
    let program = app.program(&ada).await;
    for (wrong, status) in [("0.5", 422), ("1.5", 422), ("much", 400)] {
        let asked = format!("/review/above?probability={wrong}");
        let (answered, _) = program.api("GET", &asked, None).await;
        assert_eq!(answered, status, "{wrong}");
    }
    let asked = "/review/above?probability=0.7";
    let (_, preview) = program.api("GET", asked, None).await;
    assert_eq!(preview["data"].as_array().unwrap().len(), 1, "{preview}");
    let proposed = preview["data"][0]["proposed"].as_array().unwrap().len();
    let (_, again) = program.api("GET", asked, None).await;
    assert_eq!(preview, again, "nothing is changed by looking");
    let body = serde_json::json!({ "probability": 0.7 });
    let (status, done) = program.api("POST", "/review/above", Some(body)).await;
    assert_eq!(status, 200, "{done}");
    let joined = done["data"][0]["joined"].as_array().unwrap();
    assert_eq!(joined.len() + 1, proposed, "{done}");
    let part = format!("/contacts/{}/unmerge", joined[0].as_str().unwrap());
    assert_eq!(program.api("POST", &part, None).await.0, 200);
}
