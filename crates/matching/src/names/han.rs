//! How a name is written in Han letters. Many letters share one sound, so two names may sound
//! alike and be two: 王伟 and 王薇.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::hash_of;

/// The simplified letter of each traditional or Japanese one.
static SIMPLIFIED: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let mut simplified = FxHashMap::default();
    for letters in include_str!("../data/han.txt").split_whitespace() {
        let mut letters = letters.chars();
        if let Some(first) = letters.next() {
            simplified.extend(letters.map(|other| (other, first)));
        }
    }
    simplified
});

pub(super) fn is_han(letter: char) -> bool {
    matches!(letter, '\u{4e00}'..='\u{9fff}')
}

/// A number for the letters of a name, in any order and any of the scripts; 0 where it is not
/// written in Han letters alone.
pub(super) fn writing(name: &str) -> u32 {
    let name = name.trim();
    if name.is_empty() || !name.chars().all(is_han) {
        return 0;
    }
    let number = |letter: char| {
        let letter = SIMPLIFIED.get(&letter).copied().unwrap_or(letter);
        (hash_of(&letter) >> 32) as u32
    };
    let letters = name.chars().take(crate::text::LONGEST).map(number);
    letters.fold(0, u32::wrapping_add).max(1)
}

#[cfg(test)]
mod tests {
    use super::writing;

    #[test]
    fn letters_of_one_name_in_other_scripts() {
        for (one, other) in [
            ("伟", "偉"),
            ("丽华", "麗華"),
            ("国栋", "國棟"),
            ("斎", "齋"),
        ] {
            assert_eq!(writing(one), writing(other), "{one}, {other}");
        }
        for (one, other) in [("伟", "薇"), ("惠", "慧"), ("丽", "莉"), ("伟", "伟伟")] {
            assert_ne!(writing(one), writing(other), "{one}, {other}");
        }
        for other in ["", " ", "Wei", "伟 Wei", "지민"] {
            assert_eq!(writing(other), 0, "{other}");
        }
    }
}
