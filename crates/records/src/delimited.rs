//! Comma, semicolon, tab and bar separated files: what a file is made of, and its rows.
//! Quoting as in RFC 4180; a quoted field may hold line ends.

mod cells;
mod contacts;
mod rows;
mod sniff;
mod table;
#[cfg(test)]
mod tests;
mod write;

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};

pub(crate) use cells::{cells, trimmed};
pub use contacts::ContactsTable;
pub(crate) use rows::Rows;
pub use sniff::sniff;
pub(crate) use table::Table;
pub use write::csv_row;
pub(crate) use write::unguarded;

/// Bytes of one row that are read: 1 MiB. Longer rows are rejected.
pub const ROW_LIMIT: usize = 1024 * 1024;

/// How a file is written, told from its beginning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    /// `,`, `;`, `|` or tab.
    pub delimiter: char,
    /// Lines end in CR alone.
    pub has_bare_cr: bool,
    /// The encoding where the file is not UTF-8, by its WHATWG name.
    pub encoding: Option<String>,
    /// Rows before the header that belong to no table.
    pub preamble: usize,
    pub has_header: bool,
    /// Names of the columns; `column 1` and so on without a header, ` (2)` added to a repeated one.
    pub header: Vec<String>,
}

impl Dialect {
    /// The cells of one row as it stands in the file.
    pub fn split(&self, row: &str) -> Vec<String> {
        cells(row.trim_end_matches(['\r', '\n']), self.delimiter)
    }

    /// Rows that come before the first of the table.
    pub(crate) fn rows_before(&self) -> usize {
        self.preamble + usize::from(self.has_header)
    }

    pub(crate) fn legacy(&self) -> Option<&'static Encoding> {
        crate::charset::named(self.encoding.as_deref()?)
    }

    pub(crate) fn terminator(&self) -> u8 {
        if self.has_bare_cr { b'\r' } else { b'\n' }
    }
}
