//! Companies that may be one: proposed, joined, rejected for good, and parted again.

use super::*;
use crate::{
    companies::{self as firms, CompanyInput, edit_company, part_companies},
    fields::{
        self, FieldInput,
        types::{FieldKind, Subject},
    },
    review::{
        companies::{find_alike, match_companies},
        reopen,
    },
    testing::Mail,
};

const FIRMS: About = About::Companies;

async fn at(scope: &mut Scope, name: &str, company: &str) -> Uuid {
    let input = ContactInput {
        name: Some(name.to_owned()),
        company: Some(company.to_owned()),
        ..ContactInput::default()
    };
    contacts::create_contact(scope, input).await.unwrap();
    firms::called(scope, company).await.unwrap().unwrap()
}

async fn seek(app: &TestApp, ada: &Viewer) -> Vec<Pair> {
    find_alike(&app.kith, ada.workspace, &Stop::default())
        .await
        .unwrap();
    let mut scope = app.scope(ada).await;
    open(&mut scope, FIRMS, 0, 50).await.unwrap()
}

fn pair(one: Uuid, other: Uuid) -> (Uuid, Uuid) {
    (one.min(other), one.max(other))
}

/// Says that these have one page at LinkedIn.
async fn on_one_page(scope: &mut Scope, companies: [Uuid; 2], name: &str) {
    let page = FieldInput {
        subject: Subject::Company,
        label: "LinkedIn".to_owned(),
        kind: FieldKind::Link,
        key: None,
        choices: Vec::new(),
    };
    let page = fields::define_field(scope, page).await.unwrap();
    let page = fields::field(scope, page).await.unwrap();
    for company in companies {
        let address = format!("https://www.linkedin.com/company/{name}/");
        fields::set_value(scope, &page, company, address.into())
            .await
            .unwrap();
    }
}

/// Lind Bakers by a mail, and what somebody wrote as a company by hand.
async fn bakers(app: &TestApp) -> (Viewer, Uuid, Uuid) {
    let ada = app.owner(ME).await;
    let mail = [Mail::new("1", 9, ME, "Bo Lind <bo@lindbakers.example>")];
    app.import(&ada, &mail).await;
    let mut scope = app.scope(&ada).await;
    let by_domain = firms::called(&mut scope, "lindbakers.example")
        .await
        .unwrap()
        .unwrap();
    let by_hand = at(&mut scope, "Di Moe", "Lind Bakers International").await;
    let name = CompanyInput {
        name: Some("Lind Bakers".to_owned()),
        ..CompanyInput::default()
    };
    edit_company(&mut scope, by_domain, name).await.unwrap();
    scope.commit().await.unwrap();
    (ada, by_domain, by_hand)
}

#[tokio::test]
async fn a_legal_form_joins_by_itself_and_strangers_are_not_proposed() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let anthropic = at(&mut scope, "Al Orr", "Anthropic").await;
    assert_eq!(at(&mut scope, "Bo Orr", "Anthropic, Inc.").await, anthropic);
    for (person, company) in [
        ("Cy Orr", "Apple"),
        ("Di Orr", "Appian"),
        ("Ed Orr", "Google"),
        ("Fe Orr", "DeepMind"),
        ("Gil Orr", "Delta Airlines"),
        ("Hal Orr", "Delta Dental"),
    ] {
        at(&mut scope, person, company).await;
    }
    scope.commit().await.unwrap();
    let found = seek(&app, &ada).await;
    assert!(found.is_empty(), "{found:?}");
}

