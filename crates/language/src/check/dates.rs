//! Months and days of the week.

use super::{
    Finding, Kind,
    context::{Known, word_pieces},
    sentences,
    words::words,
};
use crate::languages::Language;

pub(super) fn check(text: &str, language: Language, known: &Known, findings: &mut Vec<Finding>) {
    let of = words(language);
    let mut add = |text: &str| {
        findings.push(Finding::Unfounded {
            kind: Kind::Date,
            text: text.to_owned(),
        });
    };
    if language.is_unspaced() {
        for (word, said) in of.day_words_in(text) {
            if !known.day_words.contains(&word) {
                add(said);
            }
        }
        return;
    }
    for sentence in sentences(text) {
        for (at, word) in word_pieces(&sentence.replace('-', "")).enumerate() {
            // “May I” and “March on”: there the capital says nothing.
            let lower = word.to_lowercase();
            let is_told_by_case = at == 0 && of.day_word(&lower).is_none();
            let strange = of
                .day_word(word)
                .is_some_and(|word| !known.day_words.contains(&word));
            if strange && !is_told_by_case && !known.words.contains(&lower) {
                add(word);
            }
        }
    }
}
