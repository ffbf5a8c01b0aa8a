//! The sentences that say most, as they stand.
//! Source: Luhn, “The Automatic Creation of Literature Abstracts” (IBM Journal, 1958): a
//! sentence weighs what its words do that come often; questions and numbers add to it.

use std::{cmp::Ordering, collections::HashMap};

use serde_json::{Value, json};

use crate::{
    check::{is_harmless, sentences},
    prompt::{LONGEST_BLOCK, clean},
    tasks::SummaryRequest,
};

const SHORTEST: usize = 12;
const LONGEST: usize = 300;
/// Shorter words are mostly not about anything, where words have spaces between them.
const SHORTEST_WORD: usize = 4;

struct Sentence {
    text: String,
    weight: f64,
}

pub(super) fn summary(request: &SummaryRequest) -> Value {
    let texts = request.messages.iter();
    let texts: Vec<String> = texts
        .map(|said| clean(&mail::body::own_text(&said.text), LONGEST_BLOCK))
        .collect();
    let often = counted(&texts);
    let mut found: Vec<Sentence> = Vec::new();
    for (age, text) in texts.iter().enumerate() {
        for sentence in sentences(text) {
            let is_new = found.iter().all(|other| other.text != sentence);
            if is_new && is_worth(sentence) {
                found.push(Sentence {
                    weight: weight(sentence, age, &often),
                    text: sentence.to_owned(),
                });
            }
        }
    }
    let mut order: Vec<usize> = (0..found.len()).collect();
    let heavier = |one: &usize, other: &usize| {
        let weights = found[*other].weight.partial_cmp(&found[*one].weight);
        weights.unwrap_or(Ordering::Equal).then(one.cmp(other))
    };
    order.sort_by(heavier);
    order.truncate(request.most);
    order.sort_unstable();
    let chosen: Vec<&str> = order.iter().map(|at| found[*at].text.as_str()).collect();
    json!({"sentences": chosen})
}

/// How often each word comes, in small letters.
fn counted(texts: &[String]) -> HashMap<String, f64> {
    let mut often: HashMap<String, f64> = HashMap::new();
    for word in texts.iter().flat_map(|text| words(text)) {
        *often.entry(word).or_default() += 1.0;
    }
    often
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| word.chars().count() >= SHORTEST_WORD || !word.is_ascii())
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty())
        .collect()
}

/// Neither a greeting nor a page, and without addresses and numbers of accounts.
fn is_worth(sentence: &str) -> bool {
    let length = sentence.chars().count();
    let shortest = if sentence.is_ascii() {
        SHORTEST
    } else {
        SHORTEST / 2
    };
    let is_whole = sentence.ends_with(['.', '!', '?', '…', '。', '！', '？']);
    is_whole && (shortest..=LONGEST).contains(&length) && is_harmless(sentence)
}

fn weight(sentence: &str, age: usize, often: &HashMap<String, f64>) -> f64 {
    let words = words(sentence);
    let sum: f64 = words.iter().filter_map(|word| often.get(word)).sum();
    let mean = sum / (words.len().max(3) as f64);
    let asks = if sentence.ends_with(['?', '？']) {
        0.6
    } else {
        0.0
    };
    let counts = if sentence.contains(|letter: char| letter.is_ascii_digit()) {
        0.3
    } else {
        0.0
    };
    (mean + asks + counts) / (1.0 + 0.15 * age as f64)
}
