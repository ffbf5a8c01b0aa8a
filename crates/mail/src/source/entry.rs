//! One file: what kind of mail it holds, told by its first bytes, and the messages in it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use flate2::read::MultiGzDecoder;

use super::SourceError;
use super::guard::{Bounded, Counted, Position, Watched};
use crate::mbox::{MESSAGE_LIMIT, RawMessage, Reader, envelope};

const BUFFER: usize = 256 * 1024;
/// Enough for the header block of tar and for the first fields of a message.
const HEAD: usize = 4096;

pub(super) type Messages = Box<dyn Iterator<Item = io::Result<RawMessage>> + Send>;

pub(super) struct Entry {
    pub(super) name: String,
    pub(super) opened: Opened,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Empty,
    Mbox,
    Message,
    /// Apple Mail: a line with the length, the message, a property list.
    Emlx,
    Zip,
    Tar,
    Unknown,
}

pub(super) struct Opened {
    pub(super) kind: Kind,
    pub(super) input: Input,
}

pub(super) enum Input {
    File(BufReader<Watched>),
    Stream(BufReader<Box<dyn Read + Send>>),
}

impl Opened {
    pub(super) fn file(file: File, position: &Position) -> io::Result<Opened> {
        let file = Watched::new(file, position);
        Self::sniff(Input::File(BufReader::with_capacity(BUFFER, file)))
    }

    pub(super) fn stream(stream: impl Read + Send + 'static) -> io::Result<Opened> {
        Self::sniff(Input::Stream(BufReader::with_capacity(
            BUFFER,
            Box::new(stream),
        )))
    }

    fn sniff(mut input: Input) -> io::Result<Opened> {
        let head = input.head()?;
        if head.starts_with(b"\x1f\x8b\x08") {
            input = unpacked(input);
            let head = input.head()?;
            let kind = kind(&head).filter(|kind| *kind != Kind::Zip);
            return Ok(Opened {
                kind: kind.unwrap_or(Kind::Unknown),
                input,
            });
        }
        Ok(Opened {
            kind: kind(&head).unwrap_or(Kind::Unknown),
            input,
        })
    }
}

impl Input {
    /// The first bytes, without consuming them.
    fn head(&mut self) -> io::Result<Vec<u8>> {
        match self {
            Input::File(file) => {
                let mut head = Vec::with_capacity(HEAD);
                file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
                file.seek(SeekFrom::Start(0))?;
                Ok(head)
            }
            Input::Stream(stream) => {
                let mut head = Vec::with_capacity(HEAD);
                stream.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
                let taken = std::mem::replace(stream, BufReader::new(Box::new(io::empty())));
                let whole: Box<dyn Read + Send> =
                    Box::new(io::Cursor::new(head.clone()).chain(taken));
                *stream = BufReader::with_capacity(BUFFER, whole);
                Ok(head)
            }
        }
    }

    fn skip(&mut self, length: u64) -> io::Result<()> {
        match self {
            Input::File(file) => file.seek(SeekFrom::Start(length)).map(|_| ()),
            Input::Stream(stream) => {
                io::copy(&mut stream.by_ref().take(length), &mut io::sink()).map(|_| ())
            }
        }
    }

    pub(super) fn into_reader(self) -> Box<dyn BufRead + Send> {
        match self {
            Input::File(file) => Box::new(file),
            Input::Stream(stream) => Box::new(stream),
        }
    }
}

fn unpacked(input: Input) -> Input {
    let (packed, consumed) = Counted::new(input.into_reader());
    let plain = Bounded::new(MultiGzDecoder::new(packed), consumed);
    Input::Stream(BufReader::with_capacity(BUFFER, Box::new(plain)))
}

