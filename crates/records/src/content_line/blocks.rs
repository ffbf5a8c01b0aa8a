//! The components of a stream, from `BEGIN:X` to `END:X`, each in bounded memory.

use std::io::{self, BufRead};

use crate::lines::Lines;
use crate::outcome::Reason;
use crate::unit::Unit;

/// Bytes of one component: 8 MiB, of which a photo may take a half.
pub(crate) const BLOCK_LIMIT: usize = 8 * 1024 * 1024;

#[derive(Debug)]
pub(crate) struct Block {
    /// `VCARD`, `VEVENT` …; empty for lines that belong to none.
    pub(crate) name: String,
    pub(crate) unit: Unit,
}

pub(crate) struct Blocks<R> {
    lines: Lines<R>,
    /// What may wrap components and is none itself.
    wrapper: &'static str,
}

impl<R: BufRead> Blocks<R> {
    pub(crate) fn new(input: R, wrapper: &'static str) -> Self {
        Blocks {
            lines: Lines::new(input),
            wrapper,
        }
    }

    /// The next component, or a run of lines outside of any.
    pub(crate) fn next(&mut self) -> io::Result<Option<Block>> {
        let mut outside: Option<Unit> = None;
        loop {
            let mut line = Vec::new();
            let Some(place) = self.lines.read(&mut line, BLOCK_LIMIT)? else {
                return Ok(outside.map(|unit| Block {
                    name: String::new(),
                    unit,
                }));
            };
            let begins = mark(&line, b"BEGIN:");
            let is_wrapper = |name: &str| name == self.wrapper;
            let is_noise = line.iter().all(u8::is_ascii_whitespace)
                || begins
                    .as_deref()
                    .or(mark(&line, b"END:").as_deref())
                    .is_some_and(is_wrapper);
            if let Some(name) = begins.filter(|name| !is_wrapper(name)) {
                if let Some(unit) = outside {
                    self.lines.give_back(&line);
                    return Ok(Some(Block {
                        name: String::new(),
                        unit,
                    }));
                }
                let unit = Unit {
                    offset: place.offset,
                    end: place.end,
                    bytes: line,
                    fault: None,
                };
                return self.rest_of(name, unit).map(Some);
            }
            if is_noise {
                continue;
            }
            let unit = outside.get_or_insert(Unit {
                offset: place.offset,
                end: 0,
                bytes: Vec::new(),
                fault: None,
            });
            unit.end = place.end;
            let room = BLOCK_LIMIT - unit.bytes.len();
            unit.bytes.extend_from_slice(&line[..line.len().min(room)]);
        }
    }

    fn rest_of(&mut self, name: String, mut unit: Unit) -> io::Result<Block> {
        let mut open = vec![name.clone()];
        let mut oversized = false;
        while !open.is_empty() {
            let from = unit.bytes.len();
            let mut apart = Vec::new();
            let (into, room) = match BLOCK_LIMIT - from {
                0 => (&mut apart, 1024),
                room => (&mut unit.bytes, room.max(1024)),
            };
            let Some(place) = self.lines.read(into, room)? else {
                unit.fault = Some(Reason::CutOff);
                break;
            };
            let line = if apart.is_empty() {
                unit.bytes[from..].to_vec()
            } else {
                apart
            };
            let begins = mark(&line, b"BEGIN:");
            let is_next = begins.as_ref() == Some(&name) && !is_agent(&unit.bytes[..from]);
            if is_next && place.offset > unit.offset && !oversized {
                self.lines.give_back(&line);
                unit.bytes.truncate(from);
                unit.fault = Some(Reason::CutOff);
                break;
            }
            unit.end = place.end;
            oversized |= place.oversized || unit.bytes.len() >= BLOCK_LIMIT;
            if let Some(inner) = begins.filter(|_| open.len() < 20) {
                open.push(inner);
            } else if let Some(ended) = mark(&line, b"END:") {
                let at = open.iter().rposition(|name| *name == ended);
                open.truncate(at.unwrap_or(open.len()));
            }
        }
        if oversized {
            unit.fault = Some(Reason::TooLarge { limit: BLOCK_LIMIT });
        }
        Ok(Block { name, unit })
    }
}

/// `AGENT:` of vCard 2.1 holds a card inside the card.
fn is_agent(bytes: &[u8]) -> bool {
    let before = bytes.trim_ascii_end();
    let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    before[start..].to_ascii_uppercase().starts_with(b"AGENT")
}

/// The name behind `BEGIN:` or `END:`.
fn mark(line: &[u8], start: &[u8]) -> Option<String> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let (head, name) = line.split_at_checked(start.len())?;
    let name = name.trim_ascii();
    let is_name = !name.is_empty()
        && name.len() < 40
        && name
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    (is_name && head.eq_ignore_ascii_case(start))
        .then(|| String::from_utf8_lossy(name).to_ascii_uppercase())
}
