//! Fields of every kind in many contacts: set, cleared, choices added and removed, and all
//! of it taken back.

use serde_json::{Value, json};

use super::*;
use crate::{
    fields::{
        ChoiceInput, Field, FieldInput, define_field, field, held,
        types::{FieldKind, Subject},
    },
    suggestions::{Wish, set_wish},
};

async fn own(scope: &mut Scope, label: &str, kind: FieldKind) -> Field {
    let choices = match kind.has_choices() {
        true => ["Red", "Green", "Blue"].map(ChoiceInput::new).to_vec(),
        false => Vec::new(),
    };
    let input = FieldInput {
        subject: Subject::Contact,
        label: label.to_owned(),
        kind,
        key: None,
        choices,
    };
    let id = define_field(scope, input).await.unwrap();
    field(scope, id).await.unwrap()
}

async fn values(scope: &mut Scope, field: &Field, contacts: &[Uuid]) -> Vec<Value> {
    let mut found = Vec::new();
    for id in contacts {
        let all = held(scope, Subject::Contact, *id).await.unwrap();
        let one = all.into_iter().find(|held| held.field.id == field.id);
        found.push(one.unwrap().value);
    }
    found
}

fn several(action: &str, values: &[&str]) -> Asked {
    Asked {
        field: "fields.colours".to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        ..asked(action)
    }
}

#[tokio::test]
async fn every_kind_of_own_field_is_set_cleared_and_taken_back() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let people = people(&mut scope, 3).await;
    for (label, kind, written, value, words) in [
        (
            "Nick",
            FieldKind::Text,
            "Bo",
            json!("Bo"),
            "Set Nick to “Bo”",
        ),
        (
            "Size",
            FieldKind::Number,
            "12.5",
            json!(12.5),
            "Set Size to “12.5”",
        ),
        (
            "Since",
            FieldKind::Date,
            "2026-02-01",
            json!("2026-02-01"),
            "Set Since to “2026-02-01”",
        ),
        (
            "Tier",
            FieldKind::Choice,
            "green",
            json!("Green"),
            "Set Tier to “Green”",
        ),
        (
            "Blog",
            FieldKind::Link,
            "bo.example",
            json!("https://bo.example"),
            "Set Blog to “https://bo.example”",
        ),
        (
            "Coach",
            FieldKind::Contact,
            "Person 000",
            json!(people[0]),
            "Set Coach to “Person 000”",
        ),
        (
            "Vegan",
            FieldKind::YesNo,
            "yes",
            json!(true),
            "Set Vegan to “Yes”",
        ),
    ] {
        let own = own(&mut scope, label, kind).await;
        let name = format!("fields.{}", own.key);
        let action = set(&name, written).read(&mut scope).await.unwrap();
        assert_eq!(action.words(), words);
        let first = act(&mut scope, &set(&name, written), &people[..2])
            .await
            .unwrap();
        assert_eq!(counts(&first), (2, 0, 0), "{label}");
        let second = act(&mut scope, &set(label, written), &people)
            .await
            .unwrap();
        assert_eq!(counts(&second), (1, 2, 0), "{label}: by its label too");
        assert_eq!(
            values(&mut scope, &own, &people).await,
            vec![value.clone(); 3]
        );
        let cleared = act(&mut scope, &set(&name, ""), &people).await.unwrap();
        assert_eq!(counts(&cleared), (3, 0, 0), "{label}");
        assert_eq!(
            values(&mut scope, &own, &people).await,
            vec![Value::Null; 3]
        );
        undo(&mut scope, cleared.id).await.unwrap();
        undo(&mut scope, second.id).await.unwrap();
        let left = values(&mut scope, &own, &people).await;
        assert_eq!(left, [value.clone(), value, Value::Null], "{label}");
    }
}

#[tokio::test]
async fn choices_come_to_those_a_contact_has_and_go_from_them() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let people = people(&mut scope, 3).await;
    let own = own(&mut scope, "Colours", FieldKind::MultiChoice).await;
    let blue = several("set", &["Blue"]);
    let set = act(&mut scope, &blue, &people[..1]).await.unwrap();
    assert_eq!(counts(&set), (1, 0, 0));
    let both = several("set", &["green", "red"]);
    act(&mut scope, &both, &people[1..2]).await.unwrap();
    let red = several("add_choice", &["Red"]);
    let added = act(&mut scope, &red, &people).await.unwrap();
    assert_eq!(counts(&added), (2, 1, 0));
    let stands = values(&mut scope, &own, &people).await;
    assert_eq!(
        stands,
        [
            json!(["Red", "Blue"]),
            json!(["Red", "Green"]),
            json!(["Red"])
        ]
    );
    let red = several("remove_choice", &["red"]);
    let removed = act(&mut scope, &red, &people).await.unwrap();
    assert_eq!(counts(&removed), (3, 0, 0));
    let stands = values(&mut scope, &own, &people).await;
    assert_eq!(stands, [json!(["Blue"]), json!(["Green"]), Value::Null]);
    act(&mut scope, &several("add_choice", &["Green"]), &people[..1])
        .await
        .unwrap();
    let undone = undo(&mut scope, removed.id).await.unwrap();
    assert_eq!(
        (undone.undone, undone.kept),
        (2, 1),
        "one was changed since"
    );
    let stands = values(&mut scope, &own, &people).await;
    assert_eq!(
        stands,
        [
            json!(["Green", "Blue"]),
            json!(["Red", "Green"]),
            json!(["Red"])
        ]
    );
}

