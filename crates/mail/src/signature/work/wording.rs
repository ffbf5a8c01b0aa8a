//! What of a segment is the title or the company, without what stands around it.

use super::{company, department, title};
use crate::names;

/// Without degrees, licence numbers and the name of the person who is assisted.
pub(super) fn title_text(text: &str) -> String {
    let is_edge = |letter: char| letter.is_whitespace() || ",;:-–—|/\"®™".contains(letter);
    let mut text = without_licence(without_days(text)).trim_matches(is_edge);
    while let Some((before, last)) = text.rsplit_once([',', '-', '–']) {
        let last = last.trim();
        let is_person = || {
            names::parse(last).is_some_and(|name| {
                name.family.is_some()
                    && name.given.is_some_and(|given| names::is_given_name(&given))
            })
        };
        let is_number = last.chars().filter(char::is_ascii_digit).count() >= 4;
        let is_extra =
            names::is_credential(last) || is_number || is_person() && !title::is_title(last);
        if !is_extra {
            break;
        }
        text = before.trim_matches(is_edge);
    }
    text.replace(['®', '™'], "")
}

/// `Editor (Tue–Thu)`, `Contractor (RECI 1234)`.
fn without_days(text: &str) -> &str {
    const DAYS: [&str; 40] = [
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "mo", "di", "mi",
        "do", "fr", "sa", "so", "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mié", "jue",
        "vie", "sáb", "dom", "ma", "wo", "vr", "za", "zo", "pn", "wt", "śr", "czw", "pt", "gio",
    ];
    let is_day = |word: &str| {
        DAYS.contains(&word) || word.ends_with("day") || word.ends_with("tag") || word.len() < 2
    };
    let Some((before, inside)) = text.rsplit_once(" (") else {
        return text;
    };
    if inside.contains(|letter: char| letter.is_ascii_digit()) {
        return before;
    }
    let lower = inside.trim_end_matches(')').to_lowercase();
    let words = || lower.split(|letter: char| !letter.is_alphabetic());
    let has_day = words().any(|word| word.len() > 1);
    if has_day && words().all(is_day) {
        before
    } else {
        text
    }
}

/// `Arquitecto col. nº 12345`: a licence behind a title.
fn without_licence(text: &str) -> &str {
    const MARKS: [&str; 16] = [
        " col. n",
        " colegiad",
        " lic. n",
        " lic. #",
        " lic #",
        " lic.#",
        " license",
        " licence",
        " reg. n",
        " reg no",
        " nº",
        " n°",
        " #",
        " nr ",
        " no. ",
        " bar no",
    ];
    let lower = text.to_lowercase();
    let at = MARKS.iter().filter_map(|mark| lower.find(mark)).min();
    match at.and_then(|at| text.get(..at)) {
        Some(before) if text.ends_with(|last: char| last.is_ascii_digit()) => before,
        _ => text,
    }
}

/// Without the slogan, place or department behind the name.
pub(super) fn company_text(text: &str, domains: &[String]) -> String {
    let is_edge = |letter: char| letter.is_whitespace() || ",;:-–—|/@".contains(letter);
    let text = department::without(without_opening(text.trim_matches(is_edge)));
    let mut text = text.trim_matches(is_edge);
    if let Some((left, right)) = text.rsplit_once(" (")
        && right.ends_with(')')
        && company::matches_domain(left, domains)
    {
        text = left;
    }
    for mark in [" — ", " – ", " - ", ": "] {
        if let Some((left, right)) = text.split_once(mark)
            && company::strength(left, domains) >= 2
            && company::strength(right, domains) < 2
        {
            text = left;
        }
    }
    if let Some((left, right)) = text.rsplit_once(", ")
        && company::strength(left, domains) >= 1
        && !right.contains(' ')
        && !company::has_legal_form(text)
    {
        text = left;
    }
    company::without_department(text)
        .trim_matches(is_edge)
        .to_owned()
}

/// `For and on behalf of Acme`, `M/s Acme`.
fn without_opening(text: &str) -> &str {
    const OPENINGS: [&str; 10] = [
        "for and on behalf of ",
        "on behalf of ",
        "m/s. ",
        "m/s ",
        "messrs. ",
        "messrs ",
        "c/o ",
        "company: ",
        "firma ",
        "firma: ",
    ];
    OPENINGS
        .iter()
        .find(|opening| {
            text.get(..opening.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(opening))
        })
        .map_or(text, |opening| text[opening.len()..].trim_start())
}
