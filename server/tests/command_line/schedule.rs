//! `kith schedule`, and the backup that it makes: with a database that Kith keeps itself.

use std::{
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::installation::{ADA, Installation, exchange};

/// The binary on a data folder with a database of its own.
fn kith(data: &Path, arguments: &[&str], input: &str) -> Output {
    use std::io::Write;

    let mut child = Command::new(env!("CARGO_BIN_EXE_kith"))
        .args(arguments)
        .env_remove("DATABASE_URL")
        .env("KITH_DATA_DIR", data)
        .env("KITH_LOG", "error")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let _it_may_read_nothing = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().unwrap()
}

fn json(data: &Path, arguments: &[&str]) -> Value {
    let arguments = [arguments, &["--json", "--as", ADA]].concat();
    let output = kith(data, &arguments, "");
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_backup_of_the_schedule_restores_into_an_empty_folder() {
    let folder = TempDir::new().unwrap();
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let create = [
        "user",
        "create",
        "--email",
        ADA,
        "--name",
        "Ada",
        "--password-stdin",
    ];
    let created = kith(&first, &create, "correct horse battery\n");
    assert!(created.status.success(), "{created:?}");
    let mailbox = folder.path().join("exchange.mbox");
    std::fs::write(&mailbox, exchange()).unwrap();
    json(&first, &["import", mailbox.to_str().unwrap()]);
    let model = "settings language --kind anthropic --model model-1 --budget 5 --price-read 3 --price-written 15 --key-stdin --as";
    let model: Vec<&str> = model.split(' ').chain([ADA]).collect();
    let chosen = kith(&first, &model, "sk-1234\n");
    assert!(chosen.status.success(), "{chosen:?}");
    let done = json(&first, &["schedule", "run", "back_up"]);
    assert_eq!(done["outcome"], "done", "{done}");
    let backups: Vec<_> = std::fs::read_dir(first.join("backups"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(backups.len(), 1, "{backups:?}");

    let restored = kith(&second, &["restore", backups[0].to_str().unwrap()], "");
    assert!(restored.status.success(), "{restored:?}");
    let key = second.join("sealing.key");
    let mode = key.metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let model = json(&second, &["settings", "language"]);
    assert_eq!(
        (&model["has_key"], &model["key_is_lost"]),
        (&Value::Bool(true), &Value::Bool(false)),
        "the key opens there, too: {model}"
    );
    let count = |data: &Path, name: &str| {
        let file = folder.path().join(name);
        json(data, &["export", "workspace", file.to_str().unwrap()])["tables"].clone()
    };
    let (before, after) = (count(&first, "first.zip"), count(&second, "second.zip"));
    assert_eq!(before["interactions"], 40);
    assert_eq!(before, after);
    let imports = |data: &Path| {
        std::fs::read_dir(data.join("files/imports"))
            .unwrap()
            .count()
    };
    assert_eq!(imports(&first), 1);
    assert_eq!(imports(&second), 1);
}

#[tokio::test]
async fn the_schedule_is_listed_run_and_says_what_is_wrong() {
    let kith = Installation::new().await;
    let listed = kith.json(&["schedule"]);
    let names: Vec<&str> = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["name"].as_str().unwrap())
        .collect();
    assert!(names.contains(&"back_up") && names.contains(&"refresh_suggestions"));
    let done = kith.json(&["schedule", "run", "refresh_scores"]);
    assert_eq!(done["outcome"], "done", "{done}");
    let words = kith.words(&["schedule"]);
    assert!(words.contains("refresh_scores: done "), "{words}");
    let complaint = kith.complaint(&["schedule", "run", "nothing"]);
    assert!(complaint.contains("there is no such entry"), "{complaint}");
    // The role of an outside database sees no rows but those of one workspace.
    let complaint = kith.complaint(&["schedule", "run", "back_up"]);
    assert!(complaint.contains("KITH_ADMIN_DATABASE_URL"), "{complaint}");
}
