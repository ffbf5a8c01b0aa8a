//! One value of each kind made comparable, and what is noted of it.

mod company;
mod date;
mod place;
mod rare;
mod reach;

pub(crate) use company::{company, legal_form};
pub(crate) use date::date;
pub(crate) use place::{address, street};
pub(crate) use rare::rare_words;
pub(crate) use reach::{FREE, ROLE, domain_facts, email, email_facts, handle, phone};

use crate::lexicon::Facts;
use crate::names::is_particle;
use crate::prior;
use crate::record::ExtraKind;
use crate::sound::{loose, rough};
use crate::text::fold;

/// Words, folded.
pub(crate) fn words(text: &str) -> Option<String> {
    let folded = fold(text);
    (!folded.is_empty()).then_some(folded)
}

/// Letters and digits alone.
pub(crate) fn code(text: &str) -> Option<String> {
    let mut folded = fold(text);
    folded.retain(|letter| letter != ' ');
    (!folded.is_empty()).then_some(folded)
}

/// An extra field's value by its kind.
pub(crate) fn extra(kind: ExtraKind, text: &str) -> Option<String> {
    match kind {
        ExtraKind::Exact | ExtraKind::Text => words(text),
        ExtraKind::Number => code(text),
        ExtraKind::Date => date(text),
    }
}

/// Marks of a word of a name; its first letter stands in the second byte, and above it how many
/// family names are commoner, counted from one.
pub(crate) const KNOWN: u32 = 1;
/// A given name with other forms
pub(crate) const FORMED: u32 = 2;
/// A particle of a family name
pub(crate) const PARTICLE: u32 = 4;

pub(crate) fn given_facts(word: &str) -> Facts {
    let formed = if prior::forms(word).is_empty() {
        0
    } else {
        FORMED
    };
    Facts {
        mark: known(prior::is_given(word)) | formed | initial(word),
        sound: if word.len() > 1 { rough(word) } else { 0 },
        ..Facts::NONE
    }
}

pub(crate) fn family_facts(word: &str) -> Facts {
    let sound: String = loose(word).map(char::from).collect();
    let particle = if is_particle(word) { PARTICLE } else { 0 };
    let (by_letters, by_sound) = (prior::family_rank(word), prior::family_rank(&sound));
    let rank = by_letters.into_iter().chain(by_sound).min();
    Facts {
        mark: known(by_letters.is_some()) | particle | initial(word) | ranked(rank),
        sound: rough(word),
        ..Facts::NONE
    }
}

fn ranked(rank: Option<u16>) -> u32 {
    rank.map_or(0, |rank| (u32::from(rank) + 1) << 16)
}

fn known(is_known: bool) -> u32 {
    if is_known { KNOWN } else { 0 }
}

fn initial(word: &str) -> u32 {
    u32::from(word.bytes().next().unwrap_or(0)) << 8
}
