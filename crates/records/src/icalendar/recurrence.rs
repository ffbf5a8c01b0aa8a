//! When an event recurs (RFC 5545, 3.8.5), on the clock of its place; by the crate `rrule`.

use chrono::{DateTime, Datelike, NaiveDateTime};
use rrule::{RRule, RRuleSet, Tz, Unvalidated};

use super::MOST_OCCURRENCES;

/// Bytes of a rule that anybody would write.
const LONGEST_RULE: usize = 1_000;
/// Rules of one event that are followed.
const MOST_RULES: usize = 10;

/// The occurrences from the first to the last moment of `window`, in order. Local times stand as
/// if they were UTC; `to_local` turns a real UTC moment (of UNTIL) into one of them.
///
/// # Errors
/// The rule that cannot be followed.
pub(super) fn expand(
    start: NaiveDateTime,
    rules: &[String],
    more: &[NaiveDateTime],
    window: (NaiveDateTime, NaiveDateTime),
    to_local: impl Fn(NaiveDateTime) -> Option<NaiveDateTime>,
) -> Result<Vec<NaiveDateTime>, String> {
    let utc = |time: NaiveDateTime| time.and_utc().with_timezone(&Tz::UTC);
    let mut found = vec![start];
    for rule in rules.iter().take(MOST_RULES) {
        let failed = || rule.clone();
        let written = with_local_until(rule, &to_local).ok_or_else(failed)?;
        let parsed: RRule<Unvalidated> = written.parse().map_err(|_| failed())?;
        if !(1600..=2200).contains(&start.year()) {
            return Err(failed());
        }
        let valid = parsed.validate(utc(start)).map_err(|_| failed())?;
        let set = RRuleSet::new(utc(start)).rrule(valid);
        let (from, until) = (window.0.max(start), window.1);
        let set = set.after(utc(from)).before(utc(until));
        let times = set.all(MOST_OCCURRENCES as u16).dates;
        found.extend(times.iter().map(DateTime::naive_utc));
    }
    found.extend_from_slice(more);
    found.sort_unstable();
    found.dedup();
    found.retain(|time| *time >= window.0 && *time <= window.1);
    found.truncate(MOST_OCCURRENCES);
    Ok(found)
}

/// UNTIL of a rule is a UTC moment, a local time or a day that counts whole.
fn with_local_until(
    rule: &str,
    to_local: impl Fn(NaiveDateTime) -> Option<NaiveDateTime>,
) -> Option<String> {
    let rule = rule.trim().to_ascii_uppercase();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "=;,+-".contains(letter);
    if rule.len() > LONGEST_RULE || !rule.chars().all(is_plain) {
        return None;
    }
    let part = |part: &str| -> Option<String> {
        let Some(until) = part.strip_prefix("UNTIL=") else {
            return Some(part.to_owned());
        };
        let time = super::time::local(until)?;
        let local = match (until.ends_with('Z'), until.len()) {
            (true, _) => to_local(time)?,
            (false, 8) => time.date().and_hms_opt(23, 59, 59)?,
            _ => time,
        };
        Some(format!("UNTIL={}", local.format("%Y%m%dT%H%M%SZ")))
    };
    let parts: Option<Vec<String>> = rule
        .split(';')
        .filter(|text| !text.is_empty())
        .map(part)
        .collect();
    parts.map(|parts| parts.join(";"))
}
