//! Companies without people: made by hand, or kept by what people said of them.

use serde_json::{Value, json};

use super::*;
use crate::{
    companies::{NewCompany, create_company, same_companies},
    search::search,
    testing::Client,
    trash::delete_company,
};

const ACTIONS: &str = "/do/app/companies/actions";

fn new(name: &str, domain: &str, parent: &str) -> NewCompany {
    NewCompany {
        name: name.to_owned(),
        domain: Some(domain.to_owned()),
        parent: Some(parent.to_owned()),
    }
}

async fn at_domain(scope: &mut Scope, domain: &str) -> Option<Uuid> {
    sqlx::query_scalar("select id from companies where domain = $1")
        .bind(domain.to_owned())
        .fetch_optional(scope.db())
        .await
        .unwrap()
}

async fn call(program: &Client, method: &str, path: &str, body: Option<Value>) -> Value {
    let (status, answer) = program.api(method, path, body).await;
    assert!(status < 300, "{method} {path}: {status} {answer}");
    answer["data"].clone()
}

async fn listed(program: &Client) -> Vec<String> {
    let rows = call(program, "GET", "/companies?sort=name", None).await;
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| row["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_company_is_made_and_is_listed_counted_and_found() {
    let app = TestApp::start().await;
    let ada = three_firms(&app).await;
    let mut scope = app.scope(&ada).await;
    let above = new("Nord Holding", "https://www.nord.example/about", "");
    let above = create_company(&mut scope, &above).await.unwrap();
    let below = new("Nord Ships", "", "nord.example");
    let below = create_company(&mut scope, &below).await.unwrap();
    assert_eq!(
        names(&mut scope, "", CompanySort::Name).await,
        ["Aster", "Lind", "Nord Holding", "Nord Ships", "Zeta"]
    );
    let strongest = names(&mut scope, "", CompanySort::Strongest).await;
    assert_eq!(strongest[..3], ["Aster", "Zeta", "Lind"]);
    let all = CompanyQuery::default();
    assert_eq!(count(&mut scope, &all).await.unwrap(), 5);
    assert_eq!(
        names(&mut scope, "nord.ex", CompanySort::Name).await,
        ["Nord Holding"]
    );
    let found = search(&mut scope, "nord", 5).await.unwrap().companies;
    assert_eq!(found.len(), 2);
    let ships = find(&mut scope, below).await.unwrap();
    assert_eq!(
        (ships.parent_id, ships.domain, ships.contact_count),
        (Some(above), None, 0)
    );
}

#[tokio::test]
async fn whoever_writes_from_its_domain_belongs_to_it() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let nord = new("Nord Holding", "nord.example", "");
    let nord = create_company(&mut scope, &nord).await.unwrap();
    scope.commit().await.unwrap();
    let mails = [Mail::new("n1", 9, ME, "Bo Berg <bo@nord.example>")];
    app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    let found = find(&mut scope, nord).await.unwrap();
    assert_eq!(
        (found.name.as_str(), found.contact_count),
        ("Nord Holding", 1)
    );
}

#[tokio::test]
async fn what_cannot_be_made_is_refused_by_its_field() {
    let app = TestApp::start().await;
    let ada = three_firms(&app).await;
    let mut scope = app.scope(&ada).await;
    let zeta = at_domain(&mut scope, "zeta.example").await.unwrap();
    delete_company(&mut scope, zeta).await.unwrap();
    for (wrong, field, code) in [
        (new(" ", "", ""), "name", FieldCode::Required),
        (new("Nord", "no domain", ""), "domain", FieldCode::NotALink),
        (new("Nord", "lind.example", ""), "domain", FieldCode::Taken),
        (new("Nord", "zeta.example", ""), "domain", FieldCode::Taken),
        (new("Nord", "", "Nobody"), "parent", FieldCode::NobodyFound),
    ] {
        assert_eq!(
            create_company(&mut scope, &wrong).await,
            Err(Error::invalid(field, code)),
            "{wrong:?}"
        );
    }
}

#[tokio::test]
async fn one_that_is_called_so_or_has_the_domain_is_named_and_another_stays_another() {
    let app = TestApp::start().await;
    let ada = three_firms(&app).await;
    let mut scope = app.scope(&ada).await;
    let given = new("LIND GmbH", "zeta.example", "");
    let same = same_companies(&mut scope, &given).await.unwrap();
    let same: Vec<_> = same.iter().map(|company| company.name.as_str()).collect();
    assert_eq!(same, ["Zeta", "Lind"]);
    let lind = at_domain(&mut scope, "lind.example").await.unwrap();
    let other = create_company(&mut scope, &new("Lind", "", ""))
        .await
        .unwrap();
    let apart: String = sqlx::query_scalar(
        "select state from company_candidates
         where one_id = least($1::uuid, $2) and other_id = greatest($1::uuid, $2)",
    )
    .bind(lind)
    .bind(other)
    .fetch_one(scope.db())
    .await
    .unwrap();
    assert_eq!(apart, "rejected");
    assert_eq!(
        names(&mut scope, "lind", CompanySort::Name).await,
        ["Lind", "Lind"]
    );
}

