//! When something was, as people write it and as it is written for them.

use chrono::{DateTime, NaiveTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use when::{Due, Reason, read_past};

use crate::error::{Error, FieldCode, Result};

/// What a person wrote, or an instant with its offset; nothing is now.
pub(super) fn read_time(text: &str, now: DateTime<Utc>, zone: Tz) -> Result<DateTime<Utc>> {
    let text = text.trim();
    let at = match DateTime::parse_from_rfc3339(text) {
        Ok(at) => at.to_utc(),
        Err(_) => in_words(text, now, zone)?,
    };
    if at > now {
        return Err(Error::invalid("when", FieldCode::InTheFuture));
    }
    if at < DateTime::UNIX_EPOCH {
        return Err(Error::invalid("when", FieldCode::OutOfRange));
    }
    Ok(at)
}

fn in_words(text: &str, now: DateTime<Utc>, zone: Tz) -> Result<DateTime<Utc>> {
    let code = match read_past(text, now.with_timezone(&zone)) {
        Ok(due) => return Ok(instant(due, now, zone)),
        Err(Reason::Empty) => return Ok(now),
        Err(Reason::NotUnderstood) => FieldCode::UnknownPast,
        Err(Reason::NoSuchDay) => FieldCode::NoSuchDay,
        Err(Reason::Ambiguous) => FieldCode::AmbiguousDate,
        Err(Reason::TooFar) => FieldCode::OutOfRange,
    };
    Err(Error::invalid("when", code))
}

/// Of a day without a time its noon; of today, now.
fn instant(due: Due, now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let is_today = due.day == now.with_timezone(&zone).date_naive();
    if is_today && due.time.is_none() {
        return now;
    }
    let noon = NaiveTime::from_hms_opt(12, 0, 0);
    Due {
        time: due.time.or(noon),
        ..due
    }
    .instant(zone)
}

/// As a person reads it, and [`read_time`] takes it, to the minute.
pub fn written(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}

/// As [`read_time`] takes it, exactly.
pub(super) fn exactly(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe;

    use super::*;

    #[test]
    fn when_it_was() {
        let now: DateTime<Utc> = "2026-03-02T09:30:20.5Z".parse().unwrap();
        let zone = Europe::Berlin;
        for (text, expected) in [
            ("", "2026-03-02T09:30:20.500000Z"),
            ("today", "2026-03-02T09:30:20.500000Z"),
            ("yesterday", "2026-03-01T11:00:00.000000Z"),
            ("yesterday 3pm", "2026-03-01T14:00:00.000000Z"),
            ("2026-02-24 18:00", "2026-02-24T17:00:00.000000Z"),
            ("2026-02-24T18:00:01.25Z", "2026-02-24T18:00:01.250000Z"),
        ] {
            let at = read_time(text, now, zone).unwrap();
            assert_eq!(exactly(at), expected, "{text}");
            assert_eq!(read_time(&exactly(at), now, zone), Ok(at), "{text}");
        }
        for (text, code) in [
            ("tomorrow", FieldCode::InTheFuture),
            ("2026-03-02T09:30:21Z", FieldCode::InTheFuture),
            ("every Friday", FieldCode::UnknownPast),
            ("when we met", FieldCode::UnknownPast),
            ("30 Feb", FieldCode::NoSuchDay),
            ("3/4", FieldCode::AmbiguousDate),
            ("1969-12-31T23:00:00Z", FieldCode::OutOfRange),
        ] {
            let refused = Err(Error::invalid("when", code));
            assert_eq!(read_time(text, now, zone), refused, "{text}");
        }
    }
}
