//! Keys on a long list. A key that too many records share says nothing alone; two of them make
//! one together, so that a pair is still met that shares both.

use std::sync::atomic::{AtomicU8, Ordering::Relaxed};

use super::{Class, Key};
use crate::lexicon::hash_of;

/// A key of more records than this is joined with another one.
const WIDE: u8 = 8;

/// How many records have each weak key, about: keys share counters, which stop where a key is
/// too wide anyway.
pub(crate) struct Sizes(Vec<AtomicU8>);

impl Sizes {
    pub fn new(records: u32) -> Self {
        let counters = (records as usize * 16).next_power_of_two().min(1 << 28);
        Self((0..counters).map(|_| AtomicU8::new(0)).collect())
    }

    /// Counts the keys of a record. Counters lie far apart, and so are fetched together first.
    pub fn count(&self, keys: &[Key], sizes: &mut Vec<u8>) {
        self.fetch(keys, sizes);
        for (key, _) in keys.iter().zip(sizes).filter(|(_, size)| **size <= WIDE) {
            let more = |count: u8| (count <= WIDE).then_some(count + 1);
            let _ = self.at(*key).fetch_update(Relaxed, Relaxed, more);
        }
    }

    fn fetch(&self, keys: &[Key], sizes: &mut Vec<u8>) {
        sizes.clear();
        sizes.extend(keys.iter().map(|key| self.of(*key)));
    }

    fn at(&self, key: Key) -> &AtomicU8 {
        let mixed = u64::from(key.bits).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        &self.0[(mixed >> 32) as usize & (self.0.len() - 1)]
    }

    fn of(&self, key: Key) -> u8 {
        self.at(key).load(Relaxed)
    }
}

/// What joining needs room for.
#[derive(Default)]
pub(crate) struct Joining {
    sizes: Vec<u8>,
    wide: Vec<Key>,
}

/// Leaves out weak keys of one record alone, and puts those in pairs that are too wide: the second
/// key parts what the first one holds together. A record of which nothing would be left keeps
/// its wide keys, whose blocks are parted by finer keys; whether it is such a one.
pub(crate) fn join(keys: &mut Vec<Key>, sizes: &Sizes, room: &mut Joining) -> bool {
    let wide = &mut room.wide;
    wide.clear();
    sizes.fetch(keys, &mut room.sizes);
    let mut found = room.sizes.iter();
    keys.retain(|key| {
        let size = found.next().copied().unwrap_or(0);
        let size = if key.is_counted() { size } else { 2 };
        if size > WIDE {
            wide.push(*key);
        }
        (2..=WIDE).contains(&size)
    });
    wide.sort_unstable();
    for (at, one) in wide.iter().enumerate() {
        let others = wide[at + 1..].iter();
        let fitting = others.filter(|other| is_telling(*one, **other));
        keys.extend(fitting.map(|other| Key {
            bits: (hash_of(&(one.bits, other.bits)) >> 33) as u32,
            word: 0,
        }));
    }
    let is_crowded = keys.is_empty() && !wide.is_empty();
    if is_crowded {
        keys.extend_from_slice(wide);
    }
    is_crowded
}

/// Whether two keys say more together than each, and more than others do: those of one word of
/// the name, both words with what goes with the first, a birthday or an address with a word, a
/// word of a mail address with another one or a birthday.
fn is_telling(one: Key, other: Key) -> bool {
    use Class::{Address, Birthday, City, Names, Street, Work, Year};
    let (a, b) = match (one.class(), other.class()) {
        (Some(a), Some(b)) => (a, b),
        (None, None) => return true,
        (None, class) | (class, None) => return class == Some(Birthday),
    };
    match (a, b) {
        (Year, City | Work) | (City, Work) | (Names, Year | City | Work) => one.word == other.word,
        (Birthday, Year | Address) | (Address, City) | (Year, Street) | (Street, City) => true,
        _ => false,
    }
}
