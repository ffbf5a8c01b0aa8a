//! Numbers in digits and in words.

use chrono::{Datelike, NaiveDate};

use super::{
    Finding, Kind,
    context::{Known, word_pieces},
    digits::numbers,
    words::words,
};
use crate::languages::Language;

pub(super) fn check(text: &str, language: Language, known: &Known, findings: &mut Vec<Finding>) {
    let numbers = numbers(text);
    let long = numbers.long.into_iter();
    findings.extend(
        long.filter(|number| !known.own_long.contains(number))
            .map(|number| {
                if known.long.contains(&number) {
                    Finding::NotOurs { text: number }
                } else {
                    unfounded(number)
                }
            }),
    );
    let plain = numbers.plain.into_iter();
    findings.extend(
        plain
            .filter(|number| !is_known(number, known))
            .map(unfounded),
    );
    let text = without_thanks(text);
    let strange = word_pieces(&text).filter(|word| {
        let value = words(language).number(word);
        value.is_some_and(|value| !known.values.contains(&value))
    });
    findings.extend(strange.map(|word| unfounded(word.to_owned())));
}

/// A thousand thanks are no number.
fn without_thanks(text: &str) -> String {
    const THANKS: [&str; 11] = [
        "grazie mille",
        "mille grazie",
        "mil gracias",
        "mil disculpas",
        "mil desculpas",
        "tausend dank",
        "mille mercis",
        "mille excuses",
        "duizendmaal dank",
        "thanks a million",
        "a million thanks",
    ];
    let lower = text.to_lowercase();
    THANKS
        .iter()
        .fold(lower, |text, thanks| text.replace(thanks, " "))
}

fn unfounded(text: String) -> Finding {
    Finding::Unfounded {
        kind: Kind::Number,
        text,
    }
}

/// A number that stands there, or parts of one date that stands there, in whichever order.
fn is_known(number: &str, known: &Known) -> bool {
    let is_value = number
        .parse()
        .is_ok_and(|value: u64| known.values.contains(&value));
    if known.numbers.contains(number) || is_value {
        return true;
    }
    let parts: Vec<i64> = number
        .split(['.', '/', '-'])
        .filter_map(|part| part.parse().ok())
        .collect();
    !parts.is_empty() && known.dates.iter().any(|date| is_of(*date, &parts))
}

fn is_of(date: NaiveDate, parts: &[i64]) -> bool {
    let year = i64::from(date.year());
    let mut left = vec![year, i64::from(date.month()), i64::from(date.day())];
    parts.iter().all(|part| {
        let fits = |of: &i64| of == part || *of == year && year % 100 == *part;
        let at = left.iter().position(fits);
        at.map(|at| left.remove(at)).is_some()
    })
}
