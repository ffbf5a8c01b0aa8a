//! Spellings of one sound brought together, for names that were written down by ear or by
//! another alphabet's rules.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::lexicon::hash_of;

/// The sound of a folded word, letter by letter: doubled letters once, `ae oe ue` as `a o u`,
/// letters that transliterations exchange as one (`c k q`, `v w`, `i j y`), silent `h` left out.
pub(crate) fn loose(word: &str) -> impl Iterator<Item = u8> {
    let letters = word.as_bytes();
    let mut at = 0;
    let mut last = 0;
    std::iter::from_fn(move || {
        while let Some(letter) = letters.get(at) {
            let next = letters.get(at + 1).copied().unwrap_or(0);
            let (heard, length) = hear(*letter, next, at == 0);
            at += length;
            if heard != 0 && heard != last {
                last = heard;
                return Some(heard);
            }
        }
        None
    })
}

/// Whether two words sound alike.
pub(crate) fn sounds_like(one: &str, other: &str) -> bool {
    loose(one).eq(loose(other))
}

/// A number for the sound of a word.
pub(crate) fn sound(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    loose(word).for_each(|letter| hasher.write_u8(letter));
    (hasher.finish() >> 32) as u32
}

/// The letter heard (0 for none), and how many letters it takes.
fn hear(letter: u8, next: u8, is_first: bool) -> (u8, usize) {
    match (letter, next) {
        (b'a' | b'o' | b'u', b'e') => (letter, 2),
        (b'p', b'h') => (b'f', 2),
        (b'c', b'h') => (b'c', 2),
        (b't', b'h') => (b't', 2),
        (b'c', b'k') | (b'k', b'h') => (b'k', 2),
        (b'c' | b'q', _) => (b'k', 1),
        (b'w', _) => (b'v', 1),
        (b'j' | b'y', _) => (b'i', 1),
        (b'h', _) if !is_first => (0, 1),
        _ => (letter, 1),
    }
}

/// The word with `ae oe ue` as `a o u` and doubled letters once: what differs only so is one
/// name, even where both spellings are common.
pub(crate) fn plain(word: &str) -> impl Iterator<Item = u8> {
    let mut before = 0;
    word.bytes().filter(move |letter| {
        let is_mark = *letter == b'e' && matches!(before, b'a' | b'o' | b'u');
        let is_double = *letter == before;
        before = *letter;
        !is_mark && !is_double
    })
}

/// A key under which likely misspellings meet: the first letter and the next three consonants
/// of the sound, in the manner of Soundex (Russell, 1918).
pub(crate) fn skeleton(word: &str) -> [u8; 4] {
    let mut letters = loose(word);
    let mut key = [0; 4];
    key[0] = letters.next().unwrap_or(0);
    let mut length = 1;
    let consonants = letters.filter(|letter| !b"aeiou".contains(letter));
    for consonant in consonants.map(class) {
        if length < 4 && key[length - 1] != consonant {
            key[length] = consonant;
            length += 1;
        }
    }
    key
}

/// A number for the skeleton of a word.
pub(crate) fn rough(word: &str) -> u32 {
    (hash_of(&skeleton(word)) >> 32) as u32
}

fn class(consonant: u8) -> u8 {
    match consonant {
        b'b' | b'f' | b'p' | b'v' => b'b',
        b'c' | b'g' | b'k' | b's' | b'x' | b'z' => b'k',
        b'd' | b't' => b'd',
        b'm' | b'n' => b'm',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_sound() {
        for (one, other) in [
            ("mueller", "muller"),
            ("yuri", "juri"),
            ("sara", "sarah"),
            ("philip", "filip"),
            ("erik", "eric"),
            ("mohamed", "mohammed"),
        ] {
            assert!(sounds_like(one, other) && sound(one) == sound(other));
        }
        assert!(!sounds_like("zhang", "zhao") && sound("zhang") != sound("zhao"));
        assert_eq!(skeleton("robert"), skeleton("rupert"));
    }
}
