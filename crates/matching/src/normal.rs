//! One value of each kind made comparable, and what is noted of it.

mod company;
mod date;
mod place;
mod reach;

pub(crate) use company::company;
pub(crate) use date::date;
pub(crate) use place::address;
pub(crate) use reach::{FREE, ROLE, email, email_facts, handle, phone};

use crate::lexicon::Facts;
use crate::prior;
use crate::record::ExtraKind;
use crate::sound::loose;
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

/// Words of names are marked 1 where they are known as such.
pub(crate) fn given_facts(word: &str) -> Facts {
    Facts {
        mark: u32::from(prior::is_given(word)),
        prior: prior::given_share(word),
        ..Facts::default()
    }
}

pub(crate) fn family_facts(word: &str) -> Facts {
    Facts {
        mark: u32::from(prior::is_common_family(word)),
        prior: prior::family_share(word).max(prior::family_share(&loose(word))),
        ..Facts::default()
    }
}
