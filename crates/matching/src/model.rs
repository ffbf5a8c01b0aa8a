//! The weights: how often each level is seen in pairs of one person (m) and of two (u), after
//! Fellegi & Sunter, "A Theory for Record Linkage" (1969).

use crate::field::{CITY_NEAR, Field, SLOTS, extra_of_slot};
use crate::level::Level;
use crate::pattern::Pattern;
use crate::record::ExtraKind;

pub(crate) type Shares = [f64; Level::COUNT];

/// What is known of pairs, built in or learned from records without labels.
#[derive(Debug, Clone)]
pub struct Model {
    /// Shares of levels among pairs of one person, by slot; what is missing does not count
    pub(crate) same: [Shares; SLOTS],
    /// Likewise among pairs of two people
    pub(crate) different: [Shares; SLOTS],
    /// The share of pairs that are one person, among all pairs
    pub(crate) chance: f64,
    /// How many records were seen
    pub(crate) records: u32,
    /// Whether the records name people, which the guards need
    pub(crate) has_names: bool,
    /// The slots whose values belong to one person each, as far as is known
    pub(crate) personal: [bool; SLOTS],
    /// The slots of which a different value does not mean another person, on this list
    pub(crate) unreliable: [bool; SLOTS],
    weights: [Shares; SLOTS],
}

/// Bits beyond which a single field may not tip the scale.
const STRONGEST: f64 = 20.0;

impl Model {
    /// The model for records of which none is known yet.
    pub fn built_in(extras: &[ExtraKind]) -> Self {
        let mut model = Self {
            same: [[0.0; Level::COUNT]; SLOTS],
            different: [[0.0; Level::COUNT]; SLOTS],
            chance: 1.0 / 5_000.0,
            records: 0,
            has_names: true,
            personal: [true; SLOTS],
            unreliable: [false; SLOTS],
            weights: [[0.0; Level::COUNT]; SLOTS],
        };
        for slot in 0..SLOTS {
            let (same, different) = shares(slot, extras);
            model.same[slot] = same;
            model.different[slot] = different;
        }
        model.weigh();
        model
    }

    /// Makes weights of the shares, in bits.
    pub(crate) fn weigh(&mut self) {
        for slot in 0..SLOTS {
            for level in Level::ALL {
                let at = level as usize;
                let ratio = self.same[slot][at] / self.different[slot][at];
                let weight = if ratio.is_finite() && ratio > 0.0 {
                    ratio.log2()
                } else {
                    0.0
                };
                self.weights[slot][at] = bounded(slot, level, weight);
            }
        }
    }

    pub(crate) fn weight(&self, slot: usize, level: Level) -> f64 {
        self.weights[slot][level as usize]
    }

    /// The weight of the pattern alone, without the rarity of values.
    pub(crate) fn weight_of(&self, pattern: Pattern) -> f64 {
        let levels = pattern.levels();
        self.start()
            + levels
                .map(|(slot, level)| self.weight(slot, level))
                .sum::<f64>()
    }

    /// Whether an extra field shows a number at this level that one person alone has.
    pub(crate) fn is_personal(&self, slot: usize, level: Level) -> bool {
        let is_near = matches!(level, Level::Exact | Level::Typo);
        is_near && self.personal[slot] && self.weight(slot, level) >= 8.0
    }

    /// Whether two values of the field are two people, as far as the list shows.
    pub(crate) fn is_reliable(&self, field: Field) -> bool {
        let slot = field.slot();
        !self.unreliable[slot] && self.same[slot][Level::Contradicting as usize] < UNRELIABLE
    }

    /// Whether birthdays are one person's although a name differs. On a list where names are
    /// another's now and then, so they are with a slip.
    pub(crate) fn is_one_birth(&self, birthday: Level) -> bool {
        birthday.is_same() || self.is_careless() && birthday.agrees()
    }

    /// Whether names are another's now and then.
    pub(crate) fn is_careless(&self) -> bool {
        self.unreliable[Field::Given.slot()]
    }

    /// The weight before any evidence.
    pub(crate) fn start(&self) -> f64 {
        (self.chance / (1.0 - self.chance)).log2()
    }
}

/// What exchanged names say at most; the given name's weight stands for both.
const EXCHANGED: f64 = 14.0;

/// The share of contradictions among pairs of one person from which on a field of the list is
/// not to be relied on.
pub(crate) const UNRELIABLE: f64 = 0.035;

/// No agreement speaks against, no contradiction for the same person, and no two profiles on one
/// network or birthdays are forgiven, whatever the records seem to teach.
fn bounded(slot: usize, level: Level, weight: f64) -> f64 {
    let weight = weight.clamp(-STRONGEST, STRONGEST);
    match (level, Field::of_slot(slot)) {
        (Level::Missing, _) | (Level::Reordered, Field::Family) => 0.0,
        (Level::Reordered, Field::Given) => weight.min(EXCHANGED),
        (Level::Contradicting, Field::Email) => weight.min(-3.0),
        (Level::Contradicting, Field::Handle) => weight.min(-7.0),
        (Level::Contradicting, Field::Birthday) => weight.min(-5.0),
        (Level::Contradicting, Field::Given) => weight.min(-3.0),
        (Level::Other, Field::Given) => weight.min(-1.0),
        (Level::Contradicting, Field::Family) => weight.min(-2.0),
        (Level::Contradicting | Level::Other, _) => weight.min(0.0),
        (Level::Exact, _) => weight.max(0.0),
        _ => weight,
    }
}

/// Probability of odds that are given in bits.
pub(crate) fn probability(weight: f64) -> f64 {
    1.0 / (1.0 + (-weight).exp2())
}

