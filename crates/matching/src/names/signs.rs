//! What a written name tells beside its sound: which generation is meant, and the Han letters.

use super::generation::{differ, generations, generations_behind, in_words};
use super::han::{is_han, writing};
use crate::level::Level;
use crate::record::{Kind, Record};
use crate::text::LONGEST;

/// Kept only of the few records that say any of it. 0 stands for what is not said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct Signs {
    generations: u8,
    given: u32,
    family: u32,
}

impl Signs {
    pub fn of(record: &Record) -> Option<Self> {
        let mut signs = Self::default();
        let mut is_parted = false;
        for (kind, text) in record.values() {
            let text = head(text);
            let part = match kind {
                Kind::GivenName => &mut signs.given,
                Kind::FamilyName => &mut signs.family,
                _ => continue,
            };
            is_parted = true;
            signs.generations |= generations_behind(text);
            if !text.is_ascii() {
                *part = one_of(*part, writing(text));
            }
        }
        if !is_parted && let Some(name) = record.of(Kind::Name).next() {
            signs = Self::of_name(head(name));
        }
        (signs != Self::default()).then_some(signs)
    }

    fn of_name(name: &str) -> Self {
        let (before, after) = name.split_once(',').unwrap_or((name, ""));
        let (given, family) = if name.is_ascii() {
            (0, 0)
        } else {
            han_parts(name)
        };
        Self {
            generations: generations_behind(before) | generations(after),
            given,
            family,
        }
    }

    /// The levels of two names, where they sound alike but are told apart.
    pub fn tell_apart(self, other: Self, (given, family): (Level, Level)) -> (Level, Level) {
        let is_other = differ(self.generations, other.generations);
        if given == Level::Reordered {
            let is_other = is_other || self.whole().zip(other.whole()).is_some_and(|(a, b)| a != b);
            return (contradicting(given, is_other), family);
        }
        let is_other_given = given.agrees() && are_two(self.given, other.given);
        let is_other_family = family.agrees() && are_two(self.family, other.family);
        (
            contradicting(given, is_other || is_other_given),
            contradicting(family, is_other_family),
        )
    }

    /// The two generations in words, where they differ.
    pub fn generations_apart(self, other: Self) -> Option<(String, String)> {
        differ(self.generations, other.generations)
            .then(|| (in_words(self.generations), in_words(other.generations)))
    }

    /// All letters of a name that is written in Han letters throughout.
    fn whole(self) -> Option<u32> {
        (self.given != 0 && self.family != 0).then(|| self.given.wrapping_add(self.family))
    }
}

fn contradicting(level: Level, is_other: bool) -> Level {
    if is_other {
        Level::Contradicting
    } else {
        level
    }
}

fn are_two(one: u32, other: u32) -> bool {
    one != 0 && other != 0 && one != other
}

/// Of two writings on one record neither tells anybody apart.
fn one_of(known: u32, next: u32) -> u32 {
    if are_two(known, next) {
        0
    } else {
        known.max(next)
    }
}

/// As much of a text as is read of it.
fn head(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let end = text.char_indices().nth(LONGEST);
    end.map_or(text, |(end, _)| &text[..end])
}

/// Given and family name as the name is taken apart: 王伟 the family name first; of two words the
/// last is read as the family name.
fn han_parts(name: &str) -> (u32, u32) {
    let mut words = name.split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (Some(whole), None, _) if whole.chars().all(is_han) => {
            let end = super::parse::family_end(whole).unwrap_or(0);
            (writing(&whole[end..]), writing(&whole[..end]))
        }
        (Some(first), Some(second), None) => (writing(first), writing(second)),
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[(Kind, &str)]) -> Option<Signs> {
        let add = |record: Record, (kind, text): &(Kind, &str)| record.with(*kind, text);
        Signs::of(&values.iter().fold(Record::default(), add))
    }

    #[test]
    fn most_names_say_nothing_more() {
        for name in [
            "John Smith",
            "Jürgen Müller",
            "JR Smith",
            "Иван Петров",
            "김지민",
            "",
        ] {
            assert_eq!(of(&[(Kind::Name, name)]), None, "{name}");
        }
    }

    #[test]
    fn a_name_in_one_piece_or_in_parts() {
        let whole = of(&[(Kind::Name, "王伟")]);
        assert!(whole.is_some());
        assert_eq!(
            whole,
            of(&[(Kind::GivenName, "偉"), (Kind::FamilyName, "王")])
        );
        assert_eq!(whole, of(&[(Kind::Name, "偉 王")]));
        let junior = of(&[(Kind::Name, "Smith, John, Jr.")]);
        assert!(junior.is_some());
        for values in [
            &[(Kind::Name, "Smith Jr., John")][..],
            &[(Kind::GivenName, "John"), (Kind::FamilyName, "Smith Jr.")],
            &[(Kind::GivenName, "John Jr."), (Kind::FamilyName, "Smith")],
        ] {
            assert_eq!(of(values), junior, "{values:?}");
        }
    }
}
