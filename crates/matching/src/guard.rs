//! What no sum of weights may overrule: evidence that people share is no evidence of one person.

use crate::compare::compare;
use crate::field::{CITY_NEAR, Field};
use crate::level::Level;
use crate::model::Model;
use crate::pattern::Pattern;
use crate::table::Table;

/// Why a probability was held down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Guard {
    /// Two given names at one company, address or telephone are two people, as are Jr. and Sr.
    DifferentGivenNames,
    /// Another family name needs an address, a profile or a birthday that is theirs alone
    DifferentFamilyNames,
    DifferentBirthdays,
    /// Two profiles on one network
    DifferentProfiles,
    /// Two addresses at one company
    DifferentAddressesAtOneCompany,
    /// No name agrees, and what is shared may be an office's or a family's
    NoName,
    /// Half a name, and nothing that is theirs alone
    PartOfName,
    /// A name, perhaps with a city, and nothing else
    NameAlone,
    /// Given names that are alike, no more: Hans-Peter and Hans-Jürgen
    AlikeGivenNames,
}

impl Guard {
    /// The highest probability that it leaves.
    pub(crate) fn most(self) -> f64 {
        match self {
            Self::DifferentGivenNames => 0.05,
            Self::DifferentFamilyNames | Self::DifferentProfiles => 0.2,
            Self::DifferentBirthdays => 0.3,
            Self::DifferentAddressesAtOneCompany => 0.4,
            Self::NoName | Self::PartOfName | Self::NameAlone => 0.45,
            Self::AlikeGivenNames => ASKED,
        }
    }

    /// What two records that contradict each other reach at most.
    pub(crate) const CONTRADICTION: f64 = 0.3;

    /// Whether two such records may not even be joined through a third.
    pub fn is_contradiction(self) -> bool {
        matches!(
            self,
            Self::DifferentGivenNames
                | Self::DifferentFamilyNames
                | Self::DifferentBirthdays
                | Self::DifferentProfiles
        )
    }

    /// The reason in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::DifferentGivenNames => {
                "two different given names, or father and son: two people who share the rest"
            }
            Self::DifferentFamilyNames => {
                "two different family names, and nothing that is theirs alone"
            }
            Self::DifferentBirthdays => "two different birthdays",
            Self::DifferentProfiles => "two different profiles on one network",
            Self::DifferentAddressesAtOneCompany => "two different addresses at one company",
            Self::NoName => "no name agrees, and what is shared may be shared by many",
            Self::PartOfName => "half a name, and nothing that is theirs alone",
            Self::NameAlone => "a name alone joins nobody",
            Self::AlikeGivenNames => {
                "given names that are only alike, and nothing that is theirs alone"
            }
        }
    }
}

/// What may be one person, but never without a question.
pub(crate) const ASKED: f64 = 0.85;

/// What a pattern says beside names.
struct Rest {
    /// A number that nobody else has, as one of the extra fields
    is_number: bool,
    /// An address, profile or number that one person has
    is_personal: bool,
    /// How many things agree that few people share
    strong: usize,
    /// Whether anything agrees beside names and the city
    is_any: bool,
    birthday: Level,
}

/// Too many live in a city for it to stand beside a name.
fn is_city(slot: usize) -> bool {
    slot == CITY_NEAR || slot == Field::City.slot()
}

/// Why two records may not be one person, even through a third, if they may not.
pub fn contradiction(table: &Table, model: &Model, one: u32, other: u32) -> Option<Guard> {
    guard(compare(table, one, other).pattern, model).filter(|guard| guard.is_contradiction())
}

/// Why two records may not be joined without a question, even through a third, if they may not.
pub fn doubted(table: &Table, model: &Model, one: u32, other: u32) -> Option<Guard> {
    let pattern = compare(table, one, other).pattern;
    let guard = guard(pattern, model).filter(|guard| guard.is_contradiction());
    guard.or_else(|| doubt(pattern, model))
}

/// The guard that holds for a pattern, if one does. Records without any names have none.
pub(crate) fn guard(pattern: Pattern, model: &Model) -> Option<Guard> {
    let rest = Rest::of(pattern, model);
    let contradiction = model
        .has_names
        .then(|| by_name(pattern, &rest, model))
        .flatten();
    contradiction
        .or_else(|| by_contradiction(pattern, &rest, model))
        .or_else(|| {
            model
                .has_names
                .then(|| by_lack(pattern, &rest, model))
                .flatten()
        })
}

