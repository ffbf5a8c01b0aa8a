//! The files of a zip archive, in the order of its directory.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::read::DeflateDecoder;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::entry::{Entry, Opened};
use super::guard::{Bounded, Checked, Counted, Position, Watched};
use super::{Entries, SourceError};

pub(super) struct Zipped {
    path: PathBuf,
    archive: ZipArchive<BufReader<File>>,
    next: usize,
    position: Position,
}

/// What is needed to read one file of the archive by a handle of its own.
struct Member {
    name: String,
    start: u64,
    packed: u64,
    size: u64,
    crc: u32,
    method: CompressionMethod,
}

impl Zipped {
    pub(super) fn open(path: &Path, position: Position) -> Result<Self, SourceError> {
        let file = File::open(path).map_err(|error| SourceError::read("", error))?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|error| failed("", error))?;
        Ok(Zipped {
            path: path.to_owned(),
            archive,
            next: 0,
            position,
        })
    }

    fn member(&mut self, index: usize) -> Result<Option<Member>, SourceError> {
        let file = self
            .archive
            .by_index_raw(index)
            .map_err(|error| failed("", error))?;
        let name = file.name().to_owned();
        if is_unsafe(&name) {
            return Err(SourceError::UnsafePath { container: name });
        }
        if !file.is_file() {
            return Ok(None);
        }
        if file.encrypted() {
            return Err(SourceError::Encrypted { container: name });
        }
        let start = file.data_start().ok_or_else(|| SourceError::Damaged {
            container: name.clone(),
            error: io::ErrorKind::InvalidData.into(),
        })?;
        Ok(Some(Member {
            name,
            start,
            packed: file.compressed_size(),
            size: file.size(),
            crc: file.crc32(),
            method: file.compression(),
        }))
    }

    fn opened(&self, member: &Member) -> Result<Opened, SourceError> {
        let failed = |error| SourceError::read(&member.name, error);
        let file = File::open(&self.path).map_err(failed)?;
        let mut file = Watched::new(file, &self.position);
        file.seek(SeekFrom::Start(member.start)).map_err(failed)?;
        let (packed, consumed) = Counted::new(BufReader::new(file.take(member.packed)));
        let opened = match member.method {
            CompressionMethod::Stored => {
                Opened::stream(Checked::new(packed, member.crc, member.size))
            }
            CompressionMethod::Deflated => {
                let plain = Bounded::new(DeflateDecoder::new(packed), consumed);
                Opened::stream(Checked::new(plain, member.crc, member.size))
            }
            _ => {
                return Err(SourceError::Method {
                    container: member.name.clone(),
                });
            }
        };
        opened.map_err(failed)
    }
}

impl Entries for Zipped {
    fn next(&mut self) -> Option<Result<Entry, SourceError>> {
        while self.next < self.archive.len() {
            self.next += 1;
            let member = match self.member(self.next - 1) {
                Ok(Some(member)) => member,
                Ok(None) => continue,
                Err(error) => return Some(Err(error)),
            };
            return Some(self.opened(&member).map(|opened| Entry {
                name: member.name,
                opened,
            }));
        }
        None
    }

    fn is_before(&self, _container: &str, _cursor: &str) -> Option<bool> {
        None
    }
}

fn failed(container: &str, error: ZipError) -> SourceError {
    SourceError::Damaged {
        container: container.to_owned(),
        error: error.into(),
    }
}

/// Absolute, climbing or otherwise not below the folder it would be unpacked to.
pub(super) fn is_unsafe(name: &str) -> bool {
    let has_drive = name.as_bytes().get(1) == Some(&b':');
    let climbs = name.split(['/', '\\']).any(|part| part == "..");
    name.starts_with(['/', '\\']) || has_drive || climbs || name.contains('\0')
}