#[tokio::test]
async fn names_domains_and_pages_propose_a_pair() {
    let app = TestApp::start().await;
    let (ada, by_domain, by_hand) = bakers(&app).await;
    let mut scope = app.scope(&ada).await;
    choose_join_from(&mut scope, None).await.unwrap();
    let (micro, mirco) = (
        at(&mut scope, "Ed Orr", "Microsoft").await,
        at(&mut scope, "Fe Orr", "Mircosoft").await,
    );
    let (meta, facebook) = (
        at(&mut scope, "Gil Orr", "Meta").await,
        at(&mut scope, "Hal Orr", "Facebook").await,
    );
    on_one_page(&mut scope, [meta, facebook], "meta").await;
    scope.commit().await.unwrap();
    let found = seek(&app, &ada).await;
    let mut pairs: Vec<(Uuid, Uuid)> = found.iter().map(|pair| (pair.one, pair.other)).collect();
    pairs.sort_unstable();
    let mut expected = vec![
        pair(by_domain, by_hand),
        pair(micro, mirco),
        pair(meta, facebook),
    ];
    expected.sort_unstable();
    assert_eq!(pairs, expected, "{found:?}");
    assert_eq!(
        (found[0].one, found[0].other),
        pair(meta, facebook),
        "the surest first"
    );
    assert!(
        found[0].sentences()[0].contains("linkedin.com/company/meta"),
        "{found:?}"
    );
    let mut scope = app.scope(&ada).await;
    assert_eq!(counts(&mut scope).await.unwrap().companies, 3);
}

#[tokio::test]
async fn a_rejected_pair_of_companies_is_never_proposed_again() {
    let app = TestApp::start().await;
    let (ada, one, other) = bakers(&app).await;
    assert_eq!(seek(&app, &ada).await.len(), 1);
    let mut scope = app.scope(&ada).await;
    reject_pair(&mut scope, FIRMS, other, one).await.unwrap();
    assert_eq!(
        reject_pair(&mut scope, FIRMS, one, other).await,
        Err(Error::Conflict)
    );
    scope.commit().await.unwrap();
    assert!(seek(&app, &ada).await.is_empty());
    let mut scope = app.scope(&ada).await;
    reopen_pair(&mut scope, FIRMS, one, other).await.unwrap();
    scope.commit().await.unwrap();
    assert_eq!(seek(&app, &ada).await.len(), 1);
}

#[tokio::test]
async fn companies_are_joined_and_parted_as_they_were() {
    let app = TestApp::start().await;
    let (ada, by_domain, by_hand) = bakers(&app).await;
    seek(&app, &ada).await;
    let mut scope = app.scope(&ada).await;
    let (kept, joined) = merge_pair(&mut scope, FIRMS, by_hand, by_domain)
        .await
        .unwrap();
    assert_eq!(
        (kept, joined),
        (by_domain, by_hand),
        "the one with a domain stays"
    );
    assert_eq!(
        firms::find(&mut scope, kept).await.unwrap().contact_count,
        2
    );
    assert_eq!(
        merge_pair(&mut scope, FIRMS, by_hand, by_domain).await,
        Err(Error::Conflict)
    );
    assert_eq!(counts(&mut scope).await.unwrap().companies, 0);
    reopen(&mut scope, FIRMS, &[joined], &[(by_domain, by_hand)])
        .await
        .unwrap();
    assert_eq!(
        firms::find(&mut scope, joined).await.unwrap().contact_count,
        1
    );
    assert_eq!(
        counts(&mut scope).await.unwrap().companies,
        1,
        "it waits again"
    );
    merge_pair(&mut scope, FIRMS, by_hand, by_domain)
        .await
        .unwrap();
    part_companies(&mut scope, joined).await.unwrap();
    scope.commit().await.unwrap();
    let found = seek(&app, &ada).await;
    assert!(found.is_empty(), "parted by a person: {found:?}");
}

#[tokio::test]
async fn a_company_above_another_is_another() {
    let app = TestApp::start().await;
    let (ada, by_domain, by_hand) = bakers(&app).await;
    let mut scope = app.scope(&ada).await;
    let parent = CompanyInput {
        parent: Some("Lind Bakers International".to_owned()),
        ..CompanyInput::default()
    };
    edit_company(&mut scope, by_domain, parent).await.unwrap();
    scope.commit().await.unwrap();
    assert!(seek(&app, &ada).await.is_empty(), "{by_domain} {by_hand}");
}

