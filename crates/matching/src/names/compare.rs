//! Two names, as levels of their given and of their family names.

use super::parse::is_particle;
use super::word::{family_word, given_word, is_known};
use crate::level::Level;
use crate::lexicon::Value;
use crate::prior::is_given;

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
    if is_family_first(one, other) || is_family_first(other, one) {
        return (Level::Reordered, Level::Reordered);
    }
    let is_shortened = || leaves_one_out(one, other) || leaves_one_out(other, one);
    if family == Level::Contradicting && given.is_same() && is_shortened() {
        return (given, Level::Subset);
    }
    (given, family)
}

/// One word, but for a slip.
fn is_close(level: Level) -> bool {
    level.is_same() || level == Level::Typo
}

/// `Wang Xiao Ming` for Xiaoming Wang: the family name first, the given one in several words.
fn is_family_first(one: Words, other: Words) -> bool {
    let ([family], Some(first)) = (one.family, other.all().next()) else {
        return false;
    };
    let joined = |words: &mut dyn Iterator<Item = &Value>| -> String {
        words.map(|word| word.text).collect()
    };
    other.count() > 2
        && is_close(given_word(*first, *family))
        && joined(&mut other.all().skip(1)) == joined(&mut one.given.iter())
}

/// `Maria Garcia` for María José García López: of several family names the last is left out, and
/// those before it are read as given names.
fn leaves_one_out(short: Words, long: Words) -> bool {
    let stands_between = |word: &Value| {
        let mut between = long.given.iter().skip(1);
        word.text.len() > 2 && !is_given(word.text) && between.any(|other| other.text == word.text)
    };
    short.count() < long.count()
        && !short.family.is_empty()
        && telling(short.family).all(stands_between)
}

/// Given for family name on one side, each with at most a slip.
fn is_exchanged(one: Words, other: Words, straight: (Level, Level)) -> bool {
    if straight.0.is_same() || straight.1.is_same() {
        return false;
    }
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
    if let Some(level) = joined(one, other) {
        return level;
    }
    let is_less = first.rank() < Level::Initial.rank();
    if is_less && (are_initials(one, other) || are_initials(other, one)) {
        return Level::Initial;
    }
    if !first.agrees() {
        return among(one, other).or(first);
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

/// `JL` for Jean-Luc. What is a name itself, as Al, is read as one, unless nobody could say it.
fn are_initials(short: &[Value], long: &[Value]) -> bool {
    let [word] = short else { return false };
    let has_vowel = word.text.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let firsts = long.iter().filter_map(|name| name.text.bytes().next());
    (2..=3).contains(&word.text.len())
        && word.text.len() <= long.len()
        && !(has_vowel && is_known(*word))
        && word.text.bytes().eq(firsts.take(word.text.len()))
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
