//! The history of contacts: what is noted, what is not, and the way back.

mod lists;

use serde_json::{Value, json};
use uuid::Uuid;

use super::{changes, revert_change};
use crate::{
    contacts::{
        self, ContactInput,
        types::{ContactField, PointKind},
    },
    context::Scope,
    error::Error,
    fields::{
        self, ChoiceInput, FieldInput,
        types::{FieldKind, Subject},
    },
    imports::{self, import_local_file},
    suggestions::{Wish, set_wish, set_wishes},
    testing::{Mail, TestApp},
};

async fn bo(scope: &mut Scope) -> Uuid {
    let input = ContactInput {
        name: Some("Bo Lind".to_owned()),
        ..ContactInput::default()
    };
    contacts::create_contact(scope, input).await.unwrap()
}

async fn edit(scope: &mut Scope, id: Uuid, field: ContactField, value: &str) {
    contacts::edit_contact(scope, id, field, value.to_owned())
        .await
        .unwrap();
}

/// Field, old and new of every change, the newest first.
async fn told(scope: &mut Scope, id: Uuid) -> Vec<(String, Value, Value)> {
    let found = changes(scope, id, None, 100).await.unwrap();
    let each = found.into_iter();
    each.map(|change| {
        (
            change.field,
            change.old.unwrap_or_default(),
            change.new.unwrap_or_default(),
        )
    })
    .collect()
}

fn change(field: &str, old: Value, new: Value) -> (String, Value, Value) {
    (field.to_owned(), old, new)
}

async fn back(scope: &mut Scope, id: Uuid) -> Option<i64> {
    let newest = changes(scope, id, None, 1).await.unwrap()[0].id;
    revert_change(scope, id, newest).await.unwrap()
}

#[tokio::test]
async fn a_change_says_what_it_was_who_made_it_and_goes_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = bo(&mut scope).await;
    assert_eq!(told(&mut scope, bo).await, [], "being made is no change");
    edit(&mut scope, bo, ContactField::Title, "Captain").await;
    edit(&mut scope, bo, ContactField::Title, "Admiral").await;
    let newest = changes(&mut scope, bo, None, 1).await.unwrap().remove(0);
    assert_eq!(newest.actor.as_deref(), Some("Ada Berg"));
    assert_eq!(
        (newest.origin.as_deref(), newest.old_origin.as_deref()),
        (Some("edit"), Some("edit"))
    );
    let made = back(&mut scope, bo).await;
    let expected = [
        change("title", json!("Admiral"), json!("Captain")),
        change("title", json!("Captain"), json!("Admiral")),
        change("title", Value::Null, json!("Captain")),
    ];
    assert_eq!(told(&mut scope, bo).await, expected);
    revert_change(&mut scope, bo, made.unwrap()).await.unwrap();
    let found = contacts::contact(&mut scope, bo).await.unwrap();
    assert_eq!(found.title.as_deref(), Some("Admiral"));
}

#[tokio::test]
async fn how_often_to_keep_in_touch_is_a_field_like_others() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = bo(&mut scope).await;
    for wish in [Wish::EveryDays(30), Wish::EveryDays(30), Wish::Never] {
        set_wish(&mut scope, bo, wish).await.unwrap();
    }
    let field = "keep_in_touch";
    let expected = [
        change(field, json!(30), json!("never")),
        change(field, Value::Null, json!(30)),
    ];
    assert_eq!(told(&mut scope, bo).await, expected);
    assert!(back(&mut scope, bo).await.is_some());
    let contact = contacts::contact(&mut scope, bo).await.unwrap();
    assert_eq!(contact.keep_in_touch_days, Some(30));
    assert!(!contact.never_suggested);
    set_wishes(&mut scope, &[bo], &[Wish::Rhythm])
        .await
        .unwrap();
    let newest = told(&mut scope, bo).await.remove(0);
    assert_eq!(newest, change(field, json!(30), Value::Null));
    scope.commit().await.unwrap();
    let page = app.browser(&ada).await;
    let page = page.page(&format!("/contacts/{bo}/history")).await;
    assert!(page.contains("Keep in touch") && page.contains("every 30 days"));
}

#[tokio::test]
async fn sources_speak_again_where_only_a_hand_silenced_them() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let signed = Mail::new("1", 9, "Bo <bo@lind.example>", "ada@kith.example")
        .body("See you.\n\nBest regards,\nBo Lind\nCaptain\n+46 8 123 45 67");
    let answer = Mail::new("2", 8, "ada@kith.example", "Bo <bo@lind.example>");
    app.import(&ada, &[signed, answer]).await;
    let mut scope = app.scope(&ada).await;
    let bo: Uuid = sqlx::query_scalar("select id from contacts")
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert_eq!(
        told(&mut scope, bo).await,
        [],
        "what made the contact is no change"
    );
    edit(&mut scope, bo, ContactField::Title, "Admiral").await;
    back(&mut scope, bo).await;
    let facts = contacts::facts(&mut scope, bo).await.unwrap();
    let title = facts.iter().find(|fact| fact.field == "title").unwrap();
    assert_eq!(title.source.source, "signature");
}