#[tokio::test]
async fn companies_are_reviewed_in_the_browser_and_by_programs() {
    let app = TestApp::start().await;
    let (ada, one, other) = bakers(&app).await;
    let browser = app.browser(&ada).await;
    let page = browser.page("/review?of=companies").await;
    assert!(page.contains("No company is here twice"), "{page}");
    browser
        .post_form("/do/app/review/actions/scans/find_doubles", &[])
        .await;
    app.run_jobs().await;
    let page = browser.page("/review?of=companies").await;
    for words in [
        "Lind Bakers International",
        "\"international\"",
        "aria-keyshortcuts=\"m\"",
    ] {
        let words = words.replace('"', "&quot;");
        let is_there = page.contains(&words) || page.contains(&words.replace("&quot;", "\""));
        assert!(is_there, "{words}: {page}");
    }
    let both = format!("{one},{other}");
    let pair = format!("{one}:{other}");
    let of = ("of", "companies");
    browser
        .post_form(
            "/do/app/review/actions/reject_group",
            &[("ids", both.as_str()), of],
        )
        .await;
    let page = browser.page("/review?of=companies").await;
    assert!(
        page.contains("They stay two companies.") && page.contains("Undo"),
        "{page}"
    );
    let reopen = "/do/app/review/actions/reopen_group";
    browser
        .post_form(reopen, &[("pairs", pair.as_str()), of])
        .await;
    let skip = "/do/app/review/actions/skip_group";
    browser.post_form(skip, &[("ids", both.as_str()), of]).await;
    let page = browser.page("/review?of=companies").await;
    assert!(page.contains("It was left for later."), "{page}");
    let back = "/do/app/review/actions/return_skipped";
    let answer = browser
        .post_form(back, &[("pairs", pair.as_str()), of])
        .await;
    assert_eq!(
        answer.headers()["location"],
        "/review?of=companies&skip=0#next"
    );
    let (first, second) = (one.to_string(), other.to_string());
    let form = [("with[]", first.as_str()), ("with[]", second.as_str()), of];
    let answer = browser
        .post_form("/do/app/review/actions/merge_group", &form)
        .await;
    assert_eq!(
        answer.headers()["location"],
        "/review?of=companies&skip=0#next"
    );
    let page = browser.page("/review?of=companies").await;
    assert!(page.contains("Lind Bakers is one company now."), "{page}");
    let back = [("pairs", pair.as_str()), ("joined", second.as_str()), of];
    browser.post_form(reopen, &back).await;

    let program = app.program(&ada).await;
    let (_, pairs) = program.api("GET", "/review/companies", None).await;
    assert_eq!(pairs["data"].as_array().unwrap().len(), 1, "{pairs}");
    assert!(pairs["data"][0]["evidence"][0].is_string(), "{pairs}");
    let (_, possible) = program
        .api("GET", &format!("/companies/{one}/possible"), None)
        .await;
    assert_eq!(possible["data"], pairs["data"]);
    let decide = |word: &str| json!({ "one": one, "other": other, "decision": word });
    for (word, status) in [
        ("maybe", 422),
        ("skip", 200),
        ("unskip", 200),
        ("reject", 200),
        ("reject", 409),
        ("reopen", 200),
        ("merge", 200),
    ] {
        let (given, answer) = program
            .api("POST", "/review/companies/decision", Some(decide(word)))
            .await;
        assert_eq!(given, status, "{word}: {answer}");
    }
}

/// A company of this name, and of this domain if there is one, with somebody in it.
async fn firm(app: &TestApp, ada: &Viewer, name: &str, person: &str) {
    let mut scope = app.scope(ada).await;
    let input = ContactInput {
        name: Some(person.to_owned()),
        company: Some(name.to_owned()),
        ..ContactInput::default()
    };
    contacts::create_contact(&mut scope, input).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
}

async fn firms_here(app: &TestApp, ada: &Viewer) -> Vec<String> {
    let mut scope = app.scope(ada).await;
    sqlx::query_scalar(
        "select name from companies where deleted_at is null and contact_count > 0 order by name",
    )
    .fetch_all(scope.db())
    .await
    .unwrap()
}

async fn said_of_firms(app: &TestApp, ada: &Viewer) -> Vec<(String, bool, Option<f32>, String)> {
    let mut scope = app.scope(ada).await;
    sqlx::query_as(
        "select kind, actor_id is not null, probability, rule_version
         from identity_decisions
         where company_id is not null and other_company_id is not null
         order by created_at, kind",
    )
    .fetch_all(scope.db())
    .await
    .unwrap()
}

