//! Several tables in one archive: each asked for, each read in its own columns, each row
//! accounted for.

use super::{contacts::zip, *};
use crate::{imports::upload::Intake, routes::paths};

const CLIENTS: &str =
    "Contact,Mail,Ref\nBo Lind,bo@lind.example,7\n\"Orr, Cy\",cy@orr.example,8,9\n";
const KNOWN: &str = "Full name,Electronic\nDi Moe,di@moe.example\n";
const TOPICS: &str = "Topic,Remark\nTea,green\nRain,often,too often\n";

fn asking() -> Intake {
    Intake {
        ask: true,
        ..Intake::default()
    }
}

async fn bring(app: &TestApp, viewer: &Viewer, name: &str, bytes: &[u8]) -> Uuid {
    let file = app.folder().join(name);
    std::fs::write(&file, bytes).unwrap();
    let id = import_local(viewer, &file, &asking()).await.unwrap();
    app.run_jobs().await;
    id
}

/// A program says what the columns are, as they look.
async fn agree(app: &TestApp, viewer: &Viewer, id: Uuid) {
    let program = app.program(viewer).await;
    let address = format!("/imports/{id}/mapping");
    let (_, told) = program.api("GET", &address, None).await;
    let columns: Vec<Value> = told["data"]["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| json!({ "header": column["header"], "field": column["field"] }))
        .collect();
    let given = json!({ "rows": told["data"]["rows"], "columns": columns });
    let (status, answer) = program.api("PUT", &address, Some(given)).await;
    assert_eq!(status, 200, "{answer}");
    app.run_jobs().await;
}

#[tokio::test]
async fn each_table_is_asked_for_in_turn() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let known = bring(&app, &ada, "known.csv", KNOWN.as_bytes()).await;
    agree(&app, &ada, known).await;
    let archive = zip(&[
        ("export/clients.csv", CLIENTS.as_bytes()),
        ("export/known.csv", KNOWN.as_bytes()),
        ("export/topics.csv", TOPICS.as_bytes()),
    ]);
    let id = bring(&app, &ada, "export.zip", &archive).await;
    let asked = report(&app, &ada, id).await;
    assert_eq!((asked.state.as_str(), asked.listed), ("asking", 0));
    let (browser, program) = (app.browser(&ada).await, app.program(&ada).await);
    let page = browser.page(&paths::import(id)).await;
    assert!(
        page.contains("What do the columns of export/clients.csv hold?")
            && page.contains("Table 1 of 3 in the archive."),
        "{page}"
    );
    let fields = [
        ("id", id.to_string()),
        ("table", "export/clients.csv".to_owned()),
        ("fields[0]", "name".to_owned()),
        ("fields[1]", "email".to_owned()),
        ("fields[2]", "id".to_owned()),
    ];
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    for _ in ["once", "and again from a page that is out of date"] {
        browser
            .post_form("/do/app/imports/actions/choose_columns", &fields)
            .await;
        app.run_jobs().await;
        assert_eq!(report(&app, &ada, id).await.state, "asking");
    }
    let address = format!("/imports/{id}/mapping");
    let (_, told) = program.api("GET", &address, None).await;
    let told = &told["data"];
    assert_eq!(
        (&told["file"], &told["origin"]),
        (&json!("export/topics.csv"), &json!("guess"))
    );
    let origins = ["person", "memory", "guess"];
    for (table, origin) in told["tables"].as_array().unwrap().iter().zip(origins) {
        assert_eq!(table["origin"], origin, "{told}");
    }
    let unknown = format!("{address}?file=nowhere.csv");
    assert_eq!(program.api("GET", &unknown, None).await.0, 404);
    browser
        .post_form(
            "/do/app/imports/actions/leave_table_out",
            &[("id", &id.to_string()), ("table", "export/topics.csv")],
        )
        .await;
    app.run_jobs().await;
    let done = report(&app, &ada, id).await;
    assert_eq!(
        (done.state.as_str(), done.listed, done.stored, done.known),
        ("done", 5, 1, 1),
        "{:?}",
        done.error
    );
    assert_eq!(done.skipped, [("left_out".to_owned(), 2)].into());
    assert_eq!(done.failed, [("ragged".to_owned(), 1)].into());
    let again = bring(&app, &ada, "again.zip", &archive).await;
    let again = report(&app, &ada, again).await;
    assert_eq!(
        (again.state.as_str(), again.known, sum(&again)),
        ("done", 2, again.listed)
    );
}

