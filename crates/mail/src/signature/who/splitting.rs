//! Where a segment divides into a name and what stands around it.

use super::candidate;
use crate::address::Address;
use crate::names::{self, PersonName};
use crate::signature::{company, title};

/// `営業二課 課長 鈴木一郎（すずき）`: the sender's name stands behind department or title.
pub(super) fn own_name_inside<'a>(text: &'a str, sender: &Address) -> Option<Split<'a>> {
    let name = sender
        .name
        .as_deref()
        .and_then(names::parse)
        .filter(|name| name.family.is_some() || !name.full.is_ascii())?;
    let at = text.find(name.full.as_str()).filter(|at| *at > 0)?;
    let (before, written) = text.split_at(at);
    let is_end = written[name.full.len()..].trim_start().is_empty()
        || written[name.full.len()..]
            .trim_start()
            .starts_with(['(', '（']);
    let before = before.trim();
    let is_bare_title = before.split_whitespace().all(names::is_title);
    let rest = Some(before.to_owned()).filter(|before| title::is_title(before) && !is_bare_title);
    is_end.then_some((name, written, rest))
}

/// `弁護士 高橋 誠`.
pub(super) fn east_asian_title_first(text: &str) -> Option<Split<'_>> {
    let (title, written) = text.split_once(' ')?;
    let is_short = title.chars().count() <= 8 && title.chars().all(|letter| letter > '\u{2e80}');
    let is_name = written
        .chars()
        .all(|letter| letter > '\u{2e80}' || letter == ' ')
        && (2..=7).contains(&written.chars().count());
    if !is_short || !is_name || !title::is_title(title) || title::is_title(written) {
        return None;
    }
    Some((candidate(written)?, written, Some(title.to_owned())))
}

pub(super) type Split<'a> = (PersonName, &'a str, Option<String>);

pub(super) fn split_at<'a>(
    text: &'a str,
    end: usize,
    start: usize,
    sender: Option<&Address>,
) -> Option<Split<'a>> {
    let name = candidate(&text[..end])?;
    let rest = text[start..]
        .trim_matches(|letter: char| letter.is_whitespace() || ",-–—:/)".contains(letter));
    let is_whole = name.family.is_some() || name.full.chars().all(|letter| letter > '\u{2e80}');
    let is_bracket = text[..start].ends_with(['(', '（']);
    if !is_whole || rest.is_empty() {
        return None;
    }
    let is_romanised = !name.full.is_ascii() && rest.is_ascii() && !title::is_title(rest);
    let is_degree = is_romanised
        && name
            .full
            .chars()
            .all(|letter| letter > '\u{2e80}' || letter == ' ')
        || text[..start].ends_with(", ") && is_capitals_alone(rest, sender);
    let rest = Some(rest.to_owned())
        .filter(|rest| !is_suffix(rest) && !is_degree && (!is_bracket || title::is_title(rest)));
    Some((name, &text[..end], rest))
}

/// `Jane Doe, AICP`: letters that are neither a position nor the sender's company.
fn is_capitals_alone(rest: &str, sender: Option<&Address>) -> bool {
    let domains: Vec<String> = sender
        .and_then(|sender| crate::domains::company_domain(&sender.email))
        .into_iter()
        .collect();
    (2..=6).contains(&rest.len())
        && rest.bytes().all(|byte| byte.is_ascii_uppercase())
        && !title::is_title(rest)
        && company::strength(rest, &domains) == 0
}

/// Degrees, pronouns and the like behind a name.
fn is_suffix(text: &str) -> bool {
    let text = match text.split_once(" (") {
        Some((degree, _)) if text.ends_with([')', '(']) || !text.contains(')') => degree,
        _ => text,
    };
    let words = || text.split([' ', ',', '/']).filter(|word| !word.is_empty());
    const PRONOUNS: [&str; 13] = [
        "he", "him", "his", "she", "her", "hers", "they", "them", "er", "ihm", "sie", "ihr", "ms.",
    ];
    let is_pronoun = |word: &str| PRONOUNS.contains(&word.to_lowercase().trim_matches(['(', ')']));
    let is_degree = |word: &str| names::is_credential(word) || is_pronoun(word);
    let is_capitals = |word: &str| word.len() <= 6 && !word.chars().any(char::is_lowercase);
    words().next().is_some_and(is_degree)
        && words().all(|word| is_degree(word) || is_capitals(word))
}

pub(super) fn split_points(text: &str) -> Vec<(usize, usize)> {
    let marks = [
        ", ", " - ", " – ", " — ", " / ", ": ", " (", "，", "、", ",", " at ",
    ];
    let mut found: Vec<(usize, usize)> = marks
        .iter()
        .filter_map(|mark| text.find(mark).map(|at| (at, at + mark.len())))
        .collect();
    found.sort_unstable();
    found.extend(east_asian_split(text));
    found.extend(romanised_split(text));
    found
}

/// `陳怡婷 Yi-Ting Chen`: one name in two scripts; the first is kept.
fn romanised_split(text: &str) -> Option<(usize, usize)> {
    let at = text.find(|letter: char| letter.is_ascii_uppercase())?;
    let head = text[..at].trim_end();
    let is_head = (2..=6).contains(&head.chars().filter(|letter| *letter != ' ').count())
        && head
            .chars()
            .all(|letter| letter > '\u{2e80}' || letter == ' ')
        && head.len() < at;
    let is_tail = text[at..]
        .chars()
        .all(|letter| letter.is_ascii_alphabetic() || " .,-'".contains(letter));
    (is_head && is_tail).then_some((head.len(), at))
}

/// `営業部 山田 太郎` is left to the lines; `山田太郎 部長` splits at its space.
fn east_asian_split(text: &str) -> Option<(usize, usize)> {
    let is_han = text
        .chars()
        .next()
        .is_some_and(|letter| letter > '\u{2e80}');
    let at = text
        .find(' ')
        .filter(|at| is_han && (2..=5).contains(&text[..*at].chars().count()))?;
    title::is_title(&text[at..]).then_some((at, at + 1))
}
