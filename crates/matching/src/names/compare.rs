//! Two names, as levels of their given and of their family names.

use super::parse::is_particle;
use super::word::{family_word, given_word};
use crate::level::Level;
use crate::lexicon::Value;

/// The words of one record's name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words<'a> {
    pub given: &'a [Value<'a>],
    pub family: &'a [Value<'a>],
}

impl<'a> Words<'a> {
    fn all(self) -> impl Iterator<Item = &'a Value<'a>> {
        self.given.iter().chain(self.family)
    }

    fn count(self) -> usize {
        self.given.len() + self.family.len()
    }

    fn are_in(self, other: Words) -> bool {
        let has = |wanted: &str| other.all().any(|word| word.text == wanted);
        self.all().all(|word| word.text.len() > 1 && has(word.text))
    }
}

/// Levels of given and family name; both are `Reordered` where the two are exchanged.
pub(crate) fn compare(one: Words, other: Words) -> (Level, Level) {
    let given = given_names(one.given, other.given);
    let family = family_names(one.family, other.family);
    if given.is_same() && family.is_same() {
        return (given, family);
    }
    if is_exchanged(one, other, (given, family)) {
        return (Level::Reordered, Level::Reordered);
    }
    if has_same_words(one, other) && !(given.is_same() || family.is_same()) {
        return (Level::Reordered, Level::Reordered);
    }
    (given, family)
}

/// Given for family name on one side, each with at most a slip.
fn is_exchanged(one: Words, other: Words, straight: (Level, Level)) -> bool {
    if straight.0.is_same() || straight.1.is_same() {
        return false;
    }
    let is_close = |level: Level| level.is_same() || level == Level::Typo;
    let crossed = |given: &[Value], family: &[Value]| {
        given
            .iter()
            .any(|a| family.iter().any(|b| is_close(given_word(*a, *b))))
    };
    crossed(one.given, other.family) && crossed(other.given, one.family)
}

/// Two words or more, all in both.
fn has_same_words(one: Words, other: Words) -> bool {
    one.count() == other.count() && one.count() > 1 && one.are_in(other) && other.are_in(one)
}

fn given_names(one: &[Value], other: &[Value]) -> Level {
    let (Some(a), Some(b)) = (one.first(), other.first()) else {
        return Level::Missing;
    };
    let first = given_word(*a, *b);
    if !first.agrees() {
        return joined(one, other).unwrap_or_else(|| among(one, other).or(first));
    }
    if let (Some(c), Some(d)) = (one.get(1), other.get(1))
        && given_word(*c, *d) == Level::Contradicting
    {
        return Level::Similar;
    }
    first
}

/// `Xiao Ming` and `Xiaoming`.
fn joined(one: &[Value], other: &[Value]) -> Option<Level> {
    let join = |words: &[Value]| words.iter().map(|word| word.text).collect::<String>();
    (one.len() != other.len() && join(one) == join(other)).then_some(Level::Exact)
}

/// A middle name that is used as the first.
fn among(one: &[Value], other: &[Value]) -> Level {
    let is_in = |name: &Value, names: &[Value]| {
        let found = |word: &Value| word.text.len() > 2 && given_word(*name, *word).rank() >= 7;
        names.iter().any(found)
    };
    let is_one = |one: &[Value], other: &[Value]| one.len() < other.len() && is_in(&one[0], other);
    if is_one(one, other) || is_one(other, one) {
        Level::Subset
    } else {
        Level::Missing
    }
}

/// The best of the words, particles aside; compound and married names share one.
fn family_names(one: &[Value], other: &[Value]) -> Level {
    let of = |a: &Value, others: &[Value]| {
        let levels = telling(others).map(|b| family_word(*a, *b));
        levels.fold(Level::Missing, Level::or)
    };
    let has_all = |one, other| telling(one).all(|a| of(a, other).is_same());
    let levels = telling(one).map(|a| of(a, other));
    let best = levels.fold(Level::Missing, Level::or);
    let counts = (telling(one).count(), telling(other).count());
    let is_whole = || counts.0 == counts.1 && has_all(one, other) && has_all(other, one);
    if best.is_same() && !is_whole() || best == Level::Contradicting {
        let part = if best.is_same() { Level::Subset } else { best };
        return joined(one, other).unwrap_or(part);
    }
    best
}

fn telling<'a>(words: &'a [Value<'a>]) -> impl Iterator<Item = &'a Value<'a>> {
    let has_more = words.iter().any(|word| !is_particle(word.text));
    words
        .iter()
        .filter(move |word| !has_more || !is_particle(word.text))
}
