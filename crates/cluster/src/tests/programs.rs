//! What the search says of folders that will not do, and programs the server's account cannot reach.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::{ClusterError, find_programs};

#[test]
fn each_folder_is_reported_with_what_it_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let absent = folder.path().join("absent");
    let partial = bin(
        &folder.path().join("partial"),
        &["postgres", "psql"],
        "17.1",
    );
    let old = bin(&folder.path().join("old"), &ALL, "15.3");
    let bare = bin(&folder.path().join("bare"), &ALL, "99.1");
    fs::create_dir_all(folder.path().join("bare/share/extension")).unwrap();
    fs::write(
        folder.path().join("bare/share/extension/hstore.control"),
        "",
    )
    .unwrap();
    for (bin, complaint) in [
        (absent, "there is no such folder"),
        (partial, "lacks the programs initdb, pg_ctl"),
        (old, "is PostgreSQL 15.3, older than 16"),
        (
            bare,
            "is PostgreSQL 99.1 but lacks the extensions vector, pg_trgm, unaccent, citext",
        ),
    ] {
        let error = find_programs(Some(&bin), &[]).unwrap_err();
        let ClusterError::NoPrograms { looked_at } = error else {
            panic!("{error}");
        };
        assert_eq!(looked_at, format!("  {}: {complaint}", bin.display()));
    }
}

#[test]
fn an_unusable_folder_beside_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let usable = super::programs();
    let beside = [folder.path().to_owned(), usable.bin.clone()];
    assert_eq!(find_programs(None, &beside).unwrap(), usable);
}

const ALL: [&str; 4] = ["initdb", "postgres", "pg_ctl", "psql"];

fn bin(root: &Path, programs: &[&str], version: &str) -> PathBuf {
    let bin = root.join("bin");
    fs::create_dir_all(&bin).unwrap();
    for program in programs {
        let path = bin.join(program);
        fs::write(
            &path,
            format!("#!/bin/sh\necho '{program} (PostgreSQL) {version}'\n"),
        )
        .unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    bin
}
