//! CardDAV and CalDAV, as devices speak them.

mod fields;
mod sync;
mod touched;

use reqwest::Response;
use uuid::Uuid;

use super::create_app_password;
use crate::{
    contacts::{self, ContactInput},
    context::Viewer,
    testing::{Client, TestApp},
    workspaces::Role,
};

const BOOK: &str = "/dav/cards/contacts/";

/// A device of this member.
struct Device {
    client: Client,
    email: String,
    password: String,
}

impl Device {
    async fn of(app: &TestApp, viewer: &Viewer) -> Self {
        let mut scope = viewer.begin().await.unwrap();
        let password = create_app_password(&mut scope, "Phone").await.unwrap();
        scope.commit().await.unwrap();
        Self {
            client: app.anonymous(),
            email: viewer.email.clone(),
            password,
        }
    }

    async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Response {
        let request = self.client.request(method, path);
        let request = request.basic_auth(&self.email, Some(&self.password));
        let request = headers.iter().fold(request, |request, (name, value)| {
            request.header(*name, *value)
        });
        request.body(body.to_owned()).send().await.unwrap()
    }

    async fn text(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> String {
        let answer = self.send(method, path, headers, body).await;
        assert!(
            answer.status().is_success(),
            "{method} {path}: {}",
            answer.status()
        );
        answer.text().await.unwrap()
    }

    async fn status(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> u16 {
        self.send(method, path, headers, body)
            .await
            .status()
            .as_u16()
    }

    /// What changed since this token, and the next one.
    async fn changes(&self, token: &str) -> (String, String) {
        let body = format!(
            "<sync-collection xmlns=\"DAV:\"><sync-token>{token}</sync-token><prop><getetag/></prop></sync-collection>"
        );
        let text = self.text("REPORT", BOOK, &[], &body).await;
        let (before, rest) = text.split_once("<d:sync-token>").unwrap();
        let (token, _) = rest.split_once('<').unwrap();
        (before.to_owned(), token.to_owned())
    }
}

async fn add(viewer: &Viewer, name: &str, email: &str) -> Uuid {
    let mut scope = viewer.begin().await.unwrap();
    let input = ContactInput {
        name: Some(name.to_owned()),
        emails: Some(vec![email.to_owned()]),
        ..ContactInput::default()
    };
    let id = contacts::create_contact(&mut scope, input).await.unwrap();
    scope.commit().await.unwrap();
    id
}

fn href(id: Uuid) -> String {
    format!("{BOOK}{id}.vcf")
}

const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:device-1\r\nFN:Di Moe\r\nN:Moe;Di;;Dr.;\r\n\
EMAIL;TYPE=HOME:di@moe.example\r\nTEL;TYPE=CELL:+49 171 9876543\r\nORG:Moe & Sons;Bakery\r\nTITLE:Baker\r\n\
BDAY:1981-02-03\r\nNOTE:Likes rye\r\nADR;TYPE=HOME:;;1 Low Road;Köln;;50667;Germany\r\n\
item1.X-ABDATE:2009-08-07\r\nitem1.X-ABLabel:first bread\r\nX-PHONETIC-LAST-NAME:mo\r\nEND:VCARD\r\n";

#[tokio::test]
async fn a_device_finds_its_way_from_the_server_alone() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let device = Device::of(&app, &ada).await;
    for known in ["/.well-known/carddav", "/.well-known/caldav"] {
        for method in ["GET", "PROPFIND"] {
            let answer = device.send(method, known, &[], "").await;
            assert_eq!(answer.status(), 308, "{method} {known}");
            assert_eq!(answer.headers()["location"], "/dav/");
        }
    }
    let options = device.send("OPTIONS", "/dav/", &[], "").await;
    let dav = options.headers()["dav"].to_str().unwrap();
    assert!(dav.contains("addressbook") && dav.contains("calendar-access"));
    let ask = |name: &str, space: &str| {
        format!("<propfind xmlns=\"DAV:\"><prop><x:{name} xmlns:x=\"{space}\"/></prop></propfind>")
    };
    let none = [("depth", "0")];
    let root = device
        .text(
            "PROPFIND",
            "/dav/",
            &none,
            &ask("current-user-principal", "DAV:"),
        )
        .await;
    assert!(root.contains("<d:href>/dav/principal/</d:href>"), "{root}");
    let cards = ask("addressbook-home-set", "urn:ietf:params:xml:ns:carddav");
    let home = device
        .text("PROPFIND", "/dav/principal/", &none, &cards)
        .await;
    assert!(home.contains("<d:href>/dav/cards/</d:href>"), "{home}");
    let calendars = ask("calendar-home-set", "urn:ietf:params:xml:ns:caldav");
    let home = device
        .text("PROPFIND", "/dav/principal/", &none, &calendars)
        .await;
    assert!(home.contains("<d:href>/dav/calendars/</d:href>"), "{home}");
    let books = device
        .text("PROPFIND", "/dav/cards/", &[("depth", "1")], "")
        .await;
    assert!(
        books.contains(BOOK) && books.contains("<addressbook "),
        "{books}"
    );
    let missing = device
        .text("PROPFIND", "/dav/", &none, &ask("x", "urn:y"))
        .await;
    assert!(missing.contains("404 Not Found") && missing.contains("xmlns:x=\"urn:y\""));
}

#[tokio::test]
async fn only_the_right_password_opens_and_only_this_door() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let id = add(&ada, "Bo Lind", "bo@lind.example").await;
    let device = Device::of(&app, &ada).await;
    assert_eq!(device.status("GET", &href(id), &[], "").await, 200);
    let answer = app
        .anonymous()
        .request("PROPFIND", "/dav/")
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 401);
    assert!(
        answer.headers()["www-authenticate"]
            .to_str()
            .unwrap()
            .starts_with("Basic")
    );
    let browser = app.browser(&ada).await;
    assert_eq!(
        browser
            .request("GET", &href(id))
            .send()
            .await
            .unwrap()
            .status(),
        401
    );
    let program = app.program(&ada).await;
    assert_eq!(
        program
            .request("GET", &href(id))
            .send()
            .await
            .unwrap()
            .status(),
        401
    );
    let with = |email: &str, password: &str| {
        let request = device.client.request("GET", &href(id));
        request
            .basic_auth(email.to_owned(), Some(password.to_owned()))
            .send()
    };
    let password = device.password.clone();
    let bare = password.replace('-', "");
    assert_eq!(with("Ada@Kith.example", &bare).await.unwrap().status(), 200);
    assert_eq!(
        with("eve@kith.example", &password).await.unwrap().status(),
        401
    );
    assert_eq!(
        with("ada@kith.example", "made-up").await.unwrap().status(),
        401
    );
    assert_eq!(
        with("ada@kith.example", crate::testing::PASSWORD)
            .await
            .unwrap()
            .status(),
        401
    );
    let key = app
        .anonymous()
        .request("GET", "/api/v1/contacts")
        .bearer_auth(&password);
    assert_eq!(key.send().await.unwrap().status(), 401);

    let eve = app.owner("eve@other.example").await;
    let stranger = Device::of(&app, &eve).await;
    assert_eq!(stranger.status("GET", &href(id), &[], "").await, 404);
    assert_eq!(stranger.status("DELETE", &href(id), &[], "").await, 404);

    let page = browser.page("/settings/devices").await;
    assert!(page.contains("Phone") && !page.contains(&password));
    let (_, listed) = program.api("GET", "/app-passwords", None).await;
    let own = listed["data"][0]["id"].as_str().unwrap();
    let revoke = "/do/app/dav/actions/revoke_device";
    assert_eq!(
        browser.post_form(revoke, &[("id", own)]).await.status(),
        302
    );
    assert_eq!(device.status("GET", &href(id), &[], "").await, 401);
}

