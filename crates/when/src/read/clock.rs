//! Times of day: "9am", "9:30 pm", "18:00", "18h30", "18 Uhr", "at 9", "noon", and those
//! that are counted from now: "in 2 hours".

use chrono::{Duration, NaiveTime};

use super::{
    Reading, Reason,
    lexicon::{AGO, AT, SHORT_UNITS, Word},
    token::Tokens,
};

pub(super) fn read(reading: &mut Reading, tokens: &mut Tokens) -> Result<bool, Reason> {
    let place = tokens.place();
    if let Some((hour, minute)) = tokens.phrase(named) {
        return reading.set_time(clock(hour, minute)?).map(|()| true);
    }
    if reading.is_past() {
        if let Some(minutes) = before_now(tokens) {
            set_from_now(reading, -minutes)?;
            return Ok(true);
        }
        tokens.return_to(place);
    }
    if let Some(minutes) = from_now(tokens) {
        set_from_now(reading, minutes)?;
        return Ok(true);
    }
    tokens.return_to(place);
    if let Some(time) = written(tokens)? {
        return reading.set_time(time).map(|()| true);
    }
    tokens.return_to(place);
    Ok(false)
}

fn named(word: Word) -> Option<(u32, u32)> {
    match word {
        Word::Hour(hour, minute) => Some((hour, minute)),
        _ => None,
    }
}

/// "in 2 hours", "90 min"
fn from_now(tokens: &mut Tokens) -> Option<i64> {
    let was_said = tokens
        .phrase(|word| (word == Word::In).then_some(()))
        .is_some();
    let count = tokens.count()?;
    let place = tokens.place();
    let minutes = tokens.look_up(SHORT_UNITS)?;
    // "18h" and "18h30" are times of day unless "in" was said; so is "9 m…" nothing.
    let is_clock = minutes == 60 && tokens.place() == place + 1 && !was_said;
    (!is_clock || count > 23).then(|| i64::from(count) * minutes)
}

/// "2 hours ago", "vor 20 Minuten"
fn before_now(tokens: &mut Tokens) -> Option<i64> {
    let is_said = tokens.phrase(|word| (word == Word::Since).then_some(()));
    let count = tokens.count()?;
    let minutes = tokens.look_up(SHORT_UNITS)?;
    let is_marked = tokens.one_of(&AGO) || is_said.is_some();
    is_marked.then(|| i64::from(count) * minutes)
}

fn set_from_now(reading: &mut Reading, minutes: i64) -> Result<(), Reason> {
    let ahead = Duration::try_minutes(minutes).ok_or(Reason::TooFar)?;
    let at = reading
        .now
        .checked_add_signed(ahead)
        .ok_or(Reason::TooFar)?;
    let local = at.naive_local();
    let time = local.format("%H:%M").to_string();
    reading.set_day(local.date())?;
    reading.set_time(NaiveTime::parse_from_str(&time, "%H:%M").map_err(|_| Reason::NoSuchDay)?)
}

/// A time with a mark that it is one.
fn written(tokens: &mut Tokens) -> Result<Option<NaiveTime>, Reason> {
    let is_announced = tokens.one_of(&AT) && {
        tokens.one_of(&AT);
        true
    };
    // As in "2026-12-24T18:00".
    let after_date = tokens.one_of(&["t"]);
    let Some((hour, digits)) = tokens.number() else {
        return Ok(None);
    };
    if digits > 2 {
        return Ok(None);
    }
    if let Some(minute) = minutes(tokens) {
        skip_seconds(tokens);
        return of_half(tokens, hour, minute).map(Some);
    }
    if tokens.one_of(&["h", "uhr"]) {
        let place = tokens.place();
        let minute = tokens.number().filter(|(_, digits)| *digits == 2);
        if minute.is_none() {
            tokens.return_to(place);
        }
        return clock(hour, minute.map_or(0, |(minute, _)| minute)).map(Some);
    }
    let place = tokens.place();
    if let Some(half) = half_of_day(tokens) {
        return in_half(hour, 0, half).map(Some);
    }
    tokens.return_to(place);
    if tokens.one_of(&["o"]) && tokens.sign('\'') && tokens.one_of(&["clock"]) {
        return of_half(tokens, hour, 0).map(Some);
    }
    tokens.return_to(place);
    let is_date = tokens.sign('.') || tokens.sign('/') || tokens.sign('-');
    if (is_announced || after_date) && !is_date && !is_followed_by_date(tokens) {
        return clock(hour, 0).map(Some);
    }
    Ok(None)
}

/// ":30", or ".30" with a mark behind it that tells it from a date.
fn minutes(tokens: &mut Tokens) -> Option<u32> {
    let place = tokens.place();
    let with_colon = tokens.sign(':');
    let found = (with_colon || tokens.sign('.'))
        .then(|| tokens.number())
        .flatten();
    let minute = found.filter(|(_, digits)| *digits == 2);
    let is_marked = with_colon || {
        let behind = tokens.place();
        let marked = half_of_day(tokens).is_some() || tokens.one_of(&["uhr", "h"]);
        tokens.return_to(behind);
        marked
    };
    match minute.filter(|_| is_marked) {
        Some((minute, _)) => Some(minute),
        None => {
            tokens.return_to(place);
            None
        }
    }
}

fn skip_seconds(tokens: &mut Tokens) {
    let place = tokens.place();
    let is_second = tokens.sign(':') && tokens.number().is_some_and(|(_, digits)| digits == 2);
    if !is_second {
        tokens.return_to(place);
    }
    tokens.one_of(&["uhr", "h"]);
}

fn of_half(tokens: &mut Tokens, hour: u32, minute: u32) -> Result<NaiveTime, Reason> {
    let place = tokens.place();
    match half_of_day(tokens) {
        Some(half) => in_half(hour, minute, half),
        None => {
            tokens.return_to(place);
            clock(hour, minute)
        }
    }
}

/// "am", "p.m.": the hours to add.
fn half_of_day(tokens: &mut Tokens) -> Option<u32> {
    if tokens.one_of(&["am"]) {
        return Some(0);
    }
    if tokens.one_of(&["pm"]) {
        return Some(12);
    }
    let half = tokens.look_up(&[("a", 0), ("p", 12)])?;
    tokens.sign('.').then_some(())?;
    tokens.one_of(&["m"]).then_some(())?;
    tokens.sign('.');
    Some(half)
}

fn in_half(hour: u32, minute: u32, half: u32) -> Result<NaiveTime, Reason> {
    match hour {
        1..=12 => clock(hour % 12 + half, minute),
        _ => Err(Reason::NoSuchDay),
    }
}

fn is_followed_by_date(tokens: &mut Tokens) -> bool {
    let place = tokens.place();
    tokens.one_of(&super::lexicon::ORDINALS);
    tokens.one_of(&["of", "de"]);
    let found = tokens
        .phrase(|word| matches!(word, Word::Month(_)).then_some(()))
        .is_some();
    let is_marked = tokens.place() > place;
    tokens.return_to(place);
    found || is_marked
}

fn clock(hour: u32, minute: u32) -> Result<NaiveTime, Reason> {
    NaiveTime::from_hms_opt(hour, minute, 0).ok_or(Reason::NoSuchDay)
}