#[tokio::test]
async fn rows_that_failed_come_back_in_the_columns_of_their_table() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let archive = zip(&[
        ("clients.csv", CLIENTS.as_bytes()),
        ("known.csv", KNOWN.as_bytes()),
        ("other.csv", b"E-mail;Vorname\n;\n".as_slice()),
    ]);
    let report = import_bytes(&app, &ada, "export.zip", &archive).await;
    assert_eq!((report.stored, report.listed, sum(&report)), (2, 4, 4));
    let browser = app.browser(&ada).await;
    let page = browser.page(&paths::rejected(report.import_id)).await;
    for text in [
        "Rows of clients.csv",
        "Rows of other.csv",
        "clients.csv, record 2",
    ] {
        assert!(page.contains(text), "{text} in {page}");
    }
    assert!(!page.contains("Rows of known.csv"), "{page}");
    let file = async |table: &str| {
        browser
            .page(&paths::rejected_rows(report.import_id, table))
            .await
    };
    let clients = file("clients.csv").await;
    assert_eq!(
        clients,
        "\"Not imported because\",\"Contact\",\"Mail\",\"Ref\"\r\n\
         \"Too many cells: 4 fields where the header has 3\",\"Orr, Cy\",\"cy@orr.example\",\"8\",\"9\"\r\n"
    );
    assert!(
        file("other.csv")
            .await
            .starts_with("\"Not imported because\",\"E-mail\",\"Vorname\"\r\n\"Names nobody")
    );
    let all = browser.page(&paths::rejections(report.import_id)).await;
    assert!(
        all.starts_with("file,place,outcome") && all.contains("ragged") && all.contains("nobody"),
        "{all}"
    );
    let rejection: i64 =
        sqlx::query_scalar("select id from import_rejections where reason = 'ragged'")
            .fetch_one(app.scope(&ada).await.db())
            .await
            .unwrap();
    let page = browser
        .page(&format!(
            "{}?mend={rejection}",
            paths::rejected(report.import_id)
        ))
        .await;
    assert!(page.contains("Row 2 of clients.csv"), "{page}");
    let mended = app.program(&ada).await;
    let address = format!("/imports/{}/rejections/{rejection}/mend", report.import_id);
    let cells = json!({ "cells": ["Cy Orr", "cy@orr.example", "8", ""] });
    let (status, answer) = mended.api("POST", &address, Some(cells)).await;
    assert_eq!(
        (status, &answer["data"]["stored"]),
        (200, &json!(3)),
        "{answer}"
    );
}

/// Mended in a spreadsheet, the rows are of the table that they come from.
#[tokio::test]
async fn a_file_of_rejected_rows_is_read_like_its_table() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let id = bring(&app, &ada, "clients.csv", CLIENTS.as_bytes()).await;
    agree(&app, &ada, id).await;
    let browser = app.browser(&ada).await;
    let rejected = browser.page(&paths::rejected_rows(id, "")).await;
    let mended = rejected.replace("\"8\",\"9\"", "\"8\"");
    assert_ne!(rejected, mended);
    let second = bring(&app, &ada, "mended.csv", mended.as_bytes()).await;
    let second = report(&app, &ada, second).await;
    assert_eq!((second.state.as_str(), second.stored), ("done", 1));
    assert_eq!(names(&app, &ada).await, ["Bo Lind", "Orr, Cy"]);
    let said = "select fields from source_records where fields->>'name' like 'Orr%'";
    let said = rows(&app, &ada, said).await;
    assert_eq!(said[0]["fields"]["custom"], json!({ "Ref": ["8"] }));
}