#[tokio::test]
async fn a_company_that_certainly_is_one_that_is_here_joins_when_it_comes() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    firm(&app, &ada, "Anthropic, Inc.", "Al Orr").await;
    for (name, person) in [
        ("Apple", "Cy Orr"),
        ("Appian", "Di Orr"),
        ("Google", "Ed Orr"),
        ("DeepMind", "Fe Orr"),
    ] {
        firm(&app, &ada, name, person).await;
    }
    let mails = [
        Mail::new("1", 9, ME, "Bo Ray <bo@anthropic.example>"),
        Mail::new("2", 8, ME, "Gil Ray <gil@deepmind.example>"),
    ];
    app.import(&ada, &mails).await;
    assert_eq!(
        firms_here(&app, &ada).await,
        ["Anthropic", "Appian", "Apple", "Deepmind", "Google"],
        "without waiting for the night"
    );
    let mut scope = app.scope(&ada).await;
    let kept = firms::called(&mut scope, "anthropic.example")
        .await
        .unwrap()
        .unwrap();
    let kept = firms::find(&mut scope, kept).await.unwrap();
    assert_eq!(
        (kept.contact_count, kept.domain.as_deref()),
        (2, Some("anthropic.example"))
    );
    assert_eq!(
        firms::called(&mut scope, "Anthropic, Inc.").await.unwrap(),
        Some(kept.id)
    );
    drop(scope);
    let said = said_of_firms(&app, &ada).await;
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said.iter()
            .all(|one| one.0 == "merge" && !one.1 && one.2 >= Some(0.95) && one.3 == "companies-2"),
        "{said:?}"
    );
}

#[tokio::test]
async fn the_doubtful_company_waits_when_it_comes_and_a_page_makes_it_certain() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    firm(&app, &ada, "Microsoft", "Al Orr").await;
    firm(&app, &ada, "Mircosoft", "Bo Orr").await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(open(&mut scope, FIRMS, 0, 9).await.unwrap().len(), 1);
    let mut both = [Uuid::nil(); 2];
    for (place, name) in ["Microsoft", "Mircosoft"].into_iter().enumerate() {
        both[place] = firms::called(&mut scope, name).await.unwrap().unwrap();
    }
    on_one_page(&mut scope, both, "microsoft").await;
    scope.commit().await.unwrap();
    app.run_jobs().await;
    assert_eq!(firms_here(&app, &ada).await.len(), 1);
    let mut scope = app.scope(&ada).await;
    assert!(open(&mut scope, FIRMS, 0, 9).await.unwrap().is_empty());
    let marked: i64 = sqlx::query_scalar(
        "select count(*) from companies where mark <> compared_mark and deleted_at is null",
    )
    .fetch_one(scope.db())
    .await
    .unwrap();
    assert_eq!(marked, 0);
}

#[tokio::test]
async fn companies_that_a_person_parted_are_never_joined_again() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    firm(&app, &ada, "Anthropic, Inc.", "Al Orr").await;
    let mail = Mail::new("1", 9, ME, "Bo Ray <bo@anthropic.example>");
    app.import(&ada, &[mail]).await;
    let mut scope = app.scope(&ada).await;
    let joined: Uuid = sqlx::query_scalar("select id from companies where merged_into is not null")
        .fetch_one(scope.db())
        .await
        .unwrap();
    part_companies(&mut scope, joined).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    assert!(seek(&app, &ada).await.is_empty());
    assert_eq!(
        firms_here(&app, &ada).await,
        ["Anthropic", "Anthropic, Inc."]
    );
    let said = said_of_firms(&app, &ada).await;
    let kinds: Vec<_> = said.iter().map(|one| (one.0.as_str(), one.1)).collect();
    assert_eq!(kinds, [("merge", false), ("split", true)]);
}

