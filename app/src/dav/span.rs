//! A span of time that a question is about (RFC 4791, 9.9), and which entries lie in it.
//! Appointments that repeat are expanded within it.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use records::{Fields, Input, Options};

use super::{properties::CALDAV, xml::Element};

/// Without an end it goes on this long.
const OPEN: Duration = Duration::days(366 * 5);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl Span {
    /// Of a filter of components; none where it names no span.
    pub fn of(filter: &Element) -> Option<Self> {
        let range = filter.child(CALDAV, "time-range")?;
        let (from, until) = (range.attribute("start"), range.attribute("end"));
        let (from, until) = (from.and_then(instant), until.and_then(instant));
        Some(match (from, until) {
            (Some(from), Some(until)) => Self { from, until },
            (Some(from), None) => Self {
                from,
                until: from + OPEN,
            },
            (None, Some(until)) => Self {
                from: until - OPEN,
                until,
            },
            (None, None) => return None,
        })
    }

    pub fn holds(self, entry: &str) -> bool {
        if entry.contains("\nBEGIN:VTODO") {
            due(entry).is_none_or(|due| self.from <= due && due < self.until)
        } else {
            self.holds_event(entry)
        }
    }

    fn holds_event(self, entry: &str) -> bool {
        let options = Options {
            regions: Vec::new(),
            time_zone: chrono_tz::UTC,
            window: (self.from - Duration::days(1), self.until),
            mapping: None,
        };
        let input = Input::memory("entry.ics", entry.as_bytes());
        let Ok(items) = records::open(&input, &options, None) else {
            return false;
        };
        let mut read = items
            .map_while(Result::ok)
            .filter_map(|item| item.outcome.ok());
        read.any(|record| match record.fields {
            Fields::Meeting(meeting) => self.overlaps(meeting.start, meeting.end),
            _ => false,
        })
    }

    /// What has no length lies in the span that it begins in.
    fn overlaps(self, start: DateTime<Utc>, end: DateTime<Utc>) -> bool {
        start < self.until && (end > self.from || start >= self.from)
    }
}

/// A day is due when it ends.
fn due(entry: &str) -> Option<DateTime<Utc>> {
    let line = entry.lines().find(|line| line.starts_with("DUE"))?;
    let value = line.rsplit(':').next()?.trim();
    instant(value).or_else(|| {
        let day = NaiveDate::parse_from_str(value, "%Y%m%d").ok()?;
        Some(day.succ_opt()?.and_hms_opt(0, 0, 0)?.and_utc() - Duration::seconds(1))
    })
}

fn instant(text: &str) -> Option<DateTime<Utc>> {
    let time = NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%SZ").ok()?;
    Some(time.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(range: &str) -> Option<Span> {
        let filter = format!(
            "<c:comp-filter xmlns:c=\"{CALDAV}\" name=\"VEVENT\"><c:time-range {range}/></c:comp-filter>"
        );
        Span::of(&Element::parse(&filter).unwrap())
    }

    fn entry(kind: &str, lines: &str) -> String {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:{kind}\r\nUID:1\r\n{lines}\r\nEND:{kind}\r\nEND:VCALENDAR\r\n"
        )
    }

    #[test]
    fn what_overlaps_the_span_lies_in_it() {
        let march = span("start=\"20260301T000000Z\" end=\"20260401T000000Z\"").unwrap();
        for (kind, lines, is_in) in [
            ("VEVENT", "DTSTART:20260310T090000Z", true),
            ("VEVENT", "DTSTART:20260301T000000Z", true),
            ("VEVENT", "DTSTART:20260401T000000Z", false),
            ("VEVENT", "DTSTART:20260228T230000Z\r\nDURATION:PT2H", true),
            ("VEVENT", "DTSTART:20260228T220000Z\r\nDURATION:PT2H", false),
            (
                "VEVENT",
                "DTSTART;VALUE=DATE:19800315\r\nRRULE:FREQ=YEARLY",
                true,
            ),
            (
                "VEVENT",
                "DTSTART;VALUE=DATE:19800415\r\nRRULE:FREQ=YEARLY",
                false,
            ),
            ("VTODO", "DUE:20260310T090000Z", true),
            ("VTODO", "DUE;VALUE=DATE:20260331", true),
            ("VTODO", "DUE;VALUE=DATE:20260228", false),
            ("VTODO", "SUMMARY:Whenever", true),
        ] {
            assert_eq!(march.holds(&entry(kind, lines)), is_in, "{lines}");
        }
    }

    #[test]
    fn a_span_may_be_open() {
        let event = entry("VEVENT", "DTSTART:20260310T090000Z");
        assert!(span("start=\"20260301T000000Z\"").unwrap().holds(&event));
        assert!(!span("start=\"20260311T000000Z\"").unwrap().holds(&event));
        assert!(!span("end=\"20260301T000000Z\"").unwrap().holds(&event));
        assert_eq!(span(""), None);
        assert_eq!(span("start=\"tomorrow\""), None);
    }
}
