//! The numbers of all values, record by record, so that a record lies in one place.

use crate::error::Error;
use crate::field::Field;

/// Rows of many records.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    words: Vec<u32>,
    ends: Vec<u32>,
    /// How many words come before a row's numbers
    head: usize,
}

/// One record: a head that says in a byte where each field ends, then numbers, field by field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    words: &'a [u32],
    head: usize,
}

impl Rows {
    pub fn new(fields: usize) -> Self {
        Self {
            head: fields.div_ceil(4),
            ..Self::default()
        }
    }

    pub fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    /// Begins a row.
    pub fn open(&mut self) {
        let start = self.start(self.ends.len());
        self.words.truncate(start);
        self.words.resize(start + self.head, 0);
    }

    /// Adds the values of the next field, which has this place, to the row that is open.
    pub fn add(&mut self, place: usize, numbers: &[u32]) {
        self.words.extend_from_slice(numbers);
        let row = self.start(self.ends.len());
        let end = (self.words.len() - row - self.head) as u32;
        self.words[row + place / 4] |= end << (8 * (place % 4));
    }

    /// Ends the row that is open.
    ///
    /// # Errors
    /// If there is no more room.
    pub fn close(&mut self) -> Result<(), Error> {
        let end = u32::try_from(self.words.len()).map_err(|_| Error::TooLarge)?;
        self.ends.push(end);
        Ok(())
    }

    /// Takes out the last row.
    pub fn pop(&mut self) {
        self.ends.pop();
        self.words.truncate(self.start(self.ends.len()));
    }

    pub fn row(&self, record: u32) -> Row<'_> {
        let end = self.start(record as usize + 1);
        Row {
            words: self
                .words
                .get(self.start(record as usize)..end)
                .unwrap_or(&[]),
            head: self.head,
        }
    }

    fn start(&self, at: usize) -> usize {
        let before = at.checked_sub(1).and_then(|before| self.ends.get(before));
        before.map_or(0, |end| *end as usize)
    }

    pub fn shrink(&mut self) {
        self.words.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

impl<'a> Row<'a> {
    /// The numbers of the values in a field.
    pub fn numbers(self, field: Field) -> &'a [u32] {
        let place = field.place();
        let start = place.checked_sub(1).map_or(0, |before| self.end(before));
        let span = self.head + start..self.head + self.end(place);
        self.words.get(span).unwrap_or(&[])
    }

    fn end(self, place: usize) -> usize {
        let word = self.words.get(place / 4).copied().unwrap_or(0);
        (word >> (8 * (place % 4)) & 255) as usize
    }
}
