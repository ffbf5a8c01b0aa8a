//! Whether two texts to one person are one message, as a pure function: what was recorded as
//! sent, and what a mailbox holds, which may have been edited before it went.

use std::collections::HashMap;

use crate::suggestions::plain_subject;

/// With the same subject, so much of the words is enough; without, nearly all.
const WITH_SUBJECT: f64 = 0.4;
const WITHOUT: f64 = 0.85;

pub struct Text {
    subject: String,
    words: HashMap<String, usize>,
    count: usize,
}

impl Text {
    pub fn new(subject: &str, body: &str) -> Self {
        let mut words: HashMap<String, usize> = HashMap::new();
        let mut count = 0;
        for word in words_of(body) {
            *words.entry(word).or_default() += 1;
            count += 1;
        }
        Self {
            subject: plain_subject(subject).trim().to_lowercase(),
            words,
            count,
        }
    }
}

/// Words, and single letters where a script has no spaces between them.
fn words_of(body: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for letter in body.to_lowercase().chars() {
        let stands_alone = matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
        if letter.is_alphanumeric() && !stands_alone {
            word.push(letter);
            continue;
        }
        words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
        if stands_alone {
            words.push(letter.to_string());
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

/// How much of the words of both the other has too, 0 to 1; none where they are not one message.
pub fn likeness(one: &Text, other: &Text) -> Option<f64> {
    let shared: usize = one
        .words
        .iter()
        .map(|(word, count)| other.words.get(word).map_or(0, |also| *count.min(also)))
        .sum();
    let all = one.count + other.count;
    let share = if all == 0 {
        0.0
    } else {
        2.0 * shared as f64 / all as f64
    };
    let is_of_one_subject = !one.subject.is_empty() && one.subject == other.subject;
    let least = if is_of_one_subject {
        WITH_SUBJECT
    } else {
        WITHOUT
    };
    (share >= least).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_one_message() {
        let long =
            "Hi Bo,\n\nit has been two months since we last wrote. How is the boat?\n\nCheers\nAda";
        let edited = "Hi Bo,\n\ntwo months went by. How is the boat, and when do we sail to Ystad?\n\nCheers\nAda";
        let other =
            "Hi Bo,\n\nplease find the invoice for March attached, due in two weeks.\n\nAda";
        let cases = [
            (("The boat", long), ("The boat", long), true),
            (("The boat", long), ("Re: The boat", edited), true),
            (("The boat", long), ("AW: the boat", other), false),
            (("The boat", long), ("Sailing", long), true),
            (("The boat", long), ("Sailing", edited), false),
            (("", "春天的展会怎么样？"), ("", "春天的展会怎么样？"), true),
            (
                ("", "春天的展会怎么样？"),
                ("", "你好，合同已经寄出。"),
                false,
            ),
            (("", ""), ("", ""), false),
        ];
        for ((subject, body), (also, text), expected) in cases {
            let found = likeness(&Text::new(subject, body), &Text::new(also, text));
            assert_eq!(
                found.is_some(),
                expected,
                "{subject} {body} / {also} {text}: {found:?}"
            );
        }
    }
}
