//! Is a line that begins with `From ` the envelope of the next message, or text?

use chrono::{DateTime, Utc};

use crate::date;

/// Envelopes are judged by at most this many bytes.
pub(super) const LONGEST: usize = 256;

/// What follows an envelope is looked at within this many bytes.
pub(super) const REACH: usize = 2 * LONGEST;

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Envelope {
    /// `From sender Wed Oct 12 10:00:00 2022`: a separator even without a blank line before it.
    Certain,
    /// Something that writers of mailboxes put there, but people could also write.
    Likely,
    None,
}

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Not a field that is written `From : Jane`.
pub(crate) fn may_be(line: &[u8]) -> bool {
    line.strip_prefix(b"From ")
        .is_some_and(|rest| !rest.trim_ascii_start().starts_with(b":"))
}

pub(super) fn judge(line: &[u8]) -> Envelope {
    let line = line.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = String::from_utf8_lossy(line);
    let Some(rest) = line.strip_prefix("From ") else {
        return Envelope::None;
    };
    let words: Vec<&str> = rest.split_whitespace().take(12).collect();
    let has_clock = words.iter().any(|word| is_clock(word));
    let has_year = words.iter().any(|word| is_year(word));
    if has_clock
        && has_year
        && words
            .iter()
            .any(|word| WEEKDAYS.contains(&word.trim_end_matches(',')))
    {
        return Envelope::Certain;
    }
    let is_bare = words.is_empty() || words == ["-"];
    let is_address = words.len() == 1 && words[0].contains('@');
    if has_clock || is_bare || is_address {
        Envelope::Likely
    } else {
        Envelope::None
    }
}

/// The line below begins a header; below prose that begins with `From ` there is more prose.
pub(super) fn has_header_behind(text: &[u8]) -> bool {
    let mut lines = text.splitn(3, |byte| *byte == b'\n').skip(1);
    let line = lines.next().unwrap_or_default();
    let line = line.strip_prefix(b">").unwrap_or(line);
    let Some(colon) = memchr::memchr(b':', line) else {
        return line.starts_with(b"From ");
    };
    let name = line[..colon].trim_ascii_end();
    !name.is_empty() && name.iter().all(u8::is_ascii_graphic)
}

/// When the message came: what follows the sender's address.
pub(super) fn date(line: &[u8]) -> Option<DateTime<Utc>> {
    let line = String::from_utf8_lossy(&line[..line.len().min(LONGEST)]);
    let (_, rest) = line.strip_prefix("From ")?.trim().split_once(' ')?;
    date::parse(rest).filter(|date| date.timestamp() > 0)
}

fn is_clock(word: &str) -> bool {
    let parts: Vec<&str> = word.split(':').collect();
    parts.len() >= 2 && parts.iter().all(|part| part.len() <= 2 && is_number(part))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && is_number(word)
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn envelopes_of_common_writers_are_certain() {
        for line in [
            "From jane@acme.com Wed Oct 12 10:00:00 2022\n",
            "From 1749384756@xxx Wed Oct 12 10:00:00 +0000 2022\r\n",
            "From - Wed Oct 12 10:00:00 2022\n",
            "From ???@??? Wed Oct 12 10:00:00 2022",
        ] {
            assert_eq!(judge(line.as_bytes()), Envelope::Certain, "{line}");
        }
    }

    #[test]
    fn envelopes_are_dated() {
        for (line, seconds) in [
            (
                "From a@b.de Wed Oct 12 10:00:00 2022\n",
                Some(1_665_568_800),
            ),
            (
                "From 1@xxx Wed Oct 12 10:00:00 +0200 2022\r\n",
                Some(1_665_561_600),
            ),
            ("From - Thu Jan 01 00:00:00 1970\n", None),
            ("From - \n", None),
        ] {
            let found = date(line.as_bytes()).map(|date| date.timestamp());
            assert_eq!(found, seconds, "{line}");
        }
    }

    #[test]
    fn bare_envelopes_are_likely_and_prose_is_none() {
        assert_eq!(judge(b"From - \n"), Envelope::Likely);
        assert_eq!(judge(b"From jane@acme.com\n"), Envelope::Likely);
        assert_eq!(judge(b"From the beginning we knew\n"), Envelope::None);
    }
}
