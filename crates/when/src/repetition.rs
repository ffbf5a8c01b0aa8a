//! How something repeats: every so many days, weeks (on some weekdays), months or years.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// A set of days of the week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weekdays(u8);

impl Weekdays {
    pub const WORK: Self = Self(0b001_1111);

    /// Monday is the lowest bit; bits beyond Sunday's are dropped.
    pub fn from_bits(bits: u8) -> Self {
        Self(bits & 0b111_1111)
    }

    pub fn bits(self) -> u8 {
        self.0
    }

    pub fn with(self, day: Weekday) -> Self {
        Self(self.0 | 1 << day.num_days_from_monday())
    }

    pub fn has(self, day: Weekday) -> bool {
        self.0 & 1 << day.num_days_from_monday() != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        WEEK.into_iter().filter(move |day| self.has(*day))
    }
}

const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repetition {
    pub unit: Unit,
    /// Every so many units: at least 1.
    pub every: u16,
    /// For weeks: on these days; if none, on the weekday it is due on.
    pub weekdays: Weekdays,
    /// For months and years: the day of the month that is meant, where shorter months
    /// have their last day instead.
    pub month_day: Option<u8>,
}

impl Repetition {
    pub fn every(every: u16, unit: Unit) -> Self {
        Self {
            unit,
            every: every.max(1),
            weekdays: Weekdays::default(),
            month_day: None,
        }
    }

    pub fn on(weekdays: Weekdays) -> Self {
        Self {
            weekdays,
            ..Self::every(1, Unit::Week)
        }
    }

    /// The first day from this one on that fits.
    pub fn first_from(&self, day: NaiveDate) -> Option<NaiveDate> {
        let before = day.pred_opt()?;
        match (self.unit, self.month_day) {
            (Unit::Week, _) if !self.weekdays.is_empty() => self.next_of_week(day, before),
            (Unit::Month, Some(_)) => {
                let this = self.in_month(day, 0)?;
                let next = self.in_month(day, 1)?;
                Some(if this >= day { this } else { next })
            }
            _ => Some(day),
        }
    }

    /// The first day of the series through `due` that lies behind both. What was missed
    /// in between is one thing to do, not many.
    pub fn next(&self, due: NaiveDate, after: NaiveDate) -> Option<NaiveDate> {
        let after = after.max(due);
        let every = i64::from(self.every.max(1));
        match self.unit {
            Unit::Day => step_days(due, after, every),
            Unit::Week if self.weekdays.is_empty() => step_days(due, after, 7 * every),
            Unit::Week => self.next_of_week(due, after),
            Unit::Month => self.next_of_month(due, after, every),
            Unit::Year => self.next_of_month(due, after, 12 * every),
        }
    }

    fn next_of_week(&self, due: NaiveDate, after: NaiveDate) -> Option<NaiveDate> {
        let every = i64::from(self.every.max(1));
        let first = monday_of(due)?;
        let passed = (monday_of(after)? - first).num_days() / 7;
        let current = passed - passed.rem_euclid(every);
        [current, current + every].into_iter().find_map(|week| {
            let monday = add_days(first, 7 * week)?;
            let mut days = (0..7).filter_map(|day| add_days(monday, day));
            days.find(|day| *day > after && self.weekdays.has(day.weekday()))
        })
    }

    fn next_of_month(&self, due: NaiveDate, after: NaiveDate, every: i64) -> Option<NaiveDate> {
        let apart = months_of(after) - months_of(due);
        let current = apart - apart.rem_euclid(every);
        [current, current + every].into_iter().find_map(|months| {
            self.in_month(due, u32::try_from(months).ok()?)
                .filter(|day| *day > after)
        })
    }

    /// The day that is meant, so many months behind that of `due`.
    fn in_month(&self, due: NaiveDate, months: u32) -> Option<NaiveDate> {
        let first = due.with_day(1)?.checked_add_months(Months::new(months))?;
        let wanted = self.month_day.map_or(due.day(), u32::from);
        (28..=wanted)
            .rev()
            .chain([wanted.min(28)])
            .find_map(|day| first.with_day(day))
    }
}

fn step_days(due: NaiveDate, after: NaiveDate, step: i64) -> Option<NaiveDate> {
    let steps = (after - due).num_days() / step + 1;
    add_days(due, steps.checked_mul(step)?)
}

fn monday_of(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))
}

pub(crate) fn add_days(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    day.checked_add_signed(chrono::Duration::try_days(count)?)
}

fn months_of(day: NaiveDate) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month0())
}
