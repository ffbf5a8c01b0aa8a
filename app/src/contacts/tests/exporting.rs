//! Contacts that leave, read by Kith itself and by programs that others wrote.

use serde_json::{Value, json};

use super::*;
use crate::{
    fields::{self, types::Subject},
    imports::import_local_file,
    photos, relations,
    testing::{Client, readers},
};

const READ_CARDS: &str = "
import json, sys, vobject
cards = []
for card in vobject.readComponents(sys.stdin.buffer.read().decode('utf-8')):
    cards.append({
        'name': card.fn.value,
        'family': card.n.value.family,
        'emails': [line.value for line in card.contents.get('email', [])],
        'phones': [line.value for line in card.contents.get('tel', [])],
        'company': [part for line in card.contents.get('org', []) for part in line.value],
        'address': [line.value.city for line in card.contents.get('adr', [])],
        'notes': [line.value for line in card.contents.get('note', [])],
        'birthday': [line.value for line in card.contents.get('bday', [])],
    })
print(json.dumps(cards))
";
const READ_TABLE: &str = "
import csv, json, sys
print(json.dumps(list(csv.DictReader(sys.stdin.buffer.read().decode('utf-8-sig').splitlines(True)))))
";

async fn bring(app: &TestApp, viewer: &Viewer, name: &str, bytes: &[u8]) {
    let file = app.folder().join(name);
    std::fs::write(&file, bytes).unwrap();
    import_local_file(viewer, &file).await.unwrap();
    app.run_jobs().await;
}

/// Contacts of several products' exports, and one that was written by hand.
async fn filled(app: &TestApp) -> Viewer {
    let ada = app.owner("ada@kith.example").await;
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/records/samples");
    for name in [
        "google-new.csv",
        "cards.vcf",
        "outlook-de.csv",
        "thunderbird.ldif",
    ] {
        let bytes = std::fs::read(std::path::Path::new(samples).join(name)).unwrap();
        bring(app, &ada, name, &bytes).await;
    }
    let mut scope = app.scope(&ada).await;
    let input = ContactInput {
        name: Some("=1+1; \"Bo\"".to_owned()),
        title: Some("@SUM(A1)".to_owned()),
        company: Some("-Minus, & Sons".to_owned()),
        birthday: Some("1980-02-29".to_owned()),
        about: Some("+first\nsecond \\ line; with, signs".to_owned()),
        pronouns: Some("they/them".to_owned()),
        time_zone: Some("Europe/Oslo".to_owned()),
        how_met: Some("At the fair, by \"chance\"".to_owned()),
        met_on: Some("2024-05-03".to_owned()),
        priority: Some("high".to_owned()),
        emails: Some(vec!["bo@lind.example".to_owned()]),
        phones: Some(vec!["+49301234567".to_owned()]),
        handles: Some(vec!["https://www.linkedin.com/in/bo".to_owned()]),
        ..ContactInput::default()
    };
    create_contact(&mut scope, input).await.unwrap();
    scope.commit().await.unwrap();
    ada
}

/// All that is known of everybody, as the interface of programs says it.
async fn known(program: &Client) -> Vec<Value> {
    let (_, listed) = program
        .api("GET", "/contacts?sort=name&limit=200", None)
        .await;
    let mut found = Vec::new();
    for row in listed["data"].as_array().unwrap() {
        let id = row["id"].as_str().unwrap();
        let (_, mut one) = program.api("GET", &format!("/contacts/{id}"), None).await;
        let one = one["data"].take();
        let values = |name: &str| {
            let points = one[name].as_array().into_iter().flatten();
            let text = |point: &Value| point["value"].as_str().or(point.as_str()).map(written);
            let mut values: Vec<_> = points.filter_map(text).collect();
            values.sort();
            values
        };
        let points = ["emails", "phones", "urls", "handles"].map(values);
        found.push(json!({
            "name": one["name"],
            "title": one["title"],
            "company": one["company"],
            "location": one["location"],
            "birthday": one["birthday"],
            "about": one["about"],
            "pronouns": one["pronouns"],
            "time_zone": one["time_zone"],
            "how_met": one["how_met"],
            "met_on": one["met_on"],
            "priority": one["priority"],
            "points": points,
        }));
    }
    found
}

