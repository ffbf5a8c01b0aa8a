//! Time zones: IANA names, Windows names, and rules that the file brings along.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;

use super::{recurrence, windows};
use crate::content_line::{Property, properties};

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Zone {
    Named(Tz),
    /// The name in the file, and from which local time on which offset holds, in seconds.
    Custom(String, Arc<Vec<Onset>>),
    /// The clock of whoever looks.
    Floating(Tz),
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Onset {
    local: NaiveDateTime,
    from: i32,
    to: i32,
}

/// Zones of a file, and changes of the clock of one, that are kept.
const MOST_ZONES: usize = 1_000;
const MOST_OBSERVANCES: usize = 50;

pub(super) struct Zones {
    floating: Tz,
    custom: HashMap<String, Zone>,
}

impl Zones {
    pub(super) fn new(floating: Tz) -> Self {
        Zones {
            floating,
            custom: HashMap::new(),
        }
    }

    pub(super) fn floating_in(&mut self, name: &str) {
        self.floating = named(name).unwrap_or(self.floating);
    }

    pub(super) fn floating(&self) -> Zone {
        Zone::Floating(self.floating)
    }

    /// Takes a VTIMEZONE.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        let all = properties(bytes);
        let find = |name| {
            all.iter()
                .find(|property| property.name == name)
                .map(Property::value)
        };
        if self.custom.len() == MOST_ZONES {
            return;
        }
        let Some(name) = find("TZID").map(|name| name.trim().to_owned()) else {
            return;
        };
        let place = find("X-LIC-LOCATION").and_then(|place| named(place.trim()));
        let zone = place.map_or_else(
            || Zone::Custom(name.clone(), Arc::new(onsets(bytes))),
            Zone::Named,
        );
        self.custom.insert(name, zone);
    }

    /// A TZID: a known name, else what the file says of it; none where it says nothing.
    pub(super) fn find(&self, name: &str) -> Option<Zone> {
        let name = name.trim();
        let own = self.custom.get(name).filter(|zone| match zone {
            Zone::Custom(_, onsets) => !onsets.is_empty(),
            _ => true,
        });
        named(name).map(Zone::Named).or_else(|| own.cloned())
    }
}

/// `Europe/Berlin`, `/mozilla.org/20050126_1/Europe/Berlin`, `W. Europe Standard Time`.
fn named(name: &str) -> Option<Tz> {
    let exact = |name: &str| name.parse::<Tz>().ok();
    let path: Vec<&str> = name.split('/').collect();
    let tail = |count: usize| exact(&path[path.len().checked_sub(count)?..].join("/"));
    exact(name)
        .or_else(|| windows::zone(name).and_then(exact))
        .or_else(|| tail(3))
        .or_else(|| tail(2))
}

fn onsets(bytes: &[u8]) -> Vec<Onset> {
    let mut found: Vec<Onset> = Vec::new();
    let mut left = MOST_OBSERVANCES;
    let mut current: Option<Vec<u8>> = None;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let upper = line.trim_ascii().to_ascii_uppercase();
        let is_part = upper.ends_with(b":STANDARD") || upper.ends_with(b":DAYLIGHT");
        if is_part && upper.starts_with(b"BEGIN:") && left > 0 {
            left -= 1;
            current = Some(Vec::new());
        } else if is_part && upper.starts_with(b"END:") {
            found.extend(
                current
                    .take()
                    .into_iter()
                    .flat_map(|part| observance(&part)),
            );
        } else if let Some(part) = &mut current {
            part.extend_from_slice(line);
        }
    }
    found.sort_by_key(|onset| onset.local);
    found
}

fn observance(bytes: &[u8]) -> Vec<Onset> {
    let all = properties(bytes);
    let value = |name: &str| {
        all.iter()
            .find(|property| property.name == name)
            .map(Property::value)
    };
    let offsets = value("TZOFFSETTO").and_then(|text| offset(&text));
    let (Some(to), Some(start)) = (
        offsets,
        value("DTSTART").and_then(|text| super::time::local(&text)),
    ) else {
        return Vec::new();
    };
    let from = value("TZOFFSETFROM")
        .and_then(|text| offset(&text))
        .unwrap_or(to);
    let end = NaiveDate::from_ymd_opt(2100, 1, 1)
        .unwrap_or_default()
        .and_time(chrono::NaiveTime::MIN);
    let rule: Vec<String> = value("RRULE").into_iter().collect();
    let is_sane = start.year() >= 1500
        && rule
            .iter()
            .all(|rule| rule.to_ascii_uppercase().contains("FREQ=YEARLY"));
    let times = match is_sane {
        true => recurrence::expand(start, &rule, &[], (start, end), |utc| {
            Some(utc + Duration::seconds(from.into()))
        }),
        false => Ok(vec![start]),
    };
    let onset = |local| Onset { local, from, to };
    times
        .unwrap_or_else(|_| vec![start])
        .into_iter()
        .map(onset)
        .collect()
}

/// `+0200`, `-073000`, in seconds.
fn offset(text: &str) -> Option<i32> {
    let text = text.trim();
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits = text.trim_start_matches(['+', '-']);
    let part = |at: usize| {
        digits
            .get(at..at + 2)
            .and_then(|part| part.parse::<i32>().ok())
    };
    let seconds = part(0)? * 3600 + part(2)? * 60 + part(4).unwrap_or(0);
    (seconds < 86_400).then_some(sign * seconds)
}

impl Zone {
    pub(super) fn name(&self) -> Option<String> {
        match self {
            Zone::Named(zone) => Some(zone.name().to_owned()),
            Zone::Custom(name, _) => Some(name.clone()),
            Zone::Floating(_) => None,
        }
    }

    /// The moment of a local time. Of two (clocks go back) the first; one that is skipped (clocks
    /// go forward) counts with the offset before (RFC 5545, 3.3.5).
    pub(super) fn moment(&self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        match self {
            Zone::Named(zone) | Zone::Floating(zone) => crate::dates::moment_in(local, *zone),
            Zone::Custom(_, onsets) => {
                let offset = offset_at(onsets, |onset| onset.local <= local);
                Some(
                    local
                        .checked_sub_signed(Duration::seconds(offset.into()))?
                        .and_utc(),
                )
            }
        }
    }

    pub(super) fn local(&self, moment: DateTime<Utc>) -> Option<NaiveDateTime> {
        match self {
            Zone::Named(zone) | Zone::Floating(zone) => {
                Some(moment.with_timezone(zone).naive_local())
            }
            Zone::Custom(_, onsets) => {
                let utc = moment.naive_utc();
                let began = |onset: &Onset| {
                    let at = onset
                        .local
                        .checked_sub_signed(Duration::seconds(onset.from.into()));
                    at.is_some_and(|at| at <= utc)
                };
                utc.checked_add_signed(Duration::seconds(offset_at(onsets, began).into()))
            }
        }
    }
}

fn offset_at(onsets: &[Onset], has_begun: impl Fn(&Onset) -> bool) -> i32 {
    let count = onsets.partition_point(has_begun);
    match count.checked_sub(1) {
        Some(last) => onsets[last].to,
        None => onsets.first().map_or(0, |first| first.from),
    }
}
