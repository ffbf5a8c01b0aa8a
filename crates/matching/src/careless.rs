//! Lists in which names and birthdays are now and then another's, told without labels.
//!
//! Who shares family name, birthday and home but not the given name may be a twin, and who shares
//! both names and the home but not the birthday may be a son of that name; so such pairs alone
//! tell nothing. But two people who share given name, birthday and home and are called by two
//! family names are hardly ever met. Where pairs show that more often than is usual, and
//! misspellings too, the list is written carelessly; there, and only there, the share of other
//! given names and of other birthdays is taken for what it seems.

use crate::field::{Field, SLOTS};
use crate::learn::BUILT_IN_SAME;
use crate::lessons::Counts;
use crate::level::Level;
use crate::model::{Model, UNRELIABLE};
use crate::pattern::Pattern;

/// The slots of which a different value does not mean another person.
pub(crate) fn unreliable(blocked: &Counts, usual: &Model) -> [bool; SLOTS] {
    let mut unreliable = [false; SLOTS];
    let (given, family, day) = (Field::Given, Field::Family, Field::Birthday);
    let names = Shares::of(blocked, usual, family, [given, day]);
    let expected = Shares::usual(usual, family);
    if names.other > expected.other && names.slips > expected.slips {
        for (field, beside) in [(given, [family, day]), (day, [given, family])] {
            let shares = Shares::of(blocked, usual, field, beside);
            unreliable[field.slot()] = shares.other > UNRELIABLE;
        }
    }
    unreliable
}

/// How often a field differs, a little or wholly, in pairs of one person.
struct Shares {
    slips: f64,
    other: f64,
}

impl Shares {
    /// In pairs that have a home and the fields beside in common.
    fn of(blocked: &Counts, usual: &Model, field: Field, beside: [Field; 2]) -> Self {
        let expected = Self::usual(usual, field);
        let mut all = BUILT_IN_SAME;
        let mut slips = BUILT_IN_SAME * expected.slips;
        let mut other = BUILT_IN_SAME * expected.other;
        let is_anchored = |pattern: &Pattern| {
            let is_home = |field| pattern.of(field).agrees();
            beside.iter().all(|field| pattern.of(*field).is_same())
                && (is_home(Field::Address) || is_home(Field::Phone))
        };
        for (pattern, count) in blocked.iter().filter(|(pattern, _)| is_anchored(pattern)) {
            let (level, count) = (pattern.of(field), *count as f64);
            all += if level == Level::Missing { 0.0 } else { count };
            slips += if is_slip(level) { count } else { 0.0 };
            other += if level == Level::Contradicting {
                count
            } else {
                0.0
            };
        }
        Self {
            slips: slips / all,
            other: other / all,
        }
    }

    fn usual(usual: &Model, field: Field) -> Self {
        let shares = &usual.same[field.slot()];
        let slips = Level::ALL.into_iter().filter(|level| is_slip(*level));
        Self {
            slips: slips.map(|level| shares[level as usize]).sum(),
            other: shares[Level::Contradicting as usize],
        }
    }
}

fn is_slip(level: Level) -> bool {
    matches!(level, Level::Typo | Level::Similar)
}
