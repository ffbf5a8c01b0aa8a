//! What changed of a company, and the way back.

use serde_json::{Value, json};

use super::*;
use crate::{
    companies::{
        CompanyInput, add_alias, aliases, changes, edit_company, remove_alias, revert_change,
    },
    fields::{self, FieldInput, types::FieldKind},
};

const REVERT: &str = "/do/app/companies/actions/revert_company_change";

async fn acme() -> (TestApp, Viewer, Uuid) {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let id = find_or_create(&mut scope, "Acme").await.unwrap();
    scope.commit().await.unwrap();
    (app, ada, id)
}

/// The newest first: the field, what stood there, what stands there.
async fn told(scope: &mut Scope, company: Uuid) -> Vec<(String, Value, Value)> {
    let all = changes(scope, company, None, 50).await.unwrap();
    all.into_iter()
        .map(|change| {
            (
                change.field,
                change.old.unwrap_or_default(),
                change.new.unwrap_or_default(),
            )
        })
        .collect()
}

async fn revert_newest(scope: &mut Scope, company: Uuid) -> Option<i64> {
    let newest = changes(scope, company, None, 1).await.unwrap()[0].id;
    revert_change(scope, company, newest).await.unwrap()
}

#[tokio::test]
async fn every_field_is_noted_with_who_and_taken_back() {
    let (app, ada, acme) = acme().await;
    let mut scope = app.scope(&ada).await;
    assert!(told(&mut scope, acme).await.is_empty(), "while it is made");
    let above = find_or_create(&mut scope, "Globex").await.unwrap();
    let tier = FieldInput {
        subject: Subject::Company,
        label: "Tier".to_owned(),
        kind: FieldKind::Text,
        key: None,
        choices: Vec::new(),
    };
    let tier = fields::define_field(&mut scope, tier).await.unwrap();
    let tier = fields::field(&mut scope, tier).await.unwrap();
    let input = CompanyInput {
        name: Some("Acme Ltd".to_owned()),
        notes: Some("Pays late".to_owned()),
        parent: Some("Globex".to_owned()),
    };
    edit_company(&mut scope, acme, input).await.unwrap();
    fields::set_value(&mut scope, &tier, acme, json!("Gold"))
        .await
        .unwrap();
    add_alias(&mut scope, acme, "Acme Widgets").await.unwrap();
    let own = format!("field:{}", tier.id);
    let globex = json!({ "id": above, "name": "Globex" });
    let all = told(&mut scope, acme).await;
    let mut expected = vec![
        ("aliases".to_owned(), Value::Null, json!("Acme Widgets")),
        (own.clone(), Value::Null, json!("Gold")),
        ("parent".to_owned(), Value::Null, globex),
        ("notes".to_owned(), Value::Null, json!("Pays late")),
        ("name".to_owned(), json!("Acme"), json!("Acme Ltd")),
    ];
    for change in &all {
        assert!(expected.contains(change), "{change:?}");
        expected.retain(|one| one != change);
    }
    assert!(expected.is_empty(), "{expected:?}");
    let first = changes(&mut scope, acme, None, 50).await.unwrap();
    assert!(first.iter().all(|change| change.origin == "edit"));
    assert!(first.iter().all(|change| change.actor.is_some()));
    for change in first {
        let made = revert_change(&mut scope, acme, change.id).await.unwrap();
        assert!(made.is_some(), "{change:?}");
        let again = revert_change(&mut scope, acme, change.id).await.unwrap();
        assert_eq!(again, None, "{change:?} stands there already");
    }
    let company = find(&mut scope, acme).await.unwrap();
    assert_eq!((&*company.name, &*company.notes), ("Acme", ""));
    assert_eq!(company.parent_id, None);
    assert!(aliases(&mut scope, acme).await.unwrap().is_empty());
    let held = fields::held(&mut scope, Subject::Company, acme)
        .await
        .unwrap();
    assert!(held[0].value.is_null());
    assert_eq!(told(&mut scope, acme).await.len(), 10);
    let other = revert_change(&mut scope, above, 1).await;
    assert_eq!(other, Err(Error::NotFound), "no change of that one");
}

