//! Dates and times of a property (RFC 5545, 3.3.4 and 3.3.5).

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use super::zone::{Zone, Zones};
use crate::content_line::Property;

/// A time on the clock of its zone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Time {
    pub(super) local: NaiveDateTime,
    pub(super) zone: Zone,
    pub(super) is_day: bool,
    /// The zone is not known to anybody; it is taken as floating.
    pub(super) lost_zone: Option<String>,
}

impl Time {
    pub(super) fn read(property: &Property, zones: &Zones) -> Option<Time> {
        Self::all(property, zones).into_iter().next()
    }

    /// The values of a list; a period counts by its start.
    pub(super) fn all(property: &Property, zones: &Zones) -> Vec<Time> {
        let value = property.value();
        let texts = value
            .split(',')
            .map(|text| text.split('/').next().unwrap_or(text).trim());
        texts
            .filter_map(|text| Self::one(text, property.param("TZID"), zones))
            .collect()
    }

    fn one(text: &str, tzid: Option<&str>, zones: &Zones) -> Option<Time> {
        let local = local(text)?;
        let found = tzid.map(|name| zones.find(name).ok_or(name));
        let (zone, lost_zone) = match found {
            _ if text.ends_with(['Z', 'z']) => (Zone::Named(chrono_tz::UTC), None),
            Some(Ok(zone)) => (zone, None),
            Some(Err(name)) => (zones.floating(), Some(name.to_owned())),
            None => (zones.floating(), None),
        };
        let is_day = text.len() == 8;
        let zone = if is_day { zones.floating() } else { zone };
        Some(Time {
            local,
            zone,
            is_day,
            lost_zone,
        })
    }

    /// Another time on the same clock.
    pub(super) fn at(&self, local: NaiveDateTime) -> Time {
        Time {
            local,
            ..self.clone()
        }
    }

    pub(super) fn moment(&self) -> Option<DateTime<Utc>> {
        self.zone.moment(self.local)
    }

    /// The same for the same moment, however it is written.
    pub(super) fn key(&self) -> String {
        match self.moment().filter(|_| !self.is_day) {
            Some(moment) => moment.format("%Y%m%dT%H%M%SZ").to_string(),
            None => self.local.format("%Y%m%d").to_string(),
        }
    }
}

/// `20240102`, `20240102T150405`, with or without `Z`, of the years 1500 to 2500.
pub(super) fn local(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim().trim_end_matches(['Z', 'z']);
    let time = match text.len() {
        8 => NaiveDate::parse_from_str(text, "%Y%m%d")
            .ok()?
            .and_time(NaiveTime::MIN),
        _ => NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").ok()?,
    };
    (1500..=2500).contains(&time.year()).then_some(time)
}
