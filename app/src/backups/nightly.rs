//! The backup of the schedule: into the folder of backups, named by its instant, so that
//! names sort as they were made. Only files with such names are ever removed.

use std::{
    fs::DirBuilder,
    io,
    path::{Path, PathBuf},
};

use chrono::{DateTime, NaiveDateTime, Utc};

use super::write::{in_words, write_backup};
use crate::{
    context::Kith,
    jobs::{Problem, Stop},
};

const NAMED: &str = "kith-%Y-%m-%d-%H%M%S";
const NO_ROLE: &str = "Kith's own role may not read all rows, so it cannot make backups. Name a role that bypasses row-level security by KITH_ADMIN_DATABASE_URL; or back the database up otherwise, and set KITH_BACKUP_KEEP=0.";

pub fn name_of(at: DateTime<Utc>) -> String {
    format!("{}.kith", at.format(NAMED))
}

pub async fn back_up(kith: &Kith, stop: &Stop) -> anyhow::Result<()> {
    let wanted = &kith.settings.backups;
    if wanted.keep == 0 {
        return Ok(());
    }
    let Some(source) = &wanted.source else {
        return Err(Problem(NO_ROLE.to_owned()).into());
    };
    create_folder(&wanted.folder).map_err(|error| in_words(error, &wanted.folder))?;
    for left in named(&wanted.folder, &["dump", "unfinished"])? {
        std::fs::remove_file(left)?;
    }
    let file = wanted.folder.join(name_of(kith.clock.now()));
    let bytes = write_backup(source, &kith.settings.data_dir, &file, stop).await?;
    tracing::info!(bytes, "a backup was written");
    for old in too_many(&wanted.folder, wanted.keep)? {
        std::fs::remove_file(old)?;
    }
    Ok(())
}

fn create_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;

    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// The oldest, beyond those that are kept.
fn too_many(folder: &Path, keep: usize) -> io::Result<Vec<PathBuf>> {
    let mut all = named(folder, &["kith"])?;
    all.sort_by(|one, other| other.cmp(one));
    Ok(all.split_off(keep.min(all.len())))
}

/// The files that are named as this module names them.
fn named(folder: &Path, extensions: &[&str]) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let extension = path.extension().and_then(|extension| extension.to_str());
        if stem.is_some_and(|stem| NaiveDateTime::parse_from_str(stem, NAMED).is_ok())
            && extension.is_some_and(|extension| extensions.contains(&extension))
        {
            found.push(path);
        }
    }
    Ok(found)
}
