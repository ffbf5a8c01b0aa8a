//! Repetitions: "every other friday", "every 3 weeks", "daily", "Mondays and Fridays",
//! "every month on the 31st", "every 12 May".

use super::{
    Reading, Reason,
    day::{month_and_day, next_date, ordinal, weekday},
    lexicon::{SECOND, UNITS, Word},
    token::Tokens,
};
use crate::{Repetition, Unit, Weekdays};

/// The most units that something repeats after.
const MOST: u32 = 999;

pub(super) fn read(reading: &mut Reading, tokens: &mut Tokens) -> Result<bool, Reason> {
    let place = tokens.place();
    if let Some(repetition) = tokens.phrase(in_one_word) {
        return set(reading, tokens, repetition);
    }
    if tokens
        .phrase(|word| (word == Word::Every).then_some(()))
        .is_some()
    {
        return every(reading, tokens);
    }
    tokens.return_to(place);
    Ok(false)
}

fn in_one_word(word: Word) -> Option<Repetition> {
    match word {
        Word::Often(every, unit) => Some(Repetition::every(every, unit)),
        Word::WorkDays => Some(Repetition::on(Weekdays::WORK)),
        Word::Each(day) => Some(Repetition::on(Weekdays::default().with(day))),
        _ => None,
    }
}

fn every(reading: &mut Reading, tokens: &mut Tokens) -> Result<bool, Reason> {
    if tokens.one_of(&["weekday", "workday", "werktag", "wochentag"]) {
        return set(reading, tokens, Repetition::on(Weekdays::WORK));
    }
    let place = tokens.place();
    if let Some((month, day)) = month_and_day(tokens)? {
        reading.set_day(next_date(reading.today(), month, day)?)?;
        return set(reading, tokens, Repetition::every(1, Unit::Year));
    }
    tokens.return_to(place);
    if let Some(day) = ordinal(tokens) {
        reading.month_day = Some(day);
        return set(reading, tokens, Repetition::every(1, Unit::Month));
    }
    tokens.return_to(place);
    let count = counted(tokens)?;
    if let Some(unit) = tokens.look_up(UNITS) {
        return set(reading, tokens, Repetition::every(count, unit));
    }
    let days = weekdays(tokens);
    if days.is_empty() {
        return Err(Reason::NotUnderstood);
    }
    let repetition = Repetition {
        every: count,
        ..Repetition::on(days)
    };
    set(reading, tokens, repetition)
}

fn counted(tokens: &mut Tokens) -> Result<u16, Reason> {
    if tokens.one_of(&SECOND) {
        return Ok(2);
    }
    match tokens.count() {
        None => Ok(1),
        Some(count @ 1..=MOST) => u16::try_from(count).map_err(|_| Reason::TooFar),
        Some(_) => Err(Reason::TooFar),
    }
}

/// "Tue, Thu and Sat"
fn weekdays(tokens: &mut Tokens) -> Weekdays {
    let mut days = Weekdays::default();
    loop {
        let place = tokens.place();
        while tokens.sign(',') || tokens.sign('+') || tokens.one_of(&["and", "und", "et", "y"]) {}
        let found = weekday(tokens).or_else(|| tokens.phrase(plural));
        match found {
            Some(day) => days = days.with(day),
            None => {
                tokens.return_to(place);
                return days;
            }
        }
    }
}

fn plural(word: Word) -> Option<chrono::Weekday> {
    match word {
        Word::Each(day) => Some(day),
        _ => None,
    }
}

/// Takes what may stand behind a repetition: on which days of the week or month.
fn set(
    reading: &mut Reading,
    tokens: &mut Tokens,
    mut repetition: Repetition,
) -> Result<bool, Reason> {
    let place = tokens.place();
    match repetition.unit {
        Unit::Week => {
            tokens.one_of(&["on", "am", "le", "el", "los", "les"]);
            let more = weekdays(tokens);
            if more.is_empty() {
                tokens.return_to(place);
            }
            let bits = repetition.weekdays.bits() | more.bits();
            repetition.weekdays = Weekdays::from_bits(bits);
        }
        Unit::Month | Unit::Year => {
            tokens.one_of(&["on", "am", "le", "el"]);
            tokens.one_of(&["the"]);
            match ordinal(tokens) {
                Some(day) => reading.month_day = Some(day),
                None => tokens.return_to(place),
            }
        }
        Unit::Day => {}
    }
    super::set(&mut reading.repetition, repetition)?;
    Ok(true)
}
