//! What a key is: some bits, of which the first say what it is made of.

use std::hash::Hash;

use crate::lexicon::hash_of;

/// A key: one of a class, whose number its bits begin with, or a strong one, or a strong one that
/// is only if few share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub bits: u32,
    /// The word of the name that it is made of; of both names the given one
    pub word: u32,
}

/// What a weak key is made of. Many share one on a long list, and two of one class say little
/// more than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Names,
    Family,
    Birthday,
    Address,
    Year,
    Street,
    City,
    Work,
}

impl Class {
    const ALL: [Self; 8] = [
        Self::Names,
        Self::Family,
        Self::Birthday,
        Self::Address,
        Self::Year,
        Self::Street,
        Self::City,
        Self::Work,
    ];
}

/// The first bit of a weak key; three bits of its class follow.
const WEAK: u32 = 1 << 31;

/// In place of a word of the name: the key is a strong one if few share it.
const IF_RARE: u32 = u32::MAX;

impl Key {
    pub fn strong(tag: u8, value: &(impl Hash + ?Sized)) -> Self {
        let bits = key(tag, value) >> 1;
        Self { bits, word: 0 }
    }

    pub fn rare(tag: u8, value: &(impl Hash + ?Sized)) -> Self {
        let word = IF_RARE;
        Self {
            word,
            ..Self::strong(tag, value)
        }
    }

    /// Whether it says little where many share it.
    pub fn is_counted(self) -> bool {
        self.word == IF_RARE || self.class().is_some()
    }

    pub fn weak(class: Class, word: u32, value: [u32; 2]) -> Self {
        let [one, other] = value.map(u64::from);
        let mixed = (one << 32 | other).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
        let bits = WEAK | (class as u32) << 28 | (mixed >> 36) as u32;
        Self { bits, word }
    }

    /// None of a strong key, nor of one that is if few share it.
    pub fn class(self) -> Option<Class> {
        let class = Class::ALL[(self.bits >> 28 & 7) as usize];
        (self.bits & WEAK != 0).then_some(class)
    }
}

/// Some value as a number, apart from others by its tag.
pub(super) fn key(tag: u8, value: &(impl Hash + ?Sized)) -> u32 {
    (hash_of(&(tag, hash_of(value))) >> 32) as u32
}