#[tokio::test]
async fn built_in_fields_and_the_wish_are_set_and_taken_back() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let people = people(&mut scope, 2).await;
    for (field, written, stands) in [
        (ContactField::Priority, "high", "high"),
        (ContactField::TimeZone, "Berlin", "Europe/Berlin"),
        (ContactField::MetOn, "2026-01-05", "2026-01-05"),
        (ContactField::HowMet, "At the fair", "At the fair"),
        (ContactField::Pronouns, "they", "they"),
    ] {
        let asked = set(field.as_str(), written);
        let done = act(&mut scope, &asked, &people).await.unwrap();
        assert_eq!(counts(&done), (2, 0, 0), "{field:?}");
        let again = act(&mut scope, &asked, &people).await.unwrap();
        assert_eq!(counts(&again), (0, 2, 0), "{field:?}");
        assert_eq!(texts(&mut scope, &people, field).await, [stands; 2]);
        let undone = undo(&mut scope, done.id).await.unwrap();
        assert_eq!((undone.undone, undone.kept), (2, 0), "{field:?}");
        assert_eq!(texts(&mut scope, &people, field).await, [""; 2]);
    }
    set_wish(&mut scope, people[0], Wish::EveryDays(7))
        .await
        .unwrap();
    let wished = act(&mut scope, &set("keep_in_touch", "30"), &people)
        .await
        .unwrap();
    assert_eq!(counts(&wished), (2, 0, 0));
    undo(&mut scope, wished.id).await.unwrap();
    let back = set_wish(&mut scope, people[0], Wish::Rhythm).await.unwrap();
    assert_eq!(back, Wish::EveryDays(7));
    let back = set_wish(&mut scope, people[1], Wish::Rhythm).await.unwrap();
    assert_eq!(back, Wish::Rhythm);
}

#[tokio::test]
async fn what_a_field_cannot_hold_is_refused() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    own(&mut scope, "Size", FieldKind::Number).await;
    own(&mut scope, "Colours", FieldKind::MultiChoice).await;
    for (asked, field) in [
        (set("fields.nothing", "1"), "field"),
        (set("fields.size", "a dozen"), "value"),
        (set("keep_in_touch", "often"), "value"),
        (set("keep_in_touch", "0"), "value"),
        (set("priority", "urgent"), "value"),
        (several("add_choice", &["Pink"]), "value"),
        (several("add_choice", &[""]), "value"),
        (
            Asked {
                field: "fields.size".to_owned(),
                value: "1".to_owned(),
                ..self::asked("add_choice")
            },
            "field",
        ),
    ] {
        let Err(Error::Invalid(errors)) = asked.read(&mut scope).await else {
            panic!("{asked:?} is taken");
        };
        assert!(errors.get(field).is_some(), "{asked:?}: {errors:?}");
    }
}

#[tokio::test]
async fn the_page_offers_the_control_that_fits_and_the_form_does_it() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let people = people(&mut scope, 2).await;
    let own = own(&mut scope, "Colours", FieldKind::MultiChoice).await;
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let ticked = format!("/contacts/bulk?id={}&id={}", people[0], people[1]);
    let html = browser.page(&ticked).await;
    assert!(html.contains("value=\"fields.colours\""), "{html}");
    let html = browser
        .page(&format!("{ticked}&field=fields.colours"))
        .await;
    assert!(
        html.contains("Set Colours") && html.contains("value=\"Green\""),
        "{html}"
    );
    let shown =
        format!("{ticked}&field=fields.colours&action=add_choice&values[]=Green&values[]=Red");
    let html = browser.page(&shown).await;
    assert!(html.contains("Add “Red, Green” to Colours"), "{html}");
    let ids = format!("{},{}", people[0], people[1]);
    let fields = [
        ("ids", &*ids),
        ("action", "add_choice"),
        ("field", "fields.colours"),
        ("values[]", "Green"),
        ("values[]", "Red"),
    ];
    let answer = browser
        .post_form("/do/app/bulk/actions/change_many", &fields)
        .await;
    let report = answer.headers()["location"].to_str().unwrap().to_owned();
    assert!(browser.page(&report).await.contains("2 changed."));
    let stands = values(&mut app.scope(&ada).await, &own, &people).await;
    assert_eq!(stands, [json!(["Red", "Green"]), json!(["Red", "Green"])]);
}
