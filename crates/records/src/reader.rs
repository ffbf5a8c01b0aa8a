//! One reader for all formats: opens an input, goes on from a cursor, gives items.

use std::io;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::delimited::Table;
use crate::detect::{Format, detect};
use crate::input::{Input, InputError};
use crate::mapping::Mapping;
use crate::outcome::{Cursor, Item, Rejection};
use crate::unit::{Outcome, Unit};
use crate::{chat, icalendar, ldif, monica, vcard};

/// What a file does not say of itself.
#[derive(Debug, Clone)]
pub struct Options {
    /// Countries (ISO 3166, two letters) whose numbers are written without their code, the
    /// likeliest first.
    pub regions: Vec<String>,
    /// The zone of times without one.
    pub time_zone: Tz,
    /// Occurrences of meetings outside are left out: from, until. A cursor is good only with the
    /// same window.
    pub window: (DateTime<Utc>, DateTime<Utc>),
    /// Instead of the guess, for tables.
    pub mapping: Option<Mapping>,
}

/// The parts of one format and what they mean.
pub(crate) trait Parts: Send {
    fn next(&mut self) -> io::Result<Option<Unit>>;

    /// How many records are in a part; called once, before they are asked for.
    fn count(&mut self, _unit: &Unit) -> u32 {
        1
    }

    /// One of them, counted from 0. The same part gives the same each time.
    fn read(&mut self, unit: &Unit, at: u32) -> Outcome;
}

/// A part that is being given out.
struct Current {
    unit: Unit,
    next: u32,
    count: u32,
}

/// The items of one file. After an input error it gives that error once and ends.
pub struct Records {
    parts: Box<dyn Parts>,
    format: Format,
    mapping: Option<Mapping>,
    resume: Cursor,
    number: u64,
    current: Option<Current>,
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
        Format::Monica => Box::new(monica::Monica::open(input, options)?),
        Format::WhatsApp => Box::new(chat::WhatsApp::open(input, options)?),
    };
    Ok(Records {
        parts,
        format,
        mapping,
        resume: cursor.unwrap_or_default(),
        number: 0,
        current: None,
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

    /// Takes the next part that has not been given out whole. False at the end.
    fn advance(&mut self) -> io::Result<bool> {
        let Some(unit) = self.parts.next()? else {
            return Ok(false);
        };
        self.number += 1;
        if unit.end <= self.resume.offset {
            return Ok(true);
        }
        let count = match unit.fault {
            Some(_) => 1,
            None => self.parts.count(&unit).max(1),
        };
        let is_begun = unit.offset == self.resume.offset;
        let next = if is_begun { self.resume.part } else { 0 };
        self.current = Some(Current { unit, next, count });
        Ok(true)
    }

    fn item(&mut self) -> Option<Item> {
        let current = self
            .current
            .as_mut()
            .filter(|current| current.next < current.count)?;
        let unit = &current.unit;
        let outcome = match &unit.fault {
            Some(fault) => Err(fault.clone()),
            None => self.parts.read(unit, current.next),
        };
        current.next += 1;
        let is_last = current.next == current.count;
        let (offset, part) = if is_last {
            (unit.end, 0)
        } else {
            (unit.offset, current.next)
        };
        Some(Item {
            cursor: Cursor { offset, part },
            number: self.number,
            outcome: outcome.map_err(|reason| Rejection::new(unit.offset, reason, &unit.bytes)),
        })
    }
}

impl Iterator for Records {
    type Item = io::Result<Item>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.item() {
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
                    self.current = None;
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

    fn read(&mut self, unit: &Unit, _at: u32) -> Outcome {
        self.0.read(unit)
    }
}

impl<R: io::BufRead + Send> Parts for Single<ldif::Entries<R>> {
    fn next(&mut self) -> io::Result<Option<Unit>> {
        self.0.next()
    }

    fn read(&mut self, unit: &Unit, _at: u32) -> Outcome {
        self.0.read(unit)
    }
}
