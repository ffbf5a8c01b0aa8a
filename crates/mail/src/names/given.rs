//! Given names that are common somewhere.
//! Invariant: the list only strengthens a guess; a name that is missing from it is still a name.

use std::collections::HashSet;
use std::sync::LazyLock;

static GIVEN: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("given.txt").split_whitespace().collect());

pub fn is_given_name(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    let is_plain = || GIVEN.contains(crate::signature::without_accents(&word).as_str());
    GIVEN.contains(word.as_str())
        || !word.is_ascii() && is_plain()
        || word
            .split_once('-')
            .is_some_and(|(first, _)| GIVEN.contains(first))
}

static EAST_ASIAN_FAMILIES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("east_asian_families.txt")
        .split_whitespace()
        .collect()
});

/// Where the family name ends in a name of Han or Hangul letters without a space; none where it
/// begins with no common family name.
pub fn east_asian_family_end(name: &str) -> Option<usize> {
    let letters = name.chars().count();
    let ends = name
        .char_indices()
        .map(|(at, _)| at)
        .skip(1)
        .take(3)
        .collect::<Vec<_>>();
    let fits = |end: &usize| {
        EAST_ASIAN_FAMILIES.contains(&name[..*end])
            && (1..=3).contains(&name[*end..].chars().count())
    };
    ends.into_iter()
        .rev()
        .find(fits)
        .filter(|_| (2..=5).contains(&letters))
}
