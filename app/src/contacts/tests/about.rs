//! Pronouns, time zone, how one met, priority: said, shown, cleared and taken back.

use serde_json::json;

use super::{ContactField::*, add};
use crate::{
    contacts::{self, contact},
    error::{Error, FieldCode},
    testing::TestApp,
};

#[tokio::test]
async fn each_is_said_with_its_source_and_cleared() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = add(&mut scope, "Bo Lind", "bo@lind.example", "").await;
    for (field, typed, kept) in [
        (Pronouns, " they/them ", "they/them"),
        (TimeZone, "new york", "America/New_York"),
        (HowMet, "At the book fair", "At the book fair"),
        (MetOn, "2019-10-17", "2019-10-17"),
        (Priority, "high", "high"),
    ] {
        contacts::edit_contact(&mut scope, bo, field, typed.to_owned())
            .await
            .unwrap();
        let found = contact(&mut scope, bo).await.unwrap();
        assert_eq!(found.text(field), kept);
        let facts = contacts::facts(&mut scope, bo).await.unwrap();
        let fact = facts.iter().find(|fact| fact.field == field.as_str());
        assert_eq!(fact.unwrap().source.source, "edit", "{field:?}");
        let cleared = if field == Priority { "normal" } else { "" };
        let before = contacts::edit_contact(&mut scope, bo, field, cleared.to_owned())
            .await
            .unwrap();
        assert_eq!(before.as_deref(), Some(kept), "to go back to");
        assert_eq!(contact(&mut scope, bo).await.unwrap().text(field), "");
    }
}

#[tokio::test]
async fn what_is_no_zone_no_day_or_no_priority_is_refused() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = add(&mut scope, "Bo Lind", "bo@lind.example", "").await;
    for (field, typed, code) in [
        (TimeZone, "Atlantis".to_owned(), FieldCode::UnknownZone),
        (MetOn, "last year".to_owned(), FieldCode::NotADate),
        (Priority, "urgent".to_owned(), FieldCode::Unknown),
        (Pronouns, "x".repeat(61), FieldCode::TooLong),
        (HowMet, "x".repeat(2_001), FieldCode::TooLong),
    ] {
        let refused = contacts::edit_contact(&mut scope, bo, field, typed).await;
        assert_eq!(refused, Err(Error::invalid("value", code)), "{field:?}");
    }
}

#[tokio::test]
async fn the_page_says_what_time_it_is_there_and_offers_the_zone_of_the_number() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = add(&mut scope, "Bo Lind", "bo@lind.example", "").await;
    let number = contacts::NewPoint::plain(contacts::types::PointKind::Phone, "+81312345678");
    contacts::add_point(&mut scope, bo, number).await.unwrap();
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let path = format!("/contacts/{bo}");
    let page = browser.page(&path).await;
    assert!(page.contains("Probably Asia/Tokyo, by the phone number"));
    assert!(page.contains("18:30 there, 9 h ahead"));
    let fields = [
        ("id", bo.to_string()),
        ("field", "time_zone".to_owned()),
        ("value", "Lisbon".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    browser
        .post_form("/do/app/contacts/actions/edit_contact", &fields)
        .await;
    let page = browser.page(&path).await;
    assert!(page.contains("Europe/Lisbon") && page.contains("09:30, the same as here"));
    assert!(!page.contains("Probably"));
}

#[tokio::test]
async fn programs_say_them_too() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    let said = json!({
        "name": "Bo Lind", "pronouns": "he/him", "time_zone": "Europe/Oslo",
        "how_met": "On a train", "met_on": "2020-01-31", "priority": "low",
    });
    let (status, body) = program.api("POST", "/contacts", Some(said.clone())).await;
    assert_eq!(status, 201, "{body}");
    for (field, value) in said.as_object().unwrap() {
        assert_eq!(&body["data"][field], value, "{field}");
    }
    let path = format!("/contacts/{}", body["data"]["id"].as_str().unwrap());
    let normal = json!({ "priority": "normal", "time_zone": "" });
    let (_, body) = program.api("PATCH", &path, Some(normal)).await;
    assert_eq!(body["data"]["priority"], "normal");
    assert_eq!(body["data"]["time_zone"], json!(null));
    let wrong = json!({ "time_zone": "Mars", "met_on": "x" });
    let (status, body) = program.api("PATCH", &path, Some(wrong)).await;
    assert_eq!(status, 422);
    let fields = body["error"]["details"]["fields"].as_object().unwrap();
    assert_eq!(fields.len(), 2, "{body}");
}
