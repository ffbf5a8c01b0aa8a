//! The distinct values of one field, each stored once, with what is known of it.

use std::hash::{Hash, Hasher};

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use crate::error::Error;

/// What is kept of a value beside its letters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    /// In how many records it stands
    pub count: u32,
    /// A number of its letters, whatever else the lexicon holds
    pub hash: u32,
    /// What the field's own code noted
    pub mark: u32,
    /// A number that stands for it in keys: of its sound, a part of it, or none
    pub sound: u32,
}

impl Facts {
    pub const NONE: Self = Self {
        count: 0,
        hash: 0,
        mark: 0,
        sound: 0,
    };

    /// The first letter of a word of a name.
    pub fn initial(self) -> u8 {
        (self.mark >> 8) as u8
    }

    /// How many family names are commoner, if it is a common one.
    pub fn rank(self) -> Option<u16> {
        ((self.mark >> 16) as u16).checked_sub(1)
    }
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
    entries: Vec<Entry>,
    /// Half of the hash of each value, and its number
    numbers: HashTable<(u32, u32)>,
}

/// A value's facts, and where its letters end; they begin where those of the one before end.
#[derive(Debug, Clone, Copy)]
struct Entry {
    end: u32,
    facts: Facts,
}

impl Lexicon {
    /// The number of a value, if it is stored.
    pub fn find(&self, text: &str) -> Option<u32> {
        let half = half_of(text);
        let same = |known: &(u32, u32)| {
            known.0 == half && text_of(&self.letters, &self.entries, known.1) == text
        };
        let found = self.numbers.find(spread(half), same);
        found.map(|(_, number)| *number)
    }

    /// The number of a value, which is stored with `note` if it is new.
    pub fn intern(&mut self, text: &str, note: impl FnOnce(&str) -> Facts) -> Result<u32, Error> {
        if let Some(found) = self.find(text) {
            return Ok(found);
        }
        let half = half_of(text);
        let end = u32::try_from(self.letters.len() + text.len()).map_err(|_| Error::TooLarge)?;
        let number = u32::try_from(self.entries.len()).map_err(|_| Error::TooLarge)?;
        self.letters.push_str(text);
        let facts = Facts {
            hash: half,
            ..note(text)
        };
        self.entries.push(Entry { end, facts });
        self.numbers
            .insert_unique(spread(half), (half, number), |known| spread(known.0));
        Ok(number)
    }

    pub fn value(&self, number: u32) -> Value<'_> {
        Value {
            text: text_of(&self.letters, &self.entries, number),
            facts: self.facts(number),
        }
    }

    pub fn facts(&self, number: u32) -> Facts {
        let entry = self.entries.get(number as usize);
        entry.map_or(Facts::NONE, |entry| entry.facts)
    }

    pub fn has_values(&self) -> bool {
        !self.entries.is_empty()
    }

    /// One more record carries the value.
    pub fn count(&mut self, number: u32) {
        if let Some(entry) = self.entries.get_mut(number as usize) {
            entry.facts.count = entry.facts.count.saturating_add(1);
        }
    }

    /// Forgets how to find values; those that are stored stay readable.
    pub fn freeze(&mut self) {
        self.numbers = HashTable::new();
        self.letters.shrink_to_fit();
        self.entries.shrink_to_fit();
    }
}

fn half_of(text: &str) -> u32 {
    (hash_of(text) >> 32) as u32
}

fn text_of<'a>(letters: &'a str, entries: &[Entry], number: u32) -> &'a str {
    let at = number as usize;
    let before = at.checked_sub(1).and_then(|before| entries.get(before));
    let start = before.map_or(0, |entry| entry.end as usize);
    let end = entries.get(at).map_or(start, |entry| entry.end as usize);
    letters.get(start..end).unwrap_or("")
}

/// A hash of which both ends differ, as a table of hashes needs it.
fn spread(half: u32) -> u64 {
    u64::from(half).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The same on every machine and in every run.
pub(crate) fn hash_of(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
