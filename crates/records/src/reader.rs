//! One reader for all formats: opens an input, goes on from a cursor, gives items.

use std::collections::VecDeque;
use std::io;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::delimited::Table;
use crate::detect::{Format, detect};
use crate::input::{Input, InputError};
use crate::mapping::Mapping;
use crate::outcome::{Cursor, Item, Rejection};
use crate::unit::{Outcome, Unit};
use crate::{chat, icalendar, ldif, vcard};

/// What a file does not say of itself.
#[derive(Debug, Clone)]
pub struct Options {
    /// Countries (ISO 3166, two letters) whose numbers are written without their code, the
    /// likeliest first.
    pub regions: Vec<String>,
    /// The zone of times without one.
    pub time_zone: Tz,
    /// Occurrences of meetings outside are left out: from, until.
    pub window: (DateTime<Utc>, DateTime<Utc>),
    /// Instead of the guess, for tables.
    pub mapping: Option<Mapping>,
}

/// The parts of one format and what they mean.
pub(crate) trait Parts: Send {
    fn next(&mut self) -> io::Result<Option<Unit>>;

    /// The records in a part, in an order that is the same each time.
    fn read(&mut self, unit: &Unit) -> Vec<Outcome>;
}

/// The items of one file. After an input error it gives that error once and ends.
pub struct Records {
    parts: Box<dyn Parts>,
    format: Format,
    mapping: Option<Mapping>,
    resume: Cursor,
    number: u64,
    ready: VecDeque<Item>,
    ended: bool,
}

/// Opens a file behind `cursor`. What comes before is passed over without being understood.
///
/// # Errors
/// The file cannot be read, or has no format that is known.
pub fn open(
    input: &Input,
    options: &Options,
    cursor: Option<Cursor>,
) -> Result<Records, InputError> {
    let head = input.head()?;
    let format = detect(&head, &input.name).ok_or(InputError::Unknown)?;
    let mut mapping = None;
    let regions = &options.regions;
    let parts: Box<dyn Parts> = match format {
        Format::Delimited => {
            let table = Table::open(input.open()?, &head, options)?;
            mapping = Some(table.mapping().clone());
            Box::new(table)
        }
        Format::VCard => Box::new(Single(vcard::Cards::new(input.open()?, regions))),
        Format::Ldif => Box::new(Single(ldif::Entries::new(input.open()?, regions))),
        Format::ICalendar => Box::new(icalendar::Calendar::open(input, options)?),
        Format::Telegram => Box::new(chat::Telegram::new(input.open()?, options)),
        Format::WhatsApp => Box::new(chat::WhatsApp::open(input, options)?),
    };
    Ok(Records {
        parts,
        format,
        mapping,
        resume: cursor.unwrap_or_default(),
        number: 0,
        ready: VecDeque::new(),
        ended: false,
    })
}

impl Records {
    pub fn format(&self) -> Format {
        self.format
    }

    /// How the columns are read, where the file is a table.
    pub fn mapping(&self) -> Option<&Mapping> {
        self.mapping.as_ref()
    }

    /// Makes items of the next part that has not been given out. False at the end.
    fn advance(&mut self) -> io::Result<bool> {
        let Some(unit) = self.parts.next()? else {
            return Ok(false);
        };
        self.number += 1;
        if unit.end <= self.resume.offset {
            return Ok(true);
        }
        let outcomes = match &unit.fault {
            Some(fault) => vec![Err(fault.clone())],
            None => self.parts.read(&unit),
        };
        let skipped = if unit.offset == self.resume.offset {
            self.resume.part
        } else {
            0
        };
        let count = outcomes.len() as u32;
        for (part, outcome) in (1..).zip(outcomes).skip(skipped as usize) {
            let cursor = match part == count {
                true => Cursor {
                    offset: unit.end,
                    part: 0,
                },
                false => Cursor {
                    offset: unit.offset,
                    part,
                },
            };
            let outcome =
                outcome.map_err(|reason| Rejection::new(unit.offset, reason, &unit.bytes));
            self.ready.push_back(Item {
                cursor,
                number: self.number,
                outcome,
            });
        }
        Ok(true)
    }
}

impl Iterator for Records {
    type Item = io::Result<Item>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(Ok(item));
            }
            if self.ended {
                return None;
            }
            match self.advance() {
                Ok(true) => {}
                Ok(false) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
    }
}

/// A format whose parts give one record each.
struct Single<T>(T);

impl<R: io::BufRead + Send> Parts for Single<vcard::Cards<R>> {
    fn next(&mut self) -> io::Result<Option<Unit>> {
        self.0.next()
    }

    fn read(&mut self, unit: &Unit) -> Vec<Outcome> {
        vec![self.0.read(unit)]
    }
}

impl<R: io::BufRead + Send> Parts for Single<ldif::Entries<R>> {
    fn next(&mut self) -> io::Result<Option<Unit>> {
        self.0.next()
    }

    fn read(&mut self, unit: &Unit) -> Vec<Outcome> {
        vec![self.0.read(unit)]
    }
}
