//! Pairs that their names or birthdays hold down, whatever else they share, found without looking
//! at the rest: most pairs are such.

use super::day::{whole_day, whole_days};
use crate::field::Field;
use crate::guard::Guard;
use crate::level::Level;
use crate::lexicon::Value;
use crate::model::Model;
use crate::names::{family_word, given_word};
use crate::runs::Hands;
use crate::table::Table;

/// How many pairs of words are kept; each has one place, which the next one takes.
const PLACES: usize = 1 << 15;

/// What of each record mostly tells, close together: numbers of values, [`NONE`] or [`MANY`].
pub(crate) struct Heads(Vec<Head>);

#[derive(Debug, Clone, Copy)]
struct Head {
    given: u32,
    family: u32,
    /// As a number of eight digits; [`MANY`] also where it is no whole day
    birthday: u32,
    /// Some bits of the address, [`NO_EMAIL`] or [`MANY_EMAILS`]
    email: u16,
    given_initial: u8,
    family_initial: u8,
}

const NONE: u32 = u32::MAX;
const MANY: u32 = u32::MAX - 1;

const NO_EMAIL: u16 = u16::MAX;
const MANY_EMAILS: u16 = u16::MAX - 1;

impl Heads {
    pub fn of(table: &Table, hands: Hands) -> Self {
        let heads = hands.in_runs(table.len(), |from, to| {
            let head = |record| Head::of(table, record);
            (from..to).map(head).collect::<Vec<_>>()
        });
        Self(heads.concat())
    }
}

impl Head {
    fn of(table: &Table, record: u32) -> Self {
        let of = |field| match table.numbers(field, record) {
            [] => NONE,
            [one] => *one,
            _ => MANY,
        };
        let initial = |field, number| match number {
            NONE | MANY => 0,
            one => table.facts(field, one).initial(),
        };
        let (given, family) = (of(Field::Given), of(Field::Family));
        Self {
            given,
            family,
            birthday: match of(Field::Birthday) {
                one @ (NONE | MANY) => one,
                one => whole_day(table.word(Field::Birthday, one).text).unwrap_or(MANY),
            },
            email: match of(Field::Email) {
                NONE => NO_EMAIL,
                MANY => MANY_EMAILS,
                one => (one % u32::from(MANY_EMAILS)) as u16,
            },
            given_initial: initial(Field::Given, given),
            family_initial: initial(Field::Family, family),
        }
    }

    /// Whether two records may have an address in common.
    fn may_share_email(self, other: Self) -> bool {
        match (self.email, other.email) {
            (NO_EMAIL, _) | (_, NO_EMAIL) => false,
            (MANY_EMAILS, _) | (_, MANY_EMAILS) => true,
            (one, other) => one == other,
        }
    }

    /// Whether a given name begins as the other record's family name does.
    fn may_be_exchanged(self, other: Self) -> bool {
        let meets = |one: Self, other: Self| match single(one.given, other.family) {
            Some(_) => one.given_initial == other.family_initial,
            None => one.given == MANY || other.family == MANY,
        };
        meets(self, other) || meets(other, self)
    }

    /// How two birthdays stand to each other, as far as that is told without a look at the words.
    fn day(self, other: Self) -> Level {
        match single(self.birthday, other.birthday) {
            Some((one, other)) => whole_days(one, other),
            None if self.birthday == NONE || other.birthday == NONE => Level::Missing,
            None => Level::Exact,
        }
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
    model: &'t Model,
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
    pub fn new(table: &'t Table, heads: &'t Heads, model: &'t Model, threshold: f64) -> Self {
        let has_names = model.has_names && table.extras().is_empty();
        let holds = |guard: Guard| has_names && threshold > guard.most();
        Self {
            table,
            heads,
            model,
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
        let day = a.day(b);
        let is_alone = self.family_tells && !a.may_share_email(b) && !self.have_handles(one, other);
        if is_alone && self.birthday_tells && day == Level::Contradicting {
            return true;
        }
        if a.may_be_exchanged(b) {
            return false;
        }
        self.given_tells && self.is_other(Field::Given, a.given, b.given)
            || is_alone
                && !self.model.is_one_birth(day)
                && self.is_other(Field::Family, a.family, b.family)
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
}
