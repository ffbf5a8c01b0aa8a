//! The lock that makes one process the owner of a folder, and the note in it by which others find
//! the running server. The kernel releases the lock with the process, however it ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::ClusterError;
use crate::layout::Layout;

/// Longer than another process holds the lock only to look whether it is held.
const GLANCE: Duration = Duration::from_millis(300);

#[derive(Debug)]
pub(crate) struct OwnerLock {
    file: File,
}

/// What the lock file tells of the owner. The port is there once the server is ready.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) pid: Option<u32>,
    pub(crate) port: Option<u16>,
}

impl OwnerLock {
    pub(crate) fn acquire(layout: &Layout) -> Result<OwnerLock, ClusterError> {
        let path = layout.lock();
        let file = open(&path).map_err(ClusterError::io("open", &path))?;
        let deadline = Instant::now() + GLANCE;
        while let Err(error) = file.try_lock() {
            match error {
                TryLockError::WouldBlock if Instant::now() < deadline => {
                    thread::sleep(Duration::from_millis(20));
                }
                TryLockError::WouldBlock => return Err(in_use(layout)),
                TryLockError::Error(error) => return Err(ClusterError::io("lock", &path)(error)),
            }
        }
        let lock = OwnerLock { file };
        lock.write("").map_err(ClusterError::io("write", &path))?;
        Ok(lock)
    }

    /// Tells others where the server listens.
    pub(crate) fn publish(&self, port: u16) -> std::io::Result<()> {
        self.write(&format!("{port}\n"))
    }

    /// The server is about to stop: nobody should turn to it any more.
    pub(crate) fn withdraw(&self) -> std::io::Result<()> {
        self.write("")
    }

    fn write(&self, port: &str) -> std::io::Result<()> {
        let mut file = &self.file;
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(format!("{}\n{port}", std::process::id()).as_bytes())
    }
}

/// Whether some process owns the folder at this moment.
pub(crate) fn is_held(path: &Path) -> Result<bool, ClusterError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(ClusterError::io("open", path)(error)),
    };
    match file.try_lock_shared() {
        Ok(()) => Ok(false),
        Err(TryLockError::WouldBlock) => Ok(true),
        Err(TryLockError::Error(error)) => Err(ClusterError::io("lock", path)(error)),
    }
}

pub(crate) fn read_note(path: &Path) -> Note {
    fs::read_to_string(path).map_or_else(|_| Note::default(), |text| parse(&text))
}

/// A line counts only once its end has been written.
fn parse(text: &str) -> Note {
    let mut lines = text
        .split_inclusive('\n')
        .filter_map(|line| line.strip_suffix('\n'));
    Note {
        pid: lines.next().and_then(|line| line.parse().ok()),
        port: lines.next().and_then(|line| line.parse().ok()),
    }
}

fn in_use(layout: &Layout) -> ClusterError {
    ClusterError::InUse {
        folder: layout.root().to_owned(),
        pid: read_note(&layout.lock()).pid,
    }
}

fn open(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options.mode(0o600).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_written_note_is_not_believed() {
        let note = |pid, port| Note { pid, port };
        assert_eq!(parse("12"), note(None, None));
        assert_eq!(parse("12\n"), note(Some(12), None));
        assert_eq!(parse("12\n543"), note(Some(12), None));
        assert_eq!(parse("12\n5432\n"), note(Some(12), Some(5432)));
    }
}
