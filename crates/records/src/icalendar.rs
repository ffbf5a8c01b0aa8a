//! iCalendar (RFC 5545): meetings, one for each occurrence. Recurrences are expanded on the clock
//! of their place and then turned into moments, so that they stay at their hour when summer time
//! begins. The file is read twice: time zones and changed occurrences may stand anywhere in it.

mod duration;
mod event;
mod people;
mod recurrence;
#[cfg(test)]
mod tests;
mod time;
mod windows;
mod zone;

use std::collections::HashSet;
use std::io::{self, BufRead};

use crate::content_line::{Block, Blocks, Property, properties};
use crate::input::Input;
use crate::outcome::Reason;
use crate::reader::{Options, Parts};
use crate::unit::{Outcome, Unit};

use event::Event;
use time::Time;
use zone::Zones;

/// Occurrences of one event that are given; the rest of a wilder rule is left out.
pub const MOST_OCCURRENCES: usize = 5_000;
/// Changed occurrences of a file that are respected, and bytes of the ids of their events.
const MOST_CHANGED: usize = 1_000_000;
const LONGEST_UID: usize = 1_000;

pub(crate) struct Calendar {
    blocks: Blocks<Box<dyn BufRead + Send>>,
    context: Context,
    /// The event that is being given out.
    event: Result<Event, Reason>,
}

/// What the events of a file share.
struct Context {
    zones: Zones,
    /// Occurrences that have a component of their own: id of the event and time.
    changed: HashSet<(String, String)>,
    /// `METHOD:CANCEL`: all are called off.
    is_cancelled: bool,
    options: Options,
}

impl Calendar {
    pub(crate) fn open(input: &Input, options: &Options) -> io::Result<Self> {
        Ok(Calendar {
            context: Context::read(input, options)?,
            blocks: Blocks::new(input.open()?, "VCALENDAR"),
            event: Err(Reason::Empty),
        })
    }
}

impl Context {
    fn read(input: &Input, options: &Options) -> io::Result<Self> {
        let mut context = Context {
            zones: Zones::new(options.time_zone),
            changed: HashSet::new(),
            is_cancelled: false,
            options: options.clone(),
        };
        let mut blocks = Blocks::new(input.open()?, "VCALENDAR");
        let mut changed: Vec<(String, Property)> = Vec::new();
        while let Some(block) = blocks.next()? {
            context.look_at(&block, &mut changed);
        }
        for (uid, id) in changed {
            if let Some(time) = Time::read(&id, &context.zones) {
                context.changed.insert((uid, time.key()));
            }
        }
        Ok(context)
    }

    fn look_at(&mut self, block: &Block, changed: &mut Vec<(String, Property)>) {
        match block.name.as_str() {
            "VTIMEZONE" => self.zones.add(&block.unit.bytes),
            "VEVENT" if holds(&block.unit.bytes, b"RECURRENCE-ID") => {
                let properties = properties(&block.unit.bytes);
                let find = |name| properties.iter().find(|property| property.name == name);
                let uid = find("UID").and_then(Property::text);
                let uid =
                    uid.filter(|uid| uid.len() <= LONGEST_UID && changed.len() < MOST_CHANGED);
                changed.extend(uid.zip(find("RECURRENCE-ID").cloned()));
            }
            "" => properties(&block.unit.bytes)
                .iter()
                .for_each(|property| self.header(property)),
            _ => {}
        }
    }

    fn header(&mut self, property: &Property) {
        match property.name.as_str() {
            "METHOD" => self.is_cancelled |= property.value().trim().eq_ignore_ascii_case("CANCEL"),
            "X-WR-TIMEZONE" => self.zones.floating_in(property.value().trim()),
            _ => {}
        }
    }
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    memchr::memmem::find(bytes, word).is_some()
}

impl Parts for Calendar {
    fn next(&mut self) -> io::Result<Option<Unit>> {
        while let Some(block) = self.blocks.next()? {
            let mut unit = block.unit;
            match block.name.as_str() {
                "" | "VTIMEZONE" => continue,
                "VEVENT" => {}
                other if unit.fault.is_none() => {
                    unit.fault = Some(Reason::NotAMeeting {
                        what: other.to_owned(),
                    });
                }
                _ => {}
            }
            return Ok(Some(unit));
        }
        Ok(None)
    }

    fn count(&mut self, unit: &Unit) -> u32 {
        self.event = Event::read(&self.context, &unit.bytes);
        self.event.as_ref().map_or(1, Event::count)
    }

    fn read(&mut self, _unit: &Unit, at: u32) -> Outcome {
        let event = self.event.as_ref().map_err(Clone::clone)?;
        event.occurrence(&self.context, at)
    }
}
