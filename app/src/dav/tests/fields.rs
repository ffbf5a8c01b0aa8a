//! What a device says of addresses, days, words, relations and the photo are fields here, and
//! what is edited here reaches the device that wrote them.

use base64::{Engine, engine::general_purpose::STANDARD};
use image::ImageFormat;

use super::*;
use crate::{
    contacts::{NewPoint, PostalAddress, types::PointKind},
    photos::tests::encoded,
    relations, tags,
};

const PATH: &str = "/dav/cards/contacts/mine.vcf";

async fn fetched(device: &Device) -> (String, String) {
    let answer = device.send("GET", PATH, &[], "").await;
    let etag = answer.headers()["etag"].to_str().unwrap().to_owned();
    (etag, unfolded(&answer.text().await.unwrap()))
}

fn unfolded(card: &str) -> String {
    card.replace("\r\n ", "")
}

async fn written(app: &TestApp, ada: &Viewer, device: &Device, card: &str) -> Uuid {
    assert_eq!(device.status("PUT", PATH, &[], card).await, 201);
    let program = app.program(ada).await;
    let (_, found) = program.api("GET", "/contacts?q=moe", None).await;
    found["data"][0]["id"].as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn an_edit_here_reaches_the_device_that_wrote_the_card() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let device = Device::of(&app, &ada).await;
    let card = CARD.replace(
        "X-PHONETIC",
        "CATEGORIES:bread,early\r\nitem2.X-ABRELATEDNAMES:Ida Moe\r\nitem2.X-ABLabel:sister\r\nX-PHONETIC",
    );
    let id = written(&app, &ada, &device, &card).await;
    let (_, before) = fetched(&device).await;
    assert!(
        before.contains("\r\nCATEGORIES:bread,early\r\n"),
        "{before}"
    );
    assert!(before.contains("X-ABRELATEDNAMES:Ida Moe"), "{before}");

    let mut scope = app.scope(&ada).await;
    let address = NewPoint {
        address: PostalAddress {
            street: Some("2 High Road".to_owned()),
            city: Some("Bonn".to_owned()),
            ..PostalAddress::default()
        },
        label: "home".to_owned(),
        ..NewPoint::plain(PointKind::Address, "")
    };
    let old = "1 Low Road, 50667 Köln, Germany";
    contacts::change_point(&mut scope, id, old, address)
        .await
        .unwrap();
    let day = NewPoint::plain(PointKind::Date, "2009-08-08");
    contacts::change_point(&mut scope, id, "2009-08-07", day)
        .await
        .unwrap();
    tags::tag_contact(&mut scope, id, "rye").await.unwrap();
    let bread = tags::tag_called(&mut scope, "bread")
        .await
        .unwrap()
        .unwrap();
    tags::untag_contact(&mut scope, id, bread.id).await.unwrap();
    let ida = relations::relations_of(&mut scope, id).await.unwrap();
    assert_eq!(ida.len(), 1);
    relations::remove_relation(&mut scope, ida[0].id)
        .await
        .unwrap();
    scope.commit().await.unwrap();

    let (etag, after) = fetched(&device).await;
    for line in [
        "ADR;TYPE=HOME:;;2 High Road;Bonn;;;",
        "CATEGORIES:early,rye",
        "X-PHONETIC-LAST-NAME:mo",
    ] {
        assert!(
            after.contains(&format!("\r\n{line}\r\n")),
            "{line}\n{after}"
        );
    }
    assert!(after.contains("X-ABDATE:2009-08-08"), "{after}");
    for gone in ["Low Road", "2009-08-07", "bread,", "Ida Moe"] {
        assert!(!after.contains(gone), "{gone}\n{after}");
    }
    // It comes back as it was, and nothing changes.
    let belief = [("if-match", etag.as_str())];
    assert_eq!(device.status("PUT", PATH, &belief, &after).await, 204);
    let (_, again) = fetched(&device).await;
    assert_eq!(again, after);
}

#[tokio::test]
async fn what_a_device_writes_is_a_field_here() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let device = Device::of(&app, &ada).await;
    let picture = image::DynamicImage::new_rgb8(40, 30);
    let picture = STANDARD.encode(encoded(&picture, ImageFormat::Png));
    let card = CARD.replace(
        "X-PHONETIC",
        &format!("PHOTO;ENCODING=b;TYPE=PNG:{picture}\r\nCATEGORIES:bread\r\nX-PHONETIC"),
    );
    let id = written(&app, &ada, &device, &card).await;
    let program = app.program(&ada).await;
    let (_, one) = program.api("GET", &format!("/contacts/{id}"), None).await;
    let said = one["data"].to_string();
    for word in ["1 Low Road", "2009-08-07", "first bread"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    let photo = program.request("GET", &format!("/api/v1/contacts/{id}/photo"));
    assert_eq!(photo.send().await.unwrap().status(), 200);
    let (etag, card) = fetched(&device).await;
    assert_eq!(card.matches("PHOTO;").count(), 1, "{card}");
    assert!(card.contains("TYPE=JPEG:"), "it is made anew");

    // A program that knows no words, days and photos takes none of them away.
    let belief = [("if-match", etag.as_str())];
    let poor: String = card
        .split_inclusive("\r\n")
        .filter(|line| {
            let known = ["PHOTO", "CATEGORIES", "item1."];
            !known.iter().any(|name| line.starts_with(name))
        })
        .collect();
    let poor = poor.replace("ADR;TYPE=HOME:;;1 Low Road;Köln;;50667;Germany\r\n", "");
    assert_eq!(device.status("PUT", PATH, &belief, &poor).await, 204);
    let (_, after) = fetched(&device).await;
    assert!(
        after.contains("CATEGORIES:bread") && after.contains("PHOTO;"),
        "{after}"
    );
    assert!(after.contains("X-ABDATE:2009-08-07"), "{after}");
    assert!(
        !after.contains("Low Road"),
        "an address taken away is gone: {after}"
    );
}
