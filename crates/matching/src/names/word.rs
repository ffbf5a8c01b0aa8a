//! Two words of names.

use crate::level::Level;
use crate::lexicon::Value;
use crate::normal::KNOWN;
use crate::prior;
use crate::sound::{plain, sounds_like};
use crate::text::{alike, is_one_edit};

/// Two given names. Two that are both known, and no forms of one name, are different however
/// alike they look: Tom and Tim. A letter apart, as Maria and Mario, they are `Other`.
pub(crate) fn given_word(one: Value, other: Value) -> Level {
    let (a, b) = (one.text, other.text);
    if a == b {
        return Level::Exact;
    }
    if let Some(level) = initials(a, b) {
        return level;
    }
    if share(prior::forms(a), prior::forms(b)) {
        return Level::Nickname;
    }
    if plain(a).eq(plain(b)) {
        return Level::Transliterated;
    }
    if is_known(one) && is_known(other) {
        let is_slip = a.len().min(b.len()) >= 4 && is_one_edit(a, b);
        return if is_slip {
            Level::Other
        } else {
            Level::Contradicting
        };
    }
    spelling(one, other)
}

/// Two family names. Short ones and common ones bear no typo: Zhang and Zhao.
pub(crate) fn family_word(one: Value, other: Value) -> Level {
    let (a, b) = (one.text, other.text);
    if a == b {
        return Level::Exact;
    }
    if let Some(level) = initials(a, b) {
        return level;
    }
    if sound_alike(one, other) {
        return Level::Transliterated;
    }
    if is_known(one) && is_known(other) {
        return Level::Contradicting;
    }
    spelling(one, other)
}

/// What sounds alike has one rough sound too.
fn sound_alike(one: Value, other: Value) -> bool {
    one.facts.sound == other.facts.sound && sounds_like(one.text, other.text)
}

/// Whether the word's lexicon noted that it is a known name.
pub(super) fn is_known(value: Value) -> bool {
    value.facts.mark & KNOWN != 0
}

fn initials(a: &str, b: &str) -> Option<Level> {
    if a.len() > 1 && b.len() > 1 {
        return None;
    }
    let is_same = a.as_bytes().first() == b.as_bytes().first();
    Some(if is_same {
        Level::Initial
    } else {
        Level::Contradicting
    })
}

fn share(one: &[u16], other: &[u16]) -> bool {
    one.iter().any(|line| other.contains(line))
}

fn spelling(one: Value, other: Value) -> Level {
    let (a, b) = (one.text, other.text);
    let shorter = a.len().min(b.len());
    if sound_alike(one, other) {
        return Level::Transliterated;
    }
    if is_one_edit(a, b) {
        let is_anchored = is_known(one) || is_known(other);
        let enough = if is_anchored { 3 } else { 5 };
        return if shorter >= enough {
            Level::Typo
        } else {
            Level::Similar
        };
    }
    let alike = alike(a, b, 0.86);
    let is_beginning = shorter >= 3 && (a.starts_with(b) || b.starts_with(a));
    match alike {
        _ if alike >= 0.94 && shorter >= 6 => Level::Typo,
        _ if alike >= 0.86 && shorter >= 4 || is_beginning => Level::Similar,
        _ => Level::Contradicting,
    }
}