#[tokio::test]
async fn a_later_import_and_its_undo_are_changes() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let input = ContactInput {
        name: Some("Bo Lind".to_owned()),
        emails: Some(vec!["bo@lind.example".to_owned()]),
        ..ContactInput::default()
    };
    let bo = contacts::create_contact(&mut scope, input).await.unwrap();
    scope.commit().await.unwrap();
    let file = app.folder().join("people.csv");
    std::fs::write(
        &file,
        "Name,Email,Job Title\nBo Lind,bo@lind.example,Captain\n",
    )
    .unwrap();
    let import = import_local_file(&ada, &file).await.unwrap();
    app.run_jobs().await;
    let mut scope = app.scope(&ada).await;
    let found = changes(&mut scope, bo, None, 10).await.unwrap();
    let title = found.iter().find(|change| change.field == "title").unwrap();
    assert_eq!(
        (title.origin.as_deref(), title.import_id),
        (Some("csv"), Some(import))
    );
    imports::undo(&mut scope, import).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let mut scope = app.scope(&ada).await;
    let newest = told(&mut scope, bo).await;
    assert!(
        newest.contains(&change("title", json!("Captain"), Value::Null)),
        "{newest:?}"
    );
}

#[tokio::test]
async fn ways_to_reach_come_and_go_and_come_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = bo(&mut scope).await;
    let input = ContactInput {
        emails: Some(vec![
            "bo@lind.example".to_owned(),
            "bo@home.example".to_owned(),
        ]),
        ..ContactInput::default()
    };
    contacts::update_contact(&mut scope, bo, input)
        .await
        .unwrap();
    let input = ContactInput {
        emails: Some(vec!["bo@lind.example".to_owned()]),
        ..ContactInput::default()
    };
    contacts::update_contact(&mut scope, bo, input)
        .await
        .unwrap();
    let newest = changes(&mut scope, bo, None, 1).await.unwrap().remove(0);
    assert_eq!(
        newest.parts(),
        Some((vec![], vec![json!("bo@home.example")]))
    );
    back(&mut scope, bo).await.unwrap();
    let emails = |points: Vec<contacts::Point>| {
        let emails = points
            .into_iter()
            .filter(|point| point.kind == PointKind::Email.as_str());
        let mut values: Vec<_> = emails.map(|point| point.value).collect();
        values.sort();
        values
    };
    let points = contacts::points(&mut scope, bo).await.unwrap();
    assert_eq!(emails(points), ["bo@home.example", "bo@lind.example"]);
    back(&mut scope, bo).await.unwrap();
    let points = contacts::points(&mut scope, bo).await.unwrap();
    assert_eq!(emails(points), ["bo@lind.example"]);
}

#[tokio::test]
async fn own_fields_have_a_history_too() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = bo(&mut scope).await;
    let seats = FieldInput {
        subject: Subject::Contact,
        label: "Seats".to_owned(),
        kind: FieldKind::Number,
        key: None,
        choices: Vec::new(),
    };
    let seats = fields::define_field(&mut scope, seats).await.unwrap();
    let seats = fields::field(&mut scope, seats).await.unwrap();
    for value in [7, 8] {
        fields::set_value(&mut scope, &seats, bo, json!(value))
            .await
            .unwrap();
    }
    back(&mut scope, bo).await.unwrap();
    let key = seats.record_key();
    let newest = told(&mut scope, bo).await;
    assert_eq!(newest[0], change(&key, json!(8), json!(7)));
    let first = changes(&mut scope, bo, None, 10)
        .await
        .unwrap()
        .pop()
        .unwrap()
        .id;
    revert_change(&mut scope, bo, first).await.unwrap();
    assert_eq!(
        told(&mut scope, bo).await[0],
        change(&key, json!(7), Value::Null)
    );
}

