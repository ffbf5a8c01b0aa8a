//! The files of a zip archive. Invariant: nothing is written, no name leads out of the archive,
//! and a bomb is noticed after 256 MiB.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use flate2::bufread::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::{Bomb, InputError};

/// Below this many bytes any ratio is harmless.
const FREE: u64 = 256 * 1024 * 1024;
/// Text packs some 2 to 20 times; a bomb packs 1,000 times.
const RATIO: u64 = 200;
const MOST_FILES: usize = 10_000;

/// One file: where its packed bytes lie in the archive.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) start: u64,
    packed: u64,
    is_deflated: bool,
}

pub(super) fn members(path: &Path) -> Result<Vec<Member>, InputError> {
    let damaged = |error: zip::result::ZipError| InputError::Damaged(error.to_string());
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(damaged)?;
    if archive.len() > MOST_FILES {
        return Err(InputError::TooMany { limit: MOST_FILES });
    }
    let mut found = Vec::new();
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(damaged)?;
        let name = file.name().to_owned();
        if is_unsafe(&name) {
            return Err(InputError::UnsafePath { name });
        }
        if !file.is_file() {
            continue;
        }
        if file.encrypted() {
            return Err(InputError::Encrypted { name });
        }
        let is_deflated = match file.compression() {
            CompressionMethod::Stored => false,
            CompressionMethod::Deflated => true,
            _ => return Err(InputError::Method { name }),
        };
        let start = file
            .data_start()
            .ok_or_else(|| InputError::Damaged(name.clone()))?;
        let packed = file.compressed_size();
        found.push(Member {
            name,
            start,
            packed,
            is_deflated,
        });
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// Absolute, climbing or otherwise not below the folder it would be unpacked to.
fn is_unsafe(name: &str) -> bool {
    let has_drive = name.as_bytes().get(1) == Some(&b':');
    let climbs = name.split(['/', '\\']).any(|part| part == "..");
    name.starts_with(['/', '\\']) || has_drive || climbs || name.contains('\0')
}

impl Member {
    /// The plain bytes; `file` stands at `start`.
    pub(super) fn unpack(&self, file: File) -> Box<dyn Read + Send> {
        let packed = file.take(self.packed);
        if self.is_deflated {
            let plain = DeflateDecoder::new(BufReader::new(packed));
            Box::new(Bounded { plain, produced: 0 })
        } else {
            Box::new(packed)
        }
    }
}

/// Fails when far more comes out than went in.
struct Bounded<R> {
    plain: DeflateDecoder<R>,
    produced: u64,
}

impl<R: io::BufRead> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.plain.read(buffer)?;
        self.produced += length as u64;
        if self.produced > FREE && self.produced / RATIO > self.plain.total_in() {
            return Err(io::Error::new(io::ErrorKind::InvalidData, Bomb));
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_out_are_unsafe() {
        for name in ["/etc/passwd", "a/../../b", "C:\\x", "..\\x", "\\\\host\\x"] {
            assert!(is_unsafe(name), "{name}");
        }
        assert!(!is_unsafe("chats/_chat.txt") && !is_unsafe("a..b/c.vcf"));
    }
}
