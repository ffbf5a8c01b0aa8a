//! A written name to words. Titles and degrees go; what is left is given or family name.

use super::generation::is_generation;
use crate::text::{LONGEST, fold};

/// Folded words of a name, in the order they were written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub given: Vec<String>,
    pub family: Vec<String>,
}

/// As many words as a name is read to have.
const MOST_WORDS: usize = 6;

/// The words of one part of a name. Han letters stay together.
pub(crate) fn given_parts(text: &str) -> Vec<String> {
    words(text)
}

/// Takes a full name apart: `Smith, John`, `John Smith, PhD`, `SMITH John`, `王伟`,
/// `Robert "Bob" Smith`, `Ludwig van Beethoven`.
pub(crate) fn full_parts(text: &str) -> Parts {
    let text: String = text.chars().take(LONGEST).collect();
    if let Some(parts) = east_asian(text.trim()) {
        return parts;
    }
    let (before, after) = text.split_once(',').unwrap_or((&text, ""));
    let (first, second) = (personal_words(before), personal_words(after));
    if first.is_empty() || second.is_empty() {
        let whole = if first.is_empty() { &text } else { before };
        let last = whole.split_whitespace().next_back().unwrap_or("");
        return split(words(whole), words(last).len(), capital_family(before));
    }
    Parts {
        given: second,
        family: first,
    }
}

/// Words without titles before and degrees behind; where there are no others, those.
fn words(text: &str) -> Vec<String> {
    let personal = personal_words(text);
    if personal.is_empty() {
        return all_words(text).take(MOST_WORDS).collect();
    }
    personal
}

/// A JR at the beginning is no junior, but two initials.
fn personal_words(text: &str) -> Vec<String> {
    let is_called_jr = text.trim_start().starts_with("JR ");
    let words = all_words(text).enumerate();
    let names = words.filter(|(at, word)| {
        let is_left_out = is_addition(word) || is_generation(word);
        !is_left_out || *at == 0 && is_called_jr
    });
    names.map(|(_, word)| word).take(MOST_WORDS).collect()
}

fn all_words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let all: Vec<String> = folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    all.into_iter().take(2 * MOST_WORDS)
}

/// Titles and degrees that are nobody's name.
fn is_addition(word: &str) -> bool {
    matches!(
        word,
        "dr" | "prof"
            | "mr"
            | "mrs"
            | "ms"
            | "miss"
            | "mx"
            | "sir"
            | "herr"
            | "frau"
            | "mme"
            | "med"
            | "mlle"
            | "dipl"
            | "ing"
            | "mag"
            | "rev"
            | "hon"
            | "phd"
            | "md"
            | "dds"
            | "mba"
            | "msc"
            | "bsc"
            | "llm"
            | "llb"
            | "esq"
            | "cpa"
            | "cfa"
            | "pmp"
            | "rn"
            | "dphil"
            | "meng"
            | "beng"
            | "obe"
            | "mbe"
    )
}

/// The last words, that hyphens join, are the family name, with the particles before; one word is a given name
/// if it is known as one.
fn split(words: Vec<String>, joined: usize, capital: Option<usize>) -> Parts {
    if let Some(at) = capital.filter(|at| *at == 0 && words.len() > 1) {
        let mut family = words;
        let given = family.split_off(at + 1);
        return Parts { given, family };
    }
    if words.len() < 2 {
        let is_given = words.iter().all(|word| crate::prior::is_given(word));
        let (given, family) = if is_given {
            (words, vec![])
        } else {
            (vec![], words)
        };
        return Parts { given, family };
    }
    let mut start = words.len().saturating_sub(joined.max(1)).max(1);
    while start > 1 && words.get(start - 1).is_some_and(|word| is_particle(word)) {
        start -= 1;
    }
    let mut given = words;
    let family = given.split_off(start);
    Parts { given, family }
}

/// The first word, if it alone is written in capitals: `SMITH John`.
fn capital_family(text: &str) -> Option<usize> {
    let is_capital = |word: &str| {
        word.chars().filter(|letter| letter.is_alphabetic()).count() > 2
            && !word.chars().any(char::is_lowercase)
    };
    let mut words = text.split_whitespace();
    let first = words.next()?;
    let rest_is_small = words.clone().count() > 0 && words.all(|word| !is_capital(word));
    (is_capital(first) && rest_is_small && first.is_ascii()).then_some(0)
}

pub(crate) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "van"
            | "von"
            | "de"
            | "der"
            | "den"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "du"
            | "la"
            | "le"
            | "ter"
            | "ten"
            | "zu"
            | "zur"
            | "bin"
            | "ibn"
            | "al"
            | "el"
            | "st"
            | "san"
            | "ben"
    )
}

/// A name of Han letters without a space: family name first, of one letter unless a longer one
/// is known.
fn east_asian(name: &str) -> Option<Parts> {
    let letters = name.chars().count();
    let is_han = |letter: char| matches!(letter, '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    if !(2..=4).contains(&letters) || !name.chars().all(is_han) {
        return None;
    }
    let end = family_end(name)?;
    Some(Parts {
        given: vec![fold(&name[end..])],
        family: vec![fold(&name[..end])],
    })
}

/// Where the given name begins.
pub(super) fn family_end(name: &str) -> Option<usize> {
    mail::names::east_asian_family_end(name)
        .or_else(|| name.char_indices().nth(1).map(|(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, String) {
        let parts = full_parts(text);
        (parts.given.join(" "), parts.family.join(" "))
    }

    #[test]
    fn names_in_any_order() {
        let john = ("john".to_owned(), "smith".to_owned());
        for name in [
            "John Smith",
            "Smith, John",
            "Dr. John Smith, PhD",
            "SMITH John",
            "Mr John Smith Jr.",
            "JOHN SMITH",
        ] {
            assert_eq!(read(name), john, "{name}");
        }
        assert_eq!(read("王伟"), ("wei".to_owned(), "wang".to_owned()));
        assert_eq!(read("Ludwig van Beethoven").1, "van beethoven");
        assert_eq!(read("Anna Weber-Schmidt").1, "weber schmidt");
        assert_eq!(read("JR Smith"), ("jr".to_owned(), "smith".to_owned()));
        assert_eq!(read("Alex"), ("alex".to_owned(), String::new()));
        assert_eq!(read(""), (String::new(), String::new()));
        assert_eq!(read(","), (String::new(), String::new()));
    }
}
