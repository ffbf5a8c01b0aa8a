//! Mailboxes that lie on this machine: a file is copied into its place; a folder (a
//! Maildir, a profile of Thunderbird, Apple Mail's library) is packed into one file.

use std::{
    fs::{self, File},
    io::{self, BufWriter},
    path::{Path, PathBuf},
};

use mail::source::Source;
use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::{incoming::Incoming, upload::Intake};
use crate::{context::Viewer, error::Result};

/// Takes in a file or a folder as the command line and the browser do by default.
pub async fn import_local_file(viewer: &Viewer, source: &Path) -> Result<Uuid> {
    import_local(viewer, source, &Intake::default()).await
}

pub async fn import_local(viewer: &Viewer, source: &Path, intake: &Intake) -> Result<Uuid> {
    let mut incoming = Incoming::begin(viewer).await?;
    incoming.size = if source.is_dir() {
        let archive = incoming.file.try_clone().await?.into_std().await;
        let folder = source.to_owned();
        spawn_blocking(move || pack(&folder, archive)).await??
    } else {
        let mut given = tokio::fs::File::open(source).await?;
        tokio::io::copy(&mut given, &mut incoming.file).await?
    };
    let name = source.canonicalize().ok();
    let name = name.as_deref().and_then(Path::file_name);
    let name = name.map(|name| name.to_string_lossy().into_owned());
    incoming.register(name.unwrap_or_default(), intake).await
}

/// Writes every file of the folder that holds mail into one archive, in the order of
/// their paths. Links are not followed.
fn pack(folder: &Path, archive: File) -> io::Result<u64> {
    let mut builder = tar::Builder::new(BufWriter::new(archive));
    builder.mode(tar::HeaderMode::Deterministic);
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(entries_from_last(&path)?);
        } else if holds_mail(&path) {
            let name = path.strip_prefix(folder).unwrap_or(&path);
            builder.append_path_with_name(&path, name)?;
        }
    }
    let archive = builder.into_inner()?.into_inner()?;
    Ok(archive.metadata()?.len())
}

fn entries_from_last(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_file() || (kind.is_dir() && entry.file_name() != "tmp") {
            found.push(entry.path());
        }
    }
    found.sort_unstable_by(|first, second| second.cmp(first));
    Ok(found)
}

fn holds_mail(path: &Path) -> bool {
    Source::open(path).is_ok_and(|mut source| source.next().is_some())
}
