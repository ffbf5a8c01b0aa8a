//! The line before the name at the end of a message, and the name.

use super::{Names, OwnText, after_beginning, lines, most_frequent};
use crate::suggestions::{phrases::Phrases, types::Tone};

const LONGEST: usize = 30;
/// How far from the end it is looked for: a signature may stand beneath it.
const AMONG_LAST: usize = 10;

pub(super) fn learned(texts: &[&OwnText], phrases: &Phrases, names: Names<'_>) -> Option<String> {
    let found = texts.iter().filter_map(|text| {
        let (line, _) = sign_off_of(&text.body, phrases)?;
        without_own_name(line, phrases, names)
    });
    most_frequent(found).map(ToOwned::to_owned)
}

/// As the member signs to this person; else as the tone has it.
pub(super) fn signature(
    texts: &[&OwnText],
    phrases: &Phrases,
    names: Names<'_>,
    tone: Tone,
) -> String {
    let signed = texts.iter().filter_map(|text| {
        let (_, beneath) = sign_off_of(&text.body, phrases)?;
        beneath.filter(|line| is_own_name(line, names))
    });
    most_frequent(signed).map_or_else(
        || match tone {
            Tone::Casual => first_name(names.own).to_owned(),
            Tone::Formal => names.own.trim().to_owned(),
        },
        ToOwned::to_owned,
    )
}

/// The line, and the one beneath it.
fn sign_off_of<'a>(body: &'a str, phrases: &Phrases) -> Option<(&'a str, Option<&'a str>)> {
    let mut beneath = None;
    for line in lines(body).rev().take(AMONG_LAST) {
        if is_sign_off(line, phrases) {
            return Some((line, beneath));
        }
        beneath = Some(line);
    }
    None
}

fn is_sign_off(line: &str, phrases: &Phrases) -> bool {
    let habits = &phrases.habits;
    let begins = |beginnings| after_beginning(line, beginnings, phrases).is_some();
    line.chars().count() <= LONGEST
        && (begins(habits.formal_sign_offs) || begins(habits.casual_sign_offs))
        && !line.contains(['?', '？'])
}

/// "Cheers, Ada" is "Cheers,". A line that names somebody else is none.
fn without_own_name<'a>(line: &'a str, phrases: &Phrases, names: Names<'_>) -> Option<&'a str> {
    let habits = &phrases.habits;
    let rest = after_beginning(line, habits.formal_sign_offs, phrases)
        .or_else(|| after_beginning(line, habits.casual_sign_offs, phrases))?;
    let is_capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let named = |word: &&str| {
        is_own_name(
            word.trim_matches(|letter: char| !letter.is_alphanumeric()),
            names,
        )
    };
    let name = rest.split_whitespace().find(named);
    if let Some(name) = name {
        let place = line.rfind(name)?;
        return Some(line.get(..place)?.trim_end());
    }
    let is_german = phrases.code == "de";
    let strange = rest
        .split_whitespace()
        .any(|word| is_capital(&word) && !is_german);
    (!strange).then_some(line)
}

/// All its words belong to the member's name; an initial stands for the rest.
fn is_own_name(line: &str, names: Names<'_>) -> bool {
    let own = names.own.to_lowercase();
    let mut words = line
        .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .filter(|word| !word.is_empty())
        .peekable();
    words.peek().is_some()
        && words.all(|word| {
            let word = word.to_lowercase();
            let mut parts = own.split_whitespace();
            parts.any(|part| part == word || (word.chars().count() == 1 && part.starts_with(&word)))
        })
}

fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}
