//! vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), several cards a file.

mod further;
mod jobs;
mod read;
#[cfg(test)]
mod tests;
mod values;
mod write;

use std::io::{self, BufRead};

use crate::content_line::{Blocks, properties};
use crate::outcome::Reason;
use crate::record::{Fields, Record, text_raw};
use crate::unit::{Outcome, Unit};

pub use further::{further_lines, properties_named};
pub use write::{CardVersion, card};

/// The year by which Apple says that there is none; other programs give it on without the
/// parameter that says so.
const NO_YEAR: i32 = 1604;

pub(crate) struct Cards<R> {
    blocks: Blocks<R>,
    regions: Vec<String>,
}

impl<R: BufRead> Cards<R> {
    pub(crate) fn new(input: R, regions: &[String]) -> Self {
        Cards {
            blocks: Blocks::new(input, ""),
            regions: regions.to_vec(),
        }
    }

    pub(crate) fn next(&mut self) -> io::Result<Option<Unit>> {
        let Some(mut block) = self.blocks.next()? else {
            return Ok(None);
        };
        if block.name != "VCARD" && block.unit.fault.is_none() {
            block.unit.fault = Some(Reason::malformed("outside of a card"));
        }
        Ok(Some(block.unit))
    }

    pub(crate) fn read(&self, unit: &Unit) -> Outcome {
        let properties = properties(&unit.bytes);
        let contact = read::contact(&properties, &self.regions);
        if !contact.is_somebody() {
            return Err(Reason::Nobody);
        }
        let uid = properties.iter().find(|property| property.name == "UID");
        let id = uid.and_then(|property| property.text());
        let raw = text_raw(&crate::charset::text(&unit.bytes, None));
        Ok(Record::new(id, Fields::Contact(Box::new(contact)), raw))
    }
}
