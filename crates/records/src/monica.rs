//! Monica's export as JSON (version 4, `1.0-preview.1`): contacts with what hangs on them, and
//! what they did together. The file is read twice: what kinds of fields, photos and relations
//! are stands behind the contacts that name them.

mod contact;
mod element;
mod happened;
mod index;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead};

use chrono_tz::Tz;
use serde_json::Value;

use crate::input::Input;
use crate::json::{Piece, Slicer};
use crate::outcome::Reason;
use crate::reader::{Options, Parts};
use crate::record::{Fields, Record, without_nul};
use crate::unit::{Outcome, Unit};

use element::Element;
use index::Index;

/// Bytes of one element, a photo or a document in it: 8 MiB.
const ELEMENT_LIMIT: usize = 8 * 1024 * 1024;
/// How far from its beginning an export has said what it is.
const HEAD: usize = 4 * 1024;

pub(crate) struct Monica {
    elements: Elements<Box<dyn BufRead + Send>>,
    index: Index,
    context: Context,
    kind: String,
    /// What the part that is given out holds.
    outcomes: Vec<Outcome>,
}

struct Context {
    time_zone: Tz,
    regions: Vec<String>,
}

/// The elements of an export with what they are.
struct Elements<R> {
    slicer: Slicer<R>,
    kind: String,
}

/// Whether JSON that begins so is such an export.
pub(crate) fn is_export(text: &str) -> bool {
    let keys = [
        "\"version\"",
        "\"app_version\"",
        "\"exported_by\"",
        "\"account\"",
    ];
    keys.iter()
        .all(|key| text.find(key).is_some_and(|at| at < HEAD))
}

fn is_chosen(path: &[String]) -> bool {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    matches!(
        path.as_slice(),
        ["account", "data", "values"]
            | ["account", "instance", _]
            | ["account", "properties", "journal_entries"]
    )
}

impl<R: BufRead> Elements<R> {
    fn new(input: R) -> Self {
        Elements {
            slicer: Slicer::new(input, is_chosen, ELEMENT_LIMIT),
            kind: String::new(),
        }
    }

    /// `type` stands before the values; the lists of the instance are named by their key.
    fn next(&mut self) -> io::Result<Option<(String, Unit)>> {
        while let Some(piece) = self.slicer.next()? {
            match piece {
                Piece::Begun(path) if path == ["account", "data"] => self.kind.clear(),
                Piece::Value(path, value) if path == ["account", "data", "type"] => {
                    self.kind = value;
                }
                Piece::Begun(_) | Piece::Value(..) => {}
                Piece::Element(unit) => {
                    let kind = if self.slicer.is_in("values") {
                        self.kind.clone()
                    } else {
                        self.slicer.key().to_owned()
                    };
                    return Ok(Some((kind, unit)));
                }
            }
        }
        Ok(None)
    }
}

impl Monica {
    pub(crate) fn open(input: &Input, options: &Options) -> io::Result<Self> {
        Ok(Monica {
            index: Index::of(Elements::new(input.open()?))?,
            elements: Elements::new(input.open()?),
            context: Context {
                time_zone: options.time_zone,
                regions: options.regions.clone(),
            },
            kind: String::new(),
            outcomes: Vec::new(),
        })
    }

    /// What is told with others, and what is about the program and its users alone.
    fn is_passed_over(&self, kind: &str, unit: &Unit) -> bool {
        match kind {
            "contact" | "activity" | "document" | "journal_entries" => false,
            "photo" => unit.fault.is_none() && self.index.holds_photo(&unit.bytes),
            "user"
            | "relationship"
            | "addressbook"
            | "address_book"
            | "addressbook_subscription"
            | "address_book_subscription"
            | "activity_types"
            | "activity_type_categories"
            | "contact_field_types"
            | "genders"
            | "life_event_types"
            | "life_event_categories" => true,
            _ => false,
        }
    }
}

impl Parts for Monica {
    fn next(&mut self) -> io::Result<Option<Unit>> {
        while let Some((kind, mut unit)) = self.elements.next()? {
            if self.is_passed_over(&kind, &unit) {
                continue;
            }
            let is_read = matches!(kind.as_str(), "contact" | "activity");
            if !is_read && unit.fault.is_none() {
                let what = match kind.as_str() {
                    "" => "something without a name".to_owned(),
                    "journal_entries" => "journal entry".to_owned(),
                    other => other.replace('\0', ""),
                };
                unit.fault = Some(Reason::NoPlace { what });
            }
            self.kind = kind;
            return Ok(Some(unit));
        }
        Ok(None)
    }

    fn count(&mut self, unit: &Unit) -> u32 {
        let parsed: Result<Value, _> = serde_json::from_slice(&unit.bytes);
        self.outcomes = match parsed.map(without_nul) {
            Err(error) => vec![Err(Reason::malformed(error))],
            Ok(raw) if self.kind == "activity" => {
                vec![happened::activity(raw, &self.index, &self.context)]
            }
            Ok(raw) => contact_and_more(raw, &self.index, &self.context),
        };
        u32::try_from(self.outcomes.len()).unwrap_or(u32::MAX)
    }

    fn read(&mut self, _unit: &Unit, at: u32) -> Outcome {
        let found = self.outcomes.get(at as usize).cloned();
        found.unwrap_or(Err(Reason::Empty))
    }
}

/// The contact, and what was said, written and noted of it.
fn contact_and_more(raw: Value, index: &Index, context: &Context) -> Vec<Outcome> {
    let element = Element(&raw);
    let more = happened::of_contact(element, context);
    let contact = contact::contact(element, index, context);
    let id = element.text("uuid");
    let record = contact.map(|contact| Record::new(id, Fields::Contact(Box::new(contact)), raw));
    std::iter::once(record).chain(more).collect()
}
