//! A text in sentences.

use super::words::{is_abbreviation, is_month};

/// Ends that need no space after them.
const FULL: [char; 4] = ['。', '！', '？', '．'];
const CLOSING: [char; 14] = [
    '"', '\'', '”', '’', '“', '»', '«', ')', ']', '」', '』', '）', '›', '*',
];

/// Trimmed, each with at least one letter or digit. A line that does not go on in small letters
/// ends a sentence too.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut begin = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if !ends_at(text, at, letter) {
            continue;
        }
        let mut end = at + letter.len_utf8();
        while let Some((next, closing)) =
            letters.next_if(|(_, next)| is_end(*next) || CLOSING.contains(next))
        {
            end = next + closing.len_utf8();
        }
        if letter == '\n' || FULL.contains(&letter) || goes_on_anew(&text[end..]) {
            found.push(&text[begin..end]);
            begin = end;
        }
    }
    found.push(&text[begin..]);
    found
        .into_iter()
        .map(str::trim)
        .filter(|sentence| sentence.contains(char::is_alphanumeric))
        .collect()
}

fn is_end(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '…') || FULL.contains(&letter)
}

fn ends_at(text: &str, at: usize, letter: char) -> bool {
    match letter {
        '\n' => goes_on_anew(&text[at..]),
        '.' => !is_short(&text[..at], &text[at + 1..]),
        _ => is_end(letter),
    }
}

/// After the end of a sentence comes nothing, or a space and no small letter.
fn goes_on_anew(rest: &str) -> bool {
    let mut letters = rest.chars();
    let is_apart = letters.next().is_none_or(char::is_whitespace);
    let next = rest.trim_start().chars().next();
    is_apart && !next.is_some_and(char::is_lowercase)
}

/// An abbreviation, an initial, or the number of a day before its month.
fn is_short(before: &str, after: &str) -> bool {
    let word = before
        .rsplit(|letter: char| letter.is_whitespace() || matches!(letter, '(' | '“' | '„' | '"'))
        .next()
        .unwrap_or_default();
    let letters = word.chars().count();
    let is_initial = letters == 1
        && word
            .chars()
            .all(|letter| letter.is_alphabetic() && letter.is_uppercase());
    let next = after.trim_start();
    let next = next.split(|letter: char| !letter.is_alphanumeric()).next();
    let is_digits = word.chars().all(|letter| letter.is_ascii_digit());
    let is_day = (1..=2).contains(&letters) && is_digits && next.is_some_and(is_month);
    is_initial && word != "I" || is_day || is_abbreviation(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_apart() {
        let cases: &[(&str, &[&str])] = &[
            ("How are you? I am well.", &["How are you?", "I am well."]),
            (
                "Thanks for “Q3?” and sorry. Bye!",
                &["Thanks for “Q3?” and sorry.", "Bye!"],
            ),
            (
                "Dr. Berg comes at 10.30, e.g. by train.",
                &["Dr. Berg comes at 10.30, e.g. by train."],
            ),
            (
                "Am 3. Mai sind wir da. Kommst du?",
                &["Am 3. Mai sind wir da.", "Kommst du?"],
            ),
            (
                "Hello J. Smith... So be it",
                &["Hello J. Smith...", "So be it"],
            ),
            (
                "お元気ですか。また会いましょう！",
                &["お元気ですか。", "また会いましょう！"],
            ),
            ("¿Cómo estás? ¡Hola!", &["¿Cómo estás?", "¡Hola!"]),
            (
                "A line\nthat goes on\nAnother",
                &["A line\nthat goes on", "Another"],
            ),
            ("См. kith.example. Да", &["См. kith.example.", "Да"]),
            ("", &[]),
            ("…!", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(sentences(text), *expected, "{text}");
        }
    }
}