#[tokio::test]
async fn a_password_is_shown_once() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    let create = "/do/app/dav/actions/create_device";
    assert_eq!(
        browser
            .post_form(create, &[("name", "Tablet")])
            .await
            .status(),
        302
    );
    let page = browser.page("/settings/devices").await;
    let (_, rest) = page.split_once("<pre class=\"secret\"><code>").unwrap();
    let (password, _) = rest.split_once('<').unwrap();
    assert_eq!(password.len(), 23, "{password}");
    assert!(!browser.page("/settings/devices").await.contains(password));
    let device = Device {
        client: app.anonymous(),
        email: ada.email.clone(),
        password: password.to_owned(),
    };
    assert_eq!(
        device
            .status("PROPFIND", "/dav/", &[("depth", "0")], "")
            .await,
        207
    );
}

#[tokio::test]
async fn what_a_device_writes_is_an_edit_and_nothing_of_it_is_lost() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let device = Device::of(&app, &ada).await;
    let path = "/dav/cards/contacts/by%20device.vcf";
    let new = [("if-none-match", "*")];
    assert_eq!(device.status("PUT", path, &new, CARD).await, 201);
    assert_eq!(device.status("PUT", path, &new, CARD).await, 412);
    let program = app.program(&ada).await;
    let (_, found) = program.api("GET", "/contacts?q=moe", None).await;
    let id: Uuid = found["data"][0]["id"].as_str().unwrap().parse().unwrap();
    let (_, one) = program.api("GET", &format!("/contacts/{id}"), None).await;
    let one = &one["data"];
    for (field, value) in [
        ("name", "Di Moe"),
        ("title", "Baker"),
        ("company", "Moe & Sons"),
        ("birthday", "1981-02-03"),
        ("about", "Likes rye"),
        ("location", "Köln"),
    ] {
        assert_eq!(one[field], value, "{field}");
    }
    assert_eq!(one["phones"][0]["value"], "+491719876543");
    let answer = device.send("GET", path, &[], "").await;
    let etag = answer.headers()["etag"].to_str().unwrap().to_owned();
    let card = answer.text().await.unwrap();
    for line in [
        "UID:device-1",
        "N:Moe;Di;;Dr.;",
        "EMAIL;TYPE=HOME:di@moe.example",
        "ORG:Moe & Sons;Bakery",
        "ADR;TYPE=HOME:;;1 Low Road;Köln;;50667;Germany",
        "item1.X-ABDATE:2009-08-07",
        "item1.X-ABLabel:first bread",
        "X-PHONETIC-LAST-NAME:mo",
    ] {
        assert!(card.contains(&format!("\r\n{line}\r\n")), "{line}\n{card}");
    }
    // The same again changes nothing.
    let before = program.api("GET", &format!("/contacts/{id}"), None).await;
    assert_eq!(
        device
            .status("PUT", path, &[("if-match", &etag)], &card)
            .await,
        204
    );
    let after = program.api("GET", &format!("/contacts/{id}"), None).await;
    assert_eq!(after, before);

    // An edit here reaches the device; an edit there wins.
    let mut scope = app.scope(&ada).await;
    let input = ContactInput {
        title: Some("Miller".to_owned()),
        ..ContactInput::default()
    };
    contacts::update_contact(&mut scope, id, input)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    assert_eq!(
        device
            .status("PUT", path, &[("if-match", &etag)], &card)
            .await,
        412
    );
    let answer = device.send("GET", path, &[], "").await;
    let etag = answer.headers()["etag"].to_str().unwrap().to_owned();
    let card = answer.text().await.unwrap();
    assert!(
        card.contains("\r\nTITLE:Miller\r\n") && card.contains("X-PHONETIC"),
        "{card}"
    );
    let edited = card
        .replace("di@moe.example", "di@new.example")
        .replace("NOTE:Likes rye\r\n", "");
    assert_eq!(
        device
            .status("PUT", path, &[("if-match", &etag)], &edited)
            .await,
        204
    );
    let (_, one) = program.api("GET", &format!("/contacts/{id}"), None).await;
    assert_eq!(one["data"]["emails"], serde_json::json!(["di@new.example"]));
    assert_eq!(one["data"]["about"], serde_json::Value::Null);
    assert_eq!(one["data"]["title"], "Miller");
}

