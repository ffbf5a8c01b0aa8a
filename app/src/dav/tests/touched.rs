//! A look costs what changed: nothing that a card is made of may change unnoticed.

use serde_json::json;

use super::*;
use crate::{
    companies::{self, CompanyInput},
    context::Scope,
    fields::{
        self, FieldInput,
        types::{FieldKind, Subject},
    },
    relations::{self, Who, types::RelationKind},
    tags,
};

/// As if all who knew of no device were done: other tests write beside this one.
async fn settle(app: &TestApp, viewer: &Viewer) {
    let mut scope = app.scope(viewer).await;
    for statement in [
        "update card_books set is_settled = true",
        "delete from card_touches",
    ] {
        sqlx::query(statement).execute(scope.db()).await.unwrap();
    }
    scope.commit().await.unwrap();
}

async fn waiting(scope: &mut Scope) -> i64 {
    sqlx::query_scalar("select count(*) from card_touches")
        .fetch_one(scope.db())
        .await
        .unwrap()
}

/// Does this, and asks what a device hears of it since the token.
macro_rules! hears {
    ($app:expr, $ada:expr, $device:expr, $token:expr, $who:expr, |$scope:ident| $change:expr) => {{
        let mut $scope = $app.scope($ada).await;
        let made = $change.await.unwrap();
        $scope.commit().await.unwrap();
        let (said, next) = $device.changes(&$token).await;
        assert!(said.contains(&href($who)), "{}", stringify!($change));
        let (silence, same) = $device.changes(&next).await;
        assert!(!silence.contains(".vcf") && same == next);
        $token = next;
        made
    }};
}

#[tokio::test]
async fn whatever_a_card_is_made_of_reaches_devices() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = add(&ada, "Bo Lind", "bo@lind.example").await;
    let cy = add(&ada, "Cy Orr", "cy@orr.example").await;
    let device = Device::of(&app, &ada).await;
    let (_, mut token) = device.changes("").await;
    settle(&app, &ada).await;
    let (silence, _) = device.changes(&token).await;
    assert!(!silence.contains(".vcf"), "{silence}");

    hears!(app, &ada, device, token, bo, |scope| {
        contacts::set_employment(
            &mut scope,
            bo,
            None,
            contacts::EmploymentInput {
                company: "Lind AG".to_owned(),
                title: "Baker".to_owned(),
                ..contacts::EmploymentInput::default()
            },
        )
    });
    let mut scope = app.scope(&ada).await;
    let company = companies::find_or_create(&mut scope, "Lind AG")
        .await
        .unwrap();
    scope.commit().await.unwrap();
    hears!(app, &ada, device, token, bo, |scope| {
        companies::edit_company(
            &mut scope,
            company,
            CompanyInput {
                name: Some("Lind & Sons".to_owned()),
                ..CompanyInput::default()
            },
        )
    });
    let tea = hears!(app, &ada, device, token, bo, |scope| tags::tag_contact(
        &mut scope, bo, "tea"
    ));
    hears!(app, &ada, device, token, bo, |scope| tags::edit_tag(
        &mut scope,
        tea,
        Some("green tea"),
        None
    ));
    hears!(app, &ada, device, token, bo, |scope| tags::untag_contact(
        &mut scope, bo, tea
    ));
    hears!(app, &ada, device, token, cy, |scope| {
        relations::add_relation(&mut scope, bo, RelationKind::Spouse, "", Who::Contact(cy))
    });
    let renamed = || ContactInput {
        name: Some("Cy Orr-Lind".to_owned()),
        ..ContactInput::default()
    };
    hears!(app, &ada, device, token, bo, |scope| {
        contacts::update_contact(&mut scope, cy, renamed())
    });
    let field = FieldInput {
        subject: Subject::Contact,
        label: "Coffee".to_owned(),
        kind: FieldKind::Text,
        key: None,
        choices: Vec::new(),
    };
    let mut scope = app.scope(&ada).await;
    let coffee = fields::define_field(&mut scope, field).await.unwrap();
    let coffee = fields::field(&mut scope, coffee).await.unwrap();
    scope.commit().await.unwrap();
    hears!(app, &ada, device, token, bo, |scope| fields::set_value(
        &mut scope,
        &coffee,
        bo,
        json!("black")
    ));
    hears!(app, &ada, device, token, bo, |scope| {
        contacts::archive_contact(&mut scope, bo, true)
    });
    hears!(app, &ada, device, token, bo, |scope| {
        contacts::archive_contact(&mut scope, bo, false)
    });
    hears!(app, &ada, device, token, bo, |scope| {
        contacts::delete_contact(&mut scope, bo)
    });
    hears!(app, &ada, device, token, bo, |scope| {
        contacts::restore_contact(&mut scope, bo)
    });
    assert!(token.starts_with("urn:kith:cards:"));
}

#[tokio::test]
async fn where_no_device_looks_nothing_is_noted() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = add(&ada, "Bo Lind", "bo@lind.example").await;
    let mut scope = app.scope(&ada).await;
    tags::tag_contact(&mut scope, bo, "tea").await.unwrap();
    assert_eq!(waiting(&mut scope).await, 0);
    scope.commit().await.unwrap();
    let device = Device::of(&app, &ada).await;
    device.changes("").await;
    let mut scope = app.scope(&ada).await;
    tags::tag_contact(&mut scope, bo, "coffee").await.unwrap();
    assert!(waiting(&mut scope).await > 0);
}
