//! Photos: in by form, program and file; out to members alone; nothing left of the file.

use std::io::Cursor;

use chrono::TimeDelta;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    contacts::{self, ContactInput},
    context::{Clock, Kith, Viewer},
    history,
    identity::{self, derive_contacts},
    testing::{Client, TestApp},
    workspaces::Role,
};

pub fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Red at the left, blue at the right, with a note of where it was taken and that it
/// stands on its head.
pub fn camera_photo() -> Vec<u8> {
    let halves = RgbImage::from_fn(900, 600, |x, _| match x {
        ..450 => Rgb([220, 20, 20]),
        _ => Rgb([20, 20, 220]),
    });
    let jpeg = encoded(&DynamicImage::ImageRgb8(halves), ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x03\0".to_vec();
    for (tag, kind, count, value) in [
        (0x010e_u16, 2_u16, 12_u32, 50_u32),
        (0x0112, 3, 1, 3),
        (0x8825, 4, 1, 62),
    ] {
        exif.extend(tag.to_le_bytes());
        exif.extend(kind.to_le_bytes());
        exif.extend(count.to_le_bytes());
        exif.extend(value.to_le_bytes());
    }
    exif.extend([0; 4]);
    exif.extend(b"GPS of home\0");
    exif.extend(b"\x01\0\0\0\x01\0\x04\0\0\0\x02\x03\0\0\0\0\0\0");
    let length = u16::try_from(exif.len() + 2).unwrap();
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(length.to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

/// A file of a few bytes that says to hold 3,600 million pixels.
pub fn bomb() -> Vec<u8> {
    let mut bytes = encoded(&DynamicImage::new_luma8(8, 8), ImageFormat::Png);
    let edge = 60_000_u32.to_be_bytes();
    bytes[16..20].copy_from_slice(&edge);
    bytes[20..24].copy_from_slice(&edge);
    let check = crc(&bytes[12..29]).to_be_bytes();
    bytes[29..33].copy_from_slice(&check);
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| match crc & 1 {
        1 => (crc >> 1) ^ 0xedb8_8320,
        _ => crc >> 1,
    };
    !bytes
        .iter()
        .fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

fn plain(color: [u8; 3]) -> Vec<u8> {
    let picture = RgbImage::from_pixel(200, 200, Rgb(color));
    encoded(&DynamicImage::ImageRgb8(picture), ImageFormat::Png)
}

/// After the time for which a change of these days can be taken back.
fn in_a_month(app: &TestApp) -> Kith {
    Kith {
        clock: Clock::Fixed(app.kith.clock.now() + TimeDelta::days(31)),
        ..app.kith.clone()
    }
}

async fn with_contact() -> (TestApp, Viewer, Uuid) {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let input = ContactInput {
        name: Some("Bo Lind".to_owned()),
        ..ContactInput::default()
    };
    let bo = contacts::create_contact(&mut scope, input).await.unwrap();
    scope.commit().await.unwrap();
    (app, ada, bo)
}

async fn send(browser: &Client, contact: Uuid, bytes: Vec<u8>, name: &str) -> u16 {
    let part = Part::bytes(bytes).file_name(name.to_owned());
    let request = browser.request("POST", &format!("/contacts/{contact}/photo"));
    let form = Form::new().part("photo", part);
    let answer = request
        .header("accept", "text/html")
        .multipart(form)
        .send()
        .await
        .unwrap();
    answer.status().as_u16()
}

/// The address of the large photo on a page.
fn shown(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("src=\"/photos/")?;
    let (name, _) = rest.split_once('"')?;
    Some(format!("/photos/{name}"))
}

#[tokio::test]
async fn a_photo_replaces_the_initials_and_is_taken_back() {
    let (app, ada, bo) = with_contact().await;
    let browser = app.browser(&ada).await;
    let path = format!("/contacts/{bo}");
    assert_eq!(shown(&browser.page(&path).await), None);
    assert_eq!(send(&browser, bo, camera_photo(), "me.svg").await, 303);
    let page = browser.page(&path).await;
    assert!(page.contains("Photo saved.") && page.contains("restore_photo"));
    let first = shown(&page).unwrap();
    let list = browser.page("/contacts").await;
    assert_eq!(shown(&list).unwrap(), first.replace("-512", "-96"));
    send(&browser, bo, plain([9, 99, 9]), "b.png").await;
    let page = browser.page(&path).await;
    assert_ne!(shown(&page).unwrap(), first);
    let hash = &first["/photos/".len().."/photos/".len() + 32];
    let id = bo.to_string();
    let actions = "/do/app/photos/actions";
    let back = [("contact", id.as_str()), ("before", hash)];
    browser
        .post_form(&format!("{actions}/restore_photo"), &back)
        .await;
    assert_eq!(shown(&browser.page(&path).await).unwrap(), first);
    browser
        .post_form(&format!("{actions}/remove_photo"), &back[..1])
        .await;
    let page = browser.page(&path).await;
    assert!(page.contains("Photo removed.") && shown(&page).is_none());
}

#[tokio::test]
async fn a_photo_is_seen_by_the_workspace_alone_and_kept_by_browsers() {
    let (app, ada, bo) = with_contact().await;
    let browser = app.browser(&ada).await;
    send(&browser, bo, camera_photo(), "me.jpg").await;
    let address = shown(&browser.page(&format!("/contacts/{bo}")).await).unwrap();
    let reader = app.colleague(&ada, "v@kith.example", Role::Viewer).await;
    let reader = app.browser(&reader).await;
    let answer = reader.open(&address).await;
    assert_eq!(answer.status(), 200);
    for (name, value) in [
        ("content-type", "image/jpeg"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "private, max-age=31536000, immutable"),
    ] {
        assert_eq!(answer.headers()[name], value);
    }
    let bytes = answer.bytes().await.unwrap();
    assert!(bytes.starts_with(&[0xff, 0xd8]) && !bytes.windows(4).any(|part| part == b"Exif"));
    assert_eq!(send(&reader, bo, plain([0, 0, 0]), "b.png").await, 403);
    let stranger = app.owner("eve@else.example").await;
    let other = app.browser(&stranger).await;
    assert_eq!(other.open(&address).await.status(), 404);
    assert_eq!(send(&other, bo, plain([0, 0, 0]), "b.png").await, 404);
    assert_eq!(app.anonymous().open(&address).await.status(), 401);
    for wrong in [
        address.replace("-512", "-513"),
        address.replace(".jpg", ".svg"),
        "/photos/x.jpg".to_owned(),
    ] {
        assert_eq!(browser.open(&wrong).await.status(), 404, "{wrong}");
    }
}

#[tokio::test]
async fn what_is_no_photo_is_refused_in_words_and_changes_nothing() {
    let (app, ada, bo) = with_contact().await;
    let browser = app.browser(&ada).await;
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>"#;
    for (bytes, words) in [
        (svg.to_vec(), "Choose a picture: PNG, JPEG, WebP or GIF."),
        (
            b"<html>".to_vec(),
            "Choose a picture: PNG, JPEG, WebP or GIF.",
        ),
        (bomb(), "This picture has too many pixels."),
        (Vec::new(), "Fill this in."),
        (
            vec![0; super::LIMIT + 1],
            "This file is larger than this Kith accepts.",
        ),
    ] {
        assert_eq!(send(&browser, bo, bytes, "photo.png").await, 303);
        let page = browser.page(&format!("/contacts/{bo}")).await;
        assert!(page.contains(words), "{words}");
        assert_eq!(shown(&page), None);
    }
}

#[tokio::test]
async fn programs_send_get_and_remove_a_photo() {
    let (app, ada, bo) = with_contact().await;
    let program = app.program(&ada).await;
    let path = format!("/api/v1/contacts/{bo}/photo");
    let call = async |method: &str, path: &str, body: Vec<u8>| {
        let request = program.request(method, path).body(body);
        request.send().await.unwrap()
    };
    assert_eq!(call("GET", &path, Vec::new()).await.status(), 404);
    let answer = call("PUT", &path, camera_photo()).await;
    assert_eq!(answer.status(), 200);
    let hash = answer.json::<Value>().await.unwrap()["data"]["photo"].clone();
    let (_, body) = program.api("GET", &format!("/contacts/{bo}"), None).await;
    assert_eq!(body["data"]["photo"], hash);
    assert_eq!(body["data"]["provenance"]["photo"]["source"], "edit");
    for (query, edge) in [("", 512), ("?size=96", 96)] {
        let answer = call("GET", &format!("{path}{query}"), Vec::new()).await;
        assert_eq!(answer.headers()["content-type"], "image/jpeg");
        let bytes = answer.bytes().await.unwrap();
        assert_eq!(image::load_from_memory(&bytes).unwrap().width(), edge);
    }
    let wrong = call("GET", &format!("{path}?size=5000"), Vec::new()).await;
    assert_eq!(wrong.status(), 404);
    for body in [b"<svg/>".to_vec(), bomb(), vec![0; super::LIMIT + 1]] {
        assert_eq!(call("PUT", &path, body).await.status(), 422);
    }
    assert_eq!(call("DELETE", &path, Vec::new()).await.status(), 200);
    assert_eq!(call("DELETE", &path, Vec::new()).await.status(), 404);
}

#[tokio::test]
async fn a_persons_choice_goes_before_that_of_a_file() {
    let (app, ada, bo) = with_contact().await;
    let mut scope = app.scope(&ada).await;
    let from_file = super::prepare(plain([1, 2, 3])).await.unwrap();
    let own = super::prepare(plain([200, 2, 3])).await.unwrap();
    super::keep(&mut scope, &from_file).await.unwrap();
    sqlx::query(
        "with said as (
           insert into source_records
             (id, workspace_id, origin, external_id, fields, source_updated_at, created_at, updated_at)
           values ($1, acting_workspace(), 'vcard', 'x', $2, now(), now(), now())
         )
         insert into identity_links (source_record_id, workspace_id, contact_id, rule, probability, created_at)
         values ($1, acting_workspace(), $3, 'new', 1, now())",
    )
    .bind(scope.id())
    .bind(json!({ "photo": from_file.hash }))
    .bind(bo)
    .execute(scope.db())
    .await
    .unwrap();
    derive_contacts(&mut scope, &[bo]).await.unwrap();
    let photo = async |scope: &mut _| contacts::contact(scope, bo).await.unwrap().photo;
    assert_eq!(photo(&mut scope).await, Some(from_file.hash.clone()));
    let before = super::set_photo(&mut scope, bo, &own).await.unwrap();
    assert_eq!(photo(&mut scope).await, Some(own.hash));
    super::restore_photo(&mut scope, bo, before).await.unwrap();
    assert_eq!(photo(&mut scope).await, Some(from_file.hash.clone()));
    let before = super::remove_photo(&mut scope, bo).await.unwrap();
    derive_contacts(&mut scope, &[bo]).await.unwrap();
    assert_eq!(photo(&mut scope).await, None, "it is not said again");
    super::restore_photo(&mut scope, bo, before).await.unwrap();
    assert_eq!(photo(&mut scope).await, Some(from_file.hash));
    let unknown = super::restore_photo(&mut scope, bo, Some("made up".to_owned())).await;
    assert_eq!(unknown, Err(crate::error::Error::NotFound));
}

#[tokio::test]
async fn a_photo_that_nobody_has_goes_after_a_month_and_others_stay() {
    let (app, ada, bo) = with_contact().await;
    let browser = app.browser(&ada).await;
    send(&browser, bo, plain([9, 99, 9]), "a.png").await;
    send(&browser, bo, plain([99, 9, 9]), "b.png").await;
    let standing = shown(&browser.page(&format!("/contacts/{bo}")).await).unwrap();
    let kept = async || {
        let mut scope = app.scope(&ada).await;
        let hashes: Vec<String> = sqlx::query_scalar("select hash from photos")
            .fetch_all(scope.db())
            .await
            .unwrap();
        hashes
    };
    let sweep = async |kith: &Kith| super::sweep_photos(kith, ada.workspace).await.unwrap();
    let mut scope = app.scope(&ada).await;
    sqlx::query("update photos set created_at = created_at - interval '31 days'")
        .execute(scope.db())
        .await
        .unwrap();
    contacts::delete_contact(&mut scope, bo).await.unwrap();
    scope.commit().await.unwrap();
    sweep(&app.kith).await;
    assert_eq!(kept().await.len(), 2, "the history can bring it back");
    sweep(&in_a_month(&app)).await;
    let left = kept().await;
    assert_eq!(left.len(), 1);
    assert!(standing.contains(&left[0]), "that of the trash stays");
}

#[tokio::test]
async fn photos_stand_in_the_history_and_come_back_from_there() {
    let (app, ada, bo) = with_contact().await;
    let browser = app.browser(&ada).await;
    let program = app.program(&ada).await;
    let photo = async || {
        let (_, body) = program.api("GET", &format!("/contacts/{bo}"), None).await;
        body["data"]["photo"].clone()
    };
    send(&browser, bo, plain([9, 99, 9]), "a.png").await;
    let first = photo().await;
    send(&browser, bo, plain([99, 9, 9]), "b.png").await;
    let second = photo().await;
    let id = bo.to_string();
    let remove = "/do/app/photos/actions/remove_photo";
    browser.post_form(remove, &[("contact", id.as_str())]).await;
    let place = format!("/contacts/{bo}/history");
    let changes = async || {
        let (_, body) = program.api("GET", &place, None).await;
        body["data"].as_array().unwrap().clone()
    };
    let told = changes().await;
    let named: Vec<_> = told.iter().map(|one| (&one["old"], &one["new"])).collect();
    let none = Value::Null;
    assert_eq!(
        named,
        [(&second, &none), (&first, &second), (&none, &first)],
        "{told:?}"
    );
    for one in &told {
        assert_eq!(
            (&one["field"], &one["source"], &one["may_be_reverted"]),
            (&json!("photo"), &json!("edit"), &json!(true))
        );
        assert_eq!(one["actor"], "Ada Berg");
    }
    let page = browser.page(&place).await;
    for word in ["added", "replaced", "removed"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    assert!(page.contains("Take back: Photo") && page.contains("Bring back: Photo"));
    assert!(page.contains(&format!("/photos/{}-96.jpg", first.as_str().unwrap())));
    let back = "/do/app/history/actions/revert_change";
    let change = told[1]["id"].to_string();
    let fields = [("contact", id.as_str()), ("change", &change)];
    browser.post_form(back, &fields).await;
    assert_eq!(photo().await, first);
    let made = changes().await[0]["id"].to_string();
    browser
        .post_form(back, &[("contact", &id), ("change", &made)])
        .await;
    assert_eq!(photo().await, Value::Null, "taken back in turn");
}

#[tokio::test]
async fn a_photo_that_went_is_said_to_be_gone_and_not_brought_back() {
    let (app, ada, bo) = with_contact().await;
    let browser = app.browser(&ada).await;
    send(&browser, bo, plain([9, 99, 9]), "a.png").await;
    send(&browser, bo, plain([99, 9, 9]), "b.png").await;
    super::sweep_photos(&in_a_month(&app), ada.workspace)
        .await
        .unwrap();
    let place = format!("/contacts/{bo}/history");
    let page = browser.page(&place).await;
    assert!(page.contains("is not kept any more"), "{page}");
    assert!(!page.contains("Bring back: Photo"), "{page}");
    let program = app.program(&ada).await;
    let (_, body) = program.api("GET", &place, None).await;
    assert_eq!(body["data"][0]["may_be_reverted"], false);
    let revert = format!("{place}/{}/revert", body["data"][0]["id"]);
    let (status, _) = program.api("POST", &revert, None).await;
    assert_eq!(status, 409);
}

#[tokio::test]
async fn a_photo_by_hand_taken_back_lets_the_file_speak_again() {
    let (app, ada, bo) = with_contact().await;
    let mut scope = app.scope(&ada).await;
    let own = super::prepare(plain([200, 2, 3])).await.unwrap();
    super::set_photo(&mut scope, bo, &own).await.unwrap();
    let newest = history::changes(&mut scope, bo, None, 1).await.unwrap()[0].id;
    history::revert_change(&mut scope, bo, newest)
        .await
        .unwrap();
    let edited = identity::edited_fields(&mut scope, bo).await.unwrap();
    assert_eq!(edited.get("photo"), None, "nothing is said by hand");
}
