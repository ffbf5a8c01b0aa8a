//! German writes all nouns with a capital, so that a capital alone tells no name. A noun has
//! mostly an article or an adjective before it, a name mostly has not; common nouns that stand
//! without one are in a list.

use std::{collections::HashSet, sync::LazyLock};

use super::{
    names::{Word, is_given, is_loud},
    words::{Words, line},
};

const FILE: &str = include_str!("words/german.txt");

struct Nouns {
    determiners: HashSet<&'static str>,
    adjectives: HashSet<&'static str>,
    nouns: HashSet<&'static str>,
    suffixes: Vec<&'static str>,
    /// Nouns in small letters, as they end a compound.
    last_parts: Vec<String>,
}

static NOUNS: LazyLock<Nouns> = LazyLock::new(|| {
    let words = |name| line(FILE, name).split_whitespace();
    Nouns {
        determiners: words("determiners").collect(),
        adjectives: words("adjectives").collect(),
        nouns: words("nouns").collect(),
        suffixes: words("suffixes").collect(),
        last_parts: words("nouns")
            .filter(|noun| noun.len() >= 4)
            .map(str::to_lowercase)
            .collect(),
    }
});

/// Whether the word, which has a capital and is not known, is a name.
pub(super) fn is_name(words: &[Word<'_>], at: usize, of: &Words) -> bool {
    let word = words[at].text;
    let before = at.checked_sub(1).map(|before| words[before]);
    let is_beside = words[at].gap.trim().is_empty();
    let after_title =
        before.is_some_and(|before| of.titles.contains(before.text.to_lowercase().as_str()));
    if is_given(word) || is_loud(word) || after_title {
        return true;
    }
    let lower = word.to_lowercase();
    let ends_with = |ending: &str| lower.len() > ending.len() + 1 && lower.ends_with(ending);
    let is_noun = NOUNS.nouns.contains(word)
        || NOUNS.suffixes.iter().any(|suffix| ends_with(suffix))
        || NOUNS.last_parts.iter().any(|part| ends_with(part));
    let is_determined =
        is_beside && before.is_some_and(|before| determines(words, at - 1, before.text));
    !is_noun && !is_determined
}

/// An article, a number or an adjective; an adjective that is not in the list needs one of
/// these before it.
fn determines(words: &[Word<'_>], at: usize, word: &str) -> bool {
    let lower = word.to_lowercase();
    let is_listed = |word: &str, lower: &str| {
        NOUNS.determiners.contains(word)
            || NOUNS.determiners.contains(lower)
            || NOUNS.adjectives.contains(lower)
            || word.chars().all(|letter| letter.is_ascii_digit())
    };
    if is_listed(word, &lower) {
        return true;
    }
    let is_bent = ["e", "en", "em", "er", "es"]
        .iter()
        .any(|ending| lower.ends_with(ending));
    let is_small = word.chars().next().is_some_and(char::is_lowercase);
    let before = at.checked_sub(1).map(|before| words[before].text);
    is_small && is_bent && before.is_some_and(|before| is_listed(before, &before.to_lowercase()))
}
