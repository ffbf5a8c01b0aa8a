//! Lines of a byte stream with look-ahead.
//! Invariant: `offset` is the position of the next byte that `read` will return.

use std::io::{self, BufRead};

pub(super) struct Lines<R> {
    input: R,
    ahead: Vec<u8>,
    taken: usize,
    offset: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R, offset: u64) -> Self {
        Lines {
            input,
            ahead: Vec::new(),
            taken: 0,
            offset,
        }
    }

    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// Replaces `line` with the next line including its end, cut at `limit` bytes; false at the
    /// end of the input.
    pub(super) fn read(&mut self, line: &mut Vec<u8>, limit: usize) -> io::Result<bool> {
        line.clear();
        loop {
            let chunk = self.chunk()?;
            if chunk.is_empty() {
                return Ok(!line.is_empty());
            }
            let found = memchr::memchr(b'\n', chunk);
            let length = found.map_or(chunk.len(), |at| at + 1);
            let room = limit.saturating_sub(line.len());
            line.extend_from_slice(&chunk[..length.min(room)]);
            self.consume(length);
            if found.is_some() {
                return Ok(true);
            }
        }
    }

    /// Up to `length` bytes that stand `distance` bytes ahead; shorter at the end of the input.
    pub(super) fn peek(&mut self, distance: usize, length: usize) -> io::Result<&[u8]> {
        let wanted = distance + length;
        if self.taken == self.ahead.len() && self.fill()?.len() >= wanted {
            return Ok(&self.fill()?[distance..wanted]);
        }
        while self.ahead.len() - self.taken < wanted && self.extend_ahead()? {}
        let ahead = &self.ahead[self.taken..];
        Ok(&ahead[distance.min(ahead.len())..wanted.min(ahead.len())])
    }

    /// Whether the bytes read ahead by the last `peek` reach `distance`.
    pub(super) fn holds(&self, distance: usize) -> bool {
        self.taken == self.ahead.len() || self.ahead.len() - self.taken >= distance
    }

    fn chunk(&mut self) -> io::Result<&[u8]> {
        if self.taken < self.ahead.len() {
            return Ok(&self.ahead[self.taken..]);
        }
        self.fill()
    }

    fn consume(&mut self, length: usize) {
        self.offset += length as u64;
        if self.taken == self.ahead.len() {
            self.input.consume(length);
            return;
        }
        self.taken += length;
        if self.taken == self.ahead.len() {
            self.ahead.clear();
            self.taken = 0;
        }
    }

    fn extend_ahead(&mut self) -> io::Result<bool> {
        if self.taken > 0 {
            self.ahead.drain(..self.taken);
            self.taken = 0;
        }
        let length = {
            let chunk = fill(&mut self.input)?;
            self.ahead.extend_from_slice(chunk);
            chunk.len()
        };
        self.input.consume(length);
        Ok(length > 0)
    }

    fn fill(&mut self) -> io::Result<&[u8]> {
        fill(&mut self.input)
    }
}

fn fill<R: BufRead>(input: &mut R) -> io::Result<&[u8]> {
    loop {
        match input.fill_buf() {
            Ok(_) => break,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    input.fill_buf()
}
