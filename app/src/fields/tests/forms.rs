//! Forms, without a script.

use serde_json::json;

use super::{defined, input, offering, person, value};
use crate::{
    companies,
    fields::{
        FieldInput, all_fields,
        types::{FieldKind, Subject},
    },
    testing::TestApp,
    workspaces::Role,
};

const DEFINE: &str = "/do/app/fields/actions/define_field";
const CHANGE: &str = "/do/app/fields/actions/change_field";
const SET: &str = "/do/app/fields/actions/set_value";

#[tokio::test]
async fn an_admin_defines_and_changes_a_field() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    assert!(browser.page("/settings").await.contains("/settings/fields"));
    let new = [
        ("subject", "contact"),
        ("label", "Tier"),
        ("kind", "choice"),
        ("choices", "Gold\r\nTin\r\n"),
    ];
    let answer = browser.post_form(DEFINE, &new).await;
    assert_eq!(answer.headers()["location"], "/settings/fields");
    let html = browser.page("/settings/fields").await;
    assert!(
        html.contains("Field added.") && html.contains("value=\"Gold\""),
        "{html}"
    );
    let mut scope = app.scope(&ada).await;
    let tier = all_fields(&mut scope).await.unwrap().pop().unwrap();
    drop(scope);
    let id = tier.id.to_string();
    let change = [
        ("id", id.as_str()),
        ("label", "Level"),
        ("kind", "multi_choice"),
        ("keys[]", "Gold"),
        ("labels[]", "Golden"),
        ("keys[]", "Tin"),
        ("labels[]", ""),
        ("more", "Silver"),
    ];
    browser.post_form(CHANGE, &change).await;
    let mut scope = app.scope(&ada).await;
    let tier = all_fields(&mut scope).await.unwrap().pop().unwrap();
    let offered: Vec<_> = tier.offered().map(|choice| choice.label.as_str()).collect();
    assert_eq!(
        (tier.label.as_str(), offered),
        ("Level", vec!["Golden", "Silver"])
    );
    let html = browser.page("/settings/fields").await;
    assert!(
        html.contains("Field saved.") && html.contains(CHANGE),
        "{html}"
    );
}

const WITHOUT: &str = "A field that holds this has no choices.";

#[tokio::test]
async fn choices_typed_for_a_kind_without_any_are_not_dropped_without_a_word() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    let new = [
        ("subject", "contact"),
        ("label", "Tier"),
        ("kind", "text"),
        ("choices", "Gold\r\nTin"),
    ];
    browser.post_form(DEFINE, &new).await;
    let html = browser.page("/settings/fields").await;
    assert!(html.contains(WITHOUT) && html.contains("Gold"), "{html}");
    let mut scope = app.scope(&ada).await;
    assert!(all_fields(&mut scope).await.unwrap().is_empty());
    let tier = defined(&mut scope, offering("Tier", FieldKind::Choice, &["Gold"])).await;
    scope.commit().await.unwrap();
    let id = tier.id.to_string();
    let change = |label: &'static str, more: &'static str| {
        [
            ("id", id.clone()),
            ("label", "Tier".to_owned()),
            ("kind", "text".to_owned()),
            ("keys[]", "Gold".to_owned()),
            ("labels[]", label.to_owned()),
            ("more", more.to_owned()),
        ]
    };
    for (label, more, typed) in [("Gold", "Silver", "Silver"), ("Golden", "", "Golden")] {
        let change = change(label, more);
        let change: Vec<_> = change
            .iter()
            .map(|(name, text)| (*name, text.as_str()))
            .collect();
        browser.post_form(CHANGE, &change).await;
        let html = browser.page("/settings/fields").await;
        assert!(html.contains(WITHOUT) && html.contains(typed), "{html}");
        let mut scope = app.scope(&ada).await;
        let stands = all_fields(&mut scope).await.unwrap().pop().unwrap();
        assert_eq!(stands.kind, FieldKind::Choice);
    }
    let as_it_was = change("Gold", "");
    let as_it_was: Vec<_> = as_it_was
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    browser.post_form(CHANGE, &as_it_was).await;
    let mut scope = app.scope(&ada).await;
    let stands = all_fields(&mut scope).await.unwrap().pop().unwrap();
    assert_eq!(stands.kind, FieldKind::Text);
}

#[tokio::test]
async fn members_fill_in_and_define_nothing() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let cy = app.colleague(&ada, "cy@kith.example", Role::Member).await;
    let browser = app.browser(&cy).await;
    let html = browser.page("/settings/fields").await;
    assert!(!html.contains(DEFINE), "{html}");
    let new = [("subject", "contact"), ("label", "Tier"), ("kind", "text")];
    browser.post_form(DEFINE, &new).await;
    let mut scope = app.scope(&ada).await;
    assert!(all_fields(&mut scope).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_value_is_set_on_the_page_and_taken_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = person(&mut scope, "Bo Lind").await;
    let tiers = offering("Tiers", FieldKind::MultiChoice, &["Gold", "Tin"]);
    let tiers = defined(&mut scope, tiers).await;
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let page = format!("/contacts/{bo}");
    assert!(browser.page(&page).await.contains("Custom fields"));
    let (field, id) = (tiers.id.to_string(), bo.to_string());
    let set = [
        ("field", field.as_str()),
        ("id", &id),
        ("values[]", "Tin"),
        ("values[]", "Gold"),
    ];
    let answer = browser.post_form(SET, &set).await;
    assert_eq!(answer.headers()["location"], page.as_str());
    let html = browser.page(&page).await;
    assert!(
        html.contains("Tiers saved.") && html.contains("Gold, Tin"),
        "{html}"
    );
    assert!(
        html.contains("/do/app/fields/actions/forget_value"),
        "{html}"
    );
    assert!(html.contains("Written by hand"), "{html}");
    browser
        .post_form("/do/app/fields/actions/forget_value", &set[..2])
        .await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(value(&mut scope, &tiers, bo).await, json!(null));
}

#[tokio::test]
async fn a_wrong_value_comes_back_with_what_was_typed() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let lind = companies::find_or_create(&mut scope, "Lind AG")
        .await
        .unwrap();
    let size = FieldInput {
        subject: Subject::Company,
        ..input("Size", FieldKind::Number)
    };
    let size = defined(&mut scope, size).await;
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let (field, id) = (size.id.to_string(), lind.to_string());
    let set = |value| {
        [
            ("field", field.as_str()),
            ("id", id.as_str()),
            ("values[]", value),
        ]
    };
    browser.post_form(SET, &set("rather many")).await;
    let html = browser.page(&format!("/companies/{lind}")).await;
    assert!(html.contains("value=\"rather many\""), "{html}");
    assert!(html.contains("This is not a number."), "{html}");
    browser.post_form(SET, &set("250")).await;
    let html = browser.page(&format!("/companies/{lind}")).await;
    assert!(html.contains("Size saved."), "{html}");
}