#[tokio::test]
async fn a_workspace_that_joins_nobody_joins_no_companies() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    choose_join_from(&mut scope, None).await.unwrap();
    scope.commit().await.unwrap();
    firm(&app, &ada, "Anthropic, Inc.", "Al Orr").await;
    let mail = Mail::new("1", 9, ME, "Bo Ray <bo@anthropic.example>");
    app.import(&ada, &[mail]).await;
    assert_eq!(
        firms_here(&app, &ada).await,
        ["Anthropic", "Anthropic, Inc."]
    );
    let mut scope = app.scope(&ada).await;
    let pairs = open(&mut scope, FIRMS, 0, 9).await.unwrap();
    assert!(pairs.len() == 1 && pairs[0].probability > 0.95, "{pairs:?}");
}

#[tokio::test]
async fn what_kith_joined_goes_with_the_imports_it_came_by() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let table = b"Name,Email,Company\nAl Orr,al.orr@gmail.com,\"Anthropic, Inc.\"\n";
    let file = app.import_file(&ada, "people.csv", table).await;
    let mail = Mail::new("1", 9, ME, "Bo Ray <bo@anthropic.example>");
    let mailbox = app.import(&ada, &[mail]).await;
    assert!(
        firms_here(&app, &ada)
            .await
            .contains(&"Anthropic".to_owned())
    );
    assert_eq!(said_of_firms(&app, &ada).await.len(), 1);
    app.undo_import(&ada, mailbox).await;
    app.undo_import(&ada, file).await;
    let mut scope = app.scope(&ada).await;
    let left: i64 = sqlx::query_scalar("select count(*) from companies")
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert_eq!(left, 0);
}

/// Compares what came since the last time.
async fn meet(app: &TestApp, ada: &Viewer) -> Vec<(Uuid, Uuid, String)> {
    match_companies(&app.kith, ada.workspace, &Stop::default())
        .await
        .unwrap();
    waiting(app, ada).await
}

async fn waiting(app: &TestApp, ada: &Viewer) -> Vec<(Uuid, Uuid, String)> {
    let mut scope = app.scope(ada).await;
    let pairs = open(&mut scope, FIRMS, 0, 50).await.unwrap();
    let told = |pair: Pair| {
        let words = format!("{:.3} {}", pair.probability, pair.sentences().join("; "));
        (pair.one, pair.other, words)
    };
    pairs.into_iter().map(told).collect()
}

#[tokio::test]
async fn one_that_comes_meets_whom_all_with_all_would_find() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    choose_join_from(&mut scope, None).await.unwrap();
    scope.commit().await.unwrap();
    let names = [
        "Microsoft",
        "Delta",
        "Delta Dental",
        "Lind Bakers",
        "Mircosoft",
        "Delta Air Lines",
        "Lind Bakers International",
        "Delta Airlines",
        "Delta Steel",
        "Delta Cafe",
        "Lind Bakers of Lund",
        "Delta Faucet",
        "Acme Group",
        "Acme",
        "Apple",
        "Appian",
    ];
    for (place, name) in names.into_iter().enumerate() {
        let mut scope = app.scope(&ada).await;
        at(&mut scope, &format!("Person {place}"), name).await;
        scope.commit().await.unwrap();
        meet(&app, &ada).await;
    }
    let one_by_one = waiting(&app, &ada).await;
    assert!(one_by_one.len() >= 3, "{one_by_one:?}");
    // A family that grew has no common name any more: that is seen when all are compared.
    let is_family = |words: &str| words.contains("\"Delta\"");
    let mut all = seek(&app, &ada).await;
    all.retain(|pair| !is_family(&pair.sentences().join("; ")));
    let told = one_by_one
        .iter()
        .filter(|(_, _, words)| !is_family(words))
        .map(|(one, other, _)| (*one, *other));
    let all: Vec<(Uuid, Uuid)> = all.iter().map(|pair| (pair.one, pair.other)).collect();
    assert_eq!(told.collect::<Vec<_>>(), all);
    let mut scope = app.scope(&ada).await;
    let acme = firms::called(&mut scope, "Acme").await.unwrap().unwrap();
    let other = CompanyInput {
        name: Some("Zenith".to_owned()),
        ..CompanyInput::default()
    };
    edit_company(&mut scope, acme, other).await.unwrap();
    scope.commit().await.unwrap();
    let left = meet(&app, &ada).await;
    assert!(
        left.iter()
            .all(|(one, other, _)| ![one, other].contains(&&acme)),
        "{left:?}"
    );
}
