//! Father and son: what stands behind two names that are otherwise one.

const SENIOR: u8 = 1;
const JUNIOR: u8 = 2;
const SECOND: u8 = 4;
const THIRD: u8 = 8;
const FOURTH: u8 = 16;

/// The additions in the order of their bits.
const WORDS: [&str; 5] = ["Sr.", "Jr.", "II", "III", "IV"];

fn of_word(word: &str) -> u8 {
    let is = |known: &[&str]| known.iter().any(|known| word.eq_ignore_ascii_case(known));
    match word.len() {
        2 if is(&["sr"]) => SENIOR,
        2 if is(&["jr"]) => JUNIOR,
        2 if is(&["ii"]) => SECOND,
        2 if is(&["iv"]) => FOURTH,
        3 if is(&["snr"]) => SENIOR,
        3 if is(&["jnr"]) => JUNIOR,
        3 if is(&["2nd"]) => SECOND,
        3 if is(&["iii", "3rd"]) => THIRD,
        3 if is(&["4th"]) => FOURTH,
        _ => 0,
    }
}

/// Whether a folded word says only which of several of one name is meant.
pub(super) fn is_generation(word: &str) -> bool {
    of_word(word) != 0
}

/// What a part of a name says of it, as bits.
pub(super) fn generations(text: &str) -> u8 {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.fold(0, |all, word| all | of_word(word))
}

/// The same where the first word is a name, or a title before one: JR Smith, Sr. Maria.
pub(super) fn generations_behind(text: &str) -> u8 {
    let text = text.trim_start();
    let first = text.find(|letter: char| !letter.is_alphanumeric());
    first.map_or(0, |end| generations(&text[end..]))
}

/// Whether both are said and none is the same. A Jr. may call himself II.
pub(super) fn differ(one: u8, other: u8) -> bool {
    const SON: u8 = JUNIOR | SECOND;
    let widened = |said: u8| if said & SON == 0 { said } else { said | SON };
    one != 0 && other != 0 && widened(one) & other == 0
}

/// The additions in words.
pub(super) fn in_words(said: u8) -> String {
    let words = WORDS.iter().enumerate();
    let said = words.filter(|(bit, _)| said >> bit & 1 == 1);
    let words: Vec<&str> = said.map(|(_, word)| *word).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn additions_behind_a_name() {
        for (text, expected) in [
            ("John Smith Jr.", JUNIOR),
            ("John Smith SR", SENIOR),
            ("John Smith III, PhD", THIRD),
            ("John Smith jnr", JUNIOR),
            ("John Smith 3rd", THIRD),
            ("JR Smith", 0),
            ("Sr. Maria Lopez", 0),
            ("John Smith", 0),
            ("John V. Smith", 0),
            ("", 0),
            ("😀 Jr.", JUNIOR),
        ] {
            assert_eq!(generations_behind(text), expected, "{text}");
        }
    }

    #[test]
    fn a_junior_may_be_the_second() {
        for (one, other, expected) in [
            (JUNIOR, SENIOR, true),
            (SECOND, THIRD, true),
            (JUNIOR, THIRD, true),
            (SENIOR, SECOND, true),
            (THIRD, FOURTH, true),
            (JUNIOR, SECOND, false),
            (JUNIOR, JUNIOR, false),
            (JUNIOR, 0, false),
            (0, 0, false),
            (JUNIOR | SENIOR, SENIOR, false),
        ] {
            assert_eq!(differ(one, other), expected, "{one}, {other}");
            assert_eq!(differ(other, one), expected, "{other}, {one}");
        }
        assert_eq!(in_words(SENIOR), "Sr.");
        assert_eq!(in_words(SECOND | FOURTH), "II IV");
    }
}
