//! Day or month first: the evidence of a column, and dates in numbers.

use serde::{Deserialize, Serialize};

use super::PartialDate;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    #[default]
    DayFirst,
    MonthFirst,
}

/// The order that these values show: the first that decides wins, since a value that
/// contradicts it is more likely a slip than all the others. None where nothing shows it.
pub fn order_of<'a>(values: impl IntoIterator<Item = &'a str>) -> Option<DateOrder> {
    let (mut days, mut months) = (0, 0);
    let mut has_points = false;
    for value in values {
        let Some((numbers, separator)) = numbers(value) else {
            continue;
        };
        has_points |= separator == '.';
        days += usize::from(numbers[0] > 12 && numbers[1] <= 12 && numbers[0] <= 31);
        months += usize::from(numbers[1] > 12 && numbers[0] <= 12 && numbers[1] <= 31);
    }
    match (days, months) {
        (0, 0) => has_points.then_some(DateOrder::DayFirst),
        (days, months) if days >= months => Some(DateOrder::DayFirst),
        _ => Some(DateOrder::MonthFirst),
    }
}

/// Three numbers at the beginning, the year not first.
fn numbers(text: &str) -> Option<([u32; 3], char)> {
    let text = text
        .trim()
        .trim_start_matches(['[', '\u{200e}', '\u{200f}']);
    let first = text.find(|letter: char| !letter.is_ascii_digit())?;
    let separator = text[first..]
        .chars()
        .next()
        .filter(|mark| matches!(mark, '/' | '.' | '-'))?;
    let mut parts = text.splitn(3, separator);
    let mut next = || {
        let part = parts.next()?.trim();
        let digits = part
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(part.len());
        part.get(..digits.min(4))?.parse::<u32>().ok()
    };
    let numbers = [next()?, next()?, next()?];
    (first <= 2).then_some((numbers, separator))
}

/// `24/12/2023`, `24.12.23`, `12-24-2023`, with or without a time behind it, `2023/12/24`, and
/// days without a year, `24.12.` or `12/24`.
pub(super) fn numeric(text: &str, order: DateOrder) -> Option<PartialDate> {
    let day = text.split([' ', ',', 'T']).next()?;
    let parts: Vec<&str> = day
        .split(['/', '.', '-'])
        .filter(|part| !part.is_empty())
        .collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| part.parse().ok()).collect();
    let (day_month, year) = match (numbers?.as_slice(), parts.first()?.len()) {
        ([year, month, day], 4) => {
            return PartialDate::new(Some(*year as i32), Some(*month), Some(*day));
        }
        ([a, b, year], _) => ((*a, *b), Some(full_year(*year, parts[2].len())?)),
        ([a, b], 1..=2) if parts[1].len() <= 2 => ((*a, *b), None),
        _ => return None,
    };
    let (day, month) = match order {
        DateOrder::DayFirst => day_month,
        DateOrder::MonthFirst => (day_month.1, day_month.0),
    };
    PartialDate::new(year, Some(month), Some(day))
}

/// Two digits: 00 to 39 are of this century, the others of the last.
pub(super) fn full_year(year: u32, digits: usize) -> Option<i32> {
    match digits {
        2 if year < 40 => Some(2000 + year as i32),
        2 => Some(1900 + year as i32),
        4 => Some(year as i32),
        _ => None,
    }
}
