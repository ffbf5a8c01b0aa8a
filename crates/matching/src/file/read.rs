//! A file, or two, to a table. Lines are read one at a time; only what is compared is kept.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::Read;
use std::sync::mpsc::{channel, sync_channel};

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::columns::{Choice, Columns, Use};
use crate::error::Error;
use crate::record::{Kind, Record};
use crate::runs::Hands;
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
    pub fn read(
        choice: &Choice,
        file: impl Read + Send,
        other: Option<impl Read + Send>,
    ) -> Result<Self, Error> {
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

    /// Takes in the records of a file; while some are read, those before are taken in.
    fn take(&mut self, source: &mut Source<impl Read + Send>) -> Result<(), Error> {
        let before = self.table.len();
        let (full, filled) = sync_channel::<Result<Batch, Error>>(1);
        let (done, empty) = channel::<Batch>();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                loop {
                    let mut batch = empty.try_recv().unwrap_or_default();
                    let result = batch.fill(source).map(|()| batch);
                    let is_last = !matches!(&result, Ok(batch) if batch.count > 0);
                    if full.send(result).is_err() || is_last {
                        return;
                    }
                }
            });
            for batch in filled {
                let batch = batch?;
                self.add(&batch, before)?;
                let _ = done.send(batch);
            }
            Ok(())
        })
    }

    fn add(&mut self, batch: &Batch, before: u32) -> Result<(), Error> {
        let first = self.table.len() - before;
        self.table.push_all(batch.records(), Hands::all())?;
        for (id, number) in batch.ids().iter().zip(first + 1..) {
            if id.is_empty() {
                self.ids.push_str(&number.to_string());
            } else {
                self.ids.push_str(id);
            }
            self.id_ends.push(self.ids.len());
        }
        Ok(())
    }
}

/// Records that are taken in together, and their ids; what is behind them is used again.
#[derive(Default)]
struct Batch {
    records: Vec<Record>,
    ids: Vec<String>,
    count: usize,
}

/// As many records are taken in at once.
const BATCH: usize = 2_000;

impl Batch {
    /// Reads the next records; none at the end of the file.
    fn fill(&mut self, source: &mut Source<impl Read>) -> Result<(), Error> {
        self.records.resize(BATCH, Record::default());
        self.ids.resize(BATCH, String::new());
        self.count = 0;
        let mut line = ByteRecord::new();
        let places = self.records.iter_mut().zip(&mut self.ids);
        for (record, id) in places {
            if !source.next(&mut line)? {
                break;
            }
            source.fill(&line, record, id);
            self.count += 1;
        }
        Ok(())
    }

    fn records(&self) -> &[Record] {
        self.records.get(..self.count).unwrap_or(&[])
    }

    fn ids(&self) -> &[String] {
        self.ids.get(..self.count).unwrap_or(&[])
    }
}

/// An open file with its columns known, and the lines that were read to know them.
struct Source<R> {
    lines: Reader<std::io::Chain<std::io::Cursor<Vec<u8>>, R>>,
    first: VecDeque<ByteRecord>,
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
        let mut first = VecDeque::new();
        let mut line = ByteRecord::new();
        while first.len() < LOOKED_AT && read(&mut lines, &mut line)? {
            first.push_back(line.clone());
        }
        let texts: Vec<Vec<String>> = first.iter().map(texts).collect();
        Ok(Self {
            columns: choice.resolve(&self::texts(&header), &texts)?,
            lines,
            first,
        })
    }

    fn next(&mut self, line: &mut ByteRecord) -> Result<bool, Error> {
        if let Some(first) = self.first.pop_front() {
            *line = first;
            return Ok(true);
        }
        read(&mut self.lines, line)
    }

    fn fill(&self, line: &ByteRecord, record: &mut Record, id: &mut String) {
        record.clear();
        id.clear();
        for (at, use_) in &self.columns.uses {
            let text = text(line.get(*at).unwrap_or(b""));
            let text = text.as_ref();
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
    let is_read = lines.read_byte_record(line).map_err(|error| Error::Csv {
        line: error.position().map_or(0, csv::Position::line),
        reason: error.to_string(),
    })?;
    if line.as_slice().len() > LONG && line.iter().any(has_many_lines) {
        let line = line.position().map_or(0, csv::Position::line);
        return Err(Error::OpenQuote { line });
    }
    Ok(is_read)
}

/// Longer lines are looked at for a quotation mark that swallows those after it.
const LONG: usize = 64 * 1024;

/// No cell has so many lines; the rest of a file has.
fn has_many_lines(cell: &[u8]) -> bool {
    cell.iter().filter(|byte| **byte == b'\n').count() > 1_000
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
fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}

fn texts(line: &ByteRecord) -> Vec<String> {
    line.iter()
        .map(|bytes| text(bytes).trim().to_owned())
        .collect()
}
