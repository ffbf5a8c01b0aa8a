//! Records in columns: for each field the distinct values once, and for each record their
//! numbers. A record takes about a hundred bytes beside its values.

mod column;
mod memo;
mod notes;

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::error::Error;
use crate::field::{Field, MOST_EXTRAS};
use crate::lexicon::{Facts, Lexicon, Value, hash_of};
use crate::names::Signs;
use crate::record::{ExtraKind, Record};
use crate::rows::{Row, Rows};
use crate::runs::Hands;
use column::{Column, Reading};

/// So many records are fetched together before they are compared.
pub(crate) const FETCHED: usize = 32;

/// The records to be matched. Records are numbered from 0 in the order they come in.
#[derive(Debug)]
pub struct Table {
    lexicons: Vec<Lexicon>,
    extras: Vec<ExtraKind>,
    rows: Rows,
    contents: Vec<u64>,
    /// What some names tell beside their sound
    signs: FxHashMap<u32, Signs>,
    columns: Vec<Column>,
}

impl Table {
    /// # Errors
    /// If there are more than [`MOST_EXTRAS`].
    pub fn new(extras: &[ExtraKind]) -> Result<Self, Error> {
        if extras.len() > MOST_EXTRAS {
            return Err(Error::TooManyExtras(extras.len()));
        }
        let fields = Field::NAMED.len() + extras.len();
        Ok(Self {
            lexicons: (0..fields).map(|_| Lexicon::default()).collect(),
            extras: extras.to_vec(),
            rows: Rows::new(fields),
            contents: vec![],
            signs: FxHashMap::default(),
            columns: (0..fields).map(|_| Column::default()).collect(),
        })
    }

    /// How many records there are.
    pub fn len(&self) -> u32 {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.len() == 0
    }

    /// How the extra fields are compared.
    pub fn extras(&self) -> &[ExtraKind] {
        &self.extras
    }

    /// Takes a record in, and gives its number.
    ///
    /// # Errors
    /// If the table is full (2³² records, or 4 GB of distinct values of one field).
    pub fn push(&mut self, record: &Record) -> Result<u32, Error> {
        self.take(record, true)
    }

    /// Takes a record in without counting its values, to be taken out again.
    pub(crate) fn place(&mut self, record: &Record) -> Result<u32, Error> {
        self.take(record, false)
    }

    /// Takes out the record that was placed last.
    pub(crate) fn unplace(&mut self) {
        self.rows.pop();
        self.contents.pop();
        self.signs.remove(&self.len());
    }

    fn take(&mut self, record: &Record, is_counted: bool) -> Result<u32, Error> {
        let number = self.len();
        let records = std::slice::from_ref(record);
        for mut reading in self.readings() {
            reading.read(records, is_counted)?;
        }
        self.add_rows(records)?;
        Ok(number)
    }

    /// Takes in many records at once, field by field.
    ///
    /// # Errors
    /// As [`Table::push`].
    pub(crate) fn push_all(&mut self, records: &[Record], hands: Hands) -> Result<(), Error> {
        let readings: Vec<Mutex<Reading>> = self.readings().map(Mutex::new).collect();
        let done = hands.each(readings.len() as u32, |at| {
            let reading = readings[at as usize].lock();
            let mut reading = reading.unwrap_or_else(PoisonError::into_inner);
            reading.read(records, true)
        });
        drop(readings);
        done.into_iter().collect::<Result<(), Error>>()?;
        self.add_rows(records)
    }

    fn readings(&mut self) -> impl Iterator<Item = Reading<'_>> {
        let fields = self.fields();
        let columns = self.lexicons.iter_mut().zip(&mut self.columns);
        let extras = &self.extras;
        fields.zip(columns).map(|(field, (lexicon, column))| {
            let extra = match field {
                Field::Extra(number) => extras.get(usize::from(number)).copied(),
                _ => None,
            };
            Reading {
                field,
                extra,
                lexicon,
                column,
            }
        })
    }

    /// Makes rows of what the columns have read.
    fn add_rows(&mut self, records: &[Record]) -> Result<(), Error> {
        for (at, record) in records.iter().enumerate() {
            if self.len() == u32::MAX - 1 {
                return Err(Error::TooLarge);
            }
            self.rows.open();
            for (place, column) in self.columns.iter().enumerate() {
                self.rows.add(place, column.numbers(at));
            }
            self.rows.close()?;
            let contents = self.columns.iter().map(|column| column.content(at));
            let content = contents.fold(0, |sum, content| hash_of(&(sum, content)));
            let signs = Signs::of(record);
            let content = signs.map_or(content, |signs| hash_of(&(content, signs)));
            self.contents.push(content);
            if let Some(signs) = signs {
                self.signs.insert(self.len() - 1, signs);
            }
        }
        Ok(())
    }

    /// The values of a record in a field, without doubles.
    pub(crate) fn values(
        &self,
        field: Field,
        record: u32,
    ) -> impl Iterator<Item = Value<'_>> + Clone {
        let lexicon = &self.lexicons[field.place()];
        let numbers = self.numbers(field, record).iter();
        numbers.map(|number| lexicon.value(*number))
    }

    /// The same, as the numbers they are stored under.
    pub(crate) fn numbers(&self, field: Field, record: u32) -> &[u32] {
        self.rows.row(record).numbers(field)
    }

    /// All of a record's values, as numbers.
    pub(crate) fn row(&self, record: u32) -> Row<'_> {
        self.rows.row(record)
    }

    /// A number for what a record says, whatever its place.
    pub(crate) fn content(&self, record: u32) -> u64 {
        self.contents.get(record as usize).copied().unwrap_or(0)
    }

    /// What the names of two records tell beside their sound, if both do.
    pub(crate) fn signs(&self, one: u32, other: u32) -> Option<(Signs, Signs)> {
        if self.signs.is_empty() {
            return None;
        }
        let of = |record| self.signs.get(&record).copied();
        of(one).zip(of(other))
    }

    /// Has the processor fetch all that a record says, in the cache of which it is compared soon.
    /// One record after the other, it waits for each of their values; many at once, for few.
    pub(crate) fn fetch(&self, records: impl Iterator<Item = u32>) {
        let mut sum = 0;
        for record in records {
            let row = self.row(record);
            for (field, lexicon) in self.fields().zip(&self.lexicons) {
                for number in row.numbers(field) {
                    let value = lexicon.value(*number);
                    sum ^= u32::from(value.text.bytes().next().unwrap_or(0));
                }
            }
        }
        std::hint::black_box(sum);
    }

    /// What is known of the value that is stored under a number, without its letters.
    pub(crate) fn facts(&self, field: Field, number: u32) -> Facts {
        self.lexicons[field.place()].facts(number)
    }

    /// The value that is stored under a number.
    pub(crate) fn word(&self, field: Field, number: u32) -> Value<'_> {
        self.lexicons[field.place()].value(number)
    }

    /// Whether any record has a value of the field.
    pub(crate) fn has(&self, field: Field) -> bool {
        self.lexicons[field.place()].has_values()
    }

    /// All fields, with the extra ones.
    pub(crate) fn fields(&self) -> impl Iterator<Item = Field> + use<> {
        let extras = self.extras.len() as u8;
        Field::NAMED
            .into_iter()
            .chain((0..extras).map(Field::Extra))
    }

    /// Gives back the memory that only taking in needs.
    pub fn freeze(&mut self) {
        self.lexicons.iter_mut().for_each(Lexicon::freeze);
        self.rows.shrink();
        self.contents.shrink_to_fit();
        self.signs.shrink_to_fit();
        self.columns.fill_with(Column::default);
    }
}