async fn names(app: &TestApp, viewer: &Viewer) -> Vec<Value> {
    let people = people(app, viewer).await.into_iter();
    people.map(|person| person["name"].clone()).collect()
}

#[tokio::test]
async fn a_mapping_that_came_with_an_archive_is_that_of_the_tables_with_its_columns() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let archive = zip(&[
        ("clients.csv", CLIENTS.as_bytes()),
        ("known.csv", KNOWN.as_bytes()),
    ]);
    let file = app.folder().join("both.zip");
    std::fs::write(&file, &archive).unwrap();
    let given = Intake {
        mapping: Some(json!({ "columns": [{ "header": "contact", "field": "nickname" }] })),
        ..asking()
    };
    let id = import_local(&ada, &file, &given).await.unwrap();
    app.run_jobs().await;
    let asked = report(&app, &ada, id).await;
    assert_eq!(asked.state, "asking", "about the other one");
    let origins = "select container, origin from import_tables order by place";
    assert_eq!(
        rows(&app, &ada, origins).await,
        [
            json!({ "container": "clients.csv", "origin": "person" }),
            json!({ "container": "known.csv", "origin": "guess" }),
        ]
    );
    agree(&app, &ada, id).await;
    let done = report(&app, &ada, id).await;
    assert_eq!((done.state.as_str(), done.stored), ("done", 2));
}

/// Two tables of several batches, with columns of their own.
fn large() -> Vec<u8> {
    let of = |head: &str, from: usize, row: &dyn Fn(usize) -> String| {
        let rows = (from..from + 1_300).map(row);
        format!("{head}\n{}", rows.collect::<String>())
    };
    let first = of("Client,Mail", 0, &|n| {
        format!("Person {n},p{n}@kith.example\n")
    });
    let second = of("Contact address;Known as;Works at", 2_000, &|n| {
        format!("p{n}@kith.example;Person {n};Place {}\n", n % 7)
    });
    zip(&[("a.csv", first.as_bytes()), ("b.csv", second.as_bytes())])
}

#[tokio::test]
async fn a_run_that_is_killed_between_tables_goes_on_without_loss_or_doubles() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let id = bring(&app, &ada, "large.zip", &large()).await;
    agree(&app, &ada, id).await;
    assert_eq!(report(&app, &ada, id).await.state, "asking");
    let program = app.program(&ada).await;
    let given = json!({ "columns": [
        { "header": "Contact address", "field": "email" },
        { "header": "Known as", "field": "name" },
        { "header": "Works at", "field": "company" },
    ] });
    let address = format!("/imports/{id}/mapping?file=b.csv");
    let (status, _) = program.api("PUT", &address, Some(given)).await;
    assert_eq!(status, 200);
    run_one_step(&app, &ada, id).await;
    let so_far = report(&app, &ada, id).await;
    assert_eq!((so_far.stored, sum(&so_far)), (2_000, so_far.listed));
    app.run_jobs().await;
    let expected = |done: &ImportReport| {
        assert_eq!(
            (
                done.state.as_str(),
                done.listed,
                done.stored,
                done.contacts_created
            ),
            ("done", 2_600, 2_600, 2_600)
        );
    };
    expected(&report(&app, &ada, id).await);
    let of_b = "select count(*) as n from contacts c join companies k on k.id = c.company_id where k.name like 'Place %'";
    assert_eq!(rows(&app, &ada, of_b).await, [json!({ "n": 1_300 })]);
    app.undo_import(&ada, id).await;
    assert_eq!(
        rows(&app, &ada, "select id from source_records").await,
        [] as [Value; 0]
    );
    let mut scope = app.scope(&ada).await;
    redo(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    expected(&report(&app, &ada, id).await);
}
