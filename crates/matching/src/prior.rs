//! What is known of people before any record is read: forms of given names, and how common
//! names are. The lists are short; what they do not name is rare.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// For each form of a name the lines of the list it stands in, in rising order.
static FORMS: LazyLock<FxHashMap<&'static str, Vec<u16>>> = LazyLock::new(|| {
    let mut forms: FxHashMap<&str, Vec<u16>> = FxHashMap::default();
    for (line, names) in include_str!("data/nicknames.txt").lines().enumerate() {
        for name in names.split_whitespace() {
            let lines = forms.entry(name).or_default();
            if lines.last() != Some(&(line as u16)) {
                lines.push(line as u16);
            }
        }
    }
    forms
});

/// Common family names and their rank.
static FAMILIES: LazyLock<FxHashMap<&'static str, usize>> = LazyLock::new(|| {
    let mut ranks = FxHashMap::default();
    for (rank, name) in include_str!("data/families.txt")
        .split_whitespace()
        .enumerate()
    {
        ranks.entry(name).or_insert(rank);
    }
    ranks
});

/// The names of which this is a form; empty where it is no listed one.
pub(crate) fn forms(given: &str) -> &'static [u16] {
    FORMS.get(given).map_or(&[], Vec::as_slice)
}

/// Whether the word is used as a given name somewhere.
pub(crate) fn is_given(word: &str) -> bool {
    FORMS.contains_key(word) || mail::names::is_given_name(word)
}

pub(crate) fn is_common_family(word: &str) -> bool {
    FAMILIES.contains_key(word)
}

/// The share of people with this given name.
pub(crate) fn given_share(word: &str) -> f32 {
    if is_given(word) { 0.002 } else { 0.000_1 }
}

/// The share of people with this family name: by rank, since such shares fall with it (Zipf).
pub(crate) fn family_share(word: &str) -> f32 {
    FAMILIES
        .get(word)
        .map_or(0.000_02, |rank| 0.1 / (*rank as f32 + 12.0))
        .max(0.000_02)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name_share_a_line() {
        let share =
            |one: &str, other: &str| forms(one).iter().any(|line| forms(other).contains(line));
        assert!(share("mike", "michael") && share("bill", "william") && share("alex", "sasha"));
        assert!(!share("tom", "tim") && !share("maria", "mario"));
    }

    #[test]
    fn common_names_are_common() {
        assert!(family_share("smith") > 100.0 * family_share("zbrzezny"));
        assert!(is_given("tom") && is_given("tim") && is_given("mario") && is_given("maria"));
        assert!(is_common_family("zhang") && is_common_family("zhao"));
    }
}