#[tokio::test]
async fn what_people_say_of_a_company_keeps_it_without_people() {
    let app = TestApp::start().await;
    let ada = three_firms(&app).await;
    let mut scope = app.scope(&ada).await;
    let lind = at_domain(&mut scope, "lind.example").await.unwrap();
    let zeta = at_domain(&mut scope, "zeta.example").await.unwrap();
    let person = people(&mut scope, zeta, 1).await.unwrap()[0].id;
    contacts::delete_contact(&mut scope, person).await.unwrap();
    scope.commit().await.unwrap();
    let program = app.program(&ada).await;
    let (without, with) = (["Aster", "Lind"], ["Aster", "Lind", "Zeta"]);
    assert_eq!(listed(&program).await, without);
    let tier = json!({ "on": "company", "label": "Tier", "kind": "text" });
    call(&program, "POST", "/fields", Some(tier)).await;
    let place = format!("/companies/{zeta}");
    for (said, path, body, back) in [
        (
            "POST",
            format!("{place}/aliases"),
            json!({ "value": "Zeta Labs" }),
            ("DELETE", json!({ "value": "Zeta Labs" })),
        ),
        (
            "PATCH",
            format!("{place}/fields"),
            json!({ "tier": "Gold" }),
            ("PATCH", json!({ "tier": null })),
        ),
        (
            "PATCH",
            format!("/companies/{lind}"),
            json!({ "parent": "zeta.example" }),
            ("PATCH", json!({ "parent": "" })),
        ),
    ] {
        call(&program, said, &path, Some(body)).await;
        assert_eq!(listed(&program).await, with, "{path}");
        call(&program, back.0, &path, Some(back.1)).await;
        assert_eq!(listed(&program).await, without, "{path} taken back");
    }
    for (path, body, made) in [
        (
            format!("{place}/notes"),
            json!({ "text": "Pays late" }),
            "notes",
        ),
        (
            "/tasks".to_owned(),
            json!({ "title": "Visit", "company_ids": [zeta] }),
            "tasks",
        ),
    ] {
        let id = call(&program, "POST", &path, Some(body)).await["id"].clone();
        assert_eq!(listed(&program).await, with, "{path}");
        let path = format!("/{made}/{}", id.as_str().unwrap());
        call(&program, "DELETE", &path, None).await;
        assert_eq!(listed(&program).await, without, "{path} deleted");
    }
    for notes in ["Makes boats", ""] {
        let notes = json!({ "notes": notes });
        call(&program, "PATCH", &place, Some(notes)).await;
        assert_eq!(listed(&program).await, with, "edited by hand");
    }
}

#[tokio::test]
async fn a_note_about_a_company_outlives_the_import_that_brought_it() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mails = [
        Mail::new("1", 9, ME, "Bo Lind <bo@lind.example>"),
        Mail::new("2", 8, ME, "Zoe Zeta <zoe@zeta.example>"),
    ];
    let import = app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    let lind = at_domain(&mut scope, "lind.example").await.unwrap();
    drop(scope);
    let program = app.program(&ada).await;
    let note = json!({ "text": "Pays late" });
    call(
        &program,
        "POST",
        &format!("/companies/{lind}/notes"),
        Some(note),
    )
    .await;
    app.undo_import(&ada, import).await;
    app.run_jobs().await;
    assert_eq!(listed(&program).await, ["Lind"]);
    let mut scope = app.scope(&ada).await;
    assert_eq!(at_domain(&mut scope, "zeta.example").await, None);
}

