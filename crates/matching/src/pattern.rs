//! A pattern of evidence: the level of every slot, packed into one number, so that equal
//! patterns of millions of pairs can be counted.

use crate::field::{Field, SLOTS};
use crate::level::Level;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct Pattern(u128);

impl Pattern {
    pub fn set(&mut self, slot: usize, level: Level) {
        self.0 |= u128::from(level as u8) << (4 * slot);
    }

    pub fn unset(&mut self, slot: usize) {
        self.0 &= !(15 << (4 * slot));
    }

    pub fn at(self, slot: usize) -> Level {
        let number = (self.0 >> (4 * slot)) as usize & 15;
        Level::ALL.get(number).copied().unwrap_or(Level::Missing)
    }

    pub fn of(self, field: Field) -> Level {
        self.at(field.slot())
    }

    /// The slots that say something.
    pub fn levels(self) -> impl Iterator<Item = (usize, Level)> {
        let used = SLOTS - self.0.leading_zeros() as usize / 4;
        (0..used)
            .map(move |slot| (slot, self.at(slot)))
            .filter(|(_, level)| *level != Level::Missing)
    }
}

/// What comparing two records gives: the pattern, and for each slot how many records carry the
/// value on which both agree (0 where they do not).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Comparison {
    pub pattern: Pattern,
    pub shared: [Shared; SLOTS],
}

/// The value that both records carry: in how many records it stands, and how common it is among
/// people at large.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Shared {
    pub count: u32,
    pub prior: f32,
}

impl Default for Comparison {
    fn default() -> Self {
        Self {
            pattern: Pattern::default(),
            shared: [Shared::default(); SLOTS],
        }
    }
}

impl Comparison {
    /// Of two different profiles on one network an equal one on another leaves half; nothing less
    /// than that speaks for one person.
    pub fn weaken_profiles(&mut self) {
        let slot = Field::Handle.slot();
        let level = match self.pattern.at(slot) {
            Level::Exact => Level::Subset,
            _ => Level::Contradicting,
        };
        self.pattern.unset(slot);
        self.set(slot, level, Shared::default());
    }

    pub fn set(&mut self, slot: usize, level: Level, shared: Shared) {
        self.pattern.set(slot, level);
        if let Some(place) = self.shared.get_mut(slot) {
            *place = shared;
        }
    }
}
