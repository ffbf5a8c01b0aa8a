//! The archive and its manifest. Nothing of it is believed: names are compared with the
//! manifest and never become paths, and no entry is read beyond the size that it claims.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};
use tokio::{sync::mpsc, task::spawn_blocking};
use uuid::Uuid;
use zip::ZipArchive;

use super::{Refusal, changed};
use crate::{
    error::Result,
    transfers::manifest::{FORMAT, MANIFEST, Manifest, VERSION},
};

const LARGEST_MANIFEST: u64 = 64 << 20;
/// How often its own size an archive of JSON lines may unpack to, and how much it may anyway.
const DENSEST: u64 = 200;
const HARMLESS: u64 = 64 << 20;
const LONGEST_LINE: u64 = 64 << 20;
/// Rows and bytes that are stored at once.
const ROWS: usize = 1_000;
const BYTES: usize = 4 << 20;

pub struct Archive {
    path: PathBuf,
    pub manifest: Manifest,
}

type Checked<T> = std::result::Result<T, Refusal>;

impl Archive {
    /// Reads everything once; what is not as the manifest says is refused.
    pub fn check(path: &Path) -> Checked<Self> {
        let size = std::fs::metadata(path).map_or(0, |file| file.len());
        let mut zip = open(path).ok_or(Refusal::NotAWorkspace)?;
        let manifest = manifest(&mut zip)?;
        let names: BTreeSet<String> = zip.file_names().map(str::to_owned).collect();
        if names.len() != zip.len() {
            return Err(Refusal::StrayEntry);
        }
        let is_known = |name: &String| name == MANIFEST || manifest.files.contains_key(name);
        if !names.iter().all(is_known) || !names.iter().all(|name| is_plain(name)) {
            return Err(Refusal::StrayEntry);
        }
        let whole = manifest
            .files
            .values()
            .try_fold(0_u64, |sum, file| sum.checked_add(file.bytes));
        if whole.is_none_or(|whole| whole > HARMLESS.max(size.saturating_mul(DENSEST))) {
            return Err(Refusal::Bomb);
        }
        for (name, packed) in &manifest.files {
            let entry = zip.by_name(name).map_err(|_| Refusal::Damaged)?;
            let (bytes, sha256) = measure(entry, packed.bytes)?;
            if (bytes, &sha256) != (packed.bytes, &packed.sha256) {
                return Err(Refusal::Damaged);
            }
        }
        Ok(Self {
            path: path.to_owned(),
            manifest,
        })
    }

    /// The originals of imports that are in it.
    pub fn imports(&self) -> Vec<Uuid> {
        let names = self.manifest.files.keys();
        names
            .filter_map(|name| name.strip_prefix("files/imports/")?.parse().ok())
            .collect()
    }

    /// The rows of a table, some at a time, read by a thread of their own.
    pub fn lines(&self, name: &str) -> Option<Lines> {
        self.manifest.files.get(name)?;
        let (batches, waiting) = mpsc::channel(2);
        let (path, name) = (self.path.clone(), name.to_owned());
        spawn_blocking(move || {
            if let Err(error) = read_lines(&path, &name, &batches) {
                // Where nobody waits any more, nobody wants to know.
                let _ = batches.blocking_send(Err(error));
            }
        });
        Some(Lines(waiting))
    }

    /// Writes an entry to a place that is not of the archive's choice.
    pub async fn unpack(&self, name: &str, place: &Path) -> Result<()> {
        let (path, name, place) = (self.path.clone(), name.to_owned(), place.to_owned());
        spawn_blocking(move || {
            use std::os::unix::fs::OpenOptionsExt;

            if let Some(folder) = place.parent() {
                std::fs::create_dir_all(folder)?;
            }
            let mut options = File::options();
            options.write(true).create(true).truncate(true).mode(0o600);
            let mut file = options.open(&place)?;
            let mut zip = open(&path).ok_or(io::ErrorKind::InvalidData)?;
            let mut entry = zip.by_name(&name)?;
            io::copy(&mut entry, &mut file)?;
            file.sync_all()
        })
        .await?
        .map_err(Into::into)
    }
}

pub struct Lines(mpsc::Receiver<io::Result<Vec<String>>>);

impl Lines {
    pub async fn next(&mut self) -> Result<Option<Vec<String>>> {
        match self.0.recv().await {
            None => Ok(None),
            Some(Ok(batch)) => Ok(Some(batch)),
            Some(Err(_)) => Err(changed()),
        }
    }
}

fn read_lines(
    path: &Path,
    name: &str,
    batches: &mpsc::Sender<io::Result<Vec<String>>>,
) -> io::Result<()> {
    let mut zip = open(path).ok_or(io::ErrorKind::InvalidData)?;
    let mut entry = BufReader::new(zip.by_name(name)?);
    let (mut batch, mut bytes) = (Vec::new(), 0);
    loop {
        let mut line = String::new();
        let read = entry.by_ref().take(LONGEST_LINE).read_line(&mut line)?;
        bytes += read;
        if read > 0 {
            batch.push(line);
        }
        let is_full = batch.len() == ROWS || bytes > BYTES || read == 0;
        if is_full && !batch.is_empty() {
            bytes = 0;
            if batches
                .blocking_send(Ok(std::mem::take(&mut batch)))
                .is_err()
            {
                return Ok(());
            }
        }
        if read == 0 {
            return Ok(());
        }
    }
}

fn open(path: &Path) -> Option<ZipArchive<BufReader<File>>> {
    ZipArchive::new(BufReader::new(File::open(path).ok()?)).ok()
}

fn manifest(zip: &mut ZipArchive<BufReader<File>>) -> Checked<Manifest> {
    let mut text = Vec::new();
    let entry = zip.by_name(MANIFEST).map_err(|_| Refusal::NotAWorkspace)?;
    let read = entry.take(LARGEST_MANIFEST).read_to_end(&mut text);
    read.map_err(|_| Refusal::Damaged)?;
    let said: BTreeMap<String, serde_json::Value> =
        serde_json::from_slice(&text).map_err(|_| Refusal::NotAWorkspace)?;
    if said.get("format").and_then(|format| format.as_str()) != Some(FORMAT) {
        return Err(Refusal::NotAWorkspace);
    }
    if said.get("version").and_then(|version| version.as_u64()) != Some(u64::from(VERSION)) {
        return Err(Refusal::TooNew);
    }
    serde_json::from_slice(&text).map_err(|_| Refusal::Damaged)
}

/// Names that Kith writes: no way up, no root, no drive.
fn is_plain(name: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "._-/".contains(letter);
    !name.is_empty()
        && name.chars().all(is_letter)
        && name
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != "..")
}

/// How long the entry is and what it hashes to; it is read no further than it claims to be long.
fn measure(entry: impl Read, claimed: u64) -> Checked<(u64, String)> {
    let mut hash = Sha256::new();
    let mut rest = entry.take(claimed.saturating_add(1));
    let bytes = io::copy(&mut rest, &mut hash).map_err(|_| Refusal::Damaged)?;
    if bytes > claimed {
        return Err(Refusal::Bomb);
    }
    Ok((bytes, hex::encode(hash.finalize())))
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn no_name_leads_out() {
        for name in [
            "../a", "/a", "a/../b", "a//b", "C:\\a", "a\\b", "", ".", "a/.",
        ] {
            assert!(!is_plain(name), "{name}");
        }
        assert!(is_plain("tables/contacts.jsonl"));
    }
}
