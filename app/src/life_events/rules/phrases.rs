//! Phrases within sentences: found as whole words, with the name that follows.

/// In small letters, with one kind of apostrophe and single spaces.
pub fn plain(text: &str) -> String {
    let lower = text.to_lowercase().replace(['’', '`', '´'], "'");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As whole words, where the script has spaces between them; where it ends, in bytes.
pub fn ends_of(said: &str, phrase: &str) -> Option<usize> {
    let joins = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_alphanumeric() && !is_unspaced(letter))
    };
    said.match_indices(phrase).find_map(|(at, _)| {
        let end = at + phrase.len();
        let before = said[..at].chars().next_back();
        let after = said[end..].chars().next();
        let is_whole = !joins(before) && (!joins(after) || ends_unspaced(phrase));
        is_whole.then_some(end)
    })
}

pub fn has(said: &str, phrase: &str) -> bool {
    ends_of(said, phrase).is_some()
}

fn ends_unspaced(phrase: &str) -> bool {
    phrase.chars().next_back().is_some_and(is_unspaced)
}

fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Words that stand between a phrase and the name after it.
const ARTICLES: &[&str] = &[
    "the", "a", "die", "der", "das", "dem", "den", "la", "le", "les", "l'", "el", "los", "las",
    "o", "os", "as", "il", "lo", "gli", "de", "het", "team", "at",
];
/// A name has so many words at most.
const LONGEST_NAME: usize = 4;
/// Begin with a capital, and are no name.
const NO_NAMES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "i",
    "we",
    "you",
    "q1",
    "q2",
    "q3",
    "q4",
    "linkedin",
    "twitter",
    "facebook",
    "instagram",
    "whatsapp",
    "discord",
    "telegram",
    "github",
    "zoom",
    "teams",
    "slack",
    "skype",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "januar",
    "februar",
    "märz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "lunes",
    "martes",
    "jueves",
    "viernes",
    "lunedì",
    "martedì",
    "giovedì",
    "venerdì",
    "anruf",
    "meeting",
    "termin",
    "call",
];

/// The name that follows in the sentence as it was written: words that begin with a
/// capital. `after` is what comes after the phrase.
pub fn name_after(after: &str) -> Option<String> {
    let mut words = after.split_whitespace().peekable();
    while words
        .peek()
        .is_some_and(|word| ARTICLES.contains(&word.to_lowercase().as_str()))
    {
        words.next();
    }
    let mut name: Vec<&str> = Vec::new();
    for word in words.take(LONGEST_NAME) {
        let core = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let is_named = core
            .chars()
            .next()
            .is_some_and(|letter| letter.is_uppercase());
        let joins = !name.is_empty() && matches!(word, "&" | "and" | "und" | "of" | "de");
        if joins {
            name.push(word);
            continue;
        }
        if !is_named || NO_NAMES.contains(&core.to_lowercase().as_str()) {
            break;
        }
        name.push(core);
        if word.ends_with([',', '.', '!', ';', ':', ')', '…']) {
            break;
        }
    }
    while name
        .last()
        .is_some_and(|word| matches!(*word, "&" | "and" | "und" | "of" | "de"))
    {
        name.pop();
    }
    (!name.is_empty()).then(|| name.join(" "))
}

/// What of the text as it was written comes after a phrase that was found in it as it is
/// in small letters: the same number of words from the end.
pub fn after(sentence: &str, said: &str, end: usize) -> String {
    let left = said[end..].split_whitespace().count();
    let words: Vec<&str> = sentence.split_whitespace().collect();
    words[words.len().saturating_sub(left)..].join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_after_a_phrase() {
        for (sentence, phrase, expected) in [
            (
                "I joined Acme Robotics last week.",
                "i joined",
                Some("Acme Robotics"),
            ),
            (
                "I joined the Globex, and love it.",
                "i joined",
                Some("Globex"),
            ),
            ("I joined the call late.", "i joined", None),
            ("We moved to Thursday.", "we moved to", None),
            ("We moved to New York!", "we moved to", Some("New York")),
            ("I joined.", "i joined", None),
        ] {
            let said = plain(sentence);
            let found =
                ends_of(&said, phrase).and_then(|end| name_after(&after(sentence, &said, end)));
            assert_eq!(found.as_deref(), expected, "{sentence}");
        }
    }
}
