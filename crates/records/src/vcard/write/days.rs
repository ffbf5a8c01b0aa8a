//! Days, which the two versions write differently.

use chrono::{DateTime, Utc};

use super::{Card, CardVersion};
use crate::dates::PartialDate;
use crate::record::{Contact, Labelled};
use crate::vcard::NO_YEAR;

impl Card {
    pub(super) fn days(&mut self, contact: &Contact) {
        if let Some(day) = contact.birthday {
            self.day("BDAY", day);
        }
        let mut has_own = false;
        for day in &contact.anniversaries {
            let is_plain = day.label.as_deref() == Some("anniversary");
            if self.version == CardVersion::V4 && is_plain && !has_own {
                has_own = true;
                self.day("ANNIVERSARY", day.value);
            } else {
                self.other_day(day);
            }
        }
        if let Some(day) = contact.connected {
            self.lines.put("X-CONNECTED", day);
        }
        if let Some(at) = contact.updated_at {
            self.changed_at(at);
        }
    }

    fn day(&mut self, name: &str, day: PartialDate) {
        match (self.version, day.year, day.month, day.day) {
            (CardVersion::V3, None, Some(month), Some(date)) => {
                let name = format!("{name};X-APPLE-OMIT-YEAR={NO_YEAR}");
                self.lines
                    .put(&name, format!("{NO_YEAR}-{month:02}-{date:02}"));
            }
            (CardVersion::V4, Some(year), Some(month), Some(date)) => {
                self.lines
                    .put(name, format!("{year:04}{month:02}{date:02}"));
            }
            (CardVersion::V4, None, Some(month), Some(date)) => {
                self.lines.put(name, format!("--{month:02}{date:02}"));
            }
            _ => self.lines.put(name, day),
        }
    }

    fn other_day(&mut self, day: &Labelled<PartialDate>) {
        let label = day.label.as_deref().unwrap_or("anniversary");
        self.grouped("X-ABDATE", label, &day.value.to_string());
    }

    fn changed_at(&mut self, at: DateTime<Utc>) {
        let form = match self.version {
            CardVersion::V3 => "%Y-%m-%dT%H:%M:%SZ",
            CardVersion::V4 => "%Y%m%dT%H%M%SZ",
        };
        self.lines.put("REV", at.format(form));
    }
}
