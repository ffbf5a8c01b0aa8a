//! The tar: the dump first; then the key to what is sealed in it, which was there before the
//! first thing was sealed; then the files as long as they were when each was opened, since
//! uploads go on meanwhile.

use std::{
    fs::{File, Metadata},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use super::{DUMP, FILES, KEY};
use crate::jobs::Stop;

pub fn pack<Out: Write>(out: Out, dump: &Path, data_dir: &Path, stop: &Stop) -> io::Result<Out> {
    let mut archive = tar::Builder::new(out);
    add(&mut archive, dump, Path::new(DUMP), stop)?;
    add(&mut archive, &data_dir.join(KEY), Path::new(KEY), stop)?;
    let files = data_dir.join(FILES);
    if files.is_dir() {
        add_folder(&mut archive, &files, Path::new(FILES), stop)?;
    }
    archive.into_inner()
}

fn add_folder<Out: Write>(
    archive: &mut tar::Builder<Out>,
    folder: &Path,
    name: &Path,
    stop: &Stop,
) -> io::Result<()> {
    archive.append_dir(name, folder)?;
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    entries.sort();
    for path in entries {
        let name = name.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            add_folder(archive, &path, &name, stop)?;
        } else {
            add(archive, &path, &name, stop)?;
        }
    }
    Ok(())
}

/// A file that went away meanwhile is left out.
fn add<Out: Write>(
    archive: &mut tar::Builder<Out>,
    path: &Path,
    name: &Path,
    stop: &Stop,
) -> io::Result<()> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && name != Path::new(DUMP) => {
            return Ok(());
        }
        opened => opened?,
    };
    let metadata = file.metadata()?;
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::Regular);
    header.set_size(metadata.len());
    header.set_mode(0o600);
    header.set_mtime(seconds(&metadata));
    let content = Whole {
        inner: file,
        left: metadata.len(),
        stop,
    };
    archive.append_data(&mut header, name, content)
}

fn seconds(metadata: &Metadata) -> u64 {
    let changed = metadata.modified().ok();
    let since = changed.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |since| since.as_secs())
}

/// Exactly as many bytes as were promised, until it is stopped.
struct Whole<'stop> {
    inner: File,
    left: u64,
    stop: &'stop Stop,
}

impl Read for Whole<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.stop.is_cancelled() {
            return Err(io::Error::other("stopped"));
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX);
        let most = most.min(buffer.len());
        let read = self.inner.read(&mut buffer[..most])?;
        if read == 0 && self.left > 0 && !buffer.is_empty() {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "a file became shorter while it was read",
            ));
        }
        self.left -= read as u64;
        Ok(read)
    }
}
