//! Formal or casual: by how the member says “you”, and by greeting and sign-off.

use super::{OwnText, after_beginning, lines};
use crate::suggestions::{
    phrases::{Habits, Phrases},
    types::Tone,
};

/// How one says “you” tells more than the other two.
const OF_YOU: i32 = 2;
const LONGEST_LINE: usize = 40;

pub(super) fn tone(texts: &[&OwnText], phrases: &Phrases) -> Tone {
    let votes: i32 = texts.iter().map(|text| vote(&text.body, phrases)).sum();
    match votes {
        ..=-1 => Tone::Casual,
        0 => phrases.unsure,
        1.. => Tone::Formal,
    }
}

/// Above zero for formal.
fn vote(body: &str, phrases: &Phrases) -> i32 {
    let habits = &phrases.habits;
    let greeting = lines(body).next().map_or(0, |line| {
        line_vote(
            line,
            phrases,
            habits.formal_greetings,
            habits.casual_greetings,
        )
    });
    let end = lines(body).rev().take(10);
    let sign_off = end
        .map(|line| {
            line_vote(
                line,
                phrases,
                habits.formal_sign_offs,
                habits.casual_sign_offs,
            )
        })
        .find(|vote| *vote != 0);
    OF_YOU * you(body, habits).signum() + greeting + sign_off.unwrap_or_default()
}

fn line_vote(line: &str, phrases: &Phrases, formal: &[&str], casual: &[&str]) -> i32 {
    if line.chars().count() > LONGEST_LINE {
        return 0;
    }
    let rest = |beginnings| after_beginning(line, beginnings, phrases).map(str::len);
    match (rest(formal), rest(casual)) {
        (Some(formal), Some(casual)) => {
            if formal <= casual {
                1
            } else {
                -1
            }
        }
        (Some(_), None) => 1,
        (None, Some(_)) => -1,
        (None, None) => 0,
    }
}

/// How often the polite “you” is said more than the familiar one.
fn you(body: &str, habits: &Habits) -> i32 {
    let count = |marks: &[&str]| -> i32 {
        if habits.unspaced {
            let counts = marks.iter().map(|mark| body.matches(mark).count() as i32);
            return counts.sum();
        }
        let words = words_in_sentences(body).filter(|(word, begins)| {
            let is_capital = word.chars().next().is_some_and(char::is_uppercase);
            let is_told_by_case = *begins && is_capital;
            marks.contains(word) && !is_told_by_case
        });
        words.count() as i32
    };
    count(habits.polite) - count(habits.familiar)
}

/// Each word, and whether it begins a sentence: there a capital means nothing.
fn words_in_sentences(body: &str) -> impl Iterator<Item = (&str, bool)> {
    let sentences = body.split(['.', '!', '?', '\n', '…', ':', '¿', '¡']);
    sentences.flat_map(|sentence| {
        let words = sentence.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
        let words = words.filter(|word| !word.is_empty());
        words.enumerate().map(|(index, word)| (word, index == 0))
    })
}
