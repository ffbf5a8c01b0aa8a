//! Two days, as `yyyymmdd` with zeros for what is not said.

use crate::level::Level;
use crate::lexicon::Value;
use crate::text::is_one_edit;

/// Equal; equal as far as both are said; day and month exchanged or a digit wrong; two of three
/// parts equal; different.
pub(super) fn day(one: Value, other: Value) -> Level {
    let (a, b) = (one.text, other.text);
    if a == b {
        return Level::Exact;
    }
    let (Some(x), Some(y)) = (parts(a), parts(b)) else {
        return if is_one_edit(a, b) {
            Level::Typo
        } else {
            Level::Contradicting
        };
    };
    let pairs = || x.iter().zip(&y);
    let equal = pairs().filter(|(p, q)| p == q && !is_blank(p)).count();
    let open = pairs().filter(|(p, q)| is_blank(p) || is_blank(q)).count();
    match (equal, open) {
        (0, 3) => Level::Missing,
        _ if open > 0 && equal + open == 3 => Level::Subset,
        _ if open > 0 => Level::Contradicting,
        (1, _) if x[0] == y[0] && x[1] == y[2] && x[2] == y[1] => Level::Reordered,
        _ if is_one_edit(a, b) => Level::Typo,
        (2, _) => Level::Similar,
        _ => Level::Contradicting,
    }
}

fn parts(day: &str) -> Option<[&str; 3]> {
    if day.len() != 8 || !day.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some([&day[..4], &day[4..6], &day[6..]])
}

fn is_blank(part: &str) -> bool {
    part.bytes().all(|byte| byte == b'0')
}

/// A day of which year, month and day are said, as one number.
pub(super) fn whole_day(text: &str) -> Option<u32> {
    let is_whole = parts(text).is_some_and(|parts| !parts.iter().any(|part| is_blank(part)));
    is_whole.then(|| text.parse().ok()).flatten()
}

/// As [`day`] of two whole days.
pub(super) fn whole_days(one: u32, other: u32) -> Level {
    let parts = |day: u32| [day / 10_000, day / 100 % 100, day % 100];
    let (x, y) = (parts(one), parts(other));
    let equal = x.iter().zip(&y).filter(|(a, b)| a == b).count();
    match equal {
        3 => Level::Exact,
        1 if x[0] == y[0] && x[1] == y[2] && x[2] == y[1] => Level::Reordered,
        _ if is_one_digit_off(one, other) => Level::Typo,
        2 => Level::Similar,
        _ => Level::Contradicting,
    }
}

/// One digit is another, or two neighbours are exchanged.
fn is_one_digit_off(one: u32, other: u32) -> bool {
    let (mut a, mut b) = (one, other);
    while a % 10 == b % 10 && a != b {
        (a, b) = (a / 10, b / 10);
    }
    let is_exchanged = a % 10 == b / 10 % 10 && a / 10 % 10 == b % 10;
    a / 10 == b / 10 || a / 100 == b / 100 && is_exchanged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Facts;

    fn by_text(one: &str, other: &str) -> Level {
        let value = |text| Value {
            text,
            facts: Facts::NONE,
        };
        day(value(one), value(other))
    }

    #[test]
    fn whole_days_as_by_their_letters() {
        let days = (0..4_000_u32).map(|number| {
            let (year, month, day) = (1979 + number % 13, 1 + number % 12, 1 + number / 12 % 28);
            format!("{year}{month:02}{day:02}")
        });
        let days: Vec<String> = days.collect();
        for one in days.iter().step_by(7) {
            for other in days.iter().step_by(5) {
                let found = whole_days(whole_day(one).unwrap(), whole_day(other).unwrap());
                assert_eq!(found, by_text(one, other), "{one} {other}");
            }
        }
        assert_eq!(whole_day("19850000"), None);
        assert_eq!(whole_day("soon"), None);
        assert_eq!(by_text("19850307", "19850730"), Level::Contradicting);
        assert_eq!(by_text("19850307", "19850703"), Level::Reordered);
        assert_eq!(by_text("19850307", "19580307"), Level::Typo);
        assert_eq!(by_text("19850000", "19850307"), Level::Subset);
    }
}
