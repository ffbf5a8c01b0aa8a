//! Rows in constant memory. A row whose quote never closes is given up at its first line, so that
//! it does not swallow the rows behind it.

use std::io::{self, BufRead};

use super::cells::{Quotes, cells, ends_quoted};
use super::{Dialect, ROW_LIMIT};
use crate::lines::{Lines, Place};
use crate::outcome::Reason;
use crate::unit::Unit;

/// How often a file's quotes are put right by reading lines again; this bounds the time.
pub(super) const MENDS: u32 = 200;

pub(crate) struct Rows<R> {
    lines: Lines<R>,
    delimiter: u8,
    width: usize,
    mends_left: u32,
    dialect: Dialect,
}

impl<R: BufRead> Rows<R> {
    pub(crate) fn new(input: R, dialect: &Dialect) -> Self {
        Rows {
            lines: Lines::ending_in(input, dialect.terminator()),
            delimiter: dialect.delimiter as u8,
            width: dialect.header.len(),
            mends_left: MENDS,
            dialect: dialect.clone(),
        }
    }

    /// The next row that is not blank.
    pub(crate) fn next(&mut self) -> io::Result<Option<Unit>> {
        loop {
            match self.read()? {
                Some(row) if row.fault.is_none() && is_blank(&row.bytes) => {}
                row => return Ok(row),
            }
        }
    }

    fn read(&mut self) -> io::Result<Option<Unit>> {
        let mut bytes = Vec::new();
        let mut quotes = Quotes::default();
        let Some(first) = self.read_line(&mut bytes, &mut quotes)? else {
            return Ok(None);
        };
        let first_length = bytes.len();
        let mut oversized = first.oversized;
        let mut end = first.end;
        while quotes.is_open {
            let Some(line) = self.read_line(&mut bytes, &mut quotes)? else {
                break;
            };
            oversized |= line.oversized;
            end = line.end;
        }
        let row = Unit {
            offset: first.offset,
            end,
            bytes,
            fault: None,
        };
        let is_open = quotes.is_open;
        Ok(Some(self.judge(row, first_length, oversized, is_open)?))
    }

    fn read_line(&mut self, row: &mut Vec<u8>, quotes: &mut Quotes) -> io::Result<Option<Place>> {
        let delimiter = self.delimiter;
        let room = ROW_LIMIT - row.len();
        self.lines
            .read_seen(row, room, |bytes| quotes.pass(bytes, delimiter))
    }

    fn judge(
        &mut self,
        mut row: Unit,
        first_length: usize,
        oversized: bool,
        is_open: bool,
    ) -> io::Result<Unit> {
        if oversized {
            row.fault = Some(Reason::TooLarge { limit: ROW_LIMIT });
        } else if is_open || self.swallows_rows(&row.bytes, first_length) {
            row.fault = Some(Reason::UnclosedQuote);
            if first_length < row.bytes.len() && self.mends_left > 0 {
                self.mends_left -= 1;
                self.lines.give_back(&row.bytes[first_length..]);
                row.end = row.offset + first_length as u64;
                row.bytes.truncate(first_length);
            }
        } else if self.mends_left > 0 {
            self.join_broken(&mut row)?;
        }
        Ok(row)
    }

    /// A row of many lines that does not fit the header, while its second line alone does.
    fn swallows_rows(&self, bytes: &[u8], first_length: usize) -> bool {
        if self.width < 2 || first_length == bytes.len() || self.width_of(bytes) == self.width {
            return false;
        }
        let rest = &bytes[first_length..];
        let second =
            memchr::memchr(self.dialect.terminator(), rest).map_or(rest, |at| &rest[..=at]);
        !ends_quoted(second, self.delimiter) && self.width_of(second) == self.width
    }

    /// A line end without quotes breaks a row in two: both halves are short, and fit together.
    fn join_broken(&mut self, row: &mut Unit) -> io::Result<()> {
        let width = self.width_of(&row.bytes);
        if width >= self.width || is_blank(&row.bytes) {
            return Ok(());
        }
        let before = row.bytes.len();
        let Some(place) = self.lines.read(&mut row.bytes, ROW_LIMIT - before)? else {
            return Ok(());
        };
        let second = &row.bytes[before..];
        let fits = !place.oversized
            && !is_blank(second)
            && !ends_quoted(second, self.delimiter)
            && width + self.width_of(second) == self.width + 1
            && width > 1;
        if fits {
            row.end = place.end;
        } else if place.oversized {
            row.end = place.end;
            row.fault = Some(Reason::TooLarge { limit: ROW_LIMIT });
        } else {
            self.lines.give_back(&row.bytes[before..]);
            row.bytes.truncate(before);
        }
        Ok(())
    }

    fn width_of(&self, bytes: &[u8]) -> usize {
        let text = crate::charset::text(bytes, self.dialect.legacy());
        cells(&text, self.dialect.delimiter).len()
    }
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_whitespace)
}
