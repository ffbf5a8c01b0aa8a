//! Moments as the headers, the mbox frame and people of a language write them.

use chrono::{DateTime, Datelike, FixedOffset, Timelike, Utc};

use crate::talk::Phrasebook;

fn local(at: i64, offset_seconds: i32) -> DateTime<FixedOffset> {
    let utc = DateTime::<Utc>::from_timestamp(at, 0).unwrap_or_default();
    match FixedOffset::east_opt(offset_seconds) {
        Some(offset) => utc.with_timezone(&offset),
        None => utc.fixed_offset(),
    }
}

/// RFC 5322.
pub(super) fn header(at: i64, offset_seconds: i32) -> String {
    local(at, offset_seconds)
        .format("%a, %-d %b %Y %H:%M:%S %z")
        .to_string()
}

pub(super) fn asctime(at: i64) -> String {
    local(at, 0).format("%a %b %d %H:%M:%S %z %Y").to_string()
}

/// RFC 5545, in UTC.
pub(super) fn calendar(at: i64) -> String {
    local(at, 0).format("%Y%m%dT%H%M%SZ").to_string()
}

/// The pieces of a spoken date: weekday, day, month, year, time.
pub(super) struct Spoken {
    pub weekday: &'static str,
    pub day: String,
    pub month: &'static str,
    pub number: String,
    pub year: String,
    pub time: String,
}

pub(super) fn spoken(at: i64, offset_seconds: i32, book: &'static Phrasebook) -> Spoken {
    let moment = local(at, offset_seconds);
    let name = |pool: &str, index: u32| {
        book.pool(pool)
            .get(index as usize)
            .copied()
            .unwrap_or_default()
    };
    Spoken {
        weekday: name("weekdays", moment.weekday().num_days_from_monday()),
        day: moment.day().to_string(),
        month: name("months", moment.month0()),
        number: format!("{:02}", moment.month()),
        year: moment.year().to_string(),
        time: format!("{:02}:{:02}", moment.hour(), moment.minute()),
    }
}

/// The name of the month that many months after a moment.
pub(super) fn month_after(at: i64, months: u32, book: &'static Phrasebook) -> &'static str {
    let month = (local(at, 0).month0() + months) % 12;
    book.pool("months")
        .get(month as usize)
        .copied()
        .unwrap_or_default()
}
