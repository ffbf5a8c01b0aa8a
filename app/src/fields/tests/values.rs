//! Values: each kind on contacts and companies, said by hand and taken back.

use serde_json::{Value, json};
use sqlx::Row;
use uuid::Uuid;

use super::{defined, input, of_kind, person, say, value};
use crate::{
    companies, contacts,
    context::Scope,
    fields::{
        FieldInput, forget_value, held, set_value,
        types::{FieldKind, Subject},
    },
    testing::TestApp,
};

async fn rows(scope: &mut Scope, subject: Uuid) -> i64 {
    let sql = "select count(*) as rows from custom_values where subject_id = $1";
    let row = sqlx::query(sql)
        .bind(subject)
        .fetch_one(scope.db())
        .await
        .unwrap();
    row.get("rows")
}

#[tokio::test]
async fn every_kind_is_held_and_reads_in_words() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let (bo, cy) = (
        person(&mut scope, "Bo Lind").await,
        person(&mut scope, "Cy Fox").await,
    );
    let choices = ["Gold", "Tin"];
    for (kind, texts, words) in [
        (FieldKind::Text, &["Onward"][..], "Onward"),
        (FieldKind::Number, &["1,234.5"], "1234.5"),
        (FieldKind::Date, &["2026-05-31"], "2026-05-31"),
        (FieldKind::Choice, &["gold"], "Gold"),
        (FieldKind::MultiChoice, &["Tin", "Gold"], "Gold, Tin"),
        (FieldKind::Link, &["kith.example"], "https://kith.example"),
        (FieldKind::Contact, &["cy fox"], "Cy Fox"),
        (FieldKind::YesNo, &["yes"], "Yes"),
    ] {
        let field = of_kind(kind, &choices);
        let field = defined(&mut scope, field).await;
        say(&mut scope, &field, bo, texts).await;
        let held = held(&mut scope, Subject::Contact, bo).await.unwrap();
        let held = held
            .into_iter()
            .find(|held| held.field.id == field.id)
            .unwrap();
        assert_eq!(held.words().as_deref(), Some(words), "{kind:?}");
        if kind == FieldKind::Contact {
            assert_eq!(held.contact, Some((cy, "Cy Fox".to_owned())));
        }
    }
    assert_eq!(rows(&mut scope, bo).await, 9, "two of them for two choices");
}

#[tokio::test]
async fn what_is_cleared_and_forgotten_is_gone() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = person(&mut scope, "Bo Lind").await;
    let motto = defined(&mut scope, input("Motto", FieldKind::Text)).await;
    let said = set_value(&mut scope, &motto, bo, json!("Onward"))
        .await
        .unwrap();
    assert!(!said, "nobody had said anything");
    assert!(
        set_value(&mut scope, &motto, bo, Value::Null)
            .await
            .unwrap()
    );
    assert_eq!(value(&mut scope, &motto, bo).await, Value::Null);
    say(&mut scope, &motto, bo, &["Onward"]).await;
    forget_value(&mut scope, &motto, bo).await.unwrap();
    assert_eq!(value(&mut scope, &motto, bo).await, Value::Null);
    assert_eq!(rows(&mut scope, bo).await, 0);
}

#[tokio::test]
async fn the_source_of_a_value_is_told() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = person(&mut scope, "Bo Lind").await;
    let motto = defined(&mut scope, input("Motto", FieldKind::Text)).await;
    say(&mut scope, &motto, bo, &["Onward"]).await;
    let facts = contacts::facts(&mut scope, bo).await.unwrap();
    let fact = facts.iter().find(|fact| fact.field == motto.record_key());
    assert_eq!(fact.unwrap().source.source, "edit");
}

#[tokio::test]
async fn a_company_holds_values_that_go_with_it() {
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
    say(&mut scope, &size, lind, &["250"]).await;
    assert_eq!(value(&mut scope, &size, lind).await, json!(250));
    assert_eq!(rows(&mut scope, lind).await, 1);
    sqlx::query("delete from companies where id = $1")
        .bind(lind)
        .execute(scope.db())
        .await
        .unwrap();
    assert_eq!(rows(&mut scope, lind).await, 0);
}
