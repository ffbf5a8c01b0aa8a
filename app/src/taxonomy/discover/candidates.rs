//! What might be proposed: the families that come along, and what is frequent beside them.

use uuid::Uuid;

use super::{
    families::{Family, families, is_ignored, is_of_forms},
    frequent,
};
use crate::{
    context::Scope,
    error::Result,
    taxonomy::rule::{RuleField, RuleWords, read_words},
};

/// A tag that may be proposed.
#[derive(Debug)]
pub struct Candidate {
    pub category: &'static str,
    pub name: String,
    pub words: RuleWords,
    /// People set it already.
    pub is_by_hand: bool,
}

/// So many of the words beside the families.
const MOST_TITLES: usize = 10;
const MOST_COMPANIES: usize = 8;
const MOST_PLACES: usize = 20;
const MOST_TOPICS: usize = 15;
const MOST_RELATIONS: usize = 8;
const MOST_OWN: usize = 40;

pub async fn candidates(
    scope: &mut Scope,
    people: &[Uuid],
    least: usize,
) -> Result<Vec<Candidate>> {
    let least = i64::try_from(least).unwrap_or(i64::MAX);
    let families = families();
    let own = frequent::own_tags(scope).await?;
    let titles = frequent::title_words(scope, least).await?;
    let companies = frequent::company_words(scope, least).await?;
    let places = frequent::places(scope, least).await?;
    let topics = frequent::topics(scope, people, least).await?;
    let relations = frequent::relations(scope, people, least).await?;
    let titles = beside(&families, RuleField::Title, titles);
    let companies = beside(&families, RuleField::Company, companies);
    let topics = topics
        .into_iter()
        .filter(|word| !is_of_forms(word))
        .collect();
    let mut found: Vec<Candidate> = Vec::new();
    found.extend(own.into_iter().take(MOST_OWN).filter_map(of_tag));
    found.extend(families.iter().map(of_family));
    let kinds = [
        ("Role", RuleField::Title, titles, MOST_TITLES),
        ("Industry", RuleField::Company, companies, MOST_COMPANIES),
        ("Place", RuleField::Place, places, MOST_PLACES),
        ("Topic", RuleField::Topic, topics, MOST_TOPICS),
        ("Relation", RuleField::Relation, relations, MOST_RELATIONS),
    ];
    for (category, field, words, most) in kinds {
        let words = words.into_iter();
        let meant = words.filter(|word| !is_ignored(word));
        let named = meant.take(most);
        found.extend(named.filter_map(|word| of_word(category, field, &word)));
    }
    Ok(found)
}

/// The words that belong to none of the families.
fn beside(families: &[Family], field: RuleField, words: Vec<String>) -> Vec<String> {
    let known: Vec<&str> = families
        .iter()
        .filter(|family| family.field == field)
        .flat_map(|family| family.words.iter().copied())
        .collect();
    let is_known = |word: &str| {
        known.iter().any(|known| match known.strip_suffix('*') {
            Some(beginning) => word.starts_with(&plain(beginning)),
            None => plain(known).split(' ').any(|part| part == word),
        })
    };
    let words = words.into_iter();
    words.filter(|word| !is_known(word)).collect()
}

/// As the database folds the letters of the families.
fn plain(word: &str) -> String {
    let fold = |letter: char| match letter {
        'ä' | 'à' | 'á' | 'â' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'ö' | 'ó' | 'ô' => 'o',
        'ü' | 'ú' => 'u',
        'ñ' => 'n',
        other => other,
    };
    word.to_lowercase().chars().map(fold).collect()
}

fn of_family(family: &Family) -> Candidate {
    let words = family.words.iter().map(|word| (*word).to_owned()).collect();
    Candidate {
        category: family.category,
        name: family.name.to_owned(),
        words: RuleWords::from([(family.field, words)]),
        is_by_hand: false,
    }
}

fn of_word(category: &'static str, field: RuleField, word: &str) -> Option<Candidate> {
    let words = read_words(word).ok().filter(|read| !read.is_empty())?;
    Some(Candidate {
        category,
        name: capitalised(word),
        words: RuleWords::from([(field, words)]),
        is_by_hand: false,
    })
}

/// A tag that people set fits those whose subjects and notes say its name.
fn of_tag(name: String) -> Option<Candidate> {
    let words = read_words(&name).ok()?;
    Some(Candidate {
        category: "Your tags",
        name,
        words: RuleWords::from([(RuleField::Topic, words)]),
        is_by_hand: true,
    })
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn words_of_a_family_are_not_proposed_beside_it() {
        let words = owned(&["engineering", "grunderin", "captain", "managing"]);
        let left = beside(&families(), RuleField::Title, words);
        assert_eq!(left, ["captain"]);
    }

    #[test]
    fn a_word_becomes_a_tag_with_its_rule() {
        let found = of_word("Topic", RuleField::Topic, "sailing").unwrap();
        assert_eq!(found.name, "Sailing");
        assert_eq!(
            found.words,
            RuleWords::from([(RuleField::Topic, vec!["sailing".to_owned()])])
        );
        assert!(of_word("Place", RuleField::Place, "–").is_none());
    }
}
