//! Dates of mail, RFC 5322 and what people's clients write instead.
//! Invariant: a date is read from the text or it is none; no clock is asked.

mod words;

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};

/// Reads a Date header: `Wed, 12 Oct 2022 10:00:00 +0200 (CEST)`, also without weekday or
/// seconds, with a two-digit year, with a named zone, in asctime order or as ISO 8601.
pub(crate) fn parse(text: &str) -> Option<DateTime<Utc>> {
    let text = without_comments(text);
    let text =
        without_weekday(text.trim_matches(|letter: char| letter.is_whitespace() || letter == '"'));
    rfc(text)
        .or_else(|| iso(text))
        .or_else(|| seconds(text))
        .filter(is_plausible)
}

/// The date of a Received header, which stands behind its last semicolon.
pub(crate) fn received(text: &str) -> Option<DateTime<Utc>> {
    parse(text.rsplit_once(';')?.1)
}

fn is_plausible(date: &DateTime<Utc>) -> bool {
    (0..=7_258_118_400).contains(&date.timestamp())
}

fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains('(') {
        return Cow::Borrowed(text);
    }
    let mut depth = 0u32;
    let outside = text.chars().filter(|letter| {
        depth += u32::from(*letter == '(');
        let is_outside = depth == 0;
        depth = depth.saturating_sub(u32::from(*letter == ')'));
        is_outside
    });
    Cow::Owned(outside.collect())
}

/// A weekday may look like a month of another language: `mar.` is Tuesday in Paris.
fn without_weekday(text: &str) -> &str {
    let Some((weekday, rest)) = text.split_once(',') else {
        return text;
    };
    let is_word = !weekday.is_empty() && weekday.len() <= 24 && !weekday.contains(' ');
    let has_digit = weekday.bytes().any(|byte| byte.is_ascii_digit());
    if is_word && !has_digit {
        rest.trim_start()
    } else {
        text
    }
}

/// Seconds since 1970, of at least ten digits.
fn seconds(text: &str) -> Option<DateTime<Utc>> {
    let is_number = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    DateTime::from_timestamp(text.parse().ok().filter(|_| is_number)?, 0)
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
    at_zone(plain.ok()?, zone.map_or(Some(0), words::zone_seconds)?)
}

fn rfc(text: &str) -> Option<DateTime<Utc>> {
    let spaced = text.replace('+', " +");
    let mut parts = Parts::default();
    let separators = |letter: char| letter.is_whitespace() || matches!(letter, ',' | '-' | '"');
    let zone_start = spaced.rfind([' ', '\t']).unwrap_or(0);
    for (start, word) in split(&spaced, separators) {
        let signed = start > 0 && spaced.as_bytes()[start - 1] == b'-' && start > zone_start;
        parts.take(word, signed);
    }
    parts.date()
}

fn split(text: &str, separators: impl Fn(char) -> bool) -> Vec<(usize, &str)> {
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
        let is_signed = is_negative || word.starts_with('+');
        let is_whole_date = self.day.is_some() && self.year.is_some();
        if self.clock.is_none() && (word.contains(':') || is_whole_date && word.contains('.')) {
            self.clock = words::clock(word, is_whole_date);
        } else if let Some((year, month, day)) = words::numeric(word).filter(|_| self.day.is_none())
        {
            (self.year, self.month, self.day) = (Some(year), Some(month), Some(day));
        } else if let Some(is_afternoon) = afternoon(word) {
            self.turn_clock(is_afternoon);
        } else if let Some(month) = words::month(word).filter(|_| self.month.is_none()) {
            self.month = Some(month);
        } else if self.clock.is_some() && (is_signed || self.zone.is_none() && words::is_zone(word))
        {
            let seconds = words::zone_seconds(word.trim_start_matches('+'));
            self.zone = seconds.map(|seconds| if is_negative { -seconds } else { seconds });
        } else if let Ok(number) = word.trim_end_matches('.').parse::<u32>() {
            self.number(number, word.len());
        }
    }

    fn turn_clock(&mut self, is_afternoon: bool) {
        if let Some((hour, ..)) = &mut self.clock {
            *hour = match (*hour, is_afternoon) {
                (12, false) => 0,
                (1..=11, true) => *hour + 12,
                _ => *hour,
            };
        }
    }

    fn number(&mut self, number: u32, digits: usize) {
        if self.day.is_none() && digits <= 2 {
            self.day = Some(number);
        } else if self.year.is_none() {
            self.year = match number {
                0..=49 if digits < 4 => Some(2000 + number as i32),
                50..=199 if digits < 4 => Some(1900 + number as i32),
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

fn afternoon(word: &str) -> Option<bool> {
    match word {
        "AM" | "am" | "a.m." => Some(false),
        "PM" | "pm" | "p.m." => Some(true),
        _ => None,
    }
}

fn at_zone(local: NaiveDateTime, seconds: i32) -> Option<DateTime<Utc>> {
    let zone = FixedOffset::east_opt(seconds)?;
    Some(local.and_local_timezone(zone).single()?.to_utc())
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
            "Wed, 12 Oct 2022 10:00:00 GMT+02:00",
            "Wed, 12 Oct 2022 10.00.00 +0200",
            "Mi, 12 Okt 2022 10:00:00 +0200",
            "mar., 12 oct. 2022 08:00:00",
            "Wed, 12 (day) Oct (month) 2022 10:00:00 +0200",
            "Wed,12 Oct 2022 10:00:00+0200",
            "12.10.2022 08:00:00",
            "2022/10/12 08:00:00",
            "Oct 12, 2022 8:00:00 AM",
            "Wed, 12 Oct 2022 03:00:00 -05:00",
            "1665561600",
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
            "Fri, 01 Jan 0001 00:00:00 +0000",
            "10/12/2022 10:00",
            "Wed, 12 Oct 2022 25:00:00 +0000",
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
