//! A day and a time of day in one text.

use chrono::{DateTime, Duration, LocalResult, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;

use super::{DateOrder, date};

/// A moment: with a zone (`Z`, `UTC`, `+02:00`) as it says, else as UTC. A day alone is midnight.
pub fn date_time(text: &str, order: DateOrder) -> Option<DateTime<Utc>> {
    let text = text.trim();
    if text.len() > 60 {
        return None;
    }
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment.with_timezone(&Utc));
    }
    if let Some(moment) = unix(text) {
        return Some(moment);
    }
    let bare = text
        .trim_end_matches("UTC")
        .trim_end_matches('Z')
        .trim_end();
    let day = date(bare, order)?.whole()?;
    let clock = bare
        .split([' ', 'T'])
        .enumerate()
        .find(|(_, word)| word.contains(':'));
    let clock = match clock {
        Some((at, _)) => time(
            &bare
                .split([' ', 'T'])
                .skip(at)
                .collect::<Vec<_>>()
                .join(" "),
        )?,
        None => NaiveTime::MIN,
    };
    Some(NaiveDateTime::new(day, clock).and_utc())
}

/// Seconds or milliseconds since 1970, of 2001 and later.
fn unix(text: &str) -> Option<DateTime<Utc>> {
    let number: i64 = text.parse().ok()?;
    match text.len() {
        10 => DateTime::from_timestamp(number, 0),
        13 => DateTime::from_timestamp_millis(number),
        _ => None,
    }
}

/// `15:04`, `15:04:05`, `3:04 PM`, `3:04:05 p. m.`, `15.04`.
pub(crate) fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    let digits = text.find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, ':' | '.'));
    let (clock, rest) = text.split_at(digits.unwrap_or(text.len()));
    let parts: Option<Vec<u32>> = clock
        .trim_end_matches('.')
        .split([':', '.'])
        .map(|part| part.parse().ok())
        .collect();
    let parts = parts.filter(|parts| matches!(parts.len(), 2 | 3))?;
    let half: String = rest
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .take(2)
        .collect();
    let hour = match (half.to_lowercase().as_str(), parts[0]) {
        ("am", 12) => 0,
        ("pm", hour) if hour < 12 => hour + 12,
        (_, hour) => hour,
    };
    NaiveTime::from_hms_opt(hour, parts[1], parts.get(2).copied().unwrap_or(0))
}

/// The moment of a local time. Of two (clocks go back) the first; one that is skipped (clocks go
/// forward) counts with the offset before.
pub(crate) fn moment_in(local: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(time) | LocalResult::Ambiguous(time, _) => {
            Some(time.with_timezone(&Utc))
        }
        LocalResult::None => {
            let before = local.checked_sub_signed(Duration::hours(26))?;
            let offset = zone
                .offset_from_utc_datetime(&before)
                .fix()
                .local_minus_utc();
            let utc = local.checked_sub_signed(Duration::seconds(offset.into()))?;
            Some(utc.and_utc())
        }
    }
}
