//! Days, in whatever order their parts are written.

use super::code;
use crate::text::fold;

/// `yyyymmdd`, with zeros for what is not said. Reads `1985-03-07`, `07.03.1985`, `3/7/1985`
/// (month first where that is possible and the parts are parted by slashes), `7 March 1985`,
/// `--03-07` and eight digits. What is no day stays as it is, to be compared as digits.
pub(crate) fn date(text: &str) -> Option<String> {
    if let Some(day) = iso(text) {
        return Some(day);
    }
    let lower = fold(text);
    let parts: Vec<&str> = lower.split(' ').filter(|part| !part.is_empty()).collect();
    let numbers: Vec<u32> = parts.iter().filter_map(|part| number(part)).collect();
    let month = parts.iter().find_map(|part| month(part));
    let has_slash = text.contains('/');
    let day = match (numbers.as_slice(), month) {
        ([whole], None) if parts[0].len() == 8 => Some(*whole),
        ([a, b], Some(month)) if *a > 31 => Some(join(*a, month, *b)),
        ([a, b], Some(month)) => Some(join(year(*b), month, *a)),
        ([a], Some(month)) if *a <= 31 => Some(join(0, month, *a)),
        ([a, b, c, ..], None) if *a > 31 => Some(join(*a, *b, *c)),
        ([a, b, c, ..], None) if has_slash && *a <= 12 => Some(join(year(*c), *a, *b)),
        ([a, b, c, ..], None) => Some(join(year(*c), *b, *a)),
        ([a, b], None) if text.trim_start().starts_with("--") => Some(join(0, *a, *b)),
        ([a], None) if (1850..2200).contains(a) => Some(join(*a, 0, 0)),
        _ => None,
    };
    day.map(|day| format!("{day:08}")).or_else(|| code(text))
}

/// `yyyy-mm-dd`, which most lists write.
fn iso(text: &str) -> Option<String> {
    let is_day = text.len() == 10
        && text.bytes().enumerate().all(|(at, letter)| match at {
            4 | 7 => letter == b'-',
            _ => letter.is_ascii_digit(),
        });
    let year: u32 = text.get(..4)?.parse().ok()?;
    (is_day && year > 31).then(|| text.replace('-', ""))
}

/// The digits at the head of a word, as in `7th` and `07t00`.
fn number(word: &str) -> Option<u32> {
    let end = word
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(word.len());
    word.get(..end.min(9))?.parse().ok()
}

fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let start = word.get(..3)?;
    let found = MONTHS.iter().position(|month| *month == start)?;
    u32::try_from(found + 1).ok()
}

/// Two digits mean the last century, unless that is more than ninety years ago.
fn year(number: u32) -> u32 {
    match number {
        0..=29 => 2000 + number,
        30..=99 => 1900 + number,
        _ => number,
    }
}

fn join(year: u32, month: u32, day: u32) -> u32 {
    year.min(9999) * 10_000 + month.min(99) * 100 + day.min(99)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for text in [
            "1985-03-07",
            "07.03.1985",
            "3/7/1985",
            "7 March 1985",
            "19850307",
            "March 7th, 1985",
        ] {
            assert_eq!(date(text).as_deref(), Some("19850307"), "{text}");
        }
        assert_eq!(date("--03-07").as_deref(), Some("00000307"));
        assert_eq!(date("1985").as_deref(), Some("19850000"));
        assert_eq!(date("soon").as_deref(), Some("soon"));
    }
}
