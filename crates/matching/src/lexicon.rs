//! The distinct values of one field, each stored once, with what is known of it.

use std::hash::{Hash, Hasher};

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use crate::error::Error;

/// What is kept of a value beside its letters.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Facts {
    /// In how many records it stands
    pub count: u32,
    /// How common it is among people at large, 0 where unknown
    pub prior: f32,
    /// What the field's own code noted
    pub mark: u32,
}

/// A value as a comparison sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'a> {
    pub text: &'a str,
    pub facts: Facts,
}

#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    letters: String,
    ends: Vec<u32>,
    facts: Vec<Facts>,
    numbers: HashTable<u32>,
}

impl Lexicon {
    /// The number of a value, which is stored with `note` if it is new.
    pub fn intern(&mut self, text: &str, note: impl FnOnce(&str) -> Facts) -> Result<u32, Error> {
        let hash = hash_of(text);
        let same = |number: &u32| text_of(&self.letters, &self.ends, *number) == text;
        if let Some(found) = self.numbers.find(hash, same) {
            return Ok(*found);
        }
        let end = u32::try_from(self.letters.len() + text.len()).map_err(|_| Error::TooLarge)?;
        let number = u32::try_from(self.ends.len()).map_err(|_| Error::TooLarge)?;
        self.letters.push_str(text);
        self.ends.push(end);
        self.facts.push(note(text));
        let (letters, ends) = (&self.letters, &self.ends);
        self.numbers.insert_unique(hash, number, |number| {
            hash_of(text_of(letters, ends, *number))
        });
        Ok(number)
    }

    pub fn value(&self, number: u32) -> Value<'_> {
        Value {
            text: text_of(&self.letters, &self.ends, number),
            facts: self.facts.get(number as usize).copied().unwrap_or_default(),
        }
    }

    /// One more or one fewer record carries the value.
    pub fn count(&mut self, number: u32, difference: i32) {
        if let Some(facts) = self.facts.get_mut(number as usize) {
            facts.count = facts.count.saturating_add_signed(difference);
        }
    }

    /// Forgets how to find values; those that are stored stay readable.
    pub fn freeze(&mut self) {
        self.numbers = HashTable::new();
        self.letters.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.facts.shrink_to_fit();
    }
}

fn text_of<'a>(letters: &'a str, ends: &[u32], number: u32) -> &'a str {
    let at = number as usize;
    let start = at
        .checked_sub(1)
        .and_then(|before| ends.get(before))
        .map_or(0, |end| *end as usize);
    let end = ends.get(at).map_or(start, |end| *end as usize);
    letters.get(start..end).unwrap_or("")
}

/// The same on every machine and in every run.
pub(crate) fn hash_of(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
