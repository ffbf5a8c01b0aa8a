//! Where the bytes come from: a file, a file inside a zip archive, or memory; each can be opened
//! again and again. UTF-16 is turned into UTF-8 on the way.

mod archive;
mod utf16;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use archive::Member;

/// Bytes that are looked at to know a file: 256 KiB.
pub(crate) const HEAD: usize = 256 * 1024;

/// Something that can be read more than once.
#[derive(Debug, Clone)]
pub struct Input {
    /// The name of the file, within its archive if there is one.
    pub name: String,
    /// The name of the archive that it is in, else empty.
    pub archive: String,
    place: Place,
}

#[derive(Debug, Clone)]
enum Place {
    File(PathBuf),
    Member(PathBuf, Member),
    Memory(Arc<[u8]>),
}

/// Why a file cannot be read at all.
#[derive(Debug, Error)]
pub enum InputError {
    #[error("cannot be read: {0}")]
    Read(#[from] io::Error),
    #[error("{name} would be unpacked outside its folder")]
    UnsafePath { name: String },
    #[error("{name} is protected by a password")]
    Encrypted { name: String },
    #[error("{name} is packed in a way that is not supported")]
    Method { name: String },
    #[error("holds more than {limit} files")]
    TooMany { limit: usize },
    #[error("a damaged archive: {0}")]
    Damaged(String),
    #[error("no format that can be imported")]
    Unknown,
}

impl InputError {
    /// Whether it unpacks to far more than it holds.
    pub fn is_bomb(&self) -> bool {
        let Self::Read(error) = self else {
            return false;
        };
        error.get_ref().is_some_and(|inner| inner.is::<Bomb>())
    }
}

/// A decompressor gave far more than went in: a bomb.
#[derive(Debug, Error)]
#[error("unpacks to far more than it holds")]
pub(crate) struct Bomb;

/// What a path holds: itself, or the files of a zip archive in the order of their names.
///
/// # Errors
/// The file cannot be read, or the archive is damaged, encrypted or made to do harm.
pub fn inputs(path: &Path) -> Result<Vec<Input>, InputError> {
    let mut start = Vec::new();
    File::open(path)?.take(4).read_to_end(&mut start)?;
    let own = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    if start == b"PK\x03\x04" {
        let archive = own;
        let wrap = |member: Member| Input {
            name: member.name.clone(),
            archive: archive.clone(),
            place: Place::Member(path.to_owned(), member),
        };
        return Ok(archive::members(path)?.into_iter().map(wrap).collect());
    }
    Ok(vec![Input {
        name: own,
        archive: String::new(),
        place: Place::File(path.to_owned()),
    }])
}

impl Input {
    /// Bytes in memory under a file name.
    pub fn memory(name: &str, bytes: impl Into<Arc<[u8]>>) -> Self {
        Input {
            name: name.to_owned(),
            archive: String::new(),
            place: Place::Memory(bytes.into()),
        }
    }

    /// Its format; none where it is nothing that can be imported or cannot be read.
    pub fn format(&self) -> Option<crate::Format> {
        crate::detect(&self.head().ok()?, &self.name)
    }

    /// How it is written, if it is a table.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn dialect(&self) -> io::Result<crate::delimited::Dialect> {
        Ok(crate::delimited::sniff(&self.head()?))
    }

    /// Begins at the first byte; UTF-16 comes out as UTF-8.
    pub(crate) fn open(&self) -> io::Result<Box<dyn BufRead + Send>> {
        let mut raw = self.raw()?;
        let mut head = Vec::new();
        raw.by_ref().take(512).read_to_end(&mut head)?;
        let encoding = crate::charset::utf16(&head);
        let whole = Cursor::new(head).chain(raw);
        Ok(match encoding {
            Some(encoding) => Box::new(BufReader::new(utf16::Utf8::new(whole, encoding))),
            None => Box::new(whole),
        })
    }

    /// The beginning of the file, as [`Input::open`] gives it.
    pub(crate) fn head(&self) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.open()?.take(HEAD as u64).read_to_end(&mut head)?;
        Ok(head)
    }

    fn raw(&self) -> io::Result<Box<dyn BufRead + Send>> {
        Ok(match &self.place {
            Place::File(path) => Box::new(BufReader::with_capacity(HEAD, File::open(path)?)),
            Place::Memory(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
            Place::Member(path, member) => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(member.start))?;
                Box::new(BufReader::with_capacity(HEAD, member.unpack(file)))
            }
        })
    }
}
