//! Columns that are fields of the workspace's own.

use super::*;
use crate::{
    fields::{self, Field, held, types::Subject},
    imports::{undo, upload::Intake},
    routes::paths,
    workspaces::Role,
};

const TABLE: &str = "Name,Mail,Tier,Signed,Seats,Interests,Boss\n\
    Bo Lind,bo@lind.example,Gold,13/04/2026,\"1,200\",tea;boats,\n\
    Cy Orr,cy@orr.example,Tin,someday,12,tea,bo@lind.example\n";

const CHOSEN: [&str; 7] = [
    "name",
    "email",
    "new:choice",
    "new:date",
    "new:number",
    "new:multi_choice",
    "new:contact",
];

async fn bring(app: &TestApp, viewer: &Viewer, table: &str) -> Uuid {
    let file = app.folder().join("people.csv");
    std::fs::write(&file, table).unwrap();
    let intake = Intake {
        ask: true,
        ..Intake::default()
    };
    let id = import_local(viewer, &file, &intake).await.unwrap();
    app.run_jobs().await;
    id
}

async fn choose(app: &TestApp, viewer: &Viewer, id: Uuid, words: &[&str]) -> u16 {
    let mut form = vec![("id".to_owned(), id.to_string())];
    for word in words {
        form.push(("fields[]".to_owned(), (*word).to_owned()));
        form.push(("labels[]".to_owned(), String::new()));
    }
    let form: Vec<_> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let browser = app.browser(viewer).await;
    let request = browser.request("POST", "/do/app/imports/actions/choose_columns");
    let answer = request.form(&form).send().await.unwrap();
    app.run_jobs().await;
    answer.status().as_u16()
}

/// What somebody holds, by the key of the field, in words.
async fn holds(app: &TestApp, viewer: &Viewer, name: &str) -> Vec<(String, Option<String>)> {
    let mut scope = app.scope(viewer).await;
    let id: Uuid = sqlx::query_scalar("select id from contacts where name = $1")
        .bind(name)
        .fetch_one(scope.db())
        .await
        .unwrap();
    let held = held(&mut scope, Subject::Contact, id).await.unwrap();
    held.into_iter()
        .map(|held| (held.field.key.clone(), held.words()))
        .collect()
}

async fn own(app: &TestApp, viewer: &Viewer) -> Vec<Field> {
    let mut scope = app.scope(viewer).await;
    fields::fields(&mut scope, Subject::Contact).await.unwrap()
}

fn held_as(pairs: &[(&str, Option<&str>)]) -> Vec<(String, Option<String>)> {
    let owned = pairs
        .iter()
        .map(|(key, words)| ((*key).to_owned(), words.map(str::to_owned)));
    owned.collect()
}

#[tokio::test]
async fn batches_that_offer_the_same_choice_do_not_wait_for_each_other() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let rows = (0..2_100).map(|n| {
        let tier = if n % 1_000 < 900 { "Gold" } else { "Tin" };
        format!("Person {n},p{n}@kith.example,{tier}\n")
    });
    let table = format!("Name,Mail,Tier\n{}", rows.collect::<String>());
    let id = bring(&app, &ada, &table).await;
    choose(&app, &ada, id, &["name", "email", "new:choice"]).await;
    for (name, tier) in [("Person 3", "Gold"), ("Person 1950", "Tin")] {
        let held = holds(&app, &ada, name).await;
        assert_eq!(held.len(), 1, "{name}");
        assert_eq!(held[0].1.as_deref(), Some(tier), "{name}");
    }
}

#[tokio::test]
async fn columns_become_fields_and_the_next_table_fills_them() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let id = bring(&app, &ada, TABLE).await;
    let page = app.browser(&ada).await.page(&paths::import(id)).await;
    assert!(page.contains("New custom field: number"), "{page}");
    choose(&app, &ada, id, &CHOSEN).await;
    let done = report(&app, &ada, id).await;
    assert_eq!(
        (done.state.as_str(), done.stored),
        ("done", 2),
        "{:?}",
        done.error
    );
    let bo = [
        ("tier", Some("Gold")),
        ("signed", Some("2026-04-13")),
        ("seats", Some("1200")),
        ("interests", Some("boats, tea")),
        ("boss", None),
    ];
    assert_eq!(holds(&app, &ada, "Bo Lind").await, held_as(&bo));
    let cy = holds(&app, &ada, "Cy Orr").await;
    assert_eq!(cy[1], ("signed".to_owned(), None), "kept as it came");
    let offered: Vec<_> = own(&app, &ada).await[0]
        .offered()
        .map(|choice| choice.label.clone())
        .collect();
    assert_eq!(offered, ["Gold", "Tin"]);
    let kept = rows(
        &app,
        &ada,
        "select fields -> 'custom' as custom from source_records order by external_id",
    )
    .await;
    assert!(
        kept.iter()
            .any(|row| row["custom"]["signed"] == json!(["someday"])),
        "{kept:?}"
    );
    let next = "Name,Mail,SEATS,Boss\nCy Orr,cy@orr.example,15,Bo Lind\n";
    let next = bring(&app, &ada, next).await;
    let page = app.browser(&ada).await.page(&paths::import(next)).await;
    assert!(page.contains("value=\"own:seats\" selected"), "{page}");
    choose(
        &app,
        &ada,
        next,
        &["name", "email", "own:seats", "own:boss"],
    )
    .await;
    let cy = holds(&app, &ada, "Cy Orr").await;
    assert_eq!(
        (cy[2].1.as_deref(), cy[4].1.as_deref()),
        (Some("15"), Some("Bo Lind"))
    );
}