#[tokio::test]
async fn the_form_asks_first_makes_it_and_takes_it_back() {
    let app = TestApp::start().await;
    let ada = three_firms(&app).await;
    let mut scope = app.scope(&ada).await;
    let lind = at_domain(&mut scope, "lind.example").await.unwrap();
    drop(scope);
    let browser = app.browser(&ada).await;
    let page = browser.page("/companies").await;
    assert!(page.contains("href=\"/companies/new\""), "{page}");
    let create = format!("{ACTIONS}/create_company");
    let typed = [("name", "Lind"), ("domain", ""), ("parent", "Aster")];
    browser.post_form(&create, &typed).await;
    let page = browser.page("/companies/new").await;
    assert!(
        page.contains("Create anyway") && page.contains(&lind.to_string()),
        "{page}"
    );
    assert!(
        page.contains("value=\"Aster\""),
        "what was typed stays: {page}"
    );
    let anyway = [&typed[..], &[("anyway", "true")]].concat();
    let answer = browser.post_form(&create, &anyway).await;
    let place = answer.headers()["location"].to_str().unwrap().to_owned();
    let page = browser.page(&place).await;
    assert!(
        page.contains("Company created.") && page.contains("actions/delete_company"),
        "{page}"
    );
    assert!(
        page.contains("Nobody is known here") && page.contains("/contacts/new?company=Lind"),
        "{page}"
    );
    let page = browser.page("/contacts/new?company=Lind").await;
    assert!(page.contains("value=\"Lind\""), "{page}");
    let id = place.rsplit('/').next().unwrap();
    assert!(browser.page("/companies").await.contains(id));
    let actions = "/do/app/trash/actions";
    let one = [("id", id)];
    browser
        .post_form(&format!("{actions}/delete_company"), &one)
        .await;
    browser.page("/companies").await;
    assert!(!browser.page("/companies").await.contains(id));
    browser
        .post_form(&format!("{actions}/restore_company"), &one)
        .await;
    assert!(browser.page("/companies").await.contains(id));
}

#[tokio::test]
async fn the_form_leads_to_the_trash_where_the_domain_is_of_one_that_was_deleted() {
    let app = TestApp::start().await;
    let ada = three_firms(&app).await;
    let mut scope = app.scope(&ada).await;
    let zeta = at_domain(&mut scope, "zeta.example").await.unwrap();
    delete_company(&mut scope, zeta).await.unwrap();
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let typed = [("name", "Zeta"), ("domain", "zeta.example")];
    browser
        .post_form(&format!("{ACTIONS}/create_company"), &typed)
        .await;
    let page = browser.page("/companies/new").await;
    assert!(
        page.contains("A company with this domain was deleted"),
        "{page}"
    );
    assert!(page.contains("value=\"zeta.example\""), "{page}");
}

#[tokio::test]
async fn programs_make_companies_and_are_told_which_is_there() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let program = app.program(&ada).await;
    let nord = json!({ "name": "Nord Holding", "domain": "nord.example" });
    let (status, made) = program.api("POST", "/companies", Some(nord.clone())).await;
    assert_eq!((status, &made["data"]["people"]), (201, &json!(0)));
    let id = made["data"]["id"].clone();
    for same in [nord.clone(), json!({ "name": "nord holding AG" })] {
        let (status, answer) = program.api("POST", "/companies", Some(same)).await;
        let error = &answer["error"];
        assert_eq!(
            (
                status,
                &error["code"],
                &error["details"]["candidates"][0]["id"]
            ),
            (409, &json!("looks_the_same"), &id)
        );
    }
    let path = "/companies?anyway=true";
    let (status, answer) = program.api("POST", path, Some(nord)).await;
    assert_eq!(
        (status, &answer["error"]["code"]),
        (422, &json!("invalid")),
        "{answer}"
    );
    let ships = json!({ "name": "Nord Holding", "parent": "nord.example" });
    let (status, answer) = program.api("POST", path, Some(ships)).await;
    assert_eq!((status, &answer["data"]["parent_id"]), (201, &id));
    assert_eq!(listed(&program).await, ["Nord Holding", "Nord Holding"]);
}

#[tokio::test]
async fn indexes_give_the_orders_of_companies_without_people_as_well() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    sqlx::query(
        "insert into companies (id, workspace_id, name, contact_count, by_hand_at, created_at, updated_at)
         select
           gen_random_uuid(), acting_workspace(), 'Firm ' || n, n % 2,
           case when n % 3 = 0 then now() end, now(), now()
         from generate_series(1, 6000) as n",
    )
    .execute(scope.db())
    .await
    .unwrap();
    sqlx::query("analyze companies")
        .execute(scope.db())
        .await
        .unwrap();
    let all = count(&mut scope, &CompanyQuery::default()).await.unwrap();
    assert_eq!(
        all, 4000,
        "half have people, and a third of the others were edited"
    );
    for (sort, index) in [
        (CompanySort::Strongest, "companies_score"),
        (CompanySort::Average, "companies_average"),
        (CompanySort::People, "companies_people"),
        (CompanySort::Messages, "companies_messages"),
        (CompanySort::LastContact, "companies_last"),
        (CompanySort::Name, "companies_name"),
    ] {
        let plan = crate::companies::list::plan(&mut scope, &query("", sort)).await;
        assert!(plan.contains(index), "{sort:?}: {plan}");
    }
}
