//! Days: "tomorrow", "next Tue", "in 3 weeks", "12 May 2027", "2026-12-24", "24.12.",
//! "the 15th", "end of month".

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::{
    Reading, Reason, Side,
    lexicon::{AGO, ORDINALS, PASSED, SHORT_DAYS, UNITS, Word},
    token::Tokens,
};
use crate::{Unit, repetition::add_days};

/// The most units ahead.
const MOST: u32 = 10_000;

pub(super) fn read(reading: &mut Reading, tokens: &mut Tokens) -> Result<bool, Reason> {
    let place = tokens.place();
    for part in [
        next,
        last,
        ago,
        ahead,
        figures,
        named_date,
        in_numbers,
        word,
        short_weekday,
    ] {
        if part(reading, tokens)? {
            return Ok(true);
        }
        tokens.return_to(place);
    }
    Ok(false)
}

fn word(reading: &mut Reading, tokens: &mut Tokens) -> Result<bool, Reason> {
    let Some(word) = tokens.phrase(Some) else {
        return Ok(false);
    };
    let today = reading.today();
    match word {
        Word::Ahead(days) => {
            // "aujourd'hui" is three tokens.
            tokens.sign('\'');
            tokens.one_of(&["hui"]);
            reading.set_day(beyond(today, days)?)?;
        }
        Word::AheadAt(days, hour) => {
            reading.set_day(beyond(today, days)?)?;
            let time = chrono::NaiveTime::from_hms_opt(hour, 0, 0);
            reading.set_time(time.ok_or(Reason::NoSuchDay)?)?;
        }
        Word::Back(days) if reading.is_past() => reading.set_day(beyond(today, -days)?)?,
        Word::BackAt(days, hour) if reading.is_past() => {
            reading.set_day(beyond(today, -days)?)?;
            let time = chrono::NaiveTime::from_hms_opt(hour, 0, 0);
            reading.set_time(time.ok_or(Reason::NoSuchDay)?)?;
        }
        Word::Day(day) => set_weekday(reading, tokens, day)?,
        Word::Weekend => {
            let day = match reading.side {
                Side::Ahead => first_weekday(today, Weekday::Sat),
                Side::Past => {
                    let tomorrow = today.succ_opt();
                    tomorrow.and_then(|day| last_weekday(day, Weekday::Sat))
                }
            };
            reading.set_day(day.ok_or(Reason::TooFar)?)?;
        }
        Word::EndOfMonth => reading.set_day(end_of_month(today)?)?,
        Word::This => {}
        Word::Month(month) => reading.set_day(reading.date_of(month, 1)?)?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// A weekday, which may have "prochain" behind it.
fn set_weekday(reading: &mut Reading, tokens: &mut Tokens, day: Weekday) -> Result<(), Reason> {
    if reading.is_past() {
        tokens.one_of(&PASSED);
    } else if tokens.one_of(&["prochain", "prochaine", "que"]) {
        tokens.one_of(&["viene"]);
    }
    super::set(&mut reading.weekday, day)
}

/// Two letters may be any word: they are a weekday only where nothing else fits.
fn short_weekday(reading: &mut Reading, tokens: &mut Tokens) -> Result<bool, Reason> {
    let Some(day) = tokens.look_up(SHORT_DAYS) else {
        return Ok(false);
    };
    tokens.sign('.');
    super::set(&mut reading.weekday, day)?;
    Ok(true)
}

/// "next Tue", "next week", "next month"
fn next(reading: &mut Reading, tokens: &mut Tokens) -> Result<bool, Reason> {
    if tokens
        .phrase(|word| (word == Word::Next).then_some(()))
        .is_none()
    {
        return Ok(false);
    }
    let today = reading.today();
    let monday = beyond(today, 7 - i64::from(today.weekday().num_days_from_monday()))?;
    if let Some(day) = weekday(tokens) {
        let ahead = i64::from(day.num_days_from_monday());
        reading.set_day(beyond(monday, ahead)?)?;
        return Ok(true);
    }
    let day = match tokens.look_up(UNITS) {
        Some(Unit::Day) => beyond(today, 1)?,
        Some(Unit::Week) => match following_weekday(tokens) {
            Some(day) => beyond(monday, i64::from(day.num_days_from_monday()))?,
            None => monday,
        },
        Some(Unit::Month) => first_of_month(today, 1)?,
        Some(Unit::Year) => {
            NaiveDate::from_ymd_opt(today.year() + 1, 1, 1).ok_or(Reason::TooFar)?
        }
        None => return Ok(false),
    };
    reading.set_day(day)?;
    Ok(true)
}

/// "last Tue", "last week", "last month": as far back as the unit is long.
fn last(reading: &mut Reading, tokens: &mut Tokens) -> Result<bool, Reason> {
    let is_last = tokens.phrase(|word| (word == Word::Last).then_some(()));
    if !reading.is_past() || is_last.is_none() {
        return Ok(false);
    }
    if let Some(day) = weekday(tokens) {
        return super::set(&mut reading.weekday, day).map(|()| true);
    }
    if tokens
        .phrase(|word| (word == Word::Weekend).then_some(()))
        .is_some()
    {
        let day = last_weekday(reading.today(), Weekday::Sat).ok_or(Reason::TooFar)?;
        return reading.set_day(day).map(|()| true);
    }
    let Some(unit) = tokens.look_up(UNITS) else {
        return Ok(false);
    };
    reading.set_day(units_back(reading.today(), 1, unit)?)?;
    Ok(true)
}

/// "3 days ago", "vor einer Woche", "il y a 2 mois"
fn ago(reading: &mut Reading, tokens: &mut Tokens) -> Result<bool, Reason> {
    let is_said = tokens.phrase(|word| (word == Word::Since).then_some(()));
    let Some(count) = tokens.count().filter(|_| reading.is_past()) else {
        return Ok(false);
    };
    let Some(unit) = tokens.look_up(UNITS) else {
        return Ok(false);
    };
    if !tokens.one_of(&AGO) && is_said.is_none() {
        return Ok(false);
    }
    if count > MOST {
        return Err(Reason::TooFar);
    }
    reading.set_day(units_back(reading.today(), count, unit)?)?;
    Ok(true)
}

fn units_back(today: NaiveDate, count: u32, unit: Unit) -> Result<NaiveDate, Reason> {
    let months = match unit {
        Unit::Day => return beyond(today, -i64::from(count)),
        Unit::Week => return beyond(today, -7 * i64::from(count)),
        Unit::Month => count,
        Unit::Year => 12 * count,
    };
    today
        .checked_sub_months(Months::new(months))
        .ok_or(Reason::TooFar)
}

fn following_weekday(tokens: &mut Tokens) -> Option<Weekday> {
    let place = tokens.place();
    tokens.one_of(&["on", "am"]);
    let day = weekday(tokens);
    if day.is_none() {
        tokens.return_to(place);
    }
    day
}

/// "in 3 weeks", "2 days", "a week"
fn ahead(reading: &mut Reading, tokens: &mut Tokens) -> Result<bool, Reason> {
    let _ = tokens.phrase(|word| (word == Word::In).then_some(()));
    let Some(count) = tokens.count() else {
        return Ok(false);
    };
    let Some(unit) = tokens.look_up(UNITS) else {
        return Ok(false);
    };
    if count > MOST {
        return Err(Reason::TooFar);
    }
    let (today, count) = (reading.today(), i64::from(count));
    let day = match unit {
        Unit::Day => beyond(today, count)?,
        Unit::Week => beyond(today, 7 * count)?,
        Unit::Month => months_ahead(today, count)?,
        Unit::Year => months_ahead(today, 12 * count)?,
    };
    reading.set_day(day)?;
    Ok(true)
}

/// "2026-12-24", "24.12.2026", "24.12.", "24/12/2026"
fn figures(reading: &mut Reading, tokens: &mut Tokens) -> Result<bool, Reason> {
    let Some((first, digits)) = tokens.number() else {
        return Ok(false);
    };
    let Some(sign) = ['-', '.', '/'].into_iter().find(|sign| tokens.sign(*sign)) else {
        return Ok(false);
    };
    let Some((second, _)) = tokens.number() else {
        return Ok(false);
    };
    if digits == 4 {
        let third = tokens.sign(sign).then(|| tokens.number()).flatten();
        let Some((day, _)) = third else {
            return Err(Reason::NotUnderstood);
        };
        reading.set_day(date(year_of(first, 4)?, second, day)?)?;
        return Ok(true);
    }
    let place = tokens.place();
    let third = if tokens.sign(sign) {
        tokens.number()
    } else {
        None
    };
    if third.is_none() && sign != '.' {
        tokens.return_to(place);
    }
    let (day, month) = in_order(first, second, sign)?;
    let found = match third {
        Some((year, digits)) => date(year_of(year, digits)?, month, day)?,
        None => reading.date_of(month, day)?,
    };
    reading.set_day(found)?;
    Ok(true)
}

/// Dots say the day first. Else only a number above 12 tells day and month apart.
fn in_order(first: u32, second: u32, sign: char) -> Result<(u32, u32), Reason> {
    match (sign, first > 12, second > 12) {
        ('.', ..) | (_, true, false) => Ok((first, second)),
        (_, false, true) => Ok((second, first)),
        (_, true, true) => Err(Reason::NoSuchDay),
        (_, false, false) if first == second => Ok((first, second)),
        _ => Err(Reason::Ambiguous),
    }
}

/// "12 May 2027", "May 12th, 2027", "12 de mayo de 2027"
fn named_date(reading: &mut Reading, tokens: &mut Tokens) -> Result<bool, Reason> {
    let Some((month, day)) = month_and_day(tokens)? else {
        return Ok(false);
    };
    let place = tokens.place();
    let _ = tokens.sign(',') || tokens.one_of(&["de", "del", "of"]);
    let year = tokens.number().filter(|(_, digits)| *digits == 4);
    let found = match year {
        Some((year, _)) => date(year_of(year, 4)?, month, day)?,
        None => {
            tokens.return_to(place);
            reading.date_of(month, day)?
        }
    };
    reading.set_day(found)?;
    Ok(true)
}

/// A month by name with its day before or behind it.
pub(super) fn month_and_day(tokens: &mut Tokens) -> Result<Option<(u32, u32)>, Reason> {
    let month = |word| match word {
        Word::Month(month) => Some(month),
        _ => None,
    };
    if let Some((day, digits)) = tokens.number() {
        let _ = tokens.sign('.') || tokens.one_of(&ORDINALS);
        tokens.one_of(&["of", "de"]);
        let found = tokens.phrase(month).filter(|_| digits <= 2);
        tokens.sign('.');
        return Ok(found.map(|month| (month, day)));
    }
    let Some(month) = tokens.phrase(month) else {
        return Ok(None);
    };
    tokens.sign('.');
    tokens.one_of(&["the"]);
    let Some((day, 1..=2)) = tokens.number() else {
        return Ok(None);
    };
    let behind = tokens.place();
    if tokens.sign(':') || tokens.one_of(&["am", "pm", "h", "uhr"]) {
        return Ok(None);
    }
    tokens.return_to(behind);
    tokens.one_of(&ORDINALS);
    Ok(Some((month, day)))
}

/// "15th", "15."
pub(super) fn ordinal(tokens: &mut Tokens) -> Option<u8> {
    let (day, digits) = tokens.number()?;
    let is_marked = tokens.one_of(&ORDINALS) || tokens.sign('.');
    u8::try_from(day)
        .ok()
        .filter(|day| digits <= 2 && is_marked && (1..=31).contains(day))
}

/// The next month's day of that number, or the last one, today included.
fn in_numbers(reading: &mut Reading, tokens: &mut Tokens) -> Result<bool, Reason> {
    let Some(day) = ordinal(tokens) else {
        return Ok(false);
    };
    let today = reading.today();
    let found = (0..4).find_map(|months| {
        let first = match reading.side {
            Side::Ahead => first_of_month(today, months).ok()?,
            Side::Past => today.with_day(1)?.checked_sub_months(Months::new(months))?,
        };
        let found = first.with_day(u32::from(day))?;
        reading.lies(found).then_some(found)
    });
    reading.set_day(found.ok_or(Reason::NoSuchDay)?)?;
    Ok(true)
}

pub(super) fn weekday(tokens: &mut Tokens) -> Option<Weekday> {
    let long = tokens.phrase(|word| match word {
        Word::Day(day) => Some(day),
        _ => None,
    });
    let day = long.or_else(|| tokens.look_up(SHORT_DAYS))?;
    tokens.sign('.');
    Some(day)
}

pub(super) fn first_weekday(from: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    (0..7)
        .filter_map(|ahead| add_days(from, ahead))
        .find(|day| day.weekday() == weekday)
}

/// The last such day before a day.
pub(super) fn last_weekday(before: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    (1..=7)
        .filter_map(|back| add_days(before, -back))
        .find(|day| day.weekday() == weekday)
}

impl Reading {
    /// Whether a day is on the side that is read, today included.
    fn lies(&self, day: NaiveDate) -> bool {
        match self.side {
            Side::Ahead => day >= self.today(),
            Side::Past => day <= self.today(),
        }
    }

    /// A date without a year.
    fn date_of(&self, month: u32, day: u32) -> Result<NaiveDate, Reason> {
        if self.side == Side::Ahead {
            return next_date(self.today(), month, day);
        }
        let found = (0..=8).find_map(|years| {
            NaiveDate::from_ymd_opt(self.today().year() - years, month, day)
                .filter(|day| self.lies(*day))
        });
        found.ok_or(Reason::NoSuchDay)
    }
}

/// The first such day that has not passed: within eight years even of 29 February.
pub(super) fn next_date(today: NaiveDate, month: u32, day: u32) -> Result<NaiveDate, Reason> {
    let found = (0..=8).find_map(|years| {
        NaiveDate::from_ymd_opt(today.year() + years, month, day).filter(|day| *day >= today)
    });
    found.ok_or(Reason::NoSuchDay)
}

fn date(year: i32, month: u32, day: u32) -> Result<NaiveDate, Reason> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or(Reason::NoSuchDay)
}

fn year_of(number: u32, digits: usize) -> Result<i32, Reason> {
    match digits {
        2 => i32::try_from(2000 + number).map_err(|_| Reason::TooFar),
        4 => i32::try_from(number).map_err(|_| Reason::TooFar),
        _ => Err(Reason::NotUnderstood),
    }
}

fn beyond(day: NaiveDate, days: i64) -> Result<NaiveDate, Reason> {
    add_days(day, days).ok_or(Reason::TooFar)
}

fn months_ahead(day: NaiveDate, months: i64) -> Result<NaiveDate, Reason> {
    let months = u32::try_from(months).map_err(|_| Reason::TooFar)?;
    day.checked_add_months(Months::new(months))
        .ok_or(Reason::TooFar)
}

fn first_of_month(day: NaiveDate, months: u32) -> Result<NaiveDate, Reason> {
    let first = day.with_day(1).ok_or(Reason::TooFar)?;
    first
        .checked_add_months(Months::new(months))
        .ok_or(Reason::TooFar)
}

fn end_of_month(day: NaiveDate) -> Result<NaiveDate, Reason> {
    first_of_month(day, 1)?.pred_opt().ok_or(Reason::TooFar)
}