/// What leaves a pair to a person that no guard holds for, whatever else agrees.
pub(crate) fn doubt(pattern: Pattern, model: &Model) -> Option<Guard> {
    if !model.has_names {
        return None;
    }
    let rest = Rest::of(pattern, model);
    let is_other_day = rest.birthday == Level::Contradicting && model.is_reliable(Field::Birthday);
    if is_other_day && !rest.is_number {
        return Some(Guard::DifferentBirthdays);
    }
    if pattern.of(Field::Handle) == Level::Contradicting && !rest.is_number {
        return Some(Guard::DifferentProfiles);
    }
    if !rest.is_personal && rest.strong == 1 && is_at_switchboard(pattern) {
        return Some(Guard::PartOfName);
    }
    let is_alike = pattern.of(Field::Given) == Level::Similar;
    let is_known = rest.is_personal || rest.birthday.is_same();
    (is_alike && !is_known).then_some(Guard::AlikeGivenNames)
}

/// Half a name, and a telephone that may be their company's.
fn is_at_switchboard(pattern: Pattern) -> bool {
    let agrees = |field: Field| pattern.of(field).agrees();
    agrees(Field::Given) != agrees(Field::Family) && agrees(Field::Company) && agrees(Field::Phone)
}

fn by_name(pattern: Pattern, rest: &Rest, model: &Model) -> Option<Guard> {
    if rest.is_number {
        return None;
    }
    let is_one_birth = |beside: usize| model.is_one_birth(rest.birthday) && rest.strong > beside;
    let is_different = match pattern.of(Field::Given) {
        Level::Contradicting => !is_one_birth(1) || model.is_reliable(Field::Given),
        Level::Other => !is_one_birth(if model.is_careless() { 1 } else { 2 }),
        _ => false,
    };
    if is_different {
        return Some(Guard::DifferentGivenNames);
    }
    let is_identity = rest.is_personal && rest.birthday != Level::Contradicting;
    let is_other = pattern.of(Field::Family) == Level::Contradicting;
    let is_one_birth = model.is_one_birth(rest.birthday);
    (is_other && !is_identity && !is_one_birth).then_some(Guard::DifferentFamilyNames)
}

fn by_contradiction(pattern: Pattern, rest: &Rest, model: &Model) -> Option<Guard> {
    if rest.is_personal {
        return None;
    }
    let is = |field: Field| pattern.of(field) == Level::Contradicting;
    if is(Field::Birthday) && model.is_reliable(Field::Birthday) {
        return Some(Guard::DifferentBirthdays);
    }
    if is(Field::Handle) {
        return Some(Guard::DifferentProfiles);
    }
    (is(Field::Email) && rest.strong == 0).then_some(Guard::DifferentAddressesAtOneCompany)
}

fn by_lack(pattern: Pattern, rest: &Rest, model: &Model) -> Option<Guard> {
    let needed = if model.is_careless() && rest.birthday.is_same() {
        2
    } else {
        3
    };
    let (given, family) = (pattern.of(Field::Given), pattern.of(Field::Family));
    match (given.agrees(), family.agrees()) {
        _ if rest.is_personal => None,
        (false, false) => (rest.strong < needed).then_some(Guard::NoName),
        (true, true) => (!rest.is_any).then_some(Guard::NameAlone),
        _ => (rest.strong == 0).then_some(Guard::PartOfName),
    }
}

impl Rest {
    fn of(pattern: Pattern, model: &Model) -> Self {
        let extras = || pattern.levels().filter(|(slot, _)| *slot > CITY_NEAR);
        let is_strong =
            |(slot, level): (usize, Level)| level.agrees() && model.weight(slot, level) >= 4.0;
        let has = |field: Field| pattern.of(field).agrees();
        let is_email = pattern.of(Field::Email) != Level::Shared && has(Field::Email);
        let few = [Field::Phone, Field::Birthday, Field::Address];
        let strong = usize::from(is_email)
            + few.into_iter().filter(|field| has(*field)).count()
            + extras().filter(|found| is_strong(*found)).count();
        let mut others = pattern
            .levels()
            .filter(|(slot, _)| *slot > Field::Family.slot());
        let is_number = extras().any(|(slot, level)| model.is_personal(slot, level));
        Self {
            is_number,
            is_personal: is_number
                || pattern.of(Field::Email) == Level::Exact
                || pattern.of(Field::Handle) == Level::Exact,
            strong,
            is_any: others.any(|(slot, level)| level.agrees() && !is_city(slot)),
            birthday: pattern.of(Field::Birthday),
        }
    }
}