#[tokio::test]
async fn the_page_shows_changes_and_brings_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = bo(&mut scope).await;
    edit(&mut scope, bo, ContactField::Title, "Captain").await;
    edit(&mut scope, bo, ContactField::Title, "Admiral").await;
    let newest = changes(&mut scope, bo, None, 1).await.unwrap()[0].id;
    scope.commit().await.unwrap();
    let (browser, page) = (app.browser(&ada).await, format!("/contacts/{bo}/history"));
    assert!(
        browser
            .page(&format!("/contacts/{bo}"))
            .await
            .contains(&page)
    );
    let html = browser.page(&page).await;
    assert!(
        html.contains("<del>Captain</del>") && html.contains("<ins>Admiral</ins>"),
        "{html}"
    );
    let revert = "/do/app/history/actions/revert_change";
    let (contact, change) = (bo.to_string(), newest.to_string());
    let answer = browser
        .post_form(revert, &[("contact", &contact), ("change", &change)])
        .await;
    assert_eq!(answer.headers()["location"], page.as_str());
    let html = browser.page(&page).await;
    assert!(
        html.contains("It is as it was.") && html.contains("Undo"),
        "{html}"
    );
    let mut scope = app.scope(&ada).await;
    let found = contacts::contact(&mut scope, bo).await.unwrap();
    assert_eq!(found.title.as_deref(), Some("Captain"));
}

#[tokio::test]
async fn a_program_pages_through_changes_and_brings_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = bo(&mut scope).await;
    for title in ["Mate", "Captain", "Admiral"] {
        edit(&mut scope, bo, ContactField::Title, title).await;
    }
    scope.commit().await.unwrap();
    let program = app.program(&ada).await;
    let place = format!("/contacts/{bo}/history");
    let (_, first) = program.api("GET", &format!("{place}?limit=2"), None).await;
    let cursor = first["meta"]["next_cursor"].as_str().unwrap();
    let (_, rest) = program
        .api("GET", &format!("{place}?limit=2&cursor={cursor}"), None)
        .await;
    assert_eq!(
        (
            first["data"].as_array().unwrap().len(),
            rest["data"].as_array().unwrap().len()
        ),
        (2, 1)
    );
    assert_eq!(first["data"][0]["new"], json!("Admiral"));
    let revert = format!("{place}/{}/revert", first["data"][0]["id"]);
    let (status, answer) = program.api("POST", &revert, None).await;
    assert!(
        status == 200 && answer["data"]["change"].is_i64(),
        "{answer}"
    );
    let (status, _) = program
        .api("POST", &format!("{place}/9999/revert"), None)
        .await;
    assert_eq!(status, 404);
}

#[tokio::test]
async fn no_change_is_altered() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = bo(&mut scope).await;
    edit(&mut scope, bo, ContactField::Title, "Captain").await;
    let refused = sqlx::query("update contact_changes set new = '1'")
        .execute(scope.db())
        .await;
    assert!(refused.unwrap_err().to_string().contains("append-only"));
    drop(scope);
    let mut scope = app.scope(&ada).await;
    let stranger = revert_change(&mut scope, Uuid::from_u128(1), 1)
        .await
        .unwrap_err();
    assert_eq!(stranger, Error::NotFound);
}

#[tokio::test]
async fn changes_are_said_in_words() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = bo(&mut scope).await;
    let cy = ContactInput {
        name: Some("Cy Berg".to_owned()),
        ..ContactInput::default()
    };
    contacts::create_contact(&mut scope, cy).await.unwrap();
    edit(&mut scope, bo, ContactField::Birthday, "1984-05-03").await;
    edit(&mut scope, bo, ContactField::Birthday, "1984-05-04").await;
    for (label, kind, value) in [
        ("Mentor", FieldKind::Contact, "Cy Berg"),
        ("Member since", FieldKind::Date, "2020-02-01"),
        ("Tier", FieldKind::Choice, "Gold"),
    ] {
        let choices = ["Gold"].map(ChoiceInput::new);
        let input = FieldInput {
            subject: Subject::Contact,
            label: label.to_owned(),
            kind,
            key: None,
            choices: if kind.has_choices() {
                choices.into()
            } else {
                Vec::new()
            },
        };
        let id = fields::define_field(&mut scope, input).await.unwrap();
        let field = fields::field(&mut scope, id).await.unwrap();
        let value = fields::written(&mut scope, &field, &[value.to_owned()], "values")
            .await
            .unwrap();
        fields::set_value(&mut scope, &field, bo, value)
            .await
            .unwrap();
    }
    let tier = fields::fields(&mut scope, Subject::Contact)
        .await
        .unwrap()
        .pop()
        .unwrap();
    sqlx::query("update custom_choices set label = 'Golden' where field_id = $1")
        .bind(tier.id)
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let html = browser.page(&format!("/contacts/{bo}/history")).await;
    for words in [
        "<del>3 May 1984</del>",
        "<ins>4 May 1984</ins>",
        "<ins>Cy Berg</ins>",
        "<ins>1 February 2020</ins>",
        "<ins>Golden</ins>",
        "Take back: Mentor",
        "Bring back: Birthday",
        "Take back: Birthday",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
}