/// The built-in shares of a slot.
fn shares(slot: usize, extras: &[ExtraKind]) -> (Shares, Shares) {
    let table = match Field::of_slot(slot) {
        Field::City if slot == CITY_NEAR => &CITY_AT_CODE,
        Field::Given => &GIVEN,
        Field::Family => &FAMILY,
        Field::Email => &EMAIL,
        Field::Phone => &PHONE,
        Field::Handle => &HANDLE,
        Field::Company => &COMPANY,
        Field::Birthday => &BIRTHDAY,
        Field::Address => &ADDRESS,
        Field::City => &CITY,
        Field::PostalCode => &CODE,
        Field::Extra(_) => match extra_of_slot(slot, extras) {
            Some(ExtraKind::Date) => &BIRTHDAY,
            Some(ExtraKind::Text) => &TEXT,
            Some(ExtraKind::Number) => &NUMBER,
            Some(ExtraKind::Exact) | None => &EXACT,
        },
    };
    let mut same = [0.0; Level::COUNT];
    let mut different = [0.0; Level::COUNT];
    for (level, m, u) in table.iter() {
        same[*level as usize] = *m;
        different[*level as usize] = *u;
    }
    (same, different)
}

use Level::{
    Contradicting, Exact, Initial, Nickname, Other, Reordered, Shared, Similar, Subset,
    Transliterated, Typo,
};

type Built = [(Level, f64, f64)];

const GIVEN: &Built = &[
    (Exact, 0.75, 0.006),
    (Nickname, 0.06, 0.002),
    (Initial, 0.04, 0.004),
    (Typo, 0.05, 0.0005),
    (Reordered, 0.03, 0.00001),
    (Transliterated, 0.02, 0.0003),
    (Subset, 0.01, 0.0005),
    (Similar, 0.02, 0.02),
    (Other, 0.005, 0.002),
    (Contradicting, 0.02, 0.9647),
];
const FAMILY: &Built = &[
    (Exact, 0.8, 0.002),
    (Initial, 0.01, 0.002),
    (Typo, 0.05, 0.0003),
    (Reordered, 0.03, 0.00001),
    (Transliterated, 0.02, 0.0003),
    (Subset, 0.03, 0.0005),
    (Similar, 0.02, 0.01),
    (Contradicting, 0.04, 0.9849),
];
const EMAIL: &Built = &[
    (Exact, 0.55, 0.000_005),
    (Typo, 0.03, 0.000_005),
    (Subset, 0.07, 0.000_1),
    (Similar, 0.03, 0.000_3),
    (Shared, 0.02, 0.002),
    (Other, 0.28, 0.9476),
    (Contradicting, 0.01, 0.05),
];
const PHONE: &Built = &[
    (Exact, 0.6, 0.000_1),
    (Typo, 0.03, 0.000_01),
    (Subset, 0.03, 0.000_05),
    (Contradicting, 0.34, 0.9998),
];
const HANDLE: &Built = &[
    (Exact, 0.9, 0.000_002),
    (Subset, 0.05, 0.000_02),
    (Contradicting, 0.005, 0.9999),
];
const COMPANY: &Built = &[
    (Exact, 0.6, 0.01),
    (Typo, 0.02, 0.0003),
    (Reordered, 0.01, 0.0001),
    (Transliterated, 0.01, 0.0003),
    (Subset, 0.05, 0.003),
    (Similar, 0.03, 0.01),
    (Contradicting, 0.28, 0.9763),
];
const BIRTHDAY: &Built = &[
    (Exact, 0.85, 0.000_05),
    (Typo, 0.05, 0.001),
    (Reordered, 0.02, 0.000_03),
    (Subset, 0.03, 0.002),
    (Similar, 0.03, 0.005),
    (Contradicting, 0.02, 0.9919),
];
const ADDRESS: &Built = &[
    (Exact, 0.55, 0.000_1),
    (Typo, 0.08, 0.000_1),
    (Reordered, 0.03, 0.000_03),
    (Subset, 0.06, 0.001),
    (Similar, 0.06, 0.01),
    (Contradicting, 0.22, 0.9888),
];
const CITY: &Built = &[
    (Exact, 0.75, 0.02),
    (Typo, 0.04, 0.0005),
    (Transliterated, 0.01, 0.0003),
    (Subset, 0.03, 0.001),
    (Similar, 0.02, 0.02),
    (Contradicting, 0.15, 0.9582),
];
const CITY_AT_CODE: &Built = &[
    (Exact, 0.85, 0.7),
    (Typo, 0.04, 0.02),
    (Transliterated, 0.01, 0.01),
    (Subset, 0.04, 0.03),
    (Similar, 0.02, 0.02),
    (Contradicting, 0.04, 0.22),
];
const CODE: &Built = &[
    (Exact, 0.75, 0.003),
    (Typo, 0.06, 0.005),
    (Subset, 0.04, 0.001),
    (Contradicting, 0.15, 0.991),
];
const EXACT: &Built = &[(Exact, 0.85, 0.05), (Contradicting, 0.15, 0.95)];
const TEXT: &Built = &[
    (Exact, 0.7, 0.02),
    (Typo, 0.08, 0.003),
    (Reordered, 0.03, 0.001),
    (Subset, 0.06, 0.006),
    (Similar, 0.06, 0.03),
    (Contradicting, 0.07, 0.94),
];
const NUMBER: &Built = &[
    (Exact, 0.8, 0.01),
    (Typo, 0.07, 0.005),
    (Similar, 0.03, 0.01),
    (Contradicting, 0.1, 0.975),
];
