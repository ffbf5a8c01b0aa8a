//! Folders: Maildir, folders of `.eml`, Apple Mail's `.mbox` folders, Thunderbird's profile.
//! Files are visited in the order of their paths; symbolic links are not followed.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::entry::{Entry, Opened};
use super::guard::Position;
use super::{Entries, SourceError};

pub(super) struct Folder {
    root: PathBuf,
    /// What is still to be visited, last first.
    waiting: Vec<PathBuf>,
    position: Position,
}

impl Folder {
    pub(super) fn open(root: &Path, position: Position) -> Result<Self, SourceError> {
        let mut folder = Folder {
            root: root.to_owned(),
            waiting: Vec::new(),
            position,
        };
        folder.enter(root)?;
        Ok(folder)
    }

    fn enter(&mut self, path: &Path) -> Result<(), SourceError> {
        let failed = |error| SourceError::read(&self.name(path), error);
        let mut found = Vec::new();
        for entry in fs::read_dir(path).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let kind = entry.file_type().map_err(failed)?;
            let is_wanted = kind.is_dir() && entry.file_name() != "tmp" || kind.is_file();
            if is_wanted {
                found.push(entry.path());
            }
        }
        found.sort_unstable_by(|first, second| second.cmp(first));
        self.waiting.append(&mut found);
        Ok(())
    }

    /// The path below the root, with `/` on every system.
    fn name(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let parts = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy());
        parts.collect::<Vec<_>>().join("/")
    }
}

impl Entries for Folder {
    fn next(&mut self) -> Option<Result<Entry, SourceError>> {
        loop {
            let path = self.waiting.pop()?;
            let name = self.name(&path);
            if path.is_dir() {
                match self.enter(&path) {
                    Ok(()) => continue,
                    Err(error) => return Some(Err(error)),
                }
            }
            let opened = File::open(&path).and_then(|file| Opened::file(file, &self.position));
            return Some(match opened {
                Ok(opened) => Ok(Entry { name, opened }),
                Err(error) => Err(SourceError::read(&name, error)),
            });
        }
    }

    fn is_before(&self, container: &str, cursor: &str) -> Option<bool> {
        Some(Path::new(container) < Path::new(cursor))
    }
}