/// A number without its country may have been completed by the address beside it.
fn written(value: &str) -> String {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    if value.contains('@') || value.contains('.') || digits.len() < 6 {
        value.to_owned()
    } else {
        digits[digits.len() - 6..].to_owned()
    }
}

async fn fetched(client: &Client, path: &str) -> String {
    let answer = client.request("GET", path).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.unwrap()
}

#[tokio::test]
async fn what_leaves_comes_back_as_it_was() {
    let app = TestApp::start().await;
    let ada = filled(&app).await;
    let before = known(&app.program(&ada).await).await;
    assert!(before.len() > 6, "{before:#?}");
    for (format, name) in [("vcard", "contacts.vcf"), ("csv", "contacts.csv")] {
        let path = format!("/contacts/export?format={format}");
        let file = fetched(&app.browser(&ada).await, &path).await;
        let eve = app.owner(&format!("eve@{format}.example")).await;
        bring(&app, &eve, name, file.as_bytes()).await;
        let after = known(&app.program(&eve).await).await;
        assert_eq!(after, before, "{file}");
    }
}

#[tokio::test]
async fn readers_of_others_understand_cards_and_tables() {
    let app = TestApp::start().await;
    let ada = filled(&app).await;
    let browser = app.browser(&ada).await;
    let cards = fetched(&browser, "/contacts/export?format=vcard&sort=name").await;
    let cards: Value = serde_json::from_str(&readers().run(READ_CARDS, &cards).await).unwrap();
    let table = fetched(&browser, "/contacts/export?format=csv&sort=name").await;
    let table: Value = serde_json::from_str(&readers().run(READ_TABLE, &table).await).unwrap();
    let (cards, table) = (cards.as_array().unwrap(), table.as_array().unwrap());
    let known = known(&app.program(&ada).await).await;
    assert_eq!((cards.len(), table.len()), (known.len(), known.len()));
    for ((known, card), row) in known.iter().zip(cards).zip(table) {
        assert_eq!(card["name"], known["name"]);
        assert_eq!(
            card["emails"].as_array().unwrap().len(),
            known["points"][0].as_array().unwrap().len()
        );
        let name = row["Name"].as_str().unwrap().trim_start_matches('\'');
        assert_eq!(name, known["name"]);
    }
    let bo = &cards[0];
    assert_eq!(bo["notes"], json!(["+first\nsecond \\ line; with, signs"]));
    assert_eq!(bo["company"], json!(["-Minus, & Sons"]));
    assert_eq!(bo["birthday"], json!(["19800229"]));
}

#[tokio::test]
async fn no_cell_of_the_table_is_a_formula() {
    let app = TestApp::start().await;
    let ada = filled(&app).await;
    let file = fetched(&app.browser(&ada).await, "/contacts/export?format=csv").await;
    let table: Value = serde_json::from_str(&readers().run(READ_TABLE, &file).await).unwrap();
    let cells = table
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|row| row.as_object().unwrap().values());
    for cell in cells.filter_map(Value::as_str) {
        assert!(
            !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
            "{cell}"
        );
    }
}

#[tokio::test]
async fn the_file_holds_the_selection_of_the_list_to_its_end() {
    let app = TestApp::start().await;
    let (ada, mut scope) = cast(&app).await;
    sqlx::query(
        "insert into contacts (id, workspace_id, name, created_at, updated_at)
         select gen_random_uuid(), $1, 'Number ' || n, now(), now() from generate_series(1, 1100) n",
    )
    .bind(ada.workspace)
    .execute(scope.db())
    .await
    .unwrap();
    scope.commit().await.unwrap();
    let (browser, program) = (app.browser(&ada).await, app.program(&ada).await);
    for sort in ["strength", "name", "last", "new"] {
        let file = fetched(
            &browser,
            &format!("/contacts/export?format=vcard&sort={sort}"),
        )
        .await;
        assert_eq!(file.matches("BEGIN:VCARD").count(), 1106, "{sort}");
    }
    let file = fetched(&browser, "/contacts/export?format=vcard&q=berg").await;
    assert_eq!(file.matches("BEGIN:VCARD").count(), 2);
    let file = fetched(&program, "/api/v1/contacts/export?format=csv&q=berg").await;
    assert_eq!(file.lines().count(), 3, "{file}");
    let page = browser.page("/contacts?q=berg").await;
    assert!(
        page.contains("/contacts/export?format=csv&amp;q=berg"),
        "{page}"
    );
}

