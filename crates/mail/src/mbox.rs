//! Streaming mbox reader (mboxo, mboxrd, mboxcl2).
//! Invariant: each message depends only on the bytes from its own From_ line on, so a reader
//! resumed at any message's `end` yields exactly what the first reader would have yielded next.

pub(crate) mod envelope;
mod lines;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead};

use chrono::{DateTime, Utc};
use envelope::Envelope;
use lines::Lines;

/// Bytes of one message that are kept; the rest of a longer message is skipped.
pub const MESSAGE_LIMIT: usize = 64 * 1024 * 1024;

/// One message as it stands in the mailbox, before any parsing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawMessage {
    /// Offset of the From_ line in the uncompressed stream.
    pub offset: u64,
    /// Offset at which the next message begins: the cursor to resume from.
    pub end: u64,
    /// The message without its From_ line, `>From ` unquoted.
    pub bytes: Vec<u8>,
    /// When it came, as the From_ line says.
    pub received: Option<DateTime<Utc>>,
    /// The message was longer than [`MESSAGE_LIMIT`] and `bytes` is its beginning.
    pub oversized: bool,
}

/// Iterates over the messages of an mbox; memory is bounded by the largest message.
/// After an input error it yields that error once and ends.
pub struct Reader<R> {
    lines: Lines<R>,
    line: Vec<u8>,
    limit: usize,
    failed: bool,
}

impl<R: BufRead> Reader<R> {
    pub fn new(input: R) -> Self {
        Self::resume(input, 0)
    }

    /// Continues on `input`, which the caller has positioned at `offset`, an earlier
    /// [`RawMessage::end`].
    pub fn resume(input: R, offset: u64) -> Self {
        Reader {
            lines: Lines::new(input, offset),
            line: Vec::new(),
            limit: MESSAGE_LIMIT,
            failed: false,
        }
    }

    fn read_message(&mut self) -> io::Result<Option<RawMessage>> {
        let offset = loop {
            let offset = self.lines.offset();
            if !self.lines.read(&mut self.line, self.limit)? {
                return Ok(None);
            }
            if !is_blank(&self.line) {
                break offset;
            }
        };
        let mut draft = Draft::new(self.limit);
        if envelope::may_be(&self.line) {
            draft.received = envelope::date(&self.line);
        } else {
            draft.push(&self.line);
        }
        let end = loop {
            let end = self.lines.offset();
            if self.at_separator(&draft)? || !self.lines.read(&mut self.line, self.limit)? {
                break end;
            }
            draft.push(&self.line);
        };
        Ok(Some(draft.finish(offset, end)))
    }

    /// Whether the next line begins another message.
    fn at_separator(&mut self, draft: &Draft) -> io::Result<bool> {
        if !self.lines.peek(0, 5)?.starts_with(b"From ") {
            return Ok(false);
        }
        let found = match envelope::judge(self.lines.peek(0, envelope::LONGEST)?) {
            Envelope::Certain => true,
            Envelope::Likely => {
                draft.after_blank
                    && envelope::has_header_behind(self.lines.peek(0, envelope::REACH)?)
            }
            Envelope::None => false,
        };
        Ok(found && !self.is_inside_declared_length(draft)?)
    }

    /// mboxcl2 does not quote `From `: a Content-Length that ends exactly at another From_ line
    /// or at the end of the input proves that a candidate before it is text.
    fn is_inside_declared_length(&mut self, draft: &Draft) -> io::Result<bool> {
        let Some(rest) = draft.declared_rest().filter(|rest| *rest <= self.limit) else {
            return Ok(false);
        };
        let tail = self.lines.peek(rest, 8)?;
        let after = tail.iter().position(|byte| !matches!(byte, b'\r' | b'\n'));
        let ends_message = after.is_none_or(|at| tail[at..].starts_with(b"From "));
        Ok(ends_message && self.lines.holds(rest))
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = io::Result<RawMessage>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let next = self.read_message();
        self.failed = next.is_err();
        next.transpose()
    }
}

/// A message while it is being read.
struct Draft {
    bytes: Vec<u8>,
    limit: usize,
    oversized: bool,
    after_blank: bool,
    body_length: Option<usize>,
    declared_length: Option<usize>,
    received: Option<DateTime<Utc>>,
}

impl Draft {
    fn new(limit: usize) -> Self {
        Draft {
            bytes: Vec::new(),
            limit,
            oversized: false,
            after_blank: false,
            body_length: None,
            declared_length: None,
            received: None,
        }
    }

    fn push(&mut self, line: &[u8]) {
        self.after_blank = is_blank(line);
        match &mut self.body_length {
            Some(length) => *length += line.len(),
            None if self.after_blank => self.body_length = Some(0),
            None => self.declared_length = content_length(line).or(self.declared_length),
        }
        let line = unquoted(line);
        let room = self.limit - self.bytes.len();
        self.oversized |= line.len() > room;
        self.bytes.extend_from_slice(&line[..line.len().min(room)]);
    }

    fn declared_rest(&self) -> Option<usize> {
        self.declared_length?
            .checked_sub(self.body_length?)
            .filter(|rest| *rest > 0)
    }

    fn finish(mut self, offset: u64, end: u64) -> RawMessage {
        if !self.oversized && self.after_blank && self.body_length.is_some_and(|length| length > 0)
        {
            let line_end = if self.bytes.ends_with(b"\r\n") { 2 } else { 1 };
            self.bytes.truncate(self.bytes.len() - line_end);
        }
        RawMessage {
            offset,
            end,
            bytes: self.bytes,
            received: self.received,
            oversized: self.oversized,
        }
    }
}

fn is_blank(line: &[u8]) -> bool {
    matches!(line, b"\n" | b"\r\n")
}

fn unquoted(line: &[u8]) -> &[u8] {
    let quotes = line.iter().take_while(|byte| **byte == b'>').count();
    if quotes > 0 && line[quotes..].starts_with(b"From ") {
        &line[1..]
    } else {
        line
    }
}

fn content_length(line: &[u8]) -> Option<usize> {
    let (name, value) = line.split_at_checked("content-length:".len())?;
    if !name.eq_ignore_ascii_case(b"content-length:") {
        return None;
    }
    std::str::from_utf8(value).ok()?.trim().parse().ok()
}
