//! How a member writes to one person, learned from their last messages: the language,
//! the tone, the greeting and the sign-off they use most. Nothing is learned that
//! names somebody else.

mod greeting;
mod sign_off;
#[cfg(test)]
mod tests;
mod tone;

use uuid::Uuid;

use super::{
    phrases::{Phrases, known, phrases_of},
    types::Tone,
};

/// One of the member's messages to this person.
#[derive(Clone, Debug, Default)]
pub struct OwnText {
    /// What they wrote themselves, without quotes.
    pub body: String,
    pub language: Option<String>,
    /// It went to this person alone.
    pub alone: bool,
}

/// Whom is written to, and who writes.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// All of it; an address where no name is known.
    pub full: &'a str,
    pub given: Option<&'a str>,
    pub own: &'a str,
}

pub struct Voice {
    pub phrases: &'static Phrases,
    pub tone: Tone,
    pub greeting: String,
    pub sign_off: String,
    /// The name beneath it.
    pub signature: String,
    /// How long their messages are, in words.
    pub usual_words: Option<u32>,
    /// The messages that all this was learned from.
    pub learned_from: Vec<Uuid>,
}

impl Voice {
    /// `texts` from the newest to the oldest.
    pub fn learn(texts: &[OwnText], names: Names<'_>) -> Self {
        Self::in_phrases(texts, names, phrases_of(language(texts)))
    }

    /// In a language that may not be the usual one between the two.
    pub fn learn_in(texts: &[OwnText], names: Names<'_>, language: &str) -> Self {
        let phrases = phrases_of(Some(language));
        let mut voice = Self::in_phrases(texts, names, phrases);
        let is_new = !texts.is_empty()
            && texts.iter().all(|text| {
                known(text.language.as_deref()).is_some_and(|of| of.code != phrases.code)
            });
        if is_new {
            // Who is a friend in one language is a friend in another.
            let usual = Self::learn(texts, names);
            voice.tone = usual.tone;
            voice.signature = usual.signature;
            voice.greeting = greeting::made(phrases.manner(voice.tone), voice.tone, names);
            phrases
                .manner(voice.tone)
                .sign_off
                .clone_into(&mut voice.sign_off);
        }
        voice
    }

    fn in_phrases(texts: &[OwnText], names: Names<'_>, phrases: &'static Phrases) -> Self {
        let spoken: Vec<&OwnText> = texts
            .iter()
            .filter(|text| known(text.language.as_deref()).is_none_or(|of| of.code == phrases.code))
            .collect();
        let tone = tone::tone(&spoken, phrases);
        Self {
            greeting: greeting::learned(&spoken, phrases, names)
                .unwrap_or_else(|| greeting::made(phrases.manner(tone), tone, names)),
            sign_off: sign_off::learned(&spoken, phrases, names)
                .unwrap_or_else(|| phrases.manner(tone).sign_off.to_owned()),
            signature: sign_off::signature(&spoken, phrases, names, tone),
            usual_words: usual_words(texts, phrases),
            learned_from: Vec::new(),
            phrases,
            tone,
        }
    }
}

/// Where nothing stands between words.
const LETTERS_OF_A_WORD: usize = 2;

/// Of messages that have any: the one in the middle.
fn usual_words(texts: &[OwnText], phrases: &Phrases) -> Option<u32> {
    let count = |text: &str| {
        if phrases.habits.unspaced {
            text.split_whitespace().flat_map(str::chars).count() / LETTERS_OF_A_WORD
        } else {
            text.split_whitespace().count()
        }
    };
    let mut counts: Vec<usize> = texts
        .iter()
        .map(|text| count(&text.body))
        .filter(|count| *count > 0)
        .collect();
    counts.sort_unstable();
    let middle = counts.get(counts.len() / 2)?;
    u32::try_from(*middle).ok()
}

/// The one used most; of two that are used alike, the one used last.
fn language(texts: &[OwnText]) -> Option<&str> {
    let languages = texts
        .iter()
        .filter_map(|text| known(text.language.as_deref()));
    most_frequent(languages.map(|phrases| phrases.code))
}

/// Of those that come equally often, the first.
fn most_frequent<T: PartialEq>(items: impl Iterator<Item = T>) -> Option<T> {
    let mut counted: Vec<(T, usize)> = Vec::new();
    for item in items {
        match counted.iter_mut().find(|(known, _)| *known == item) {
            Some((_, count)) => *count += 1,
            None => counted.push((item, 1)),
        }
    }
    let best = counted.iter().map(|(_, count)| *count).max()?;
    counted
        .into_iter()
        .find(|(_, count)| *count == best)
        .map(|(item, _)| item)
}

/// The lines that say something.
fn lines(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// What follows the longest of these beginnings, if the line has one. Languages with
/// spaces end it with a word.
fn after_beginning<'a>(line: &'a str, beginnings: &[&str], phrases: &Phrases) -> Option<&'a str> {
    let mut found: Option<&str> = None;
    for beginning in beginnings {
        let rest = rest_after(line, beginning)
            .filter(|rest| phrases.habits.unspaced || !rest.starts_with(char::is_alphanumeric));
        found = match (found, rest) {
            (Some(old), Some(new)) if new.len() >= old.len() => Some(old),
            (old, new) => new.or(old),
        };
    }
    found
}

/// `beginning` is in lower case; the line may have any.
fn rest_after<'a>(line: &'a str, beginning: &str) -> Option<&'a str> {
    let mut rest = line.chars();
    for expected in beginning.chars() {
        let same = rest.next()?.to_lowercase().eq(std::iter::once(expected));
        if !same {
            return None;
        }
    }
    Some(rest.as_str())
}
