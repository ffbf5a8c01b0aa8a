//! What a contact may have many of, said by hand and by sources.

use super::*;
use crate::contacts::types::PointKind;

pub async fn only_contact(scope: &mut Scope) -> Uuid {
    sqlx::query_scalar("select id from contacts")
        .fetch_one(scope.db())
        .await
        .unwrap()
}

/// Kind, value and label of all.
pub async fn told(scope: &mut Scope, id: Uuid) -> Vec<(String, String, String)> {
    let points = points(scope, id).await.unwrap();
    let told = points
        .into_iter()
        .map(|point| (point.kind, point.value, point.label.unwrap_or_default()));
    told.collect()
}

pub fn one(kind: &str, value: &str, label: &str) -> (String, String, String) {
    (kind.to_owned(), value.to_owned(), label.to_owned())
}

pub fn labelled(kind: PointKind, value: &str, label: &str) -> NewPoint {
    NewPoint {
        label: label.to_owned(),
        ..NewPoint::plain(kind, value)
    }
}

fn home() -> NewPoint {
    NewPoint {
        address: PostalAddress {
            street: Some("Storgatan 1".to_owned()),
            postal_code: Some("223 50".to_owned()),
            city: Some(" Lund ".to_owned()),
            region: Some(String::new()),
            country: Some("Sweden".to_owned()),
            ..PostalAddress::default()
        },
        ..labelled(PointKind::Address, "", "Home")
    }
}

const HOME: &str = "Storgatan 1, 223 50 Lund, Sweden";

/// Somebody of whom a file says a number at work and an address.
async fn imported(app: &TestApp, ada: &Viewer) -> (Scope, Uuid) {
    let table = "First Name,Last Name,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Street,Address 1 - City,Address 1 - Postal Code,Address 1 - Country\n\
        Bo,Lind,Work,+46 8 123 456 78,Home,Storgatan 1,LUND,223 50,Sweden\n";
    app.import_file(ada, "people.csv", table.as_bytes()).await;
    let mut scope = app.scope(ada).await;
    let id = only_contact(&mut scope).await;
    (scope, id)
}

#[tokio::test]
async fn sources_and_people_say_one_address_and_its_parts_stay() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let (mut scope, id) = imported(&app, &ada).await;
    let from_file = one("address", "Storgatan 1, 223 50 LUND, Sweden", "home");
    let phone = one("phone", "+46812345678", "work");
    assert_eq!(
        told(&mut scope, id).await,
        [phone.clone(), from_file.clone()]
    );
    let made = add_point(&mut scope, id, home()).await.unwrap();
    assert_eq!(made.value, HOME);
    let by_hand = one("address", HOME, "home");
    assert_eq!(told(&mut scope, id).await, [phone.clone(), by_hand]);
    let points = points(&mut scope, id).await.unwrap();
    let parts = points[1].address.clone().unwrap();
    assert_eq!((parts.city.as_deref(), parts.region), (Some("Lund"), None));
    let source = points[1].source.clone().unwrap();
    assert_eq!(
        (source.source.as_str(), source.at),
        ("edit", Some(scope.now))
    );
    revert_point(&mut scope, id, PointKind::Address, "", &made)
        .await
        .unwrap();
    assert_eq!(told(&mut scope, id).await, [phone, from_file]);
}

#[tokio::test]
async fn the_line_of_an_address_is_that_of_the_database() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let all = PostalAddress {
        po_box: Some("PO 7".to_owned()),
        street: Some("Storgatan 1\r\n2 tr".to_owned()),
        extended: Some("c/o Berg".to_owned()),
        postal_code: Some("223 50".to_owned()),
        city: Some("Lund".to_owned()),
        region: Some("Skåne".to_owned()),
        country: Some("Sweden".to_owned()),
    };
    let town = PostalAddress {
        city: Some("Lund".to_owned()),
        ..PostalAddress::default()
    };
    for address in [all, town] {
        let line: String = sqlx::query_scalar("select address_line($1)")
            .bind(serde_json::to_value(&address).unwrap())
            .fetch_one(scope.db())
            .await
            .unwrap();
        assert_eq!(line, address.line());
    }
}

#[tokio::test]
async fn a_number_typed_at_home_is_known_whole() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    crate::accounts::set_profile(&app.kith, ada.user, "Ada", "Europe/Berlin")
        .await
        .unwrap();
    let mut scope = app.scope(&ada).await;
    let id = add(&mut scope, "Bo Lind", "bo@lind.example", "").await;
    let typed = labelled(PointKind::Phone, "030 / 90 18 20", "Work");
    add_point(&mut scope, id, typed).await.unwrap();
    let points = points(&mut scope, id).await.unwrap();
    let phone = &points[1];
    assert_eq!(
        (
            phone.value.as_str(),
            phone.raw.as_str(),
            phone.e164.as_deref(),
            phone.label.as_deref()
        ),
        (
            "+4930901820",
            "030 / 90 18 20",
            Some("+4930901820"),
            Some("work")
        )
    );
    let refused = add_point(&mut scope, id, NewPoint::plain(PointKind::Phone, "no")).await;
    assert_eq!(refused, Err(Error::invalid("value", FieldCode::NotAPhone)));
    let refused = add_point(&mut scope, id, NewPoint::plain(PointKind::Address, "")).await;
    assert_eq!(refused, Err(Error::invalid("value", FieldCode::Required)));
    let program = NewPoint::plain(PointKind::Url, " JavaScript:alert(1)");
    let refused = add_point(&mut scope, id, program).await;
    assert_eq!(refused, Err(Error::invalid("value", FieldCode::Unreadable)));
}

