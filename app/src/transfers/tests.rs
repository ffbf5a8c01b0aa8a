//! A workspace out and in again, and everything that may be wrong with a file.

mod own_fields;
mod refused;

use std::{collections::BTreeMap, io::Read, path::PathBuf};

use serde_json::{Value, json};
use uuid::Uuid;

use super::{manifest::Manifest, *};
use crate::{
    context::Viewer,
    testing::{Client, TestApp, World, readers},
};

const EXPORT: &str = "/do/app/transfers/actions/export_workspace";

/// Orders the file by the page, as its owner does, and fetches it.
/// The file of an export that is ordered now; the world has one of its own.
async fn exported(app: &TestApp, viewer: &Viewer) -> PathBuf {
    app.run_jobs().await;
    let browser = app.browser(viewer).await;
    let there = files_on(&browser.page("/settings/transfers").await);
    assert_eq!(browser.post_form(EXPORT, &[]).await.status(), 302);
    app.run_jobs().await;
    let mut files = files_on(&browser.page("/settings/transfers").await);
    files.retain(|file| !there.contains(file));
    assert_eq!(files.len(), 1, "{files:?}");
    let id = &files[0];
    let answer = browser
        .open(&format!("/settings/transfers/{id}/workspace.zip"))
        .await;
    assert_eq!(answer.status(), 200);
    let file = app.folder().join("fetched.zip");
    std::fs::write(&file, answer.bytes().await.unwrap()).unwrap();
    file
}

/// The transfers whose files the page offers.
fn files_on(page: &str) -> Vec<String> {
    let mut parts: Vec<&str> = page.split("/workspace.zip").collect();
    parts.pop();
    parts
        .into_iter()
        .map(|before| before[before.len() - 36..].to_owned())
        .collect()
}

fn entry(file: &std::path::Path, name: &str) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let mut bytes = Vec::new();
    zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

fn manifest(file: &std::path::Path) -> Manifest {
    serde_json::from_slice(&entry(file, "manifest.json")).unwrap()
}

/// How many rows each table of the workspace has, by the catalogue of the database.
async fn counts(app: &TestApp, viewer: &Viewer) -> BTreeMap<String, i64> {
    let mut scope = app.scope(viewer).await;
    let tables: Vec<String> = sqlx::query_scalar(
        "select c.relname::text from pg_class c
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')",
    )
    .fetch_all(scope.db())
    .await
    .unwrap();
    let mut counts = BTreeMap::new();
    for table in tables {
        let sql = format!("select count(*) from {table}");
        let count = sqlx::query_scalar(sqlx::AssertSqlSafe(sql));
        counts.insert(table, count.fetch_one(scope.db()).await.unwrap());
    }
    counts
}

async fn load_file(app: &TestApp, viewer: &Viewer, file: &std::path::Path) -> Transfer {
    let program = app.program(viewer).await;
    let bytes = std::fs::read(file).unwrap();
    let request = program
        .request("POST", "/api/v1/workspace/load")
        .body(bytes);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 202);
    let body: Value = answer.json().await.unwrap();
    let id: Uuid = serde_json::from_value(body["data"]["id"].clone()).unwrap();
    app.run_jobs().await;
    transfer(&mut app.scope(viewer).await, id).await.unwrap()
}

/// What a program sees of everybody, without what is different by nature.
async fn seen(program: &Client) -> Vec<Value> {
    let (_, listed) = program
        .api("GET", "/contacts?sort=name&limit=200", None)
        .await;
    let mut seen = Vec::new();
    for row in listed["data"].as_array().unwrap() {
        let id = row["id"].as_str().unwrap();
        let (_, one) = program.api("GET", &format!("/contacts/{id}"), None).await;
        let (_, happened) = program
            .api("GET", &format!("/contacts/{id}/interactions"), None)
            .await;
        let happened = happened["data"].as_array().unwrap().iter();
        let happened: Vec<_> = happened
            .map(|item| {
                json!([
                    item["kind"],
                    item["occurred_at"],
                    item["subject"],
                    item["direction"]
                ])
            })
            .collect();
        seen.push(json!([
            one["data"]["name"],
            one["data"]["emails"],
            one["data"]["company"],
            row["score"],
            happened
        ]));
    }
    seen
}

#[tokio::test]
async fn what_goes_out_comes_in_with_equal_counts() {
    let world = World::new().await;
    let file = exported(&world.app, &world.ada).await;
    let before = counts(&world.app, &world.ada).await;
    let packed = manifest(&file);
    for (table, count) in &before {
        match packed.tables.get(table) {
            // Something happened since: the export itself.
            Some(rows) if table == "events" => assert!(*rows > 0),
            Some(rows) => assert_eq!(rows.cast_signed(), *count, "{table}"),
            None => assert!(packed.left_out.contains_key(table), "{table} was forgotten"),
        }
    }
    // Another account of the same installation: no identifier may clash.
    let eve = world.app.owner("eve@other.example").await;
    let own = counts(&world.app, &eve).await;
    let loaded = load_file(&world.app, &eve, &file).await;
    assert_eq!((loaded.state.as_str(), loaded.problem), ("done", None));
    let after = counts(&world.app, &eve).await;
    for (table, rows) in &packed.tables {
        if tables::OF_MEMBERS.contains(&table.as_str()) {
            assert_eq!(after[table], own[table], "{table}");
            continue;
        }
        assert_eq!(loaded.tables[table], json!(rows), "{table}");
        let rows = rows.cast_signed();
        match table.as_str() {
            // Those of the new workspace itself stay.
            "events" => assert!(after[table] >= rows, "{table}"),
            "own_addresses" => assert_eq!(after[table], rows + own[table], "{table}"),
            _ => assert_eq!(after[table], rows, "{table}"),
        }
    }
    let (ours, theirs) = (
        world.app.program(&world.ada).await,
        world.app.program(&eve).await,
    );
    let seen_here = seen(&ours).await;
    assert!(!seen_here.is_empty());
    assert_eq!(seen(&theirs).await, seen_here);
    // And on: what was loaded can be loaded again elsewhere, and edited here.
    let again = exported(&world.app, &eve).await;
    let again = manifest(&again);
    for (table, rows) in packed
        .tables
        .iter()
        .filter(|(table, _)| table.as_str() != "events")
    {
        let is_own = tables::OF_MEMBERS.contains(&table.as_str()) || table == "own_addresses";
        assert!(is_own || again.tables[table] == *rows, "{table}");
    }
}