#[tokio::test]
async fn deleting_is_the_trash_and_writing_again_brings_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let id = add(&ada, "Bo Lind", "bo@lind.example").await;
    let device = Device::of(&app, &ada).await;
    let wrong = [("if-match", "\"another\"")];
    assert_eq!(device.status("DELETE", &href(id), &wrong, "").await, 412);
    assert_eq!(device.status("DELETE", &href(id), &[], "").await, 204);
    assert_eq!(device.status("GET", &href(id), &[], "").await, 404);
    let mut scope = app.scope(&ada).await;
    contacts::restore_contact(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    assert_eq!(device.status("GET", &href(id), &[], "").await, 200);
    let path = format!("{BOOK}own.vcf");
    assert_eq!(device.status("PUT", &path, &[], CARD).await, 201);
    assert_eq!(device.status("DELETE", &path, &[], "").await, 204);
    assert_eq!(device.status("PUT", &path, &[], CARD).await, 201);
    let program = app.program(&ada).await;
    let (_, found) = program.api("GET", "/contacts?q=moe", None).await;
    assert_eq!(found["data"].as_array().unwrap().len(), 1);
    let other = format!("{BOOK}other.vcf");
    assert_eq!(device.status("PUT", &other, &[], CARD).await, 409);
}

#[tokio::test]
async fn a_reader_reads_and_writes_nothing() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let id = add(&ada, "Bo Lind", "bo@lind.example").await;
    let reader = app.colleague(&ada, "v@kith.example", Role::Viewer).await;
    let device = Device::of(&app, &reader).await;
    assert_eq!(device.status("GET", &href(id), &[], "").await, 200);
    assert_eq!(device.status("PUT", &href(id), &[], CARD).await, 403);
    assert_eq!(device.status("DELETE", &href(id), &[], "").await, 403);
    let ask = "<propfind xmlns=\"DAV:\"><prop><current-user-privilege-set/></prop></propfind>";
    let said = device.text("PROPFIND", BOOK, &[("depth", "0")], ask).await;
    assert!(
        said.contains("<d:read/>") && !said.contains("<d:write/>"),
        "{said}"
    );
}

