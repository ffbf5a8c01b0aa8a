//! What a text may name.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};

use super::{
    addresses,
    digits::{Numbers, numbers},
    words::{DayWord, words},
};
use crate::{languages::Language, prompt::clean};

/// Texts of two kinds: what the member wrote or the product counted, and what others said.
#[derive(Clone, Debug, Default)]
pub struct Context {
    own: Vec<String>,
    theirs: Vec<String>,
}

impl Context {
    #[must_use]
    pub fn own(mut self, text: &str) -> Self {
        self.own.push(seen(text));
        self
    }

    #[must_use]
    pub fn theirs(mut self, text: &str) -> Self {
        self.theirs.push(seen(text));
        self
    }
}

/// As people see it.
pub(super) fn seen(text: &str) -> String {
    clean(text, usize::MAX)
}

/// A context as it is asked.
#[derive(Default)]
pub(super) struct Known {
    pub own_addresses: HashSet<String>,
    pub addresses: HashSet<String>,
    /// Numbers of telephones and accounts, by their digits.
    pub own_long: HashSet<String>,
    pub long: HashSet<String>,
    pub numbers: HashSet<String>,
    pub values: HashSet<u64>,
    pub dates: Vec<NaiveDate>,
    pub day_words: HashSet<DayWord>,
    /// In small letters.
    pub words: HashSet<String>,
    /// All of it, for scripts without spaces.
    pub text: String,
}

impl Known {
    pub fn of(context: &Context) -> Self {
        let mut known = Self::default();
        let own = context.own.iter().map(|text| (text, true));
        let theirs = context.theirs.iter().map(|text| (text, false));
        for (text, is_own) in own.chain(theirs) {
            known.add(text, is_own);
        }
        let dates = known.dates.iter();
        let of_dates = dates.flat_map(|date| {
            let weekday = date.weekday().number_from_monday();
            [DayWord::Month(date.month()), DayWord::Weekday(weekday)]
        });
        known.day_words.extend(of_dates);
        known
    }

    fn add(&mut self, text: &str, is_own: bool) {
        let (addresses, rest) = addresses::found(text);
        let Numbers { plain, long } = numbers(&rest);
        if is_own {
            self.own_addresses.extend(addresses.iter().cloned());
            self.own_long.extend(long.iter().cloned());
        }
        self.addresses.extend(addresses);
        self.long.extend(long);
        self.dates.extend(
            plain
                .iter()
                .filter_map(|number| number.parse::<NaiveDate>().ok()),
        );
        self.values
            .extend(plain.iter().filter_map(|number| number.parse::<u64>().ok()));
        self.numbers.extend(plain);
        // “segunda-feira” is one word.
        let joined = [text.replace('-', ""), rest.replace('-', "")];
        let texts = [text, &rest, &joined[0], &joined[1]].into_iter();
        let pieces: HashSet<&str> = texts.flat_map(word_pieces).collect();
        for word in pieces {
            for language in Language::ALL {
                let of = words(language);
                self.values.extend(of.number(word));
                self.day_words.extend(of.day_word(word));
            }
            self.words.insert(word.to_lowercase());
        }
        for language in [Language::Japanese, Language::Chinese] {
            let found = words(language).day_words_in(text);
            self.day_words
                .extend(found.into_iter().map(|(word, _)| word));
        }
        self.text.push_str(&text.to_lowercase());
        self.text.push('\n');
    }
}

/// Runs of letters and digits, of scripts that have capitals and of scripts that have none.
pub(super) fn word_pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let begin = rest.find(char::is_alphanumeric)?;
        let word = &rest[begin..];
        let is_plain = word.chars().next().is_some_and(is_without_case);
        let goes_on =
            |letter: char| letter.is_alphanumeric() && is_without_case(letter) == is_plain;
        let end = word.find(|letter| !goes_on(letter)).unwrap_or(word.len());
        rest = &word[end..];
        Some(&word[..end])
    })
}

/// A letter of Han, kana, Arabic and other scripts without capitals.
pub(super) fn is_without_case(letter: char) -> bool {
    let has_case =
        letter.is_lowercase() || letter.is_uppercase() || !letter.to_lowercase().eq([letter]);
    letter.is_alphabetic() && !has_case
}