#[tokio::test]
async fn the_file_keeps_no_secret() {
    let world = World::new().await;
    let file = exported(&world.app, &world.ada).await;
    let mut scope = world.app.scope(&world.ada).await;
    for table in tables::tables(&mut scope).await.unwrap() {
        for column in &table.columns {
            let name = column.name.as_str();
            let is_secret = ["_hash", "secret", "password", "token"]
                .iter()
                .any(|word| name.contains(word));
            assert!(!is_secret, "{}.{name} leaves: is it a secret?", table.name);
        }
    }
    let mut secrets: Vec<String> = sqlx::query_scalar(
        "select key_hash from api_keys union all select token_hash from calendar_feeds",
    )
    .fetch_all(scope.db())
    .await
    .unwrap();
    let passwords = sqlx::query_scalar("select password_hash from users");
    secrets.extend(passwords.fetch_all(&world.app.kith.pool).await.unwrap());
    assert!(secrets.len() > 2);
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&file).unwrap()).unwrap();
    for at in 0..zip.len() {
        let mut bytes = Vec::new();
        zip.by_index(at).unwrap().read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for secret in &secrets {
            assert!(!text.contains(secret.as_str()));
        }
    }
}

#[tokio::test]
async fn others_read_its_parts() {
    const READ: &str = "
import json, mailbox, sys, vobject, zipfile, tempfile, csv, io
whole = zipfile.ZipFile(sys.stdin.readline().strip())
assert whole.testzip() is None
cards = list(vobject.readComponents(whole.read('contacts.vcf').decode()))
rows = list(csv.DictReader(io.StringIO(whole.read('contacts.csv').decode('utf-8-sig'), newline='')))
with tempfile.NamedTemporaryFile() as file:
    file.write(whole.read('mails.mbox')); file.flush()
    mails = [[m['Subject'], m['From'], m['Message-ID']] for m in mailbox.mbox(file.name)]
print(json.dumps([len(cards), len(rows), mails]))
";
    let world = World::new().await;
    let file = exported(&world.app, &world.ada).await;
    let packed = manifest(&file);
    let read = readers().run(READ, &format!("{}\n", file.display())).await;
    let read: Value = serde_json::from_str(&read).unwrap();
    assert_eq!(read[0], json!(packed.contacts));
    assert_eq!(read[1], json!(packed.contacts));
    assert_eq!(read[2].as_array().unwrap().len() as u64, packed.mails);
    assert!(packed.mails > 0 && packed.contacts > 0);
    assert!(read[2].to_string().contains("bo@lind.example"), "{read}");
    let kept = packed
        .files
        .keys()
        .filter(|name| name.starts_with("files/imports/"));
    assert!(kept.count() > 0, "the mailbox goes along as it came");
}

#[tokio::test]
async fn only_owners_may_and_not_many_at_once() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let carl = app
        .colleague(&ada, "carl@kith.example", crate::workspaces::Role::Admin)
        .await;
    let admin = app.program(&carl).await;
    let (status, _) = admin.api("POST", "/workspace/transfers", None).await;
    assert_eq!(status, 403);
    let program = app.program(&ada).await;
    let (status, first) = program.api("POST", "/workspace/transfers", None).await;
    assert_eq!((status, &first["data"]["state"]), (202, &json!("queued")));
    for expected in [202, 202, 409] {
        let (status, _) = program.api("POST", "/workspace/transfers", None).await;
        assert_eq!(status, expected);
    }
    let id = first["data"]["id"].as_str().unwrap();
    let path = format!("/workspace/transfers/{id}");
    let (status, stopped) = program.api("POST", &format!("{path}/cancel"), None).await;
    assert_eq!(
        (status, &stopped["data"]["state"]),
        (200, &json!("cancelled"))
    );
    app.run_jobs().await;
    let (_, after) = program.api("GET", &path, None).await;
    assert_eq!(after["data"]["state"], "cancelled");
    let (status, _) = program.api("GET", &format!("{path}/file"), None).await;
    assert_eq!(status, 404);
    let folder = app.kith.settings.transfers_folder();
    let left = std::fs::read_dir(folder).map_or(0, Iterator::count);
    assert_eq!(left, 2, "of the two that nobody stopped");
}

#[tokio::test]
async fn a_file_is_removed_when_its_time_is_over() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    exported(&app, &ada).await;
    let mut late = app.kith.clone();
    late.clock = crate::context::Clock::Fixed(crate::testing::now() + chrono::Duration::days(6));
    clean_transfers(&late).await.unwrap();
    let folder = app.kith.settings.transfers_folder();
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    late.clock = crate::context::Clock::Fixed(crate::testing::now() + chrono::Duration::days(3650));
    clean_transfers(&late).await.unwrap();
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
    let found = transfers(&mut app.scope(&ada).await).await.unwrap();
    assert_eq!(found[0].state, "expired");
}
