//! What the search says of folders that will not do, and programs the server's account cannot reach.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use nix::unistd::Uid;

use super::LIMIT;
use crate::account::Account;
use crate::command::bounded;
use crate::copy::reachable_bin;
use crate::{ClusterError, Programs, find_programs};

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

/// Only root has another account for the server; everyone else uses the programs where they are.
#[test]
fn programs_out_of_the_accounts_reach_are_copied() {
    let found = super::programs();
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    std::os::unix::fs::symlink(found.bin.parent().unwrap(), closed.join("install")).unwrap();
    let programs = Programs {
        bin: closed.join("install/bin"),
        ..found
    };
    let account = Account::choose(&folder.path().join("data")).unwrap();
    let cache = folder.path().join("kith/programs");
    let copy = || reachable_bin(&programs, account, &cache).unwrap();
    let bin = copy();
    assert_eq!(bin != programs.bin, Uid::effective().is_root());
    let mut psql = account.command(&bin.join("psql"));
    psql.arg("--version").current_dir("/");
    assert!(bounded(psql, "", LIMIT).unwrap().contains("PostgreSQL"));
    assert_eq!(copy(), bin);
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