#[tokio::test]
async fn a_person_has_a_card_and_what_is_gone_has_none() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let eve = app.owner("eve@other.example").await;
    let mut scope = app.scope(&ada).await;
    let id = add(&mut scope, "Bo Lind", "bo@lind.example", "Lind").await;
    scope.commit().await.unwrap();
    let (ours, theirs) = (app.browser(&ada).await, app.browser(&eve).await);
    let path = crate::routes::paths::contact_card(id);
    let answer = ours.request("GET", &path).send().await.unwrap();
    assert_eq!(
        answer.headers()["content-type"],
        "text/vcard; charset=utf-8"
    );
    assert!(answer.text().await.unwrap().contains("\r\nFN:Bo Lind\r\n"));
    assert!(
        ours.page(&crate::routes::paths::contact(id))
            .await
            .contains(&path)
    );
    let status = |client: Client, path: String| async move {
        client
            .request("GET", &path)
            .send()
            .await
            .unwrap()
            .status()
            .as_u16()
    };
    assert_eq!(status(theirs.clone(), path.clone()).await, 404);
    assert_eq!(status(app.anonymous(), path.clone()).await, 401);
    let all = "/contacts/export?format=vcard";
    assert_eq!(fetched(&theirs, all).await, "");
    assert_eq!(status(app.anonymous(), all.to_owned()).await, 401);
    assert_eq!(
        status(ours.clone(), "/contacts/export?format=pdf".to_owned()).await,
        422
    );
    let mut scope = app.scope(&ada).await;
    delete_contact(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    assert_eq!(status(ours.clone(), path).await, 404);
    assert_eq!(fetched(&ours, all).await, "");
}

#[tokio::test]
async fn own_fields_relations_and_photos_leave_and_come_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = add(&mut scope, "Bo Lind", "bo@lind.example", "Lind").await;
    let cy = add(&mut scope, "Cy Orr", "cy@orr.example", "Orr").await;
    let tier = define_tier(&mut scope).await;
    let tier = fields::field(&mut scope, tier).await.unwrap();
    fields::set_value(&mut scope, &tier, bo, json!("Gold"))
        .await
        .unwrap();
    let spouse = relations::types::RelationKind::Spouse;
    relations::add_relation(&mut scope, bo, spouse, "", relations::Who::Contact(cy))
        .await
        .unwrap();
    let photo = photos::prepare(photos::tests::camera_photo())
        .await
        .unwrap();
    photos::set_photo(&mut scope, bo, &photo).await.unwrap();
    scope.commit().await.unwrap();
    for (format, name) in [("vcard", "people.vcf"), ("csv", "people.csv")] {
        let path = format!("/contacts/export?format={format}");
        let file = fetched(&app.browser(&ada).await, &path).await;
        if format == "csv" {
            assert!(
                file.lines().next().unwrap().ends_with(",\"Tier\""),
                "{file}"
            );
        }
        let eve = app.owner(&format!("eve@{format}.example")).await;
        let mut scope = app.scope(&eve).await;
        define_tier(&mut scope).await;
        scope.commit().await.unwrap();
        bring(&app, &eve, name, file.as_bytes()).await;
        let program = app.program(&eve).await;
        let (_, listed) = program.api("GET", "/contacts?q=bo%20lind", None).await;
        let id: Uuid = listed["data"][0]["id"].as_str().unwrap().parse().unwrap();
        let mut scope = app.scope(&eve).await;
        let held = fields::held(&mut scope, Subject::Contact, id)
            .await
            .unwrap();
        assert_eq!(held[0].texts(), ["Gold"], "{format}");
        let related = relations::relations_of(&mut scope, id).await.unwrap();
        let related: Vec<_> = related
            .iter()
            .map(|one| (one.kind, one.name.as_str()))
            .collect();
        assert_eq!(related, [(spouse, "Cy Orr")], "{format}");
        let one = contact(&mut scope, id).await.unwrap();
        assert_eq!(one.photo.is_some(), format == "vcard");
    }
}

async fn define_tier(scope: &mut Scope) -> Uuid {
    let tier = fields::FieldInput {
        subject: Subject::Contact,
        label: "Tier".to_owned(),
        kind: fields::types::FieldKind::Choice,
        key: None,
        choices: vec![fields::ChoiceInput::new("Gold")],
    };
    fields::define_field(scope, tier).await.unwrap()
}
