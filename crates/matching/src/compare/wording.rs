//! Companies, and extra fields.

use std::cmp::Ordering;

use crate::level::Level;
use crate::lexicon::Value;
use crate::sound::sounds_like;
use crate::text::{alike, is_alike, is_one_edit};

pub(super) fn exact(one: Value, other: Value) -> Level {
    if one.text == other.text {
        Level::Exact
    } else {
        Level::Contradicting
    }
}

/// Letters and digits of which one may be wrong, missing or swapped.
pub(super) fn number(one: Value, other: Value) -> Level {
    let (a, b) = (one.text, other.text);
    let shorter = a.len().min(b.len());
    match a == b {
        true => Level::Exact,
        false if shorter >= 4 && is_one_edit(a, b) => Level::Typo,
        false if shorter >= 6 && is_alike(a, b, 0.9) => Level::Similar,
        false => Level::Contradicting,
    }
}

pub(super) fn text(one: Value, other: Value) -> Level {
    let (a, b) = (one.text, other.text);
    if a == b {
        return Level::Exact;
    }
    if is_reordered(a, b) {
        return Level::Reordered;
    }
    let alike = alike(a, b, 0.86);
    let shorter = a.len().min(b.len());
    if shorter >= 4 && is_one_edit(a, b) || shorter >= 6 && alike >= 0.95 {
        return Level::Typo;
    }
    match share_of_words(a, b) {
        share if share >= 0.99 && shorter >= 4 => Level::Subset,
        share if share >= 0.5 || alike >= 0.86 => Level::Similar,
        _ => Level::Contradicting,
    }
}

/// Companies carry no typos in short names (Apple is not Appian), and a name is no part of
/// another's unless it is more than one word or long.
pub(super) fn company(one: Value, other: Value) -> Level {
    let (a, b) = (one.text, other.text);
    if a == b || is_spaced_otherwise(a, b) {
        return Level::Exact;
    }
    if sounds_like(a, b) {
        return Level::Transliterated;
    }
    let shorter = a.len().min(b.len());
    if shorter >= 6 && is_one_edit(a, b) {
        return Level::Typo;
    }
    if is_reordered(a, b) {
        return Level::Reordered;
    }
    match share_of_words(a, b) {
        share if share >= 0.99 && shorter >= 3 => Level::Subset,
        share if share >= 0.6 || shorter >= 8 && is_alike(a, b, 0.94) => Level::Similar,
        _ => Level::Contradicting,
    }
}

/// Equal but for spaces: `Face Book`.
fn is_spaced_otherwise(a: &str, b: &str) -> bool {
    let letters = |text: &'_ str| {
        text.bytes()
            .filter(|letter| *letter != b' ')
            .collect::<Vec<_>>()
    };
    a.len() != b.len() && a.len().abs_diff(b.len()) < 4 && letters(a) == letters(b)
}

/// The same words in another order.
pub(super) fn is_reordered(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.contains(' ') && share_of_words(a, b) >= 0.99
}

/// How many words of the shorter text stand in the longer, from 0 to 1; of two that are equally
/// long the lesser share.
pub(super) fn share_of_words(a: &str, b: &str) -> f32 {
    match a.len().cmp(&b.len()) {
        Ordering::Less => share_within(a, b),
        Ordering::Equal => share_within(a, b).min(share_within(b, a)),
        Ordering::Greater => share_within(b, a),
    }
}

fn share_within(short: &str, long: &str) -> f32 {
    let mut all = 0_u16;
    let mut found = 0_u16;
    for word in short.split(' ') {
        all += 1;
        found += u16::from(long.split(' ').any(|other| other == word));
    }
    f32::from(found) / f32::from(all.max(1))
}