#[tokio::test]
async fn a_name_that_was_removed_comes_back_and_versions_rise() {
    let (app, ada, acme) = acme().await;
    let mut scope = app.scope(&ada).await;
    let before = find(&mut scope, acme).await.unwrap().version;
    add_alias(&mut scope, acme, "acme.example").await.unwrap();
    remove_alias(&mut scope, acme, "acme.example")
        .await
        .unwrap();
    assert!(find(&mut scope, acme).await.unwrap().version >= before + 2);
    assert!(revert_newest(&mut scope, acme).await.is_some());
    let there = aliases(&mut scope, acme).await.unwrap();
    assert_eq!(there[0].value, "acme.example");
}

#[tokio::test]
async fn the_page_and_programs_show_it_and_the_way_back() {
    let (app, ada, acme) = acme().await;
    let browser = app.browser(&ada).await;
    let place = format!("/companies/{acme}");
    let history = format!("{place}/history");
    let page = browser.page(&history).await;
    assert!(page.contains("Nothing has changed yet"), "{page}");
    assert!(browser.page(&place).await.contains(&history));
    let mut scope = app.scope(&ada).await;
    let input = CompanyInput {
        notes: Some("Pays late".to_owned()),
        ..CompanyInput::default()
    };
    edit_company(&mut scope, acme, input).await.unwrap();
    scope.commit().await.unwrap();
    let page = browser.page(&history).await;
    for words in ["“Pays late”", "Written by hand", "Take back"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let program = app.program(&ada).await;
    let (_, answer) = program.api("GET", &history, None).await;
    assert_eq!(answer["data"][0]["field"], "notes", "{answer}");
    let (id, change) = (acme.to_string(), answer["data"][0]["id"].to_string());
    let form = [("company", id.as_str()), ("change", change.as_str())];
    let answer = browser.post_form(REVERT, &form).await;
    assert_eq!(answer.headers()["location"], history.as_str());
    let page = browser.page(&history).await;
    assert!(page.contains("It is as it was.") && page.contains("Bring back"));
    let path = format!("{history}/{change}/revert");
    let (status, answer) = program.api("POST", &path, None).await;
    assert_eq!(
        (status, &answer["data"]["change"]),
        (200, &Value::Null),
        "{answer}"
    );
}

#[tokio::test]
async fn a_program_adds_nothing_to_what_it_has_not_seen() {
    let (app, ada, acme) = acme().await;
    let program = app.program(&ada).await;
    let mut scope = app.scope(&ada).await;
    let tier = FieldInput {
        subject: Subject::Company,
        label: "Tier".to_owned(),
        kind: FieldKind::Text,
        key: None,
        choices: Vec::new(),
    };
    fields::define_field(&mut scope, tier).await.unwrap();
    scope.commit().await.unwrap();
    let place = format!("/companies/{acme}");
    let version = async || {
        let (_, read) = program.api("GET", &place, None).await;
        format!("\"{}\"", read["data"]["version"])
    };
    for (method, part, body) in [
        ("POST", "aliases", json!({ "value": "Acme Ltd" })),
        ("PATCH", "fields", json!({ "tier": "Gold" })),
        ("DELETE", "aliases", json!({ "value": "Acme Ltd" })),
    ] {
        let seen = version().await;
        for status in [200, 412] {
            let request = program.request(method, &format!("/api/v1{place}/{part}"));
            let request = request.header("if-match", &seen).json(&body);
            let answer = request.send().await.unwrap();
            assert_eq!(answer.status(), status, "{method} {part}");
            if status == 412 {
                let body: Value = answer.json().await.unwrap();
                assert_eq!(body["error"]["details"]["current"]["name"], "Acme");
            }
        }
    }
}
