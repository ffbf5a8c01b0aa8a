//! Plans in words that read back the same, whatever day it is then.

use std::fmt;

use chrono::{Datelike, NaiveTime, Timelike};

use crate::{Due, Plan, Repetition, Unit, Weekdays};

impl fmt::Display for Plan {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.due)?;
        match &self.repetition {
            Some(repetition) => write!(out, ", {}", repetition.for_day(self.due.day.day())),
            None => Ok(()),
        }
    }
}

/// "2026-12-24 18:00"
impl fmt::Display for Due {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.day)?;
        self.time
            .map_or(Ok(()), |time| write!(out, " {}", clock(time)))
    }
}

fn clock(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// "every 2 weeks on Tue, Fri", "every weekday", "every month on the 31st"
impl fmt::Display for Repetition {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.weekdays == Weekdays::WORK && (self.every, self.unit) == (1, Unit::Week) {
            return out.write_str("every weekday");
        }
        match self.every {
            1 => write!(out, "every {}", name(self.unit))?,
            count => write!(out, "every {count} {}s", name(self.unit))?,
        }
        if self.unit == Unit::Week && !self.weekdays.is_empty() {
            let days: Vec<String> = self.weekdays.iter().map(|day| day.to_string()).collect();
            write!(out, " on {}", days.join(", "))?;
        }
        match self.month_day {
            Some(day) => write!(out, " on the {day}{}", ordinal(day)),
            None => Ok(()),
        }
    }
}

impl Repetition {
    /// Without the day of the month where the day it is due on says it.
    fn for_day(self, day: u32) -> Self {
        Self {
            month_day: self.month_day.filter(|wanted| u32::from(*wanted) != day),
            ..self
        }
    }
}

fn name(unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Year => "year",
    }
}

fn ordinal(day: u8) -> &'static str {
    match (day % 10, day) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}
