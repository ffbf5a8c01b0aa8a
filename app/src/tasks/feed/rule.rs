//! Repetitions as recurrence rules (RFC 5545, 3.3.10).

use chrono::{Datelike, NaiveDate, Weekday};
use when::{Repetition, Unit, Weekdays};

/// The 31st is the last day in shorter months: of the days that may be meant, the last
/// that there is.
pub(super) fn rule(repetition: &Repetition, due: NaiveDate) -> String {
    let unit = match repetition.unit {
        Unit::Day => "DAILY",
        Unit::Week => "WEEKLY",
        Unit::Month => "MONTHLY",
        Unit::Year => "YEARLY",
    };
    let mut rule = format!("FREQ={unit}");
    if repetition.every > 1 {
        rule += &format!(";INTERVAL={}", repetition.every);
    }
    if repetition.unit == Unit::Week && !repetition.weekdays.is_empty() {
        rule += &format!(";BYDAY={};WKST=MO", weekdays(repetition.weekdays));
    }
    if let Some(wanted) = repetition.month_day {
        if repetition.unit == Unit::Year {
            rule += &format!(";BYMONTH={}", due.month());
        }
        let days: Vec<String> = (28..=wanted).map(|day| day.to_string()).collect();
        rule += &format!(";BYMONTHDAY={};BYSETPOS=-1", days.join(","));
    }
    rule
}

fn weekdays(days: Weekdays) -> String {
    let names: Vec<&str> = days.iter().map(name).collect();
    names.join(",")
}

fn name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}
