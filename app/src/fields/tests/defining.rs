//! Definitions: their names, their order, their choices, and that no change of one loses a
//! value.

use serde_json::{Value, json};

use super::{defined, input, offering, person, say, value};
use crate::{
    error::{Error, FieldCode},
    fields::{
        ChoiceInput, FieldChange, FieldInput, archive_field, change_field, define_field, field,
        fields, move_field,
        types::{FieldKind, Subject},
    },
    testing::TestApp,
};

#[tokio::test]
async fn a_field_gets_a_name_for_programs_that_stays() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let size = defined(&mut scope, input("  T-shirt   size ", FieldKind::Text)).await;
    assert_eq!(
        (size.key.as_str(), size.label.as_str()),
        ("t_shirt_size", "T-shirt size")
    );
    let second = defined(&mut scope, input("T-Shirt size", FieldKind::Text)).await;
    assert_eq!(second.key, "t_shirt_size_2");
    let of_company = FieldInput {
        subject: Subject::Company,
        ..input("T-shirt size", FieldKind::Text)
    };
    assert_eq!(defined(&mut scope, of_company).await.key, "t_shirt_size");
    let change = FieldChange {
        label: Some("Shirt".to_owned()),
        ..FieldChange::default()
    };
    change_field(&mut scope, size.id, change).await.unwrap();
    let size = field(&mut scope, size.id).await.unwrap();
    assert_eq!(
        (size.key.as_str(), size.label.as_str()),
        ("t_shirt_size", "Shirt")
    );
}

#[tokio::test]
async fn what_cannot_be_a_field_is_refused() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let keyed = |key: &str| FieldInput {
        key: Some(key.to_owned()),
        ..input("Tier", FieldKind::Text)
    };
    for (given, place, code) in [
        (input(" ", FieldKind::Text), "label", FieldCode::Required),
        (
            input(&"a".repeat(101), FieldKind::Text),
            "label",
            FieldCode::TooLong,
        ),
        (
            input("Tier", FieldKind::Choice),
            "choices",
            FieldCode::Required,
        ),
        (
            offering("Tier", FieldKind::Choice, &["Gold", "gold"]),
            "choices",
            FieldCode::Taken,
        ),
        (
            offering("Tier", FieldKind::Text, &["Gold"]),
            "choices",
            FieldCode::WithoutChoices,
        ),
        (keyed("Not plain"), "key", FieldCode::Unreadable),
        (keyed("taken"), "key", FieldCode::Taken),
    ] {
        let mut scope = app.scope(&ada).await;
        define_field(&mut scope, keyed("taken")).await.unwrap();
        let refused = define_field(&mut scope, given).await.unwrap_err();
        assert_eq!(refused, Error::invalid(place, code));
    }
}

#[tokio::test]
async fn fields_stand_in_the_order_they_are_put_into() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    for label in ["One", "Two", "Three"] {
        defined(&mut scope, input(label, FieldKind::Text)).await;
    }
    let three = fields(&mut scope, Subject::Contact)
        .await
        .unwrap()
        .pop()
        .unwrap();
    move_field(&mut scope, three.id, 1).await.unwrap();
    let found = fields(&mut scope, Subject::Contact).await.unwrap();
    let labels: Vec<_> = found.iter().map(|field| field.label.as_str()).collect();
    assert_eq!(labels, ["Three", "One", "Two"]);
}

#[tokio::test]
async fn a_field_that_was_put_away_comes_back_with_its_values() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = person(&mut scope, "Bo Lind").await;
    let motto = defined(&mut scope, input("Motto", FieldKind::Text)).await;
    say(&mut scope, &motto, bo, &["Onward"]).await;
    archive_field(&mut scope, motto.id, true).await.unwrap();
    assert!(
        fields(&mut scope, Subject::Contact)
            .await
            .unwrap()
            .is_empty()
    );
    archive_field(&mut scope, motto.id, false).await.unwrap();
    assert_eq!(value(&mut scope, &motto, bo).await, json!("Onward"));
}

#[tokio::test]
async fn a_change_of_kind_keeps_what_was_said() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let (bo, cy) = (
        person(&mut scope, "Bo Lind").await,
        person(&mut scope, "Cy Fox").await,
    );
    let tier = defined(&mut scope, input("Tier", FieldKind::Text)).await;
    say(&mut scope, &tier, bo, &["7"]).await;
    say(&mut scope, &tier, cy, &["Gold"]).await;
    for (kind, of_bo, of_cy) in [
        (FieldKind::Number, json!(7.0), Value::Null),
        (FieldKind::Date, Value::Null, Value::Null),
        (FieldKind::Choice, json!("7"), json!("Gold")),
        (FieldKind::MultiChoice, json!(["7"]), json!(["Gold"])),
        (FieldKind::Text, json!("7"), json!("Gold")),
    ] {
        let change = FieldChange {
            kind: Some(kind),
            ..FieldChange::default()
        };
        change_field(&mut scope, tier.id, change).await.unwrap();
        let tier = field(&mut scope, tier.id).await.unwrap();
        let found = (
            value(&mut scope, &tier, bo).await,
            value(&mut scope, &tier, cy).await,
        );
        assert_eq!(found, (of_bo, of_cy), "{kind:?}");
    }
}

#[tokio::test]
async fn choices_are_renamed_put_in_order_and_no_longer_offered() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = person(&mut scope, "Bo Lind").await;
    let tier = defined(
        &mut scope,
        offering("Tier", FieldKind::Choice, &["Gold", "Tin"]),
    )
    .await;
    say(&mut scope, &tier, bo, &["tin"]).await;
    let keyed = |key: &str, label: &str| ChoiceInput {
        key: Some(key.to_owned()),
        label: label.to_owned(),
    };
    let choices = vec![ChoiceInput::new("Silver"), keyed("Gold", "Gold tier")];
    let change = FieldChange {
        choices: Some(choices),
        ..FieldChange::default()
    };
    change_field(&mut scope, tier.id, change).await.unwrap();
    let tier = field(&mut scope, tier.id).await.unwrap();
    let offered: Vec<_> = tier.offered().map(|choice| choice.label.as_str()).collect();
    assert_eq!(offered, ["Silver", "Gold tier"]);
    assert_eq!(value(&mut scope, &tier, bo).await, json!("Tin"));
    let again = FieldChange {
        choices: Some(vec![ChoiceInput::new("Tin")]),
        ..FieldChange::default()
    };
    change_field(&mut scope, tier.id, again).await.unwrap();
    let tier = field(&mut scope, tier.id).await.unwrap();
    let offered: Vec<_> = tier.offered().map(|choice| choice.key.as_str()).collect();
    assert_eq!(offered, ["Tin"]);
}
