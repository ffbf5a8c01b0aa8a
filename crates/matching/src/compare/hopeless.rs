//! Pairs that their names or birthdays hold down, whatever else they share, found without looking
//! at the rest: most pairs are such.

use super::day::day;
use crate::field::Field;
use crate::guard::Guard;
use crate::level::Level;
use crate::lexicon::Value;
use crate::model::Model;
use crate::names::{family_word, given_word};
use crate::table::Table;

/// How many pairs of words are kept; each has one place, which the next one takes.
const PLACES: usize = 1 << 15;

/// What of each record mostly tells, close together: numbers of values, [`NONE`] or [`MANY`].
pub(crate) struct Heads(Vec<Head>);

#[derive(Debug, Clone, Copy)]
struct Head {
    given: u32,
    family: u32,
    birthday: u32,
    email: u32,
}

const NONE: u32 = u32::MAX;
const MANY: u32 = u32::MAX - 1;

impl Heads {
    pub fn of(table: &Table) -> Self {
        let heads = (0..table.len()).map(|record| {
            let of = |field| match table.numbers(field, record) {
                [] => NONE,
                [one] => *one,
                _ => MANY,
            };
            Head {
                given: of(Field::Given),
                family: of(Field::Family),
                birthday: of(Field::Birthday),
                email: of(Field::Email),
            }
        });
        Self(heads.collect())
    }
}

/// Both numbers, if each record has one.
fn single(one: u32, other: u32) -> Option<(u32, u32)> {
    (one < MANY && other < MANY).then_some((one, other))
}

/// What was compared a moment ago, by the numbers that words are stored under: a few names are
/// most people's.
pub(crate) struct Known<'t> {
    table: &'t Table,
    heads: &'t Heads,
    members: Vec<(u32, Head)>,
    given: Places,
    family: Places,
    /// Whether a different given name, family name or birthday holds a pair down on this list
    given_tells: bool,
    family_tells: bool,
    birthday_tells: bool,
}

type Places = Vec<(u32, u32, bool)>;

impl<'t> Known<'t> {
    /// For pairs that are to reach the threshold.
    pub fn new(table: &'t Table, heads: &'t Heads, model: &Model, threshold: f64) -> Self {
        let has_names = model.has_names && table.extras().is_empty();
        let holds = |guard: Guard| has_names && threshold > guard.most();
        Self {
            table,
            heads,
            members: vec![],
            given: vec![(0, 0, true); PLACES],
            family: vec![(0, 0, true); PLACES],
            given_tells: holds(Guard::DifferentGivenNames) && model.is_reliable(Field::Given),
            family_tells: holds(Guard::DifferentFamilyNames),
            birthday_tells: holds(Guard::DifferentBirthdays) && model.is_reliable(Field::Birthday),
        }
    }

    /// Adds those pairs of a block's members that no guard holds down because of names or
    /// birthdays. What they are told by is fetched for all at once, since it lies far apart.
    pub fn add_hopeful(
        &mut self,
        block: &[u32],
        is_wanted: impl Fn(u32, u32) -> bool,
        pairs: &mut Vec<(u32, u32)>,
    ) {
        let head = |record: &u32| (*record, self.heads.0[*record as usize]);
        let mut members = std::mem::take(&mut self.members);
        members.clear();
        members.extend(block.iter().map(head));
        for (at, one) in members.iter().enumerate() {
            for other in &members[at + 1..] {
                if is_wanted(one.0, other.0) && !self.is_hopeless(*one, *other) {
                    pairs.push((one.0, other.0));
                }
            }
        }
        self.members = members;
    }

    fn is_hopeless(&mut self, (one, a): (u32, Head), (other, b): (u32, Head)) -> bool {
        if self.given_tells
            && self.is_other(Field::Given, a.given, b.given)
            && !self.may_be_exchanged(a, b)
        {
            return true;
        }
        if !self.family_tells || may_share(a.email, b.email) || self.have_handles(one, other) {
            return false;
        }
        let day = self.day(a.birthday, b.birthday);
        if self.birthday_tells && day == Level::Contradicting {
            return true;
        }
        !day.is_same()
            && self.is_other(Field::Family, a.family, b.family)
            && !self.may_be_exchanged(a, b)
    }

    /// How two birthdays stand to each other.
    fn day(&self, one: u32, other: u32) -> Level {
        let word = |number| self.table.word(Field::Birthday, number);
        match single(one, other) {
            Some((one, other)) if one != other => day(word(one), word(other)),
            None if one == NONE || other == NONE => Level::Missing,
            _ => Level::Exact,
        }
    }

    fn have_handles(&self, one: u32, other: u32) -> bool {
        let has = |record| !self.table.numbers(Field::Handle, record).is_empty();
        self.table.has(Field::Handle) && has(one) && has(other)
    }

    /// Whether two words of a name cannot be one in any spelling.
    fn is_other(&mut self, field: Field, one: u32, other: u32) -> bool {
        let Some((one, other)) = single(one, other).filter(|(one, other)| one != other) else {
            return false;
        };
        let (places, how): (_, fn(Value, Value) -> Level) = match field {
            Field::Given => (&mut self.given, given_word),
            _ => (&mut self.family, family_word),
        };
        let (one, other) = (one.min(other), one.max(other));
        let mixed = one.wrapping_mul(0x9e37_79b1) ^ other.wrapping_mul(0x85eb_ca77);
        let place = &mut places[mixed as usize >> 7 & (PLACES - 1)];
        if (place.0, place.1) != (one, other) {
            let word = |number| self.table.word(field, number);
            let level = how(word(one), word(other));
            *place = (one, other, level != Level::Contradicting);
        }
        !place.2
    }

    /// Whether a given name begins as the other record's family name does.
    fn may_be_exchanged(&self, one: Head, other: Head) -> bool {
        let initial = |field, number| self.table.facts(field, number).initial();
        let meets = |given: u32, family: u32| match single(given, family) {
            Some((given, family)) => initial(Field::Given, given) == initial(Field::Family, family),
            None => given == MANY || family == MANY,
        };
        meets(one.given, other.family) || meets(other.given, one.family)
    }
}

/// Whether two records may have a value in common.
fn may_share(one: u32, other: u32) -> bool {
    match single(one, other) {
        Some((one, other)) => one == other,
        None => one != NONE && other != NONE,
    }
}