#[tokio::test]
async fn what_is_no_question_and_no_card_is_refused() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let device = Device::of(&app, &ada).await;
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><propfind xmlns=\"DAV:\">&b;</propfind>";
    for body in ["<", "hello", bomb, &"<a>".repeat(10_000)] {
        assert_eq!(device.status("PROPFIND", BOOK, &[], body).await, 400);
        assert_eq!(device.status("REPORT", BOOK, &[], body).await, 400);
    }
    let path = format!("{BOOK}x.vcf");
    let two = CARD.repeat(2);
    let large = format!(
        "BEGIN:VCARD\r\nFN:A\r\nNOTE:{}\r\nEND:VCARD\r\n",
        "x".repeat(1 << 20)
    );
    for body in ["", "hello", "BEGIN:VCARD\r\nEND:VCARD\r\n", &two, &large] {
        assert_eq!(device.status("PUT", &path, &[], body).await, 403);
    }
    let infinite = [("depth", "infinity")];
    assert_eq!(device.status("PROPFIND", BOOK, &infinite, "").await, 403);
    assert_eq!(device.status("POST", BOOK, &[], "").await, 405);
    for path in [
        "/dav/nowhere",
        "/dav/cards/contacts/a%2Fb.vcf",
        "/dav/cards/contacts/%00.vcf",
    ] {
        assert_eq!(device.status("GET", path, &[], "").await, 404, "{path}");
    }
}
