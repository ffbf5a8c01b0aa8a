//! The files of a tar archive (plain or gzip), in one pass.
//! Links and devices are skipped; long names of GNU and pax are understood.

use std::io::{self, BufRead, Read};
use std::sync::{Arc, Mutex, PoisonError};

use tar::{EntryType, Header, PaxExtensions};

use super::entry::{Entry, Opened};
use super::zipped::is_unsafe;
use super::{Entries, SourceError};

const BLOCK: u64 = 512;
/// Longer names are no names.
const NAME_LIMIT: u64 = 1024 * 1024;

pub(super) struct Tarred {
    stream: Arc<Mutex<Stream>>,
}

/// The archive, shared with the file that is being read; `left` counts its unread bytes.
struct Stream {
    input: Box<dyn BufRead + Send>,
    left: u64,
    padding: u64,
    ended: bool,
}

struct File(Arc<Mutex<Stream>>);

impl Tarred {
    pub(super) fn new(opened: Opened) -> Self {
        let stream = Stream {
            input: opened.input.into_reader(),
            left: 0,
            padding: 0,
            ended: false,
        };
        Tarred {
            stream: Arc::new(Mutex::new(stream)),
        }
    }

    fn next_file(&mut self) -> io::Result<Option<String>> {
        let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut long_name, mut long_size) = (None, None);
        while let Some(header) = stream.header()? {
            let size = header.entry_size()?;
            match header.entry_type() {
                EntryType::GNULongName => {
                    stream.begin(size);
                    long_name = Some(text(&stream.small()?));
                }
                EntryType::XHeader => {
                    stream.begin(size);
                    let extensions = stream.small()?;
                    long_name = pax(&extensions, "path").or(long_name);
                    long_size = pax(&extensions, "size").and_then(|size| size.parse().ok());
                }
                EntryType::Regular | EntryType::Continuous => {
                    stream.begin(long_size.unwrap_or(size));
                    return Ok(Some(
                        long_name.unwrap_or_else(|| text(&header.path_bytes())),
                    ));
                }
                _ => {
                    stream.begin(size);
                    (long_name, long_size) = (None, None);
                }
            }
        }
        Ok(None)
    }
}

impl Stream {
    fn begin(&mut self, size: u64) {
        self.left = size;
        self.padding = (BLOCK - size % BLOCK) % BLOCK;
    }

    /// Skips what is left of the last file and reads the next header.
    fn header(&mut self) -> io::Result<Option<Header>> {
        let rest = self.left.saturating_add(self.padding);
        io::copy(&mut self.input.by_ref().take(rest), &mut io::sink())?;
        self.begin(0);
        let mut block = Vec::with_capacity(BLOCK as usize);
        self.input.by_ref().take(BLOCK).read_to_end(&mut block)?;
        if self.ended || block.len() < BLOCK as usize || block.iter().all(|byte| *byte == 0) {
            self.ended = true;
            return Ok(None);
        }
        let header = Header::from_byte_slice(&block).clone();
        let sum: u32 = block
            .iter()
            .enumerate()
            .map(|(at, byte)| {
                if (148..156).contains(&at) {
                    32
                } else {
                    u32::from(*byte)
                }
            })
            .sum();
        if header.cksum()? != sum {
            self.ended = true;
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "a header does not match its checksum",
            ));
        }
        Ok(Some(header))
    }

    fn small(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let length = self.left.min(NAME_LIMIT);
        self.left -= self.input.by_ref().take(length).read_to_end(&mut bytes)? as u64;
        Ok(bytes)
    }
}

impl Read for File {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut stream = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let limit = stream.left;
        let length = stream.input.by_ref().take(limit).read(buffer)?;
        if length == 0 && limit > 0 && !buffer.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        stream.left -= length as u64;
        Ok(length)
    }
}

impl Entries for Tarred {
    fn next(&mut self) -> Option<Result<Entry, SourceError>> {
        let name = match self.next_file() {
            Ok(name) => name?,
            Err(error) => return Some(Err(SourceError::read("", error))),
        };
        if is_unsafe(&name) {
            return Some(Err(SourceError::UnsafePath { container: name }));
        }
        Some(match Opened::stream(File(Arc::clone(&self.stream))) {
            Ok(opened) => Ok(Entry { name, opened }),
            Err(error) => Err(SourceError::read(&name, error)),
        })
    }

    fn is_before(&self, _container: &str, _cursor: &str) -> Option<bool> {
        None
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes)
        .trim_end_matches('\0')
        .to_owned()
}

fn pax(extensions: &[u8], key: &str) -> Option<String> {
    let mut found = PaxExtensions::new(extensions).flatten();
    found
        .find(|extension| extension.key() == Ok(key))
        .map(|extension| text(extension.value_bytes()))
}
