//! Labels by phrases: the sentence that holds one is the evidence.

use serde_json::{Value, json};

use crate::{
    check::sentences,
    prompt::{LONGEST_BLOCK, clean},
    tasks::{ClassifyRequest, Label},
};

/// A phrase may mean something else; several seldom all do.
const OF_ONE: f64 = 0.7;
const OF_EACH_MORE: f64 = 0.1;
const MOST: f64 = 0.9;

pub(super) fn labels(request: &ClassifyRequest) -> Value {
    let text = clean(&request.text, LONGEST_BLOCK);
    let sentences = sentences(&text);
    let found: Vec<Value> = request
        .labels
        .iter()
        .filter_map(|label| found(label, &sentences))
        .collect();
    json!({"labels": found})
}

fn found(label: &Label, sentences: &[&str]) -> Option<Value> {
    let hits = |sentence: &&&str| {
        let lower = sentence.to_lowercase().replace('’', "'");
        let phrases = label.phrases.iter();
        let count = phrases
            .filter(|phrase| says(&lower, &phrase.replace('’', "'")))
            .count();
        count > 0
    };
    let said: Vec<&&str> = sentences.iter().filter(hits).collect();
    let evidence = said.first()?;
    let more = (said.len() - 1) as f64 * OF_EACH_MORE;
    Some(json!({
        "label": label.name,
        "confidence": (OF_ONE + more).min(MOST),
        "evidence": evidence,
    }))
}

/// As whole words, where the script has spaces between words.
fn says(sentence: &str, phrase: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric() && !is_unspaced(letter);
    let mut places = sentence.match_indices(phrase);
    places.any(|(at, _)| {
        let before = sentence[..at].chars().next_back();
        let after = sentence[at + phrase.len()..].chars().next();
        let (first, last) = (phrase.chars().next(), phrase.chars().next_back());
        let joins = |one: Option<char>, other: Option<char>| {
            one.is_some_and(is_letter) && other.is_some_and(is_letter)
        };
        !joins(before, first) && !joins(last, after)
    })
}

fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_whole_words() {
        assert!(says("i raised it", "raised"));
        assert!(!says("praised be", "raised"));
        assert!(says("来週転職します", "転職"));
        assert!(says("really?", "?"));
        assert!(!says("", "a"));
    }
}
