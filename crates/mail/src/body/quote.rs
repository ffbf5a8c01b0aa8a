//! Where a reply's quote or a forward's copy begins, in the styles of many clients.

use super::words::{DIVIDERS, FIELDS, FORWARDS, FROM, OPENERS, WROTE};

/// An attribution may be broken over this many lines.
const ATTRIBUTION_LINES: usize = 4;

pub(super) fn is_quoted(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('>') || line.starts_with("|>") || line.starts_with("&gt;")
}

pub(super) fn is_followed_by_quote(rest: &[&str]) -> bool {
    rest.iter()
        .find(|line| !line.trim().is_empty())
        .is_some_and(|line| is_quoted(line))
}

/// The number of lines of an attribution (`On … Jane Doe wrote:`) that begins here.
pub(super) fn attribution(lines: &[&str]) -> Option<usize> {
    let first = lines[0].trim();
    if first.is_empty() || first.chars().count() > 300 {
        return None;
    }
    let mut joined = String::new();
    for (at, line) in lines.iter().take(ATTRIBUTION_LINES).enumerate() {
        let line = line.trim();
        if line.is_empty() || is_quoted(line) {
            return None;
        }
        joined.push_str(&line.to_lowercase());
        if at > 0 && !is_opener(&first.to_lowercase()) {
            return None;
        }
        if joined.ends_with([':', '：']) {
            let is_found = is_attribution(&joined)
                || says_wrote(&joined) && is_followed_by_quote(&lines[at + 1..]);
            return is_found.then_some(at + 1);
        }
        joined.push(' ');
    }
    None
}

fn is_opener(first: &str) -> bool {
    let is_known = OPENERS.iter().any(|opener| first.starts_with(opener));
    let has_digit = first.chars().any(|letter| letter.is_ascii_digit());
    let begins_with_date = first.starts_with(|letter: char| letter.is_ascii_digit())
        && first.chars().filter(char::is_ascii_digit).count() >= 7;
    let begins_with_writer = (first.contains('@') || is_known) && says_wrote(first);
    is_known && has_digit || begins_with_date || begins_with_writer
}

/// A date and a writer, or a date and an address, and a colon at the end.
fn is_attribution(line: &str) -> bool {
    let digits = line.chars().filter(char::is_ascii_digit).count();
    let ends_with_address = line
        .trim_end_matches([':', '：', ' ', '\u{a0}'])
        .ends_with('>');
    let has_address = line.contains('@');
    line.len() < 600 && digits >= 3 && (says_wrote(line) || has_address && ends_with_address)
        || line.len() < 200 && has_address && says_wrote(line)
}

fn says_wrote(line: &str) -> bool {
    WROTE.iter().any(|verb| {
        line.match_indices(verb).any(|(at, _)| {
            let is_inside = |letter: char| letter.is_alphabetic() && letter.is_lowercase();
            let before = line[..at].chars().next_back().is_some_and(is_inside);
            let after = line[at + verb.len()..]
                .chars()
                .next()
                .is_some_and(is_inside);
            !before && !after
        })
    })
}

/// Whether everything from here on is a copy of another message.
pub(super) fn begins_copy(lines: &[&str]) -> bool {
    is_divider(lines[0]) || is_forward(lines[0]) || is_header_block(lines)
}

fn is_divider(line: &str) -> bool {
    let line = line.trim();
    let is_line = |letter: char| matches!(letter, '-' | '_' | '=' | '*' | '—' | '–' | '#');
    let words = line.trim_matches(|letter: char| is_line(letter) || letter.is_whitespace());
    let leading = line.chars().take_while(|letter| is_line(*letter)).count();
    if leading < 2 || words.is_empty() || words.len() > 80 {
        return false;
    }
    let words = words.to_lowercase();
    let words = words.trim_end_matches([':', ' ']);
    DIVIDERS
        .iter()
        .any(|known| words == *known || words.starts_with(known) && known.len() > 12)
}

fn is_forward(line: &str) -> bool {
    let line = line.trim();
    if line.len() > 100 || !line.ends_with([':', '：']) {
        return false;
    }
    let line = line.to_lowercase();
    let line = line.trim_end_matches([':', '：', ' ', '\u{a0}']);
    FORWARDS.contains(&line)
}

/// `From:` and at least two more fields within the next lines.
fn is_header_block(lines: &[&str]) -> bool {
    let Some(first) = label(lines[0]) else {
        return false;
    };
    let rest = || {
        lines[1..]
            .iter()
            .filter(|line| !line.trim().is_empty())
            .take(6)
            .filter_map(|line| label(line))
    };
    let fields = rest()
        .filter(|label| FIELDS.contains(&label.as_str()))
        .count();
    let is_from = FROM.contains(&first.as_str());
    let has_from = rest().any(|label| FROM.contains(&label.as_str()));
    is_from && fields >= 2 || FIELDS.contains(&first.as_str()) && has_from && fields >= 2
}

/// `*From:* Jane` gives `from`.
fn label(line: &str) -> Option<String> {
    let line = line.trim().trim_start_matches(['*', '_', ' ', '\u{feff}']);
    let end = line.find([':', '：']).filter(|end| *end > 0 && *end < 40)?;
    let label = line[..end].trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '*' | '_' | '\u{a0}')
    });
    Some(label.to_lowercase())
}
