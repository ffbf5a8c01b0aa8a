//! Writing one backup. Beside the name that it will have lie `….dump` and `….unfinished`
//! while it is made; whatever goes wrong, they go.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use tokio::task::spawn_blocking;

use super::{
    Source,
    pack::pack,
    postgres::{run, with_address},
};
use crate::jobs::{Problem, Stop};

pub(super) const DISK_FULL: &str = "The disk is full, so the backup was not written. Make room, or put backups elsewhere with KITH_BACKUP_FOLDER. Older backups are still there.";

/// What is removed when it goes, if it is still there.
struct Passing(PathBuf);

impl Drop for Passing {
    fn drop(&mut self) {
        let _it_may_be_gone = std::fs::remove_file(&self.0);
    }
}

/// Writes everything into this file, and says how many bytes it is.
pub async fn write_backup(
    source: &Source,
    data_dir: &Path,
    file: &Path,
    stop: &Stop,
) -> Result<u64> {
    let dump = Passing(file.with_extension("dump"));
    let unfinished = Passing(file.with_extension("unfinished"));
    let programs = source.folder().await?;
    create_private(&dump.0).map_err(|error| in_words(error, &dump.0))?;
    run(
        with_address(programs.join("pg_dump"), &source.url)?
            .args(["--format=custom", "--no-password", "--file"])
            .arg(&dump.0),
        stop,
    )
    .await?;
    // What cannot be read is no backup.
    run(
        tokio::process::Command::new(programs.join("pg_restore"))
            .arg("--list")
            .arg(&dump.0),
        stop,
    )
    .await
    .context("reading the new dump again")?;
    let (file, data_dir, stop) = (file.to_owned(), data_dir.to_owned(), stop.clone());
    spawn_blocking(move || finish(&dump.0, &unfinished.0, &data_dir, &file, &stop)).await?
}

fn finish(
    dump: &Path,
    unfinished: &Path,
    data_dir: &Path,
    file: &Path,
    stop: &Stop,
) -> Result<u64> {
    let packed = create_private(unfinished)
        .and_then(|out| pack(out, dump, data_dir, stop))
        .and_then(|out| out.sync_all());
    packed.map_err(|error| in_words(error, unfinished))?;
    std::fs::rename(unfinished, file)?;
    if let Some(folder) = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        File::open(folder)?.sync_all()?;
    }
    Ok(std::fs::metadata(file)?.len())
}

/// For its owner's eyes only.
fn create_private(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    let mut options = File::options();
    options.write(true).create(true).truncate(true).mode(0o600);
    options.open(path)
}

pub(super) fn in_words(error: io::Error, path: &Path) -> anyhow::Error {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Problem(DISK_FULL.to_owned()).into()
        }
        io::ErrorKind::PermissionDenied
        | io::ErrorKind::NotFound
        | io::ErrorKind::NotADirectory
        | io::ErrorKind::ReadOnlyFilesystem => Problem(format!(
            "Kith may not write {}. Let its user write there, or name another folder by KITH_BACKUP_FOLDER.",
            path.display()
        ))
        .into(),
        _ => anyhow::Error::new(error).context(format!("writing {}", path.display())),
    }
}
