//! The time that begins a message.

use chrono::{NaiveDateTime, NaiveTime};

use crate::dates::{DateOrder, date, time};

/// Marks of writing direction, which iOS and Android strew in.
pub(super) const MARKS: [char; 7] = [
    '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{feff}', '\u{2069}',
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) date: String,
    pub(super) time: NaiveTime,
    /// Twelve hours with AM and PM.
    pub(super) has_halves: bool,
}

impl Head {
    /// The time, and what stands behind it.
    pub(super) fn read(line: &str) -> Option<(Head, &str)> {
        let line = line.trim_start_matches(MARKS).trim_start();
        let first = line.chars().next()?;
        if first != '[' && !first.is_ascii_digit() {
            return None;
        }
        let limit = line.char_indices().nth(60).map_or(line.len(), |(at, _)| at);
        let (stamp, rest) = match line.strip_prefix('[') {
            Some(inside) => {
                inside.split_at_checked(inside.get(..limit.min(inside.len()))?.find(']')?)?
            }
            None => {
                let dash = [" - ", " – "]
                    .iter()
                    .filter_map(|dash| line[..limit].find(dash))
                    .min()?;
                line.split_at(dash)
            }
        };
        let rest = rest.trim_start_matches([']', ' ', '-', '–']);
        let (date, clock) = stamp_parts(stamp)?;
        let has_halves = clock.chars().any(char::is_alphabetic);
        let time = time(&clock)?;
        Some((
            Head {
                date,
                time,
                has_halves,
            },
            rest,
        ))
    }

    pub(super) fn local(&self, order: DateOrder) -> Option<NaiveDateTime> {
        Some(date(&self.date, order)?.whole()?.and_time(self.time))
    }
}

/// `24.12.23, 18:01`, `24/12/2023 à 18:01`, `12/24/23, 6:01 PM`: date and clock.
fn stamp_parts(stamp: &str) -> Option<(String, String)> {
    let stamp: String = stamp
        .chars()
        .filter(|letter| !MARKS.contains(letter))
        .map(|letter| {
            if matches!(letter, '\u{202f}' | '\u{a0}') {
                ' '
            } else {
                letter
            }
        })
        .collect();
    let end = stamp.find([',', ' '])?;
    let (day, rest) = stamp.split_at(end);
    let separators = day
        .chars()
        .filter(|letter| matches!(letter, '.' | '/' | '-'))
        .count();
    let is_date = day
        .chars()
        .all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | '/' | '-'));
    if !is_date || !(2..=3).contains(&separators) {
        return None;
    }
    let clock = rest.get(rest.find(|letter: char| letter.is_ascii_digit())?..)?;
    let word = rest[..rest.len() - clock.len()].trim_matches([',', ' ']);
    (word.len() <= 4).then(|| {
        (
            day.trim_end_matches('.').to_owned(),
            clock.trim().to_owned(),
        )
    })
}
