//! Companies that hang together: one group, merged with the values that were chosen, from a
//! probability on, on their own pages, and counted before anything is done.

use super::*;
use crate::{
    companies::{self as firms, Company, CompanyInput, edit_company},
    fields::{
        self, FieldInput,
        types::{FieldKind, Subject},
    },
    merging::Terms,
    review::{Group, groups, groups_above, merge_group, pairs_of, reopen},
};

const FIRMS: About = About::Companies;

async fn at(scope: &mut Scope, person: &str, company: &str) -> Uuid {
    let input = ContactInput {
        name: Some(person.to_owned()),
        company: Some(company.to_owned()),
        ..ContactInput::default()
    };
    contacts::create_contact(scope, input).await.unwrap();
    firms::called(scope, company).await.unwrap().unwrap()
}

async fn propose(scope: &mut Scope, one: Uuid, other: Uuid, probability: f32) {
    sqlx::query(
        "insert into company_candidates
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

/// The domain of a company, as a mail would have brought it.
async fn found_at(scope: &mut Scope, company: Uuid, domain: &str) {
    sqlx::query("update companies set domain = $2 where id = $1")
        .bind(company)
        .bind(domain)
        .execute(scope.db())
        .await
        .unwrap();
}

/// Three that may be one: two pairs that wait.
async fn three(app: &TestApp) -> (Viewer, [Uuid; 3]) {
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    choose_join_from(&mut scope, None).await.unwrap();
    let ids = [
        at(&mut scope, "Bo Lind", "Aster").await,
        at(&mut scope, "Di Moe", "Borealis").await,
        at(&mut scope, "Cy Orr", "Cassiopeia").await,
    ];
    let [aster, borealis, cassiopeia] = ids;
    found_at(&mut scope, borealis, "borealis.example").await;
    found_at(&mut scope, cassiopeia, "cassiopeia.example").await;
    propose(&mut scope, aster, borealis, 0.9).await;
    propose(&mut scope, borealis, cassiopeia, 0.8).await;
    scope.commit().await.unwrap();
    (ada, ids)
}

/// A field of text, and what these have in it.
async fn tiers(scope: &mut Scope, said: &[(Uuid, &str)]) {
    let tier = FieldInput {
        subject: Subject::Company,
        label: "Tier".to_owned(),
        kind: FieldKind::Text,
        key: None,
        choices: Vec::new(),
    };
    let tier = fields::define_field(scope, tier).await.unwrap();
    let tier = fields::field(scope, tier).await.unwrap();
    for (company, value) in said {
        fields::set_value(scope, &tier, *company, (*value).into())
            .await
            .unwrap();
    }
}

async fn tier_of(scope: &mut Scope, company: Uuid) -> Option<String> {
    let held = fields::held(scope, Subject::Company, company)
        .await
        .unwrap();
    held[0].words()
}

async fn shown(scope: &mut Scope) -> Vec<Group> {
    groups(scope, FIRMS, 0, 20).await.unwrap()
}

/// What a person sees of it.
fn seen(company: &Company) -> (&str, Option<&str>, i32, Option<Uuid>) {
    let domain = company.domain.as_deref();
    let (people, above) = (company.contact_count, company.parent_id);
    (&company.name, domain, people, above)
}

#[tokio::test]
async fn three_that_hang_together_are_judged_together() {
    let app = TestApp::start().await;
    let (ada, ids) = three(&app).await;
    let [aster, borealis, cassiopeia] = ids;
    let mut scope = app.scope(&ada).await;
    let found = shown(&mut scope).await;
    assert_eq!((found.len(), found[0].pairs.len()), (1, 2), "{found:?}");
    assert_eq!(found[0].proposed().len(), 3);
    let done = merge_group(&mut scope, FIRMS, None, &ids, Default::default())
        .await
        .unwrap();
    let with_domains = [borealis, cassiopeia];
    assert!(
        with_domains.contains(&done.kept),
        "one of those with a domain"
    );
    let one = firms::find(&mut scope, done.kept).await.unwrap();
    assert_eq!(one.contact_count, 3);
    assert!(shown(&mut scope).await.is_empty());
    reopen(&mut scope, FIRMS, &done.joined, &done.pairs)
        .await
        .unwrap();
    assert_eq!(shown(&mut scope).await[0].pairs.len(), 2);
    for id in [aster, borealis, cassiopeia] {
        let company = firms::find(&mut scope, id).await.unwrap();
        assert_eq!(company.contact_count, 1, "{company:?}");
    }
}

#[tokio::test]
async fn one_that_belongs_to_another_of_the_group_is_not_proposed() {
    let app = TestApp::start().await;
    let (ada, [aster, borealis, cassiopeia]) = three(&app).await;
    let mut scope = app.scope(&ada).await;
    let parent = CompanyInput {
        parent: Some("Aster".to_owned()),
        ..CompanyInput::default()
    };
    edit_company(&mut scope, cassiopeia, parent).await.unwrap();
    let found = shown(&mut scope).await;
    let words: Vec<&str> = found[0].objections.iter().map(|said| said.reason).collect();
    assert_eq!(words, ["one belongs to the other"]);
    let mut proposed = vec![aster, borealis];
    proposed.sort_unstable();
    assert_eq!(found[0].proposed(), proposed);
    assert!(
        groups_above(&mut scope, FIRMS, 0.95)
            .await
            .unwrap()
            .is_empty()
    );
    let done = merge_above(&mut scope, FIRMS, 0.7).await.unwrap();
    assert_eq!((done.len(), done[0].kept), (1, borealis));
    assert!(firms::find(&mut scope, cassiopeia).await.is_ok());
}

#[tokio::test]
async fn chosen_values_survive_and_parting_restores_both() {
    let app = TestApp::start().await;
    let (ada, [aster, borealis, cassiopeia]) = three(&app).await;
    let mut scope = app.scope(&ada).await;
    tiers(&mut scope, &[(aster, "gold"), (borealis, "silver")]).await;
    let above = CompanyInput {
        parent: Some("Cassiopeia".to_owned()),
        ..CompanyInput::default()
    };
    edit_company(&mut scope, aster, above).await.unwrap();
    let before = [
        firms::find(&mut scope, aster).await.unwrap(),
        firms::find(&mut scope, borealis).await.unwrap(),
    ];
    let choices =
        ["name", "domain", "parent", "fields.tier"].map(|field| (field.to_owned(), aster));
    let done = merge_group(
        &mut scope,
        FIRMS,
        Some(borealis),
        &[aster, borealis],
        choices.into(),
    )
    .await
    .unwrap();
    let one = firms::find(&mut scope, borealis).await.unwrap();
    assert_eq!(seen(&one), ("Aster", None, 2, Some(cassiopeia)));
    assert_eq!(tier_of(&mut scope, borealis).await.as_deref(), Some("gold"));
    for text in ["Aster", "Borealis", "borealis.example"] {
        let meant = firms::called(&mut scope, text).await.unwrap();
        assert_eq!(meant, Some(borealis), "{text} leads here still");
    }
    reopen(&mut scope, FIRMS, &done.joined, &done.pairs)
        .await
        .unwrap();
    let after = [
        firms::find(&mut scope, aster).await.unwrap(),
        firms::find(&mut scope, borealis).await.unwrap(),
    ];
    assert_eq!(after.each_ref().map(seen), before.each_ref().map(seen));
    assert_eq!(tier_of(&mut scope, aster).await.as_deref(), Some("gold"));
    assert_eq!(
        tier_of(&mut scope, borealis).await.as_deref(),
        Some("silver")
    );
    let origins: Vec<String> =
        sqlx::query_scalar("select name_origin from companies where id = any($1) order by name")
            .bind([aster, borealis])
            .fetch_all(scope.db())
            .await
            .unwrap();
    assert_eq!(origins, ["edit", "edit"], "as they were written");
}

#[tokio::test]
async fn choices_are_taken_back_in_any_order() {
    let app = TestApp::start().await;
    let (ada, [aster, borealis, cassiopeia]) = three(&app).await;
    let mut scope = app.scope(&ada).await;
    tiers(&mut scope, &[(aster, "gold"), (cassiopeia, "bronze")]).await;
    for joined in [aster, cassiopeia] {
        let choices = ["name", "domain", "fields.tier"].map(|field| (field.to_owned(), joined));
        let terms = Terms {
            choices: choices.into(),
            ..Terms::default()
        };
        firms::merge_companies(&mut scope, joined, borealis, &terms)
            .await
            .unwrap();
    }
    let one = firms::find(&mut scope, borealis).await.unwrap();
    let domain = Some("cassiopeia.example");
    assert_eq!(seen(&one), ("Cassiopeia", domain, 3, None));
    firms::part_companies(&mut scope, aster).await.unwrap();
    let one = firms::find(&mut scope, borealis).await.unwrap();
    assert_eq!(seen(&one), ("Cassiopeia", domain, 2, None));
    for text in ["Borealis", "borealis.example"] {
        let meant = firms::called(&mut scope, text).await.unwrap();
        assert_eq!(meant, Some(borealis), "{text}");
    }
    firms::part_companies(&mut scope, cassiopeia).await.unwrap();
    for (id, name, domain, tier) in [
        (aster, "Aster", None, Some("gold")),
        (borealis, "Borealis", Some("borealis.example"), None),
        (cassiopeia, "Cassiopeia", domain, Some("bronze")),
    ] {
        let company = firms::find(&mut scope, id).await.unwrap();
        assert_eq!(seen(&company), (name, domain, 1, None));
        assert_eq!(tier_of(&mut scope, id).await.as_deref(), tier, "{name}");
    }
}

#[tokio::test]
async fn what_was_changed_since_a_choice_stays() {
    let app = TestApp::start().await;
    let (ada, [aster, borealis, _]) = three(&app).await;
    let mut scope = app.scope(&ada).await;
    let choices = [("name".to_owned(), aster)].into();
    let done = merge_group(
        &mut scope,
        FIRMS,
        Some(borealis),
        &[aster, borealis],
        choices,
    )
    .await
    .unwrap();
    let name = CompanyInput {
        name: Some("Northern Lights".to_owned()),
        ..CompanyInput::default()
    };
    edit_company(&mut scope, borealis, name).await.unwrap();
    reopen(&mut scope, FIRMS, &done.joined, &done.pairs)
        .await
        .unwrap();
    let kept = firms::find(&mut scope, borealis).await.unwrap();
    let parted = firms::find(&mut scope, aster).await.unwrap();
    assert_eq!(
        (kept.name.as_str(), parted.name.as_str()),
        ("Northern Lights", "Aster")
    );
}

#[tokio::test]
async fn a_choice_that_makes_a_circle_or_names_nobody_is_refused() {
    let app = TestApp::start().await;
    let (ada, [aster, borealis, cassiopeia]) = three(&app).await;
    let mut scope = app.scope(&ada).await;
    let parent = CompanyInput {
        parent: Some("Borealis".to_owned()),
        ..CompanyInput::default()
    };
    edit_company(&mut scope, aster, parent).await.unwrap();
    scope.commit().await.unwrap();
    let program = app.program(&ada).await;
    let place = format!("/companies/{aster}/merge");
    for choose in [
        json!({ "parent": aster }),
        json!({ "colour": aster }),
        json!({ "name": cassiopeia }),
    ] {
        let body = json!({ "into": borealis, "choose": choose });
        let (status, answer) = program.api("POST", &place, Some(body)).await;
        assert_eq!(status, 422, "{answer}");
    }
    let body = json!({ "into": borealis, "choose": { "name": aster } });
    let (status, answer) = program.api("POST", &place, Some(body)).await;
    assert_eq!(
        (status, &answer["data"]["name"]),
        (200, &json!("Aster")),
        "{answer}"
    );
    let part = format!("/companies/{aster}/part");
    let (status, answer) = program.api("POST", &part, None).await;
    assert_eq!(
        (status, &answer["data"]["name"]),
        (200, &json!("Aster")),
        "{answer}"
    );
    let (_, answer) = program
        .api("GET", &format!("/companies/{borealis}"), None)
        .await;
    assert_eq!(answer["data"]["name"], "Borealis");
}

#[tokio::test]
async fn a_companys_page_says_what_it_is_possibly_the_same_as() {
    let app = TestApp::start().await;
    let (ada, [aster, borealis, _]) = three(&app).await;
    let browser = app.browser(&ada).await;
    let here = format!("/companies/{aster}");
    let page = browser.page(&here).await;
    assert!(page.contains("Possibly the same as"), "{page}");
    let both = format!("/companies/{aster}/merge?into={borealis}");
    assert!(page.contains(&both), "{page}");
    let page = browser.page(&both).await;
    assert!(
        page.contains("choose[name]") && page.contains("choose[domain]"),
        "{page}"
    );
    let program = app.program(&ada).await;
    let (_, pairs) = program
        .api("GET", &format!("/companies/{aster}/possible"), None)
        .await;
    assert_eq!(pairs["data"].as_array().unwrap().len(), 1, "{pairs}");
    let ids = format!("{aster},{borealis}");
    let form = [
        ("ids", ids.as_str()),
        ("of", "companies"),
        ("from", here.as_str()),
    ];
    let answer = browser
        .post_form("/do/app/review/actions/reject_group", &form)
        .await;
    assert_eq!(answer.headers()["location"], here.as_str());
    let page = browser.page(&here).await;
    assert!(!page.contains("Possibly the same as"), "{page}");
    assert!(page.contains("They stay two companies."), "{page}");
    let mut scope = app.scope(&ada).await;
    let left = pairs_of(&mut scope, FIRMS, borealis, 5).await.unwrap();
    assert_eq!(left.len(), 1, "that with the third: {left:?}");
}

#[tokio::test]
async fn many_companies_are_merged_after_a_preview_and_parted_by_one_undo() {
    let app = TestApp::start().await;
    let (ada, _) = three(&app).await;
    let browser = app.browser(&ada).await;
    let page = browser.page("/review?of=companies").await;
    assert!(page.contains("Merge all from this percentage on"), "{page}");
    let page = browser.page("/review?of=companies&above=85").await;
    assert!(
        page.contains("1 company would be made of several"),
        "{page}"
    );
    let form = [("percent", "70"), ("of", "companies")];
    browser
        .post_form("/do/app/review/actions/merge_above", &form)
        .await;
    let page = browser.page("/review?of=companies").await;
    assert!(
        page.contains("2 merged.") && page.contains("Undo"),
        "{page}"
    );
    let program = app.program(&ada).await;
    let (_, groups) = program.api("GET", "/review/companies/groups", None).await;
    assert_eq!(groups["data"], json!([]));
}

#[tokio::test]
async fn programs_look_at_groups_and_merge_from_a_probability_on() {
    let app = TestApp::start().await;
    let (ada, ids) = three(&app).await;
    let program = app.program(&ada).await;
    let (_, groups) = program.api("GET", "/review/companies/groups", None).await;
    let group = &groups["data"][0];
    assert_eq!(group["companies"].as_array().unwrap().len(), 3, "{groups}");
    assert_eq!(group["proposed"].as_array().unwrap().len(), 3, "{groups}");
    let above = "/review/companies/above";
    let (_, preview) = program
        .api("GET", &format!("{above}?probability=0.85"), None)
        .await;
    assert_eq!(
        preview["data"][0]["companies"].as_array().unwrap().len(),
        2,
        "{preview}"
    );
    let body = json!({ "probability": 0.85 });
    let (status, merged) = program.api("POST", above, Some(body)).await;
    assert_eq!(
        (status, &merged["data"][0]["kept"]),
        (200, &json!(ids[1])),
        "{merged}"
    );
    assert_eq!(merged["data"][0]["joined"], json!([ids[0]]));
    let (status, _) = program
        .api("POST", above, Some(json!({ "probability": 0.5 })))
        .await;
    assert_eq!(status, 422);
}

#[tokio::test]
async fn trying_it_out_counts_companies_and_changes_none() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    choose_join_from(&mut scope, None).await.unwrap();
    at(&mut scope, "Al Orr", "Anthropic, Inc.").await;
    at(&mut scope, "Ed Orr", "Microsoft").await;
    at(&mut scope, "Fe Orr", "Mircosoft").await;
    scope.commit().await.unwrap();
    let mail = crate::testing::Mail::new("1", 9, ME, "Bo Ray <bo@anthropic.example>");
    app.import(&ada, &[mail]).await;
    let mut scope = app.scope(&ada).await;
    choose_join_from(&mut scope, Some(0.95)).await.unwrap();
    scope.commit().await.unwrap();
    let find = "/do/app/review/actions/scans/find_doubles";
    let browser = app.browser(&ada).await;
    browser.post_form(find, &[("dry_run", "true")]).await;
    app.run_jobs().await;
    let page = browser.page("/review").await;
    let told = "Would join 1 company with others, and ask about 1 pair.";
    assert!(page.contains(told), "{page}");
    let program = app.program(&ada).await;
    let (_, scans) = program.api("GET", "/review/scans", None).await;
    let found = &scans["data"][0]["companies"];
    assert_eq!(
        (&found["to_join"], &found["to_review"], &found["joined"]),
        (&json!(1), &json!(1), &json!(0)),
        "{scans}"
    );
    assert_eq!(found["groups"][0].as_array().unwrap().len(), 2, "{scans}");
    browser.post_form(find, &[]).await;
    app.run_jobs().await;
    let mut scope = app.scope(&ada).await;
    let joined: i32 =
        sqlx::query_scalar("select companies_joined from contact_scans where not is_dry_run")
            .fetch_one(scope.db())
            .await
            .unwrap();
    assert_eq!(joined, 1);
}
