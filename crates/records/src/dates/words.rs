//! Dates with the name of a month: `3 Apr 2024`, `April 3, 2024`, `3. März 1980`, `3 de abril`.

use super::{PartialDate, order::full_year};

/// The beginnings of the names of months, folded, in the languages of the usual exports.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen", "sty"],
    &["feb", "fev", "lut"],
    &["mar", "mae", "mrt", "maart"],
    &["apr", "avr", "abr", "kwi"],
    &["may", "mai", "mag", "mei", "maj"],
    &["jun", "juin", "giu", "cze"],
    &["jul", "juil", "lug", "lip"],
    &["aug", "aou", "ago", "sie"],
    &["sep", "set", "wrz"],
    &["oct", "okt", "ott", "out", "paz"],
    &["nov", "lis"],
    &["dec", "dez", "dic", "gru"],
];

pub(super) fn with_month_name(text: &str) -> Option<PartialDate> {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(crate::mapping::fold)
        .collect();
    let at = words.iter().position(|word| month(word).is_some())?;
    let month = month(&words[at])?;
    let number = |word: &String| {
        let digits = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', 'e']);
        digits
            .parse::<u32>()
            .ok()
            .map(|value| (value, digits.len()))
    };
    let numbers: Vec<(u32, usize)> = words.iter().filter_map(number).take(3).collect();
    match numbers.as_slice() {
        [(year, 4)] => PartialDate::new(Some(*year as i32), Some(month), None),
        [(day, _)] => PartialDate::new(None, Some(month), Some(*day)),
        [(year, 4), (day, _), ..] => PartialDate::new(Some(*year as i32), Some(month), Some(*day)),
        [(day, _), (year, digits), ..] => {
            PartialDate::new(Some(full_year(*year, *digits)?), Some(month), Some(*day))
        }
        [] => None,
    }
}

fn month(word: &str) -> Option<u32> {
    let is_word = word.chars().all(char::is_alphabetic) && word.len() >= 3;
    let starts = |names: &[&str]| names.iter().any(|name| word.starts_with(name));
    let at = MONTHS
        .iter()
        .rposition(|names| starts(names))
        .filter(|_| is_word)?;
    Some(at as u32 + 1)
}
