//! The words of drafts, one file for each language, all of the same type: a language
//! that lacks a phrase does not compile.

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
    pub units: Units,
    /// The tone where nothing tells which: the wrong one of two ways to say “you” is
    /// worse than too much politeness.
    pub unsure: Tone,
    /// After a greeting with a comma the sentence goes on in lower case.
    pub flows_on: bool,
    /// Between sentences; nothing where the full stop brings its own space.
    pub gap: &'static str,
}

/// What is said in one tone. `{name}`, `{subject}` and `{span}` are filled in.
pub struct Manner {
    pub greeting: &'static str,
    /// Where no name is known.
    pub greeting_nameless: &'static str,
    pub sign_off: &'static str,
    pub answer: &'static str,
    /// Instead of `answer`, where there was a subject.
    pub answer_about: &'static str,
    pub keep_in_touch: &'static str,
    pub reconnect: &'static str,
    /// A sentence of its own on what it was about.
    pub last_time: &'static str,
    pub question: &'static str,
    /// The subject of a mail that begins anew.
    pub subject: &'static str,
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

/// An elapsed time as it stands in `keep_in_touch` and `reconnect`: for one, and the
/// plurals that [`Units::plural`] chooses from.
pub struct Units {
    pub day: [&'static str; 3],
    pub week: [&'static str; 3],
    pub month: [&'static str; 3],
    pub year: [&'static str; 3],
    /// The index of the form for a number.
    pub plural: fn(i64) -> usize,
}

/// One, and many.
fn two_forms(count: i64) -> usize {
    usize::from(count != 1)
}

/// One, few and many, as Slavic languages count.
fn three_forms(count: i64) -> usize {
    match (count % 10, count % 100) {
        (1, rest) if rest != 11 => 0,
        (2..=4, rest) if !(12..=14).contains(&rest) => 1,
        _ => 2,
    }
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

    /// Days in the unit that a person would say.
    pub fn span(&self, days: i64) -> String {
        let (count, forms) = match days {
            ..=6 => (days.max(1), &self.units.day),
            7..=59 => (days / 7, &self.units.week),
            60..=364 => (days / 30, &self.units.month),
            _ => (days / 365, &self.units.year),
        };
        let index = (self.units.plural)(count);
        let form = forms.get(index).copied().unwrap_or_default();
        form.replace("{n}", &count.to_string())
    }
}
