//! Moments in words ("3 weeks ago") with the exact time on hover. The present is
//! passed in, never asked for.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use leptos::prelude::*;

/// The present moment and where the reader is.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    pub now: DateTime<Utc>,
    pub zone: Tz,
}

/// A `<time>`. `short` writes "3w" for dense rows.
#[component]
pub fn Time(at: DateTime<Utc>, clock: Clock, #[prop(optional)] short: bool) -> impl IntoView {
    let words = if short {
        ago_short(at, clock.now)
    } else {
        ago(at, clock.now)
    };
    view! {
        <time class="time" datetime=at.to_rfc3339() title=exact(at, clock.zone)>
            {words}
        </time>
    }
    .into_any()
}

/// A calendar day ("3 March 2025"), for dates that matter as dates.
#[component]
pub fn Day(at: DateTime<Utc>, clock: Clock) -> impl IntoView {
    let local = at.with_timezone(&clock.zone);
    view! {
        <time class="time" datetime=local.format("%F").to_string() title=ago(at, clock.now)>
            {local.format("%-d %B %Y").to_string()}
        </time>
    }
    .into_any()
}

/// "Monday, 3 March 2025, 14:05 CET".
pub fn exact(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone)
        .format("%A, %-d %B %Y, %H:%M %Z")
        .to_string()
}

/// Distance in one unit, past or future; below a minute "just now".
pub fn ago(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let Some((count, unit)) = distance(at, now) else {
        return "just now".to_owned();
    };
    let plural = if count == 1 { "" } else { "s" };
    if at > now {
        format!("in {count} {}{plural}", unit.word)
    } else {
        format!("{count} {}{plural} ago", unit.word)
    }
}

/// The same in at most four signs: "5m", "3w", "2y".
pub fn ago_short(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    distance(at, now).map_or_else(
        || "now".to_owned(),
        |(count, unit)| format!("{count}{}", unit.sign),
    )
}

struct Unit {
    seconds: i64,
    word: &'static str,
    sign: &'static str,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// From large to small; the first that fits once is taken.
const UNITS: [Unit; 6] = [
    Unit {
        seconds: 365 * DAY,
        word: "year",
        sign: "y",
    },
    Unit {
        seconds: 30 * DAY,
        word: "month",
        sign: "mo",
    },
    Unit {
        seconds: 7 * DAY,
        word: "week",
        sign: "w",
    },
    Unit {
        seconds: DAY,
        word: "day",
        sign: "d",
    },
    Unit {
        seconds: HOUR,
        word: "hour",
        sign: "h",
    },
    Unit {
        seconds: MINUTE,
        word: "minute",
        sign: "m",
    },
];

fn distance(at: DateTime<Utc>, now: DateTime<Utc>) -> Option<(i64, &'static Unit)> {
    let apart: TimeDelta = now.signed_duration_since(at).abs();
    let seconds = apart.num_seconds();
    let unit = UNITS.iter().find(|unit| seconds >= unit.seconds)?;
    Some((seconds / unit.seconds, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2025-03-30T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn the_past_and_the_future_in_one_unit() {
        for (seconds, long, short) in [
            (0, "just now", "now"),
            (59, "just now", "now"),
            (60, "1 minute ago", "1m"),
            (59 * MINUTE, "59 minutes ago", "59m"),
            (HOUR, "1 hour ago", "1h"),
            (23 * HOUR + 3599, "23 hours ago", "23h"),
            (DAY, "1 day ago", "1d"),
            (6 * DAY, "6 days ago", "6d"),
            (21 * DAY, "3 weeks ago", "3w"),
            (29 * DAY, "4 weeks ago", "4w"),
            (30 * DAY, "1 month ago", "1mo"),
            (364 * DAY, "12 months ago", "12mo"),
            (800 * DAY, "2 years ago", "2y"),
            (-3 * DAY, "in 3 days", "3d"),
            (-HOUR, "in 1 hour", "1h"),
        ] {
            let at = now() - TimeDelta::seconds(seconds);
            assert_eq!(ago(at, now()), long, "{seconds}");
            assert_eq!(ago_short(at, now()), short, "{seconds}");
        }
    }

    #[test]
    fn the_exact_time_is_the_readers() {
        let shown = exact(now(), chrono_tz::Europe::Berlin);
        assert_eq!(shown, "Sunday, 30 March 2025, 14:00 CEST");
    }
}
