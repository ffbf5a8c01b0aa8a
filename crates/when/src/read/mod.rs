//! Reading what people write about a time. Parts come in any order, each once: a day, a
//! time of day, a repetition. English first, with the words of German, French and
//! Spanish. Every token must be understood, or the whole is not.
//!
//! Where words leave it open: "Tue" is the next one after today, "next Tue" is that of the
//! calendar week after this one; a date without a year is the next such day; a time
//! alone is today if it is still to come, else tomorrow; hours are of 24 unless `am` or
//! `pm` is said. Of what has passed ([`read_past`]), each is the last one instead.

mod clock;
mod day;
mod lexicon;
mod repeat;
mod token;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;
use thiserror::Error;

use crate::{Due, Plan, Repetition, Unit};
use token::Tokens;

/// Longer texts are no dates, in characters.
const LONGEST: usize = 120;
/// The years that something may be due in.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2199;

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Reason {
    #[error("there is nothing to read")]
    Empty,
    #[error("this is no date that is understood")]
    NotUnderstood,
    #[error("this day or time does not exist")]
    NoSuchDay,
    #[error("this may be two different days: write the month as a word")]
    Ambiguous,
    #[error("this is too far away")]
    TooFar,
}

/// Where words leave it open: what is to come, or what has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Ahead,
    Past,
}

/// What has been understood so far.
struct Reading {
    now: DateTime<Tz>,
    side: Side,
    day: Option<NaiveDate>,
    time: Option<NaiveTime>,
    weekday: Option<Weekday>,
    repetition: Option<Repetition>,
    /// "every month on the 15th"
    month_day: Option<u8>,
}

impl Reading {
    fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    fn set_day(&mut self, day: NaiveDate) -> Result<(), Reason> {
        set(&mut self.day, day)
    }

    fn set_time(&mut self, time: NaiveTime) -> Result<(), Reason> {
        set(&mut self.time, time)
    }

    fn part(&mut self, tokens: &mut Tokens) -> Result<bool, Reason> {
        // "at 9" and "a week" are more than their first word.
        Ok(repeat::read(self, tokens)?
            || clock::read(self, tokens)?
            || day::read(self, tokens)?
            || tokens.skip_filler())
    }

    fn has_passed(&self, time: NaiveTime) -> bool {
        time <= self.now.time()
    }

    fn is_past(&self) -> bool {
        self.side == Side::Past
    }

    /// Where no day was said: today, or tomorrow if the time has passed; yesterday where it
    /// should have and has not.
    fn first_day(&self) -> Option<NaiveDate> {
        match (self.time, self.side) {
            (Some(time), Side::Ahead) if self.has_passed(time) => self.today().succ_opt(),
            (Some(time), Side::Past) if !self.has_passed(time) => self.today().pred_opt(),
            _ => Some(self.today()),
        }
    }

    fn finish(mut self) -> Result<Plan, Reason> {
        if let Some(weekday) = self.weekday.take() {
            self.apply_weekday(weekday)?;
        }
        if self.day.is_none() && self.time.is_none() && self.repetition.is_none() {
            return Err(Reason::NotUnderstood);
        }
        let from = self
            .day
            .or_else(|| self.first_day())
            .ok_or(Reason::TooFar)?;
        let repetition = self.repetition.map(|repetition| Repetition {
            month_day: self.month_day,
            ..repetition
        });
        let day = match &repetition {
            Some(repetition) => repetition.first_from(from).ok_or(Reason::TooFar)?,
            None => from,
        };
        if !YEARS.contains(&day.year()) {
            return Err(Reason::TooFar);
        }
        Ok(Plan {
            due: Due {
                day,
                time: self.time,
            },
            repetition: repetition.map(|repetition| with_month_day(repetition, day)),
        })
    }

    /// The next such day after today, or the last one before it.
    fn nearest(&self, weekday: Weekday) -> Result<NaiveDate, Reason> {
        let found = match self.side {
            Side::Ahead => {
                let tomorrow = self.today().succ_opt();
                tomorrow.and_then(|day| day::first_weekday(day, weekday))
            }
            Side::Past => day::last_weekday(self.today(), weekday),
        };
        found.ok_or(Reason::TooFar)
    }

    /// A weekday beside a day: of that week, or the day's own name.
    fn apply_weekday(&mut self, weekday: Weekday) -> Result<(), Reason> {
        let day = match self.day {
            Some(day) if day.weekday() == weekday => day,
            Some(_) => return Err(Reason::NoSuchDay),
            None => self.nearest(weekday)?,
        };
        self.day = Some(day);
        Ok(())
    }
}

/// Keeps the day of the month only where shorter months would forget it.
fn with_month_day(repetition: Repetition, day: NaiveDate) -> Repetition {
    let is_by_month = matches!(repetition.unit, Unit::Month | Unit::Year);
    let wanted = repetition.month_day.or(u8::try_from(day.day()).ok());
    Repetition {
        month_day: wanted.filter(|wanted| is_by_month && *wanted > 28),
        ..repetition
    }
}

fn set<T: PartialEq>(slot: &mut Option<T>, value: T) -> Result<(), Reason> {
    if slot.as_ref().is_some_and(|known| *known != value) {
        return Err(Reason::NotUnderstood);
    }
    *slot = Some(value);
    Ok(())
}

/// Reads a text at a moment, in the zone that the moment is in.
pub fn read(text: &str, now: DateTime<Tz>) -> Result<Plan, Reason> {
    read_on(Side::Ahead, text, now)
}

/// Reads when something was: "yesterday 3pm", "3 days ago", "last Tue", "12 May". What is
/// said to be in the future is read as well, and nothing that repeats.
pub fn read_past(text: &str, now: DateTime<Tz>) -> Result<Due, Reason> {
    let plan = read_on(Side::Past, text, now)?;
    match plan.repetition {
        Some(_) => Err(Reason::NotUnderstood),
        None => Ok(plan.due),
    }
}

fn read_on(side: Side, text: &str, now: DateTime<Tz>) -> Result<Plan, Reason> {
    if text.chars().count() > LONGEST {
        return Err(Reason::NotUnderstood);
    }
    let mut tokens = Tokens::of(text);
    if tokens.is_over() {
        return Err(Reason::Empty);
    }
    let mut reading = Reading {
        now,
        side,
        day: None,
        time: None,
        weekday: None,
        repetition: None,
        month_day: None,
    };
    while !tokens.is_over() {
        if !reading.part(&mut tokens)? {
            return Err(Reason::NotUnderstood);
        }
    }
    reading.finish()
}
