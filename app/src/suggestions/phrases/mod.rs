//! How letters begin and end in each language, and by what a member's own words are told
//! apart, one file for each, all of the same type: a language that lacks something does not
//! compile. What stands between greeting and sign-off is written by `crates/language`.

mod chinese;
mod dutch;
mod english;
mod french;
mod german;
mod italian;
mod japanese;
mod polish;
mod portuguese;
mod russian;
mod spanish;
#[cfg(test)]
mod tests;

use super::types::Tone;

pub struct Phrases {
    /// ISO 639-1
    pub code: &'static str,
    /// In English, as pages name it.
    pub name: &'static str,
    pub casual: Manner,
    pub formal: Manner,
    pub habits: Habits,
    /// The tone where nothing tells which: the wrong one of two ways to say “you” is
    /// worse than too much politeness.
    pub unsure: Tone,
}

/// What is said in one tone. `{name}` is filled in.
pub struct Manner {
    pub greeting: &'static str,
    /// Where no name is known.
    pub greeting_nameless: &'static str,
    pub sign_off: &'static str,
}

/// By what a member's own words are told apart; all in lower case, but for `polite`
/// and `familiar`, which are taken as they stand.
pub struct Habits {
    pub casual_greetings: &'static [&'static str],
    pub formal_greetings: &'static [&'static str],
    /// Where a greeting is told by its end.
    pub greeting_ends: &'static [&'static str],
    pub casual_sign_offs: &'static [&'static str],
    pub formal_sign_offs: &'static [&'static str],
    /// Words of a greeting that are nobody's name.
    pub titles: &'static [&'static str],
    /// How one says “you” to a friend, and to others.
    pub familiar: &'static [&'static str],
    pub polite: &'static [&'static str],
    /// Writes without spaces between words.
    pub unspaced: bool,
}

pub const ALL: [&Phrases; 11] = [
    &english::PHRASES,
    &german::PHRASES,
    &french::PHRASES,
    &spanish::PHRASES,
    &portuguese::PHRASES,
    &italian::PHRASES,
    &dutch::PHRASES,
    &polish::PHRASES,
    &russian::PHRASES,
    &japanese::PHRASES,
    &chinese::PHRASES,
];

/// English where a language is not known here.
pub fn phrases_of(code: Option<&str>) -> &'static Phrases {
    known(code).unwrap_or(&english::PHRASES)
}

pub fn known(code: Option<&str>) -> Option<&'static Phrases> {
    ALL.into_iter().find(|phrases| Some(phrases.code) == code)
}

impl Phrases {
    pub fn manner(&self, tone: Tone) -> &Manner {
        match tone {
            Tone::Casual => &self.casual,
            Tone::Formal => &self.formal,
        }
    }
}
