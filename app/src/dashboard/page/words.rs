//! The words of Today.

use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use chrono_tz::Tz;

use crate::ui::Trend;

/// "Good morning, Ada", by the person's own clock.
pub(super) fn greeting(local: &DateTime<Tz>, name: &str) -> String {
    let hello = match local.hour() {
        5..12 => "Good morning",
        12..18 => "Good afternoon",
        _ => "Good evening",
    };
    match name.split_whitespace().next() {
        Some(first) => format!("{hello}, {first}"),
        None => hello.to_owned(),
    }
}

/// "12 more than …", and whether that is good, where more is better.
pub(super) fn change(now: i64, before: i64, than: &str) -> (String, Trend) {
    match now - before {
        0 => (format!("as {than}"), Trend::Level),
        more @ 1.. => (format!("{more} more than {than}"), Trend::UpBetter),
        fewer => (format!("{} fewer than {than}", -fewer), Trend::DownWorse),
    }
}

/// "Today", "Tomorrow", "4 April".
pub(super) fn day(day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        0 => "Today".to_owned(),
        1 => "Tomorrow".to_owned(),
        _ if day.year() == today.year() => day.format("%-d %B").to_string(),
        _ => day.format("%-d %B %Y").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    #[test]
    fn the_greeting_follows_the_clock() {
        let at = |hour| {
            chrono_tz::Europe::Lisbon
                .with_ymd_and_hms(2025, 3, 25, hour, 0, 0)
                .unwrap()
        };
        assert_eq!(greeting(&at(8), "Amália Duarte"), "Good morning, Amália");
        assert_eq!(greeting(&at(12), "Amália"), "Good afternoon, Amália");
        assert_eq!(greeting(&at(23), ""), "Good evening");
    }

    #[test]
    fn a_change_is_said_with_its_direction() {
        assert_eq!(
            change(5, 3, "before"),
            ("2 more than before".to_owned(), Trend::UpBetter)
        );
        assert_eq!(
            change(3, 5, "before"),
            ("2 fewer than before".to_owned(), Trend::DownWorse)
        );
        assert_eq!(
            change(3, 3, "before"),
            ("as before".to_owned(), Trend::Level)
        );
    }

    #[test]
    fn near_days_have_names() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(day(date("2025-12-30"), date("2025-12-30")), "Today");
        assert_eq!(day(date("2025-12-31"), date("2025-12-30")), "Tomorrow");
        assert_eq!(
            day(date("2026-01-04"), date("2025-12-30")),
            "4 January 2026"
        );
        assert_eq!(day(date("2025-04-04"), date("2025-03-20")), "4 April");
    }
}
