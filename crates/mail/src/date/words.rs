//! Words of dates: months, zones, clocks, in the languages of clients that should write English.

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Beginnings of months in other languages, lower case.
const OTHERS: [(&str, u32); 52] = [
    ("mär", 3),
    ("mrz", 3),
    ("mai", 5),
    ("okt", 10),
    ("dez", 12),
    ("fév", 2),
    ("fev", 2),
    ("avr", 4),
    ("juin", 6),
    ("juil", 7),
    ("aoû", 8),
    ("aou", 8),
    ("déc", 12),
    ("ene", 1),
    ("abr", 4),
    ("ago", 8),
    ("set", 9),
    ("dic", 12),
    ("out", 10),
    ("gen", 1),
    ("mag", 5),
    ("giu", 6),
    ("lug", 7),
    ("ott", 10),
    ("mrt", 3),
    ("mei", 5),
    ("sty", 1),
    ("lut", 2),
    ("kwi", 4),
    ("maj", 5),
    ("cze", 6),
    ("lip", 7),
    ("sie", 8),
    ("wrz", 9),
    ("paź", 10),
    ("lis", 11),
    ("gru", 12),
    ("янв", 1),
    ("фев", 2),
    ("мар", 3),
    ("апр", 4),
    ("май", 5),
    ("мая", 5),
    ("июн", 6),
    ("июл", 7),
    ("авг", 8),
    ("сен", 9),
    ("окт", 10),
    ("ноя", 11),
    ("дек", 12),
    ("maa", 3),
    ("kol", 8),
];

pub(super) fn month(word: &str) -> Option<u32> {
    if !word.starts_with(|letter: char| letter.is_alphabetic()) {
        return None;
    }
    let word = word.to_lowercase();
    let english = MONTHS.iter().position(|month| word.starts_with(month));
    let other = || OTHERS.iter().find(|(start, _)| word.starts_with(start));
    english
        .map(|at| at as u32 + 1)
        .or_else(|| other().map(|(_, month)| *month))
}

/// `10:00`, `10:00:00` and, where `dotted`, `10.00.00`.
pub(super) fn clock(word: &str, dotted: bool) -> Option<(u32, u32, u32)> {
    let is_separator = |letter: char| letter == ':' || dotted && letter == '.';
    let mut parts = word.split(is_separator);
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
    let (hour, minute) = (number(parts.next()?)?, number(parts.next()?)?);
    let second = parts
        .next()
        .map(|second| second.split('.').next().unwrap_or("0"));
    Some((hour, minute, second.and_then(number).unwrap_or(0)))
}

/// `2022/10/12` and `12.10.2022`, as year, month and day; with slashes the day cannot be told
/// from the month unless the year stands first.
pub(super) fn numeric(word: &str) -> Option<(i32, u32, u32)> {
    let parts: Vec<&str> = word.split(['/', '.']).collect();
    let [first, second, third] = parts[..] else {
        return None;
    };
    let (year, day) = if first.len() == 4 {
        (first, third)
    } else if third.len() == 4 && !word.contains('/') {
        (third, first)
    } else {
        return None;
    };
    Some((year.parse().ok()?, second.parse().ok()?, day.parse().ok()?))
}

pub(super) fn is_zone(word: &str) -> bool {
    word.starts_with('+') || word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

pub(super) fn zone_seconds(zone: &str) -> Option<i32> {
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    if digits.len() >= 3 {
        let number: i32 = digits.get(..4).unwrap_or(&digits).parse().ok()?;
        let seconds = number / 100 * 3600 + number % 100 * 60;
        return Some(if zone.starts_with('-') {
            -seconds
        } else {
            seconds
        });
    }
    let hours = match zone.to_ascii_uppercase().as_str() {
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        "CET" | "MEZ" | "BST" | "WEST" => 1,
        "CEST" | "MESZ" | "EET" => 2,
        "EEST" | "MSK" => 3,
        "JST" | "KST" => 9,
        _ => 0,
    };
    Some(hours * 3600)
}
