//! The words people say goodbye with.

use std::collections::HashSet;
use std::sync::LazyLock;

static CLOSINGS: LazyLock<HashSet<String>> =
    LazyLock::new(|| include_str!("closings.txt").lines().map(bare).collect());

/// What follows the closing on its own line: `Best, Jane` gives `Jane`, `Best regards,` gives
/// nothing; none where the line closes nothing.
pub(super) fn rest(line: &str) -> Option<&str> {
    let line = line.trim().trim_start_matches(['*', '_', '>']).trim();
    if line.is_empty() || line.chars().count() > 70 {
        return None;
    }
    if is_closing(line) || line.split(['/', '|', '-', '–']).all(is_closing) {
        return Some("");
    }
    if let Some((closing, rest)) = line
        .split_once([',', '!', '，', '、'])
        .map(|(closing, rest)| (closing, rest.trim()))
        && is_closing(closing)
    {
        return is_name_like(rest)
            .then_some(rest)
            .or_else(|| self::rest(rest));
    }
    joined(line)
}

/// `Viele Grüße Jane`, `Best regards from Berlin`, `Cheers - Jane`.
fn joined(line: &str) -> Option<&str> {
    let ends = line
        .char_indices()
        .filter(|(_, letter)| *letter == ' ')
        .map(|(at, _)| at);
    for end in ends.collect::<Vec<_>>().into_iter().rev() {
        let (closing, rest) = (&line[..end], line[end..].trim());
        if !is_closing(closing) {
            continue;
        }
        let rest = rest.trim_start_matches(['-', '–', '—']).trim();
        let is_place = ["from ", "aus ", "de ", "da ", "uit ", "depuis "]
            .iter()
            .any(|word| rest.to_lowercase().starts_with(word));
        if is_place && rest.split(' ').count() <= 4 {
            return Some("");
        }
        let is_long_closing = closing.chars().count() > 1;
        return (is_long_closing && is_name_like(rest)).then_some(rest);
    }
    None
}

fn is_closing(text: &str) -> bool {
    !text.contains(|letter: char| letter.is_ascii_digit()) && CLOSINGS.contains(&bare(text))
}

fn is_name_like(text: &str) -> bool {
    let words: Vec<&str> = text
        .trim_end_matches(['.', '!'])
        .split_whitespace()
        .collect();
    let is_capital = |word: &&str| {
        word.starts_with(|letter: char| {
            letter.is_uppercase() || !letter.is_ascii() && letter.is_alphabetic()
        })
    };
    !words.is_empty()
        && words.len() <= 3
        && words.iter().all(is_capital)
        && !text.contains(['?', ':'])
}

/// Lower case, without the punctuation and ornaments around it.
fn bare(text: &str) -> String {
    let text = text.trim_matches(|letter: char| !letter.is_alphabetic());
    text.to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
