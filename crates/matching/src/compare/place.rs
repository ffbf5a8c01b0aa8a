//! Addresses, cities and postal codes.

use super::wording::{is_reordered, share_of_words};
use crate::level::Level;
use crate::lexicon::Value;
use crate::sound::sounds_like;
use crate::text::{is_alike, is_one_edit};

/// Another number in the same street is another house.
pub(super) fn address(one: Value, other: Value) -> Level {
    let (a, b) = (one.text, other.text);
    if a == b {
        return Level::Exact;
    }
    if numbers(a).next().is_some()
        && numbers(b).next().is_some()
        && !numbers(a).any(|x| numbers(b).any(|y| x == y))
    {
        return if is_one_edit(a, b) {
            Level::Similar
        } else {
            Level::Contradicting
        };
    }
    if is_reordered(a, b) {
        return Level::Reordered;
    }
    let shorter = a.len().min(b.len());
    if shorter >= 6 && is_one_edit(a, b) || shorter >= 8 && is_alike(a, b, 0.96) {
        return Level::Typo;
    }
    match share_of_words(a, b) {
        share if share >= 0.99 && shorter >= 6 => Level::Subset,
        share if share >= 0.6 || is_alike(a, b, 0.88) => Level::Similar,
        _ => Level::Contradicting,
    }
}

fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ')
        .filter(|word| word.as_bytes().first().is_some_and(u8::is_ascii_digit))
}

pub(super) fn city(one: Value, other: Value) -> Level {
    let (a, b) = (one.text, other.text);
    if a == b {
        return Level::Exact;
    }
    if one.facts.sound == other.facts.sound && sounds_like(a, b) {
        return Level::Transliterated;
    }
    let shorter = a.len().min(b.len());
    if shorter >= 4 && is_one_edit(a, b) || shorter >= 7 && is_alike(a, b, 0.94) {
        return Level::Typo;
    }
    if shorter >= 4 && (a.starts_with(b) || b.starts_with(a)) {
        return Level::Subset;
    }
    if shorter >= 4 && is_alike(a, b, 0.86) {
        Level::Similar
    } else {
        Level::Contradicting
    }
}

/// Codes begin with the larger district: the first half equal is near.
pub(super) fn postal_code(one: Value, other: Value) -> Level {
    let (a, b) = (one.text, other.text);
    if a == b {
        return Level::Exact;
    }
    let shorter = a.len().min(b.len());
    if shorter >= 4 && (a.starts_with(b) || b.starts_with(a)) {
        return Level::Subset;
    }
    if shorter >= 4 && is_one_edit(a, b) {
        Level::Typo
    } else {
        Level::Contradicting
    }
}