impl Entry {
    /// The messages behind `offset`; none where the file holds no mail.
    pub(super) fn messages(mut self, offset: u64) -> Result<Option<Messages>, SourceError> {
        let failed = |error| SourceError::read(&self.name, error);
        match self.opened.kind {
            Kind::Mbox => {
                self.opened.input.skip(offset).map_err(failed)?;
                Ok(Some(Box::new(Reader::resume(
                    self.opened.input.into_reader(),
                    offset,
                ))))
            }
            Kind::Message | Kind::Emlx if offset > 0 => Ok(None),
            Kind::Message => single(self.opened.input.into_reader())
                .map(Some)
                .map_err(failed),
            Kind::Emlx => counted(self.opened.input.into_reader())
                .map(Some)
                .map_err(failed),
            Kind::Empty | Kind::Zip | Kind::Tar | Kind::Unknown => Ok(None),
        }
    }
}

fn single(input: impl Read) -> io::Result<Messages> {
    let mut bytes = Vec::new();
    let mut input = input.take(MESSAGE_LIMIT as u64 + 1);
    let length = input.read_to_end(&mut bytes)? as u64;
    let oversized = length > MESSAGE_LIMIT as u64;
    bytes.truncate(MESSAGE_LIMIT);
    Ok(Box::new(std::iter::once(Ok(RawMessage {
        offset: 0,
        end: length,
        bytes,
        received: None,
        oversized,
    }))))
}

fn counted(mut input: impl BufRead) -> io::Result<Messages> {
    let mut line = Vec::new();
    input.by_ref().take(64).read_until(b'\n', &mut line)?;
    let length = std::str::from_utf8(&line)
        .ok()
        .and_then(|line| line.trim().parse().ok());
    single(input.take(length.unwrap_or(u64::MAX)))
}

fn kind(head: &[u8]) -> Option<Kind> {
    let text = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    if text.is_empty() {
        return Some(Kind::Empty);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(Kind::Zip);
    }
    if head.get(257..262) == Some(b"ustar") {
        return Some(Kind::Tar);
    }
    if envelope::may_be(text) {
        return Some(Kind::Mbox);
    }
    if begins_with_field(text) || has_header(text) {
        return Some(Kind::Message);
    }
    let (count, rest) = text.split_at(text.iter().position(|byte| *byte == b'\n')?);
    let is_count = count.trim_ascii_end().iter().all(u8::is_ascii_digit);
    (is_count && begins_with_field(rest.trim_ascii_start())).then_some(Kind::Emlx)
}

/// A message that begins with a rarer field, or with a line that is no field at all: it has at
/// least three of the fields that every message has.
fn has_header(text: &[u8]) -> bool {
    const FIELDS: [&[u8]; 6] = [
        b"from:",
        b"to:",
        b"date:",
        b"subject:",
        b"message-id:",
        b"received:",
    ];
    let is_known = |line: &[u8]| {
        FIELDS
            .iter()
            .any(|name| line.len() >= name.len() && line[..name.len()].eq_ignore_ascii_case(name))
    };
    let lines = text.split(|byte| *byte == b'\n');
    let header = lines.take_while(|line| !line.trim_ascii().is_empty());
    header.filter(|line| is_known(line)).count() >= 3
}

/// Fields that begin messages; other files with colons (vCard, YAML, scripts) do not have them.
fn begins_with_field(text: &[u8]) -> bool {
    const FIELDS: [&str; 24] = [
        "received",
        "return-path",
        "delivered-to",
        "from",
        "to",
        "date",
        "subject",
        "message-id",
        "mime-version",
        "content-type",
        "reply-to",
        "sender",
        "cc",
        "bcc",
        "authentication-results",
        "dkim-signature",
        "arc-seal",
        "received-spf",
        "envelope-to",
        "status",
        "in-reply-to",
        "references",
        "list-id",
        "user-agent",
    ];
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let Some(colon) = line.iter().position(|byte| *byte == b':') else {
        return false;
    };
    let name = String::from_utf8_lossy(&line[..colon])
        .trim()
        .to_ascii_lowercase();
    let is_extension = name.starts_with("x-") && name.bytes().all(|byte| byte.is_ascii_graphic());
    FIELDS.contains(&name.as_str()) || is_extension
}
