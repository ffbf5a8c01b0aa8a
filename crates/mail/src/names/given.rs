//! Given names that are common somewhere.
//! Invariant: the list only strengthens a guess; a name that is missing from it is still a name.

use std::collections::HashSet;
use std::sync::LazyLock;

static GIVEN: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("given.txt").split_whitespace().collect());

pub(crate) fn is_given_name(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    GIVEN.contains(word.as_str())
        || word
            .split_once('-')
            .is_some_and(|(first, _)| GIVEN.contains(first))
}
