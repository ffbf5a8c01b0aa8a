//! LDIF (RFC 2849) as address books write it: Thunderbird, Outlook Express, LDAP servers.

mod read;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead};

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::charset;
use crate::lines::Lines;
use crate::outcome::Reason;
use crate::record::{Fields, Record, text_raw};
use crate::unit::{Outcome, Unit};

/// Bytes of one entry: 8 MiB, of which a photo may take a half.
const ENTRY_LIMIT: usize = 8 * 1024 * 1024;

pub(crate) struct Entries<R> {
    lines: Lines<R>,
    regions: Vec<String>,
}

/// One attribute: name in lower case without options, and value.
pub(super) struct Attribute {
    name: String,
    value: Vec<u8>,
}

impl<R: BufRead> Entries<R> {
    pub(crate) fn new(input: R, regions: &[String]) -> Self {
        Entries {
            lines: Lines::new(input),
            regions: regions.to_vec(),
        }
    }

    /// Entries stand between blank lines; comments and the version are none.
    pub(crate) fn next(&mut self) -> io::Result<Option<Unit>> {
        let mut unit: Option<Unit> = None;
        loop {
            let mut line = Vec::new();
            let kept = unit.as_ref().map_or(0, |unit| unit.bytes.len());
            let room = ENTRY_LIMIT.saturating_sub(kept).max(1024);
            let Some(place) = self.lines.read(&mut line, room)? else {
                return Ok(unit);
            };
            let is_blank = line.iter().all(u8::is_ascii_whitespace) && !place.oversized;
            let is_noise = line.starts_with(b"version:") || line.starts_with(b"#");
            match &mut unit {
                Some(_) if is_blank => return Ok(unit),
                None if is_blank || is_noise => {}
                Some(entry) => {
                    entry.end = place.end;
                    entry.bytes.extend_from_slice(&line);
                    if place.oversized || entry.bytes.len() > ENTRY_LIMIT {
                        entry.bytes.truncate(ENTRY_LIMIT);
                        entry.fault = Some(Reason::TooLarge { limit: ENTRY_LIMIT });
                    }
                }
                None => {
                    let fault = place
                        .oversized
                        .then_some(Reason::TooLarge { limit: ENTRY_LIMIT });
                    unit = Some(Unit {
                        offset: place.offset,
                        end: place.end,
                        bytes: line,
                        fault,
                    });
                }
            }
        }
    }

    pub(crate) fn read(&self, unit: &Unit) -> Outcome {
        let attributes = attributes(&unit.bytes);
        if attributes.is_empty() {
            return Err(Reason::malformed("no attribute"));
        }
        let contact = read::contact(&attributes, &self.regions);
        if !contact.is_somebody() {
            return Err(Reason::Nobody);
        }
        let id = attributes
            .iter()
            .find(|attribute| matches!(attribute.name.as_str(), "entryuuid" | "dn"));
        let raw = text_raw(&charset::text(&unit.bytes, None));
        let id = id.map(Attribute::text).filter(|id| !id.is_empty());
        Ok(Record::new(id, Fields::Contact(Box::new(contact)), raw))
    }
}

impl Attribute {
    fn text(&self) -> String {
        charset::text(&self.value, None).trim().to_owned()
    }
}

/// `name: text`, `name:: base64`; a line that begins with a blank continues the one before.
fn attributes(bytes: &[u8]) -> Vec<Attribute> {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    for line in bytes.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match (line.first(), lines.last_mut()) {
            (Some(b' '), Some(last)) => last.extend_from_slice(&line[1..]),
            (Some(b'#') | None, _) => {}
            _ => lines.push(line.to_vec()),
        }
    }
    lines.iter().filter_map(|line| attribute(line)).collect()
}

fn attribute(line: &[u8]) -> Option<Attribute> {
    let colon = memchr::memchr(b':', line)?;
    let name = std::str::from_utf8(&line[..colon]).ok()?;
    let name = name.split(';').next()?.trim().to_ascii_lowercase();
    let rest = &line[colon + 1..];
    let value = match rest.strip_prefix(b":") {
        Some(packed) => STANDARD.decode(packed.trim_ascii()).ok()?,
        None => rest.trim_ascii().to_vec(),
    };
    let is_name = name
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || "-._".contains(letter));
    (is_name && !name.is_empty() && !value.is_empty()).then_some(Attribute { name, value })
}
