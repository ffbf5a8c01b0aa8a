//! `VTIMEZONE` (RFC 5545, 3.6.5): when the clocks of a zone change, for as long ahead as a
//! calendar shows.

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, Offset, TimeZone, Utc};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

use records::ContentLines;

const YEARS_BACK: i32 = 1;
const YEARS_AHEAD: i32 = 10;

pub(super) fn put_zone(lines: &mut ContentLines, zone: Tz, now: DateTime<Utc>) {
    lines.put("BEGIN", "VTIMEZONE");
    lines.put("TZID", zone.name());
    let first = begin_of_year(now.year() - YEARS_BACK);
    let last = begin_of_year(now.year() + YEARS_AHEAD);
    put_change(lines, zone, first, offset(zone, first));
    let mut at = first;
    while at < last {
        let next = at + Duration::days(1);
        if offset(zone, at) != offset(zone, next) {
            let change = instant_of_change(zone, at, next);
            put_change(lines, zone, change, offset(zone, at));
        }
        at = next;
    }
    lines.put("END", "VTIMEZONE");
}

fn begin_of_year(year: i32) -> DateTime<Utc> {
    let day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    day.and_hms_opt(0, 0, 0).unwrap_or_default().and_utc()
}

fn offset(zone: Tz, at: DateTime<Utc>) -> FixedOffset {
    zone.offset_from_utc_datetime(&at.naive_utc()).fix()
}

/// To the second, between two instants with different offsets.
fn instant_of_change(
    zone: Tz,
    mut before: DateTime<Utc>,
    mut behind: DateTime<Utc>,
) -> DateTime<Utc> {
    let old = offset(zone, before);
    while behind - before > Duration::seconds(1) {
        let middle = before + (behind - before) / 2;
        if offset(zone, middle) == old {
            before = middle;
        } else {
            behind = middle;
        }
    }
    DateTime::from_timestamp(behind.timestamp(), 0).unwrap_or(behind)
}

/// The clocks go to what they show from `at` on; its start is by the clocks before.
fn put_change(lines: &mut ContentLines, zone: Tz, at: DateTime<Utc>, before: FixedOffset) {
    let observed = zone.offset_from_utc_datetime(&at.naive_utc());
    let kind = if observed.dst_offset().is_zero() {
        "STANDARD"
    } else {
        "DAYLIGHT"
    };
    lines.put("BEGIN", kind);
    let start = at.with_timezone(&before).format("%Y%m%dT%H%M%S");
    lines.put("DTSTART", start);
    lines.put("TZOFFSETFROM", before.to_string().replace(':', ""));
    lines.put("TZOFFSETTO", observed.fix().to_string().replace(':', ""));
    if let Some(name) = observed.abbreviation() {
        lines.text("TZNAME", name);
    }
    lines.put("END", kind);
}
