//! Quiet hours and digests, by the member's clock.

use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::notifications::{Digest, Hours};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

fn quiet(zone: Tz, from: NaiveTime, until: NaiveTime) -> Hours {
    Hours {
        quiet: Some((from, until)),
        ..Hours::usual(zone)
    }
}

#[test]
fn what_comes_in_quiet_hours_waits_until_they_are_over() {
    let night = quiet(Tz::UTC, time(22, 0), time(7, 0));
    let noon = quiet(Tz::UTC, time(12, 0), time(13, 30));
    let none = quiet(Tz::UTC, time(9, 0), time(9, 0));
    let berlin = quiet(Tz::Europe__Berlin, time(22, 0), time(7, 0));
    let cases = [
        (night, "2026-03-02T21:59:59Z", "2026-03-02T21:59:59Z"),
        (night, "2026-03-02T22:00:00Z", "2026-03-03T07:00:00Z"),
        (night, "2026-03-03T00:30:00Z", "2026-03-03T07:00:00Z"),
        (night, "2026-03-03T07:00:00Z", "2026-03-03T07:00:00Z"),
        (noon, "2026-03-02T12:00:00Z", "2026-03-02T13:30:00Z"),
        (noon, "2026-03-02T13:30:00Z", "2026-03-02T13:30:00Z"),
        (none, "2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z"),
        (berlin, "2026-03-02T21:30:00Z", "2026-03-03T06:00:00Z"),
        // The night in which clocks go forward.
        (berlin, "2026-03-29T00:30:00Z", "2026-03-29T05:00:00Z"),
    ];
    for (hours, now, expected) in cases {
        assert_eq!(hours.due(at(now)), at(expected), "{now}");
    }
}

fn digest(zone: Tz, digest: Digest) -> Hours {
    Hours {
        digest,
        ..Hours::usual(zone)
    }
}

#[test]
fn a_digest_is_due_once_at_its_hour_and_late_rather_than_stale() {
    let daily = digest(Tz::Europe__Berlin, Digest::Daily);
    // A Monday; seven o'clock in Berlin is six in UTC.
    let weekly = digest(Tz::UTC, Digest::Weekly);
    let off = digest(Tz::UTC, Digest::Off);
    let cases = [
        (daily, "2026-03-01T06:00:00Z", "2026-03-02T05:59:00Z", false),
        (daily, "2026-03-01T06:00:00Z", "2026-03-02T06:00:00Z", true),
        (daily, "2026-03-02T06:00:00Z", "2026-03-02T06:01:00Z", false),
        (daily, "2026-02-20T06:00:00Z", "2026-03-02T17:59:00Z", true),
        (daily, "2026-02-20T06:00:00Z", "2026-03-02T18:01:00Z", false),
        (daily, "2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z", false),
        (weekly, "2026-02-23T07:00:00Z", "2026-03-02T07:00:00Z", true),
        (
            weekly,
            "2026-03-02T07:00:00Z",
            "2026-03-03T07:00:00Z",
            false,
        ),
        (off, "2026-02-23T07:00:00Z", "2026-03-02T07:00:00Z", false),
        // The hour comes twice in Berlin's autumn at two only; seven comes once.
        (daily, "2026-10-24T05:00:00Z", "2026-10-25T06:00:00Z", true),
        (daily, "2026-10-25T06:00:00Z", "2026-10-25T06:59:00Z", false),
    ];
    for (hours, last, now, expected) in cases {
        assert_eq!(
            hours.digest_due(at(last), at(now)),
            expected,
            "{last} {now}"
        );
    }
}
