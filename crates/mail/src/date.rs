//! Dates of mail, RFC 5322 and what people's clients write instead.
//! Invariant: a date is read from the text or it is none; no clock is asked.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Reads a Date header: `Wed, 12 Oct 2022 10:00:00 +0200 (CEST)`, also without weekday or
/// seconds, with a two-digit year, with a named zone, in asctime order or as ISO 8601.
pub(crate) fn parse(text: &str) -> Option<DateTime<Utc>> {
    let text = text.split('(').next()?.trim();
    rfc(text).or_else(|| iso(text)).filter(is_plausible)
}

/// The date of a Received header, which stands behind its last semicolon.
pub(crate) fn received(text: &str) -> Option<DateTime<Utc>> {
    parse(text.rsplit_once(';')?.1)
}

fn is_plausible(date: &DateTime<Utc>) -> bool {
    (0..=7_258_118_400).contains(&date.timestamp())
}

fn iso(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(date) = DateTime::parse_from_rfc3339(text) {
        return Some(date.to_utc());
    }
    let plain = NaiveDateTime::parse_from_str(text.get(..19)?, "%Y-%m-%d %H:%M:%S");
    let zone = text
        .get(19..)
        .map(str::trim)
        .filter(|zone| !zone.is_empty());
    at_zone(plain.ok()?, zone.map_or(Some(0), zone_seconds)?)
}

fn rfc(text: &str) -> Option<DateTime<Utc>> {
    let mut parts = Parts::default();
    let separators = |letter: char| letter.is_whitespace() || matches!(letter, ',' | '-');
    let zone_start = text.rfind([' ', '\t']).unwrap_or(0);
    for (start, word) in words(text, separators) {
        let signed = start > 0 && text.as_bytes()[start - 1] == b'-' && start > zone_start;
        parts.take(word, signed);
    }
    parts.date()
}

fn words(text: &str, separators: impl Fn(char) -> bool) -> Vec<(usize, &str)> {
    let start_of = |word: &str| word.as_ptr().addr() - text.as_ptr().addr();
    text.split(separators)
        .filter(|word| !word.is_empty())
        .map(|word| (start_of(word), word))
        .take(12)
        .collect()
}

#[derive(Default)]
struct Parts {
    day: Option<u32>,
    month: Option<u32>,
    year: Option<i32>,
    clock: Option<(u32, u32, u32)>,
    zone: Option<i32>,
}

impl Parts {
    fn take(&mut self, word: &str, is_negative: bool) {
        if word.contains(':') && self.clock.is_none() {
            self.clock = clock(word);
        } else if let Some(month) = month(word).filter(|_| self.month.is_none()) {
            self.month = Some(month);
        } else if self.clock.is_some() && self.zone.is_none() && (is_negative || is_zone(word)) {
            let seconds = zone_seconds(word.trim_start_matches('+'));
            self.zone = seconds.map(|seconds| if is_negative { -seconds } else { seconds });
        } else if let Ok(number) = word.trim_end_matches('.').parse::<u32>() {
            self.number(number, word.len());
        }
    }

    fn number(&mut self, number: u32, digits: usize) {
        if self.day.is_none() && digits <= 2 {
            self.day = Some(number);
        } else if self.year.is_none() {
            self.year = match number {
                0..=49 => Some(2000 + number as i32),
                50..=199 => Some(1900 + number as i32),
                1900..=9999 => Some(number as i32),
                _ => None,
            };
        }
    }

    fn date(self) -> Option<DateTime<Utc>> {
        let date = NaiveDate::from_ymd_opt(self.year?, self.month?, self.day?)?;
        let (hour, minute, second) = self.clock.unwrap_or_default();
        at_zone(
            date.and_hms_opt(hour, minute, second.min(59))?,
            self.zone.unwrap_or(0),
        )
    }
}

fn at_zone(local: NaiveDateTime, seconds: i32) -> Option<DateTime<Utc>> {
    let zone = FixedOffset::east_opt(seconds)?;
    Some(local.and_local_timezone(zone).single()?.to_utc())
}

fn clock(word: &str) -> Option<(u32, u32, u32)> {
    let mut parts = word.split([':', '.']).map(|part| part.parse::<u32>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    Some((hour, minute, parts.next().flatten().unwrap_or(0)))
}

fn month(word: &str) -> Option<u32> {
    let word = word.get(..3)?.to_ascii_lowercase();
    MONTHS
        .iter()
        .position(|month| *month == word)
        .map(|at| at as u32 + 1)
}

fn is_zone(word: &str) -> bool {
    word.starts_with('+') || word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn zone_seconds(zone: &str) -> Option<i32> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        parse(text).map(|date| date.format("%Y-%m-%d %H:%M:%S").to_string())
    }

    #[test]
    fn usual_forms_are_read() {
        for text in [
            "Wed, 12 Oct 2022 10:00:00 +0200",
            "12 Oct 2022 10:00:00 +0200 (CEST)",
            "Wed, 12 Oct 22 10:00 +0200",
            "Wed Oct 12 08:00:00 2022",
            "Wed Oct 12 10:00:00 +0200 2022",
            "Wed, 12 Oct 2022 04:00:00 EDT",
            "Wed, 12 Oct 2022 03:00:00 -0500",
            "Wed, 12-Oct-2022 08:00:00 GMT",
            "2022-10-12T10:00:00+02:00",
            "2022-10-12 08:00:00",
            "Wed,  12  October 2022  08:00:00",
        ] {
            assert_eq!(read(text).as_deref(), Some("2022-10-12 08:00:00"), "{text}");
        }
    }

    #[test]
    fn nonsense_is_no_date() {
        for text in [
            "",
            "yesterday",
            "32 Oct 2022 10:00:00",
            "12 Foo 2022",
            "Oct 2022",
            "::",
            "é é é",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn received_dates_stand_behind_the_semicolon() {
        let date = received("from a by b with ESMTP id x; Wed, 12 Oct 2022 10:00:00 +0200");
        assert_eq!(date.map(|date| date.timestamp()), Some(1665561600));
    }
}
