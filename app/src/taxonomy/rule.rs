//! When a tag fits, as pure rules: for each field the words of which one is enough. A word
//! stands for whole words of a text, whatever case and accents; with a star at its end, for
//! the beginning of one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::FieldCode;

const MOST_WORDS: usize = 40;
const LONGEST_WORD: usize = 60;

/// Where a word is looked for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RuleField {
    Title,
    Company,
    Place,
    Topic,
    Relation,
}

pub type RuleWords = BTreeMap<RuleField, Vec<String>>;

/// An approved tag of the taxonomy as it is applied. It is kept with each change: never change
/// a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// In the taxonomy.
    pub entry: Uuid,
    /// On contacts.
    pub tag: Uuid,
    pub name: String,
    pub words: RuleWords,
}

impl RuleField {
    pub const ALL: [Self; 5] = [
        Self::Title,
        Self::Company,
        Self::Place,
        Self::Topic,
        Self::Relation,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Company => "company",
            Self::Place => "place",
            Self::Topic => "topic",
            Self::Relation => "relation",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == text)
    }

    /// Above the control that holds the words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "Their title says",
            Self::Company => "Their company or its domain says",
            Self::Place => "Their place says",
            Self::Topic => "Subjects, notes or the text about them say",
            Self::Relation => "They are somebody’s",
        }
    }

    /// `Their title says “engineer”`, of a contact whom a tag fits.
    pub fn why(self, word: &str) -> String {
        let word = word.trim_end_matches('*');
        format!("{} “{word}”", self.label())
    }
}

/// The words of a form's line, parted by commas.
pub fn read_words(text: &str) -> Result<Vec<String>, FieldCode> {
    clean_words(text.split([',', ';', '\n']))
}

pub fn clean_words<'a>(given: impl Iterator<Item = &'a str>) -> Result<Vec<String>, FieldCode> {
    let mut words: Vec<String> = Vec::new();
    for word in given {
        let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
        if word.is_empty() {
            continue;
        }
        if word.chars().count() > LONGEST_WORD {
            return Err(FieldCode::TooLong);
        }
        if !word.chars().any(char::is_alphanumeric) {
            return Err(FieldCode::Unreadable);
        }
        let is_new = words
            .iter()
            .all(|known| known.to_lowercase() != word.to_lowercase());
        if is_new {
            words.push(word);
        }
    }
    if words.len() > MOST_WORDS {
        return Err(FieldCode::TooLarge);
    }
    Ok(words)
}

/// `Their title says “engineer” or “developer”; or their place says “Berlin”.`
pub fn sentence(words: &RuleWords) -> String {
    let parts: Vec<String> = words
        .iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(field, words)| {
            let quoted: Vec<String> = words.iter().map(|word| quoted(word)).collect();
            format!("{} {}", field.label(), quoted.join(" or "))
        })
        .collect();
    match parts.split_first() {
        None => "No words: it fits nobody by itself.".to_owned(),
        Some((first, rest)) => {
            let rest: String = rest
                .iter()
                .map(|part| format!("; or {}", lower_first(part)))
                .collect();
            format!("{first}{rest}.")
        }
    }
}

fn quoted(word: &str) -> String {
    match word.strip_suffix('*') {
        Some(beginning) => format!("“{}…”", beginning.trim()),
        None => format!("“{word}”"),
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Of all that decides what a model is asked.
pub fn digest(rules: &[Rule]) -> String {
    let told: Vec<String> = rules
        .iter()
        .map(|rule| format!("{} {} {}", rule.entry, rule.name, sentence(&rule.words)))
        .collect();
    hex::encode(Sha256::digest(told.join("\n").as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_from_a_line() {
        let read = |text: &str| read_words(text);
        let words = read(" Engineer, developer ,, head  of, ENGINEER").unwrap();
        assert_eq!(words, ["Engineer", "developer", "head of"]);
        assert_eq!(read("").unwrap(), Vec::<String>::new());
        assert_eq!(read("ok, *"), Err(FieldCode::Unreadable));
        assert_eq!(read(&"x".repeat(61)), Err(FieldCode::TooLong));
        let many: Vec<String> = (0..41).map(|number| format!("w{number}")).collect();
        assert_eq!(read(&many.join(",")), Err(FieldCode::TooLarge));
    }

    #[test]
    fn a_rule_reads_as_a_sentence() {
        let words =
            |field, words: &[&str]| (field, words.iter().map(|word| (*word).to_owned()).collect());
        let rule: RuleWords = [
            words(RuleField::Place, &["Berlin"]),
            words(RuleField::Title, &["engineer*", "CTO"]),
            words(RuleField::Topic, &[]),
        ]
        .into();
        assert_eq!(
            sentence(&rule),
            "Their title says “engineer…” or “CTO”; or their place says “Berlin”."
        );
        assert_eq!(
            sentence(&RuleWords::new()),
            "No words: it fits nobody by itself."
        );
        assert_eq!(
            RuleField::Relation.why("assistant"),
            "They are somebody’s “assistant”"
        );
    }
}
