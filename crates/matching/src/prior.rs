//! What is known of people before any record is read: forms of given names, and how common
//! names are. The lists are short; what they do not name is rare.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::field::Field;
use crate::lexicon::Facts;
use crate::normal::KNOWN;

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
static FAMILIES: LazyLock<FxHashMap<&'static str, u16>> = LazyLock::new(|| {
    let mut ranks = FxHashMap::default();
    for (rank, name) in include_str!("data/families.txt")
        .split_whitespace()
        .enumerate()
    {
        ranks.entry(name).or_insert(rank as u16);
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

/// How many family names are commoner than this one; none where it is no common one.
pub(crate) fn family_rank(word: &str) -> Option<u16> {
    FAMILIES.get(word).copied()
}

/// The share of people who have a value; of most kinds nothing more is known than that.
pub(crate) fn share(field: Field, facts: Facts) -> f32 {
    match field {
        Field::Given if facts.mark & KNOWN != 0 => 0.002,
        Field::Given => 1e-4,
        Field::Family => family_share(facts.rank()),
        Field::Email | Field::Phone | Field::Handle => 1e-7,
        Field::Birthday => 1.0 / 25_000.0,
        Field::Address | Field::Extra(_) => 1e-5,
        Field::PostalCode => 1e-3,
        Field::Company => 2e-4,
        Field::City => 5e-3,
    }
}

/// By rank, since such shares fall with it (Zipf).
fn family_share(rank: Option<u16>) -> f32 {
    rank.map_or(0.000_02, |rank| 0.1 / (f32::from(rank) + 12.0))
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
        let share = |name| family_share(family_rank(name));
        assert!(share("smith") > 100.0 * share("zbrzezny"));
        assert!(is_given("tom") && is_given("tim") && is_given("mario") && is_given("maria"));
        assert!(family_rank("zhang").is_some() && family_rank("zhao").is_some());
    }
}