#[tokio::test]
async fn a_label_by_hand_holds_and_the_source_stays() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let (mut scope, id) = imported(&app, &ada).await;
    let phone = "+46812345678";
    let cabin = labelled(PointKind::Phone, phone, "Cabin");
    let made = change_point(&mut scope, id, phone, cabin).await.unwrap();
    scope.commit().await.unwrap();
    imported_again(&app, &ada).await;
    let mut scope = app.scope(&ada).await;
    let shown = points(&mut scope, id).await.unwrap();
    assert_eq!(shown[0].label.as_deref(), Some("Cabin"));
    assert_ne!(shown[0].source.as_ref().unwrap().source, "edit");
    let none = labelled(PointKind::Phone, phone, "");
    let second = change_point(&mut scope, id, phone, none).await.unwrap();
    assert_eq!(told(&mut scope, id).await[0], one("phone", phone, ""));
    for (made, label) in [(second, "Cabin"), (made, "work")] {
        revert_point(&mut scope, id, PointKind::Phone, phone, &made)
            .await
            .unwrap();
        assert_eq!(told(&mut scope, id).await[0], one("phone", phone, label));
    }
}

async fn imported_again(app: &TestApp, ada: &Viewer) {
    let table =
        "First Name,Last Name,Phone 1 - Label,Phone 1 - Value\nBo,Lind,Main,+46 8 123 456 78\n";
    app.import_file(ada, "again.csv", table.as_bytes()).await;
}

#[tokio::test]
async fn a_change_takes_the_place_and_can_be_taken_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let (mut scope, id) = imported(&app, &ada).await;
    let before = told(&mut scope, id).await;
    let old = before[1].1.clone();
    let moved = NewPoint {
        address: PostalAddress {
            city: Some("Malmö".to_owned()),
            ..PostalAddress::default()
        },
        ..labelled(PointKind::Address, "", "home")
    };
    let made = change_point(&mut scope, id, &old, moved).await.unwrap();
    assert_eq!(
        told(&mut scope, id).await,
        [before[0].clone(), one("address", "Malmö", "home")]
    );
    revert_point(&mut scope, id, PointKind::Address, &old, &made)
        .await
        .unwrap();
    assert_eq!(told(&mut scope, id).await, before);
    // Another spelling of the same is no removal.
    let made = change_point(&mut scope, id, &old, home()).await.unwrap();
    assert_eq!(told(&mut scope, id).await[1].1, HOME);
    revert_point(&mut scope, id, PointKind::Address, &old, &made)
        .await
        .unwrap();
    assert_eq!(told(&mut scope, id).await, before);
}

#[tokio::test]
async fn what_was_written_and_removed_comes_back_whole() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let id = add(&mut scope, "Bo Lind", "bo@lind.example", "").await;
    add_point(&mut scope, id, home()).await.unwrap();
    remove_point(&mut scope, id, HOME).await.unwrap();
    assert_eq!(told(&mut scope, id).await.len(), 1);
    restore_point(&mut scope, id, HOME).await.unwrap();
    let back = points(&mut scope, id).await.unwrap();
    assert_eq!(back[1].label.as_deref(), Some("home"));
    assert_eq!(
        back[1].address.as_ref().unwrap().postal_code.as_deref(),
        Some("223 50")
    );
    remove_point(&mut scope, id, HOME).await.unwrap();
    add_point(&mut scope, id, home()).await.unwrap();
    assert_eq!(told(&mut scope, id).await.len(), 2, "written anew");
}

#[tokio::test]
async fn undoing_an_import_takes_its_values_away_and_leaves_those_by_hand() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let (mut scope, id) = imported(&app, &ada).await;
    let email = NewPoint::plain(PointKind::Email, "bo@lind.example");
    add_point(&mut scope, id, email).await.unwrap();
    let import: Uuid = sqlx::query_scalar("select id from imports")
        .fetch_one(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    app.undo_import(&ada, import).await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(
        told(&mut scope, id).await,
        [one("email", "bo@lind.example", "")]
    );
}

#[tokio::test]
async fn a_value_too_long_for_an_index_stays_in_its_record() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    // Random enough not to be packed small.
    let long: String = (0..5_000_u32)
        .map(|n| char::from(b'a' + (n.wrapping_mul(2_654_435_761) >> 27) as u8 % 26))
        .collect();
    let table =
        format!("Name,Email,Website\nBo Lind,bo@lind.example,https://lind.example/{long}\n");
    app.import_file(&ada, "people.csv", table.as_bytes()).await;
    let mut scope = app.scope(&ada).await;
    let id = only_contact(&mut scope).await;
    assert_eq!(
        told(&mut scope, id).await,
        [one("email", "bo@lind.example", "")]
    );
}