#[tokio::test]
async fn what_a_person_wrote_stays_and_an_undo_takes_the_rest_away() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let id = bring(&app, &ada, TABLE).await;
    choose(&app, &ada, id, &CHOSEN).await;
    let seats = own(&app, &ada)
        .await
        .into_iter()
        .find(|field| field.key == "seats")
        .unwrap();
    let mut scope = app.scope(&ada).await;
    let bo: Uuid = sqlx::query_scalar("select id from contacts where name = 'Bo Lind'")
        .fetch_one(scope.db())
        .await
        .unwrap();
    fields::set_value(&mut scope, &seats, bo, json!(7))
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let again = bring(&app, &ada, &TABLE.replace("1,200", "1,300")).await;
    if report(&app, &ada, again).await.state == "asking" {
        choose(
            &app,
            &ada,
            again,
            &[
                "name",
                "email",
                "own:tier",
                "own:signed",
                "own:seats",
                "own:interests",
                "own:boss",
            ],
        )
        .await;
    }
    assert_eq!(
        holds(&app, &ada, "Bo Lind").await[2].1.as_deref(),
        Some("7")
    );
    for import in [again, id] {
        let mut scope = app.scope(&ada).await;
        undo(&mut scope, import).await.unwrap();
        scope.commit().await.unwrap();
        app.run_jobs().await;
    }
    let bo = [
        ("tier", None),
        ("signed", None),
        ("seats", Some("7")),
        ("interests", None),
        ("boss", None),
    ];
    let left = rows(&app, &ada, "select name from contacts").await;
    let name = left[0]["name"].as_str().unwrap();
    assert_eq!(
        (left.len(), holds(&app, &ada, name).await),
        (1, held_as(&bo))
    );
}

#[tokio::test]
async fn members_choose_fields_and_make_none() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let member = app.colleague(&ada, "cy@kith.example", Role::Member).await;
    let id = bring(&app, &member, TABLE).await;
    let page = app.browser(&member).await.page(&paths::import(id)).await;
    assert!(!page.contains("New custom field"), "{page}");
    assert_eq!(choose(&app, &member, id, &CHOSEN).await, 403);
    assert!(own(&app, &ada).await.is_empty());
}

/// What a company holds, by the key of the field, in words.
async fn company_holds(app: &TestApp, viewer: &Viewer) -> Vec<(String, Option<String>)> {
    let mut scope = app.scope(viewer).await;
    let id = company(&mut scope).await;
    let held = held(&mut scope, Subject::Company, id).await.unwrap();
    held.into_iter()
        .map(|held| (held.field.key.clone(), held.words()))
        .collect()
}

async fn company(scope: &mut Scope) -> Uuid {
    sqlx::query_scalar("select id from companies where name = 'Acme'")
        .fetch_one(scope.db())
        .await
        .unwrap()
}

#[tokio::test]
async fn columns_become_fields_of_companies() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let table = |industry: &str, heads: &str| {
        format!(
            "Name,Mail,Company,Industry,Heads\nBo Lind,bo@lind.example,Acme,{industry},{heads}\nCy Orr,cy.orr@gmail.com,,Fishing,3\n"
        )
    };
    let first = bring(&app, &ada, &table("Steel", "12")).await;
    let page = app.browser(&ada).await.page(&paths::import(first)).await;
    assert!(
        page.contains("New custom field of the company: number"),
        "{page}"
    );
    let chosen = [
        "name",
        "email",
        "company",
        "new:company.choice",
        "new:company.number",
    ];
    choose(&app, &ada, first, &chosen).await;
    let done = report(&app, &ada, first).await;
    assert_eq!(
        (done.state.as_str(), done.stored),
        ("done", 2),
        "{:?}",
        done.error
    );
    let of = |industry, heads| held_as(&[("industry", industry), ("heads", heads)]);
    assert_eq!(
        company_holds(&app, &ada).await,
        of(Some("Steel"), Some("12"))
    );
    assert!(own(&app, &ada).await.is_empty(), "none of contacts");
    let found = rows(
        &app,
        &ada,
        "select text, number from custom_values order by number nulls first",
    )
    .await;
    assert_eq!(found.len(), 2, "{found:?}");
    let mut scope = app.scope(&ada).await;
    let id = company(&mut scope).await;
    let fields = fields::fields(&mut scope, Subject::Company).await.unwrap();
    fields::set_value(&mut scope, &fields[1], id, json!(99))
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let second = bring(&app, &ada, &table("Tin", "13")).await;
    assert_eq!(
        report(&app, &ada, second).await.state,
        "done",
        "known columns"
    );
    assert_eq!(
        company_holds(&app, &ada).await,
        of(Some("Tin"), Some("99")),
        "what a person says holds"
    );
    app.undo_import(&ada, second).await;
    assert_eq!(
        company_holds(&app, &ada).await,
        of(Some("Steel"), Some("99"))
    );
    app.undo_import(&ada, first).await;
    let left = rows(&app, &ada, "select 1 from company_statements").await;
    assert_eq!(left, [] as [Value; 0]);
}
