//! Lines of bounded length with their offsets; the bytes may be given back to be read again.

use std::io::{self, BufRead};

/// Where a line stands, its end included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) offset: u64,
    pub(crate) end: u64,
    /// The line is longer than the limit and only its beginning was kept.
    pub(crate) oversized: bool,
}

pub(crate) struct Lines<R> {
    input: R,
    offset: u64,
    terminator: u8,
    /// Bytes that were read and given back.
    returned: Vec<u8>,
    /// How many of them have been read again.
    again: usize,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(input: R) -> Self {
        Self::ending_in(input, b'\n')
    }

    pub(crate) fn ending_in(input: R, terminator: u8) -> Self {
        Lines {
            input,
            offset: 0,
            terminator,
            returned: Vec::new(),
            again: 0,
        }
    }

    /// Appends the next line with its end to `into`, at most `room` bytes of it.
    pub(crate) fn read(&mut self, into: &mut Vec<u8>, room: usize) -> io::Result<Option<Place>> {
        self.read_seen(into, room, |_| {})
    }

    /// The same, and shows the whole line piece by piece, also what is not kept.
    pub(crate) fn read_seen(
        &mut self,
        into: &mut Vec<u8>,
        room: usize,
        mut see: impl FnMut(&[u8]),
    ) -> io::Result<Option<Place>> {
        let offset = self.offset;
        let most = into.len().saturating_add(room);
        let mut oversized = false;
        loop {
            let terminator = self.terminator;
            let bytes = self.peek()?;
            if bytes.is_empty() {
                break;
            }
            let found = memchr::memchr(terminator, bytes);
            let taken = found.map_or(bytes.len(), |at| at + 1);
            let kept = taken.min(most - into.len());
            oversized |= kept < taken;
            into.extend_from_slice(&bytes[..kept]);
            see(&bytes[..taken]);
            self.consume(taken);
            if found.is_some() {
                break;
            }
        }
        let end = self.offset;
        let place = Place {
            offset,
            end,
            oversized,
        };
        Ok((end > offset).then_some(place))
    }

    /// What comes next, as far as it is at hand; empty only at the end.
    pub(crate) fn peek(&mut self) -> io::Result<&[u8]> {
        if self.again == self.returned.len() {
            self.input.fill_buf()
        } else {
            Ok(&self.returned[self.again..])
        }
    }

    /// Gives back the last bytes that were read.
    pub(crate) fn give_back(&mut self, bytes: &[u8]) {
        self.offset -= bytes.len() as u64;
        self.returned.splice(..self.again, bytes.iter().copied());
        self.again = 0;
    }

    fn consume(&mut self, count: usize) {
        self.offset += count as u64;
        if self.again == self.returned.len() {
            self.input.consume(count);
        } else {
            self.again += count;
        }
    }
}
