//! Files that are refused: nothing changes, and nothing is left of them.

use std::{
    fs::File,
    io::{Read, Write},
    path::Path,
};

use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::*;
use crate::transfers::manifest::Packed;

/// The same archive with entries changed: none leaves one out.
fn repacked(
    file: &Path,
    target: &Path,
    change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>,
    more: &[(&str, &[u8])],
) {
    let mut old = ZipArchive::new(File::open(file).unwrap()).unwrap();
    let mut new = ZipWriter::new(File::create(target).unwrap());
    let options = SimpleFileOptions::default();
    for at in 0..old.len() {
        let mut entry = old.by_index(at).unwrap();
        let name = entry.name().to_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if let Some(bytes) = change(&name, bytes) {
            new.start_file(name, options).unwrap();
            new.write_all(&bytes).unwrap();
        }
    }
    for (name, bytes) in more {
        new.start_file(*name, options).unwrap();
        new.write_all(bytes).unwrap();
    }
    new.finish().unwrap();
}

/// As [`repacked`], with a manifest that knows the change.
fn forged(file: &Path, target: &Path, name: &str, bytes: &[u8]) {
    let mut manifest = manifest(file);
    let sha256 = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(bytes));
    let packed = Packed {
        bytes: bytes.len() as u64,
        sha256,
    };
    let is_new = manifest.files.insert(name.to_owned(), packed).is_none();
    let manifest = serde_json::to_vec(&manifest).unwrap();
    let more: &[(&str, &[u8])] = if is_new { &[(name, bytes)] } else { &[] };
    let change = |entry: &str, old: Vec<u8>| {
        Some(match entry {
            "manifest.json" => manifest.clone(),
            entry if entry == name => bytes.to_vec(),
            _ => old,
        })
    };
    repacked(file, target, change, more);
}

async fn is_refused(app: &TestApp, viewer: &Viewer, file: &Path, refusal: Refusal) {
    let before = counts(app, viewer).await;
    let found = load_file(app, viewer, file).await;
    assert_eq!(found.state, "failed", "{refusal:?}");
    assert_eq!(found.problem.as_deref(), Some(refusal.as_str()));
    let mut after = counts(app, viewer).await;
    for grown in ["transfers", "events", "api_keys", "notifications"] {
        after.insert(grown.to_owned(), before[grown]);
    }
    assert_eq!(after, before, "{refusal:?}");
    let place = app.kith.settings.transfer_file(found.id);
    assert!(!place.exists());
    let page = app.browser(viewer).await.page("/settings/transfers").await;
    assert!(page.contains(refusal.words()), "{refusal:?}");
    let mut scope = app.scope(viewer).await;
    let told = crate::notifications::list(&mut scope, Default::default(), 10).await;
    let told: Vec<String> = told.unwrap().into_iter().map(|one| one.title).collect();
    let failed = "An export or a load of the workspace failed";
    assert!(told.iter().any(|title| title == failed), "{told:?}");
}

#[tokio::test]
async fn a_file_that_is_not_as_its_manifest_says_changes_nothing() {
    let world = World::new().await;
    let (app, file) = (&world.app, exported(&world.app, &world.ada).await);
    let eve = app.owner("eve@other.example").await;
    let bad = app.folder().join("bad.zip");
    let contacts = "tables/contacts.jsonl";

    std::fs::write(&bad, "no archive").unwrap();
    is_refused(app, &eve, &bad, Refusal::NotAWorkspace).await;
    repacked(
        &file,
        &bad,
        |name, bytes| (name != "manifest.json").then_some(bytes),
        &[],
    );
    is_refused(app, &eve, &bad, Refusal::NotAWorkspace).await;
    let touched = |name: &str, mut bytes: Vec<u8>| {
        if name == contacts {
            bytes[9] ^= 1;
        }
        Some(bytes)
    };
    repacked(&file, &bad, touched, &[]);
    is_refused(app, &eve, &bad, Refusal::Damaged).await;
    repacked(
        &file,
        &bad,
        |name, bytes| (name != contacts).then_some(bytes),
        &[],
    );
    is_refused(app, &eve, &bad, Refusal::Damaged).await;
    repacked(&file, &bad, |_, bytes| Some(bytes), &[("more.txt", b"x")]);
    is_refused(app, &eve, &bad, Refusal::StrayEntry).await;
    let longer = |name: &str, mut bytes: Vec<u8>| {
        if name == contacts {
            bytes.extend(vec![b' '; 1_000_000]);
        }
        Some(bytes)
    };
    repacked(&file, &bad, longer, &[]);
    is_refused(app, &eve, &bad, Refusal::Bomb).await;
}

#[tokio::test]
async fn a_manifest_that_lies_in_agreement_changes_nothing() {
    let world = World::new().await;
    let (app, file) = (&world.app, exported(&world.app, &world.ada).await);
    let eve = app.owner("eve@other.example").await;
    let bad = app.folder().join("bad.zip");

    for name in ["../../evil", "/etc/evil", "files/../../evil", "files\\evil"] {
        forged(&file, &bad, name, b"x");
        is_refused(app, &eve, &bad, Refusal::StrayEntry).await;
    }
    forged(&file, &bad, "contacts.vcf", &vec![b' '; 200_000_000]);
    is_refused(app, &eve, &bad, Refusal::Bomb).await;
    let rows = String::from_utf8(entry(&file, "tables/contacts.jsonl")).unwrap();
    forged(&file, &bad, "tables/contacts.jsonl", b"");
    is_refused(app, &eve, &bad, Refusal::Damaged).await;
    forged(&file, &bad, "tables/contacts.jsonl", b"{\"id\": 7}\n");
    is_refused(app, &eve, &bad, Refusal::BadRow).await;
    let twice = rows.clone() + &rows;
    forged(&file, &bad, "tables/contacts.jsonl", twice.as_bytes());
    is_refused(app, &eve, &bad, Refusal::BadRow).await;
    assert!(!app.folder().parent().unwrap().join("evil").exists());
}

#[tokio::test]
async fn a_workspace_that_is_not_empty_keeps_what_it_has() {
    let world = World::new().await;
    let file = exported(&world.app, &world.ada).await;
    is_refused(&world.app, &world.ada, &file, Refusal::NotEmpty).await;
}
