//! Names in scripts that have capitals: words that are written with one though no sentence
//! begins there.

use super::{
    Finding, Kind,
    context::{Known, word_pieces},
    german, sentences,
    words::{Words, words},
};
use crate::languages::Language;

/// Given names that are common words too, at the beginning of a sentence.
const WORDS_TOO: [&str; 26] = [
    "don", "will", "mark", "may", "grace", "hope", "joy", "bill", "frank", "grant", "ray", "rose",
    "june", "april", "august", "dear", "sunny", "happy", "art", "ernst", "gut", "mia", "sole",
    "bella", "viola", "miło",
];

/// A word of a sentence.
#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    pub text: &'a str,
    /// What stands between it and the word before.
    pub gap: &'a str,
    pub is_first: bool,
}

pub(super) fn check(text: &str, language: Language, known: &Known, findings: &mut Vec<Finding>) {
    let of = words(language);
    for sentence in sentences(text) {
        let words = split(sentence, language);
        let mut name = String::new();
        for at in 0..words.len() {
            let word = words[at];
            let is_strange = is_strange(&words, at, language, of, known);
            let goes_on = is_strange && joins(word.gap);
            if !name.is_empty() && !goes_on {
                push(findings, &mut name);
            }
            if is_strange {
                if !name.is_empty() {
                    name.push_str(word.gap);
                }
                name.push_str(word.text);
            }
        }
        push(findings, &mut name);
    }
}

fn push(findings: &mut Vec<Finding>, name: &mut String) {
    if !name.is_empty() {
        findings.push(Finding::Unfounded {
            kind: Kind::Name,
            text: std::mem::take(name),
        });
    }
}

fn joins(gap: &str) -> bool {
    matches!(gap, " " | "-" | "'" | "’" | ". " | "\u{a0}")
}

fn is_strange(
    words: &[Word<'_>],
    at: usize,
    language: Language,
    of: &Words,
    known: &Known,
) -> bool {
    let word = words[at];
    let is_capital = word.text.chars().next().is_some_and(char::is_uppercase);
    if !is_capital || word.text.chars().count() < 2 || is_exempt(word.text, of) {
        return false;
    }
    if is_known(word.text, language, known) {
        return false;
    }
    if word.is_first {
        // A name that goes on is one from its beginning.
        let goes_on = words.get(at + 1).is_some_and(|next| {
            joins(next.gap)
                && language != Language::German
                && is_strange(words, at + 1, language, of, known)
        });
        return is_loud(word.text) || is_given(word.text) || goes_on;
    }
    language != Language::German || german::is_name(words, at, of)
}

/// What everybody abbreviates so.
const SHORT: [&str; 9] = ["IT", "HR", "FAQ", "FYI", "ASAP", "AI", "KI", "TV", "CV"];

/// Titles are no names; months, days and numbers are looked at elsewhere.
fn is_exempt(word: &str, of: &Words) -> bool {
    let lower = word.to_lowercase();
    of.capitals.contains(word)
        || SHORT.contains(&word)
        || of.titles.contains(lower.as_str())
        || of.day_word(word).is_some()
        || of.number(word).is_some()
}

pub(super) fn is_given(word: &str) -> bool {
    let lower = word.to_lowercase();
    !WORDS_TOO.contains(&lower.as_str()) && mail::names::is_given_name(word)
}

/// More capitals than the first, as in ACME and SpaceX.
pub(super) fn is_loud(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}

/// As it stands in the context, or with the ending of another case.
fn is_known(word: &str, language: Language, known: &Known) -> bool {
    let lower = word.to_lowercase();
    if known.words.contains(&lower) {
        return true;
    }
    let endings = endings(language);
    let bends = |other: &String| {
        let shared: usize = lower
            .chars()
            .zip(other.chars())
            .take_while(|(one, other)| one == other)
            .map(|(letter, _)| letter.len_utf8())
            .sum();
        let stem = lower[..shared].chars().count();
        let is_stem = stem >= 3 || stem == 2 && shared == other.len();
        is_stem && endings.contains(&&lower[shared..]) && endings.contains(&&other[shared..])
    };
    known.words.iter().any(bends)
}

/// What is put to names, the empty ending among them.
fn endings(language: Language) -> &'static [&'static str] {
    match language {
        Language::Polish => &[
            "", "a", "i", "y", "ie", "ę", "ą", "o", "u", "owi", "em", "iem", "e", "ów", "om",
            "ami", "ach", "ego", "emu", "im", "ym", "ej", "ii", "ią", "ię",
        ],
        Language::Russian => &[
            "", "а", "я", "у", "ю", "е", "и", "ы", "о", "ой", "ей", "ом", "ем", "ами", "ах", "ого",
            "ому", "ым", "им", "ой", "ую", "ь", "й", "ёй", "ём", "ии", "ию", "ией",
        ],
        Language::German => &["", "s", "es", "n", "en", "ns"],
        Language::English | Language::Dutch => &["", "s"],
        _ => &[""],
    }
}

/// In German a capital begins what follows a colon too.
fn split(sentence: &str, language: Language) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = sentence;
    for text in word_pieces(sentence) {
        let (gap, after) = rest.split_once(text).unwrap_or_default();
        words.push(Word {
            text,
            gap,
            is_first: words.is_empty() || language == Language::German && gap.contains(':'),
        });
        rest = after;
    }
    words
}
