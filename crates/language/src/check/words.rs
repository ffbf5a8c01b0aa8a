//! What is said of words in each language: which are written with a capital though they are no
//! names, which are months, days and numbers, and after which a full stop ends no sentence.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use crate::languages::Language;

pub(super) struct Words {
    pub capitals: HashSet<&'static str>,
    pub titles: HashSet<&'static str>,
    months: Vec<Vec<&'static str>>,
    days: Vec<Vec<&'static str>>,
    numbers: HashMap<&'static str, u64>,
}

/// A month from 1 to 12, or a day of the week from 1 (Monday) to 7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum DayWord {
    Month(u32),
    Weekday(u32),
}

const FILES: [(&str, Language); 11] = [
    (include_str!("words/en.txt"), Language::English),
    (include_str!("words/de.txt"), Language::German),
    (include_str!("words/fr.txt"), Language::French),
    (include_str!("words/es.txt"), Language::Spanish),
    (include_str!("words/pt.txt"), Language::Portuguese),
    (include_str!("words/it.txt"), Language::Italian),
    (include_str!("words/nl.txt"), Language::Dutch),
    (include_str!("words/pl.txt"), Language::Polish),
    (include_str!("words/ru.txt"), Language::Russian),
    (include_str!("words/ja.txt"), Language::Japanese),
    (include_str!("words/zh.txt"), Language::Chinese),
];

static WORDS: LazyLock<HashMap<Language, Words>> = LazyLock::new(|| {
    let files = FILES.iter();
    files
        .map(|(file, language)| (*language, Words::read(file)))
        .collect()
});

static NONE: LazyLock<Words> = LazyLock::new(|| Words::read(""));

/// Of all languages together: a text quotes in another.
static ABBREVIATIONS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let files = FILES.iter();
    files
        .flat_map(|(file, _)| line(file, "abbreviations").split_whitespace())
        .collect()
});

pub(super) fn words(language: Language) -> &'static Words {
    WORDS.get(&language).unwrap_or(&NONE)
}

pub(super) fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.contains(word.to_lowercase().as_str())
}

/// In any language.
pub(super) fn is_month(word: &str) -> bool {
    let mut all = WORDS.values();
    all.any(|words| matches!(words.day_word(word), Some(DayWord::Month(_))))
}

/// What stands after `name: ` in such a file.
pub(super) fn line(file: &'static str, name: &str) -> &'static str {
    let found = file.lines().find_map(|line| {
        let (label, rest) = line.split_once(':')?;
        (label == name).then_some(rest.trim())
    });
    found.unwrap_or_default()
}

impl Words {
    fn read(file: &'static str) -> Self {
        let set = |name| line(file, name).split_whitespace().collect();
        let groups = |name| {
            let groups = line(file, name).split('|');
            groups
                .map(|group| group.split_whitespace().collect())
                .collect()
        };
        let numbers = line(file, "numbers").split_whitespace().flat_map(|entry| {
            let (value, names) = entry.split_once('=').unwrap_or_default();
            let value = value.parse::<u64>().unwrap_or_default();
            names.split(',').map(move |name| (name, value))
        });
        Self {
            capitals: set("capitals"),
            titles: set("titles"),
            months: groups("months"),
            days: groups("days"),
            numbers: numbers.collect(),
        }
    }

    /// Of a word of a language with spaces. An entry with a capital counts only so, and ends
    /// with `*` where more letters may follow.
    pub fn day_word(&self, word: &str) -> Option<DayWord> {
        let lower = word.to_lowercase();
        let place = |groups: &[Vec<&str>]| {
            let fits = |entry: &&str| match entry.strip_suffix('*') {
                Some(stem) => lower.starts_with(stem),
                None => *entry == lower || *entry == word && !entry.is_empty(),
            };
            let at = groups.iter().position(|group| group.iter().any(&fits));
            at.map(|at| at as u32 + 1)
        };
        place(&self.months)
            .map(DayWord::Month)
            .or_else(|| place(&self.days).map(DayWord::Weekday))
    }

    /// Of a text without spaces: all that occur.
    pub fn day_words_in(&self, text: &str) -> Vec<(DayWord, &'static str)> {
        let mut found = Vec::new();
        for (groups, of) in [
            (&self.months, DayWord::Month as fn(u32) -> DayWord),
            (&self.days, DayWord::Weekday),
        ] {
            for (at, group) in groups.iter().enumerate() {
                let said = group.iter().find(|entry| occurs_alone(text, entry));
                found.extend(said.map(|entry| (of(at as u32 + 1), *entry)));
            }
        }
        found
    }

    pub fn number(&self, word: &str) -> Option<u64> {
        self.numbers.get(word.to_lowercase().as_str()).copied()
    }
}

/// Not as the end of a longer number: 2月 is no part of 12月.
fn occurs_alone(text: &str, entry: &str) -> bool {
    text.match_indices(entry).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(|letter| letter.is_numeric() || letter == '十')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_twelve_months_and_seven_days() {
        for language in Language::ALL {
            let words = words(language);
            assert_eq!(words.months.len(), 12, "{language:?}");
            assert_eq!(words.days.len(), 7, "{language:?}");
            assert!(!words.capitals.is_empty(), "{language:?}");
        }
    }

    #[test]
    fn words_of_days() {
        let of = |language, word| words(language).day_word(word);
        assert_eq!(of(Language::English, "May"), Some(DayWord::Month(5)));
        assert_eq!(of(Language::English, "may"), None);
        assert_eq!(of(Language::Russian, "сентября"), Some(DayWord::Month(9)));
        assert_eq!(of(Language::Polish, "Środę"), Some(DayWord::Weekday(3)));
        assert_eq!(of(Language::French, "mardis"), Some(DayWord::Weekday(2)));
        assert_eq!(of(Language::German, "März"), Some(DayWord::Month(3)));
        let found = words(Language::Japanese).day_words_in("12月の土曜日に");
        let found: Vec<_> = found.into_iter().map(|(word, _)| word).collect();
        assert_eq!(found, [DayWord::Month(12), DayWord::Weekday(6)]);
    }

    #[test]
    fn words_of_numbers() {
        assert_eq!(words(Language::German).number("Zwölf"), Some(12));
        assert_eq!(words(Language::English).number("one"), None);
    }
}
