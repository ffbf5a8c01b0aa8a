//! Families of roles and industries that come along, each with the words of titles, or of
//! companies' names and domains, that belong to it, in several languages.

use crate::taxonomy::rule::RuleField;

pub struct Family {
    pub field: RuleField,
    pub category: &'static str,
    pub name: &'static str,
    pub words: Vec<&'static str>,
}

/// A line says `field | category | name | word, word*`.
pub fn families() -> Vec<Family> {
    let lines = include_str!("families.txt").lines();
    lines.filter_map(family).collect()
}

fn family(line: &'static str) -> Option<Family> {
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let [field, category, name, words] = parts[..] else {
        return None;
    };
    Some(Family {
        field: RuleField::parse(field)?,
        category,
        name,
        words: words.split(", ").collect(),
    })
}

/// Words that say nothing about anybody, folded.
pub fn is_ignored(word: &str) -> bool {
    include_str!("ignored.txt")
        .split_whitespace()
        .any(|ignored| ignored == word)
}

/// Words of programs that keep contacts, cases and mail: they say which form was filled in, and
/// nothing of what two write to each other about.
pub fn is_of_forms(word: &str) -> bool {
    include_str!("ignored_topics.txt")
        .split_whitespace()
        .any(|ignored| ignored == word)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::taxonomy::read_words;

    #[test]
    fn every_line_is_a_family_whose_words_a_person_could_have_written() {
        let lines = include_str!("families.txt").lines();
        let families = families();
        assert_eq!(
            families.len(),
            lines.filter(|line| !line.is_empty()).count()
        );
        let names: BTreeSet<&str> = families.iter().map(|family| family.name).collect();
        assert_eq!(names.len(), families.len(), "each name once");
        for family in families {
            let read = read_words(&family.words.join(", ")).unwrap();
            assert_eq!(read, family.words, "{}", family.name);
        }
    }

    #[test]
    fn words_of_no_meaning_are_ignored() {
        assert!(is_ignored("senior") && is_ignored("und") && !is_ignored("captain"));
        assert!(is_of_forms("case") && is_of_forms("comments") && !is_of_forms("regatta"));
    }
}
