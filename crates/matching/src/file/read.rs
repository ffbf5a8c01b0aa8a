//! A file, or two, to a table. Lines are read one at a time; only what is compared is kept.

use std::io::Read;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::columns::{Choice, Columns, Use};
use crate::error::Error;
use crate::record::{Kind, Record};
use crate::table::Table;

/// As many lines are looked at to recognise columns.
const LOOKED_AT: usize = 200;

/// As much of a file is looked at for what parts its columns.
const HEAD: usize = 64 * 1024;

/// What a file says, or two: the records in the order of their lines, and their ids.
#[derive(Debug)]
pub struct List {
    pub table: Table,
    /// Where the second file's records begin
    pub border: Option<u32>,
    ids: String,
    id_ends: Vec<usize>,
}

impl List {
    /// Reads a file, and another one to link it with. A record without an id has the number of
    /// its line among the records, from 1.
    ///
    /// # Errors
    /// If a file cannot be read, has no header or lacks a column.
    pub fn read(choice: &Choice, file: impl Read, other: Option<impl Read>) -> Result<Self, Error> {
        let mut first = Source::open(choice, file)?;
        let mut list = Self {
            table: Table::new(&first.columns.extras)?,
            border: None,
            ids: String::new(),
            id_ends: vec![],
        };
        list.take(&mut first)?;
        if let Some(other) = other {
            let mut second = Source::open(choice, other)?;
            list.border = Some(list.table.len());
            list.take(&mut second)?;
        }
        list.table.freeze();
        Ok(list)
    }

    /// The id of a record.
    pub fn id(&self, record: u32) -> &str {
        let at = record as usize;
        let start = at
            .checked_sub(1)
            .and_then(|before| self.id_ends.get(before))
            .copied()
            .unwrap_or(0);
        let end = self.id_ends.get(at).copied().unwrap_or(start);
        self.ids.get(start..end).unwrap_or("")
    }

    fn take(&mut self, source: &mut Source<impl Read>) -> Result<(), Error> {
        let mut record = Record::default();
        let mut id = String::new();
        let before = self.table.len();
        for line in std::mem::take(&mut source.first) {
            source.fill(&line, &mut record, &mut id);
            self.add(&record, &id, before)?;
        }
        let mut line = ByteRecord::new();
        while source.next(&mut line)? {
            source.fill(&line, &mut record, &mut id);
            self.add(&record, &id, before)?;
        }
        Ok(())
    }

    fn add(&mut self, record: &Record, id: &str, before: u32) -> Result<(), Error> {
        let number = self.table.push(record)?;
        if id.is_empty() {
            self.ids.push_str(&(number - before + 1).to_string());
        } else {
            self.ids.push_str(id);
        }
        self.id_ends.push(self.ids.len());
        Ok(())
    }
}

/// An open file with its columns known, and the lines that were read to know them.
struct Source<R> {
    lines: Reader<std::io::Chain<std::io::Cursor<Vec<u8>>, R>>,
    first: Vec<ByteRecord>,
    columns: Columns,
}

impl<R: Read> Source<R> {
    fn open(choice: &Choice, mut file: R) -> Result<Self, Error> {
        let mut head = vec![];
        file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        if head.starts_with(b"\xef\xbb\xbf") {
            head.drain(..3);
        }
        let delimiter = delimiter(&head);
        let mut lines = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(std::io::Cursor::new(head).chain(file));
        let mut header = ByteRecord::new();
        if !read(&mut lines, &mut header)? {
            return Err(Error::NoHeader);
        }
        let mut first = vec![];
        let mut line = ByteRecord::new();
        while first.len() < LOOKED_AT && read(&mut lines, &mut line)? {
            first.push(line.clone());
        }
        let texts: Vec<Vec<String>> = first.iter().map(texts).collect();
        Ok(Self {
            columns: choice.resolve(&self::texts(&header), &texts)?,
            lines,
            first,
        })
    }

    fn next(&mut self, line: &mut ByteRecord) -> Result<bool, Error> {
        read(&mut self.lines, line)
    }

    fn fill(&self, line: &ByteRecord, record: &mut Record, id: &mut String) {
        record.clear();
        id.clear();
        for (at, use_) in &self.columns.uses {
            let text = text(line.get(*at).unwrap_or(b""));
            match use_ {
                Use::Id => id.push_str(text.trim()),
                Use::Value(kind @ (Kind::Email | Kind::Phone | Kind::Handle)) => {
                    text.split([';', '|', '\n'])
                        .for_each(|part| record.add(*kind, part));
                }
                Use::Value(kind) => record.add(*kind, text),
            }
        }
    }
}

fn read<R: Read>(lines: &mut Reader<R>, line: &mut ByteRecord) -> Result<bool, Error> {
    lines.read_byte_record(line).map_err(|error| Error::Csv {
        line: error.position().map_or(0, csv::Position::line),
        reason: error.to_string(),
    })
}

/// The one of the usual signs that the first line has most of.
fn delimiter(head: &[u8]) -> u8 {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or(head);
    let count = |sign: u8| line.iter().filter(|byte| **byte == sign).count();
    let signs = [b',', b';', b'\t', b'|'];
    signs
        .into_iter()
        .rev()
        .max_by_key(|sign| count(*sign))
        .unwrap_or(b',')
}

/// UTF-8, or where it is not, one byte a letter as in Latin-1.
fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}

fn texts(line: &ByteRecord) -> Vec<String> {
    line.iter()
        .map(|bytes| text(bytes).trim().to_owned())
        .collect()
}
