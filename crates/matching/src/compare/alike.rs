//! Pairs of given names that were compared a moment ago: a few names are most people's.

use crate::field::Field;
use crate::level::Level;
use crate::names::given_word;
use crate::table::Table;

/// How many pairs are kept; each has one place, which the next one takes.
const PLACES: usize = 1 << 15;

/// What is known of pairs of given names, by the numbers they are stored under.
pub(crate) struct Names(Vec<(u32, u32, bool)>);

impl Names {
    pub fn new() -> Self {
        Self(vec![(0, 0, true); PLACES])
    }

    /// Whether two given names may be one, in any spelling.
    pub fn knows_alike(&mut self, table: &Table, one: u32, other: u32) -> bool {
        let (one, other) = (one.min(other), one.max(other));
        let mixed = one.wrapping_mul(0x9e37_79b1) ^ other.wrapping_mul(0x85eb_ca77);
        let place = &mut self.0[mixed as usize >> 7 & (PLACES - 1)];
        if (place.0, place.1) != (one, other) {
            let word = |number| table.word(Field::Given, number);
            let level = given_word(word(one), word(other));
            *place = (one, other, level != Level::Contradicting);
        }
        place.2
    }
}
