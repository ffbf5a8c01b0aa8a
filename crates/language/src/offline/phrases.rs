//! The words of drafts, one file for each language, all of the same type: a language that lacks
//! a phrase does not compile.

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

use crate::{draft::Formality, languages::Language};

pub(super) struct Phrases {
    pub casual: Manner,
    pub formal: Manner,
    pub units: Units,
    /// Between sentences; nothing where the full stop brings its own space.
    pub gap: &'static str,
}

/// What is said in one tone. `{subject}`, `{span}`, `{what}` and `{place}` are filled in; a
/// phrase that ends with `_about` or `_at` stands in for the one before it where that is known.
pub(super) struct Manner {
    pub answer: &'static str,
    pub answer_about: &'static str,
    pub keep_in_touch: &'static str,
    pub reconnect: &'static str,
    pub last_time: &'static str,
    pub question: &'static str,
    /// The subject of a mail that begins anew.
    pub subject: &'static str,
    pub own_promise: &'static str,
    pub own_promise_about: &'static str,
    pub their_promise: &'static str,
    pub their_promise_about: &'static str,
    pub asked: &'static str,
    pub asked_about: &'static str,
    pub reminder: &'static str,
    pub reminder_about: &'static str,
    pub birthday: &'static str,
    pub anniversary: &'static str,
    pub job: &'static str,
    pub job_at: &'static str,
    /// They leave where they were.
    pub job_end: &'static str,
    pub promotion: &'static str,
    pub fundraising: &'static str,
    pub launch: &'static str,
    pub milestone: &'static str,
    pub attendance: &'static str,
    pub moved: &'static str,
    pub met: &'static str,
    pub first_met: &'static str,
    pub warm: &'static str,
    /// Instead of `question`, where more should follow.
    pub talk: &'static str,
    /// The subject of a mail that wishes well.
    pub wish_subject: &'static str,
}

/// An elapsed time: for one, and the plurals that `plural` chooses from.
pub(super) struct Units {
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

pub(super) fn of(language: Language) -> &'static Phrases {
    match language {
        Language::English => &english::PHRASES,
        Language::German => &german::PHRASES,
        Language::French => &french::PHRASES,
        Language::Spanish => &spanish::PHRASES,
        Language::Portuguese => &portuguese::PHRASES,
        Language::Italian => &italian::PHRASES,
        Language::Dutch => &dutch::PHRASES,
        Language::Polish => &polish::PHRASES,
        Language::Russian => &russian::PHRASES,
        Language::Japanese => &japanese::PHRASES,
        Language::Chinese => &chinese::PHRASES,
    }
}

impl Phrases {
    pub fn manner(&self, formality: Formality) -> &Manner {
        match formality {
            Formality::Casual => &self.casual,
            Formality::Formal => &self.formal,
        }
    }

    /// Days in the unit that a person would say.
    pub fn span(&self, days: u32) -> String {
        let (count, forms) = match days {
            ..=6 => (days.max(1), &self.units.day),
            7..=59 => (days / 7, &self.units.week),
            60..=364 => (days / 30, &self.units.month),
            _ => (days / 365, &self.units.year),
        };
        let index = (self.units.plural)(i64::from(count));
        let form = forms.get(index).copied().unwrap_or_default();
        form.replace("{n}", &count.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_in_each_language() {
        let cases = [
            ("en", 7, "a week"),
            ("en", 21, "3 weeks"),
            ("de", 30, "4 Wochen"),
            ("de", 400, "einem Jahr"),
            ("fr", 75, "2 mois"),
            ("es", 800, "2 años"),
            ("pt", 365, "um ano"),
            ("it", 90, "3 mesi"),
            ("nl", 3, "3 dagen"),
            ("pl", 14, "2 tygodni"),
            ("pl", 7, "tygodnia"),
            ("ru", 7, "1 неделю"),
            ("ru", 21, "3 недели"),
            ("ru", 35, "5 недель"),
            ("ru", 365 * 11, "11 лет"),
            ("ru", 365 * 21, "21 год"),
            ("ja", 60, "2か月"),
            ("zh", 14, "2个星期"),
        ];
        for (code, days, expected) in cases {
            let phrases = of(Language::of_code(code).unwrap_or_default());
            assert_eq!(phrases.span(days), expected, "{code} {days}");
        }
    }
}
