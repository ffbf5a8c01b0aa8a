//! Whether two names may be one person's, where something else says already that they are;
//! and whether a name says enough to be all that is known.

/// Takes names that are folded. All words of the shorter one are in the longer one, and
/// they share more than a first name, unless one is all there is of both.
pub fn agree(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        name.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let (shorter, longer) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let is_all_there = shorter.iter().all(|word| longer.contains(word));
    is_all_there && !shorter.is_empty() && (shorter.len() > 1 || longer.len() == 1)
}

/// Whether a folded name is a first and a last name, written out: by it alone somebody may be
/// known. `bo`, `bo l.` and `+49 30 1` are none.
pub fn is_full(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_word = |word: &&str| {
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        letters > 1 && !word.contains('@') && !word.chars().any(char::is_numeric)
    };
    words.len() > 1 && words.iter().filter(|word| is_word(word)).count() > 1
}

#[cfg(test)]
mod tests {
    use super::{agree, is_full};

    #[test]
    fn a_full_name_has_two_words_of_letters() {
        for (name, expected) in [
            ("bo lind", true),
            ("jean-luc d'arc", true),
            ("bo k. lind", true),
            ("bo", false),
            ("bo l.", false),
            ("+49 30 1234567", false),
            ("", false),
        ] {
            assert_eq!(is_full(name), expected, "{name}");
        }
    }

    #[test]
    fn names_agree_where_one_is_the_other_in_short() {
        for (one, other, expected) in [
            ("bo lind", "lind, bo", true),
            ("bo lind", "bo karl lind", true),
            ("bo", "bo", true),
            ("bo", "bo lind", false),
            ("bo lind", "ida lind", false),
            ("", "", false),
        ] {
            assert_eq!(agree(one, other), expected, "{one}, {other}");
            assert_eq!(agree(other, one), expected, "{other}, {one}");
        }
    }
}
