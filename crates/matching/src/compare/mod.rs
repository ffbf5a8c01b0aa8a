//! Two records, field by field, as a pattern of evidence.

mod alike;
mod contact;
mod day;
mod place;
mod wording;

pub(crate) use alike::Names;
pub(crate) use contact::national;

use crate::field::{CITY_NEAR, Field};
use crate::level::Level;
use crate::lexicon::Value;
use crate::model::Model;
use crate::names::{self, Words};
use crate::pattern::{Comparison, Shared};
use crate::record::ExtraKind;
use crate::table::Table;

/// The level of two values of one field.
type Compare = fn(Value, Value) -> Level;

/// Compares two records of a table.
pub(crate) fn compare(table: &Table, one: u32, other: u32) -> Comparison {
    let mut found = Comparison::default();
    compare_names(table, one, other, &mut found);
    for (field, how) in PLAIN {
        let (level, shared) = best(table, field, one, other, how);
        found.set(field.slot(), level, shared);
    }
    if found.pattern.of(Field::Email) == Level::Subset && names_its_owner(table, one) {
        found.pattern.unset(Field::Email.slot());
    }
    let (level, shared) = best(table, Field::City, one, other, place::city);
    let is_near = found.pattern.of(Field::PostalCode) == Level::Exact;
    let slot = if is_near {
        CITY_NEAR
    } else {
        Field::City.slot()
    };
    found.set(slot, level, shared);
    for (number, kind) in table.extras().iter().enumerate() {
        let field = Field::Extra(number as u8);
        let (level, shared) = best(table, field, one, other, extra(*kind));
        found.set(field.slot(), level, shared);
    }
    found
}

/// Whether the addresses are made of the name, so that an equal part before the `@` says no more
/// than the name does.
fn names_its_owner(table: &Table, record: u32) -> bool {
    let names = || {
        let given = table.values(Field::Given, record);
        given.chain(table.values(Field::Family, record))
    };
    table.values(Field::Email, record).any(|email| {
        let local = email.text.rsplit_once('@').map_or("", |(local, _)| local);
        names().any(|name| name.text.len() >= 3 && local.contains(name.text))
    })
}

/// Whether the names alone hold the pair down, which saves comparing the rest: two given names,
/// with no number, and no birthday on a list where names are not to be relied on.
pub(crate) fn is_hopeless(
    table: &Table,
    model: &Model,
    (one, other): (u32, u32),
    differing: &mut Names,
) -> bool {
    if !table.extras().is_empty() || !model.has_names || !model.is_reliable(Field::Given) {
        return false;
    }
    let (a, b) = (
        table.numbers(Field::Given, one),
        table.numbers(Field::Given, other),
    );
    let ([a], [b]) = (a, b) else {
        return false;
    };
    a != b && !differing.knows_alike(table, *a, *b) && !may_be_exchanged(table, one, other)
}

/// Whether a given name begins as the other record's family name does.
fn may_be_exchanged(table: &Table, one: u32, other: u32) -> bool {
    let initials = |field, record| {
        table
            .values(field, record)
            .map(|value| value.text.as_bytes().first())
    };
    let meets = |one, other| {
        let mut families = initials(Field::Family, other);
        initials(Field::Given, one).any(|given| families.any(|family| family == given))
    };
    meets(one, other) || meets(other, one)
}

const PLAIN: [(Field, Compare); 7] = [
    (Field::Email, contact::email),
    (Field::Phone, contact::phone),
    (Field::Handle, contact::handle),
    (Field::Company, wording::company),
    (Field::Birthday, day::day),
    (Field::Address, place::address),
    (Field::PostalCode, place::postal_code),
];

fn extra(kind: ExtraKind) -> Compare {
    match kind {
        ExtraKind::Exact => wording::exact,
        ExtraKind::Text => wording::text,
        ExtraKind::Number => wording::number,
        ExtraKind::Date => day::day,
    }
}

/// The best level of all pairs of values, and the rarest value that both carry.
fn best(table: &Table, field: Field, one: u32, other: u32, how: Compare) -> (Level, Shared) {
    let mut best = Level::Missing;
    let mut shared = Shared::default();
    for a in table.values(field, one) {
        for b in table.values(field, other) {
            let level = how(a, b);
            if level == Level::Exact && (best != Level::Exact || is_rarer(a, shared)) {
                shared = shared_by(a, b);
            }
            best = best.or(level);
        }
    }
    (best, shared)
}

fn is_rarer(value: Value, than: Shared) -> bool {
    value.facts.count < than.count
}

fn shared_by(a: Value, b: Value) -> Shared {
    let count = a.facts.count.max(b.facts.count);
    let prior = if a.text.len() >= b.text.len() {
        a.facts.prior
    } else {
        b.facts.prior
    };
    Shared { count, prior }
}

fn compare_names(table: &Table, one: u32, other: u32, found: &mut Comparison) {
    let mut rooms = [[EMPTY; 8]; 4];
    let [a, b, c, d] = &mut rooms;
    let (given, family) = names::compare(
        Words {
            given: fill(a, table.values(Field::Given, one)),
            family: fill(b, table.values(Field::Family, one)),
        },
        Words {
            given: fill(c, table.values(Field::Given, other)),
            family: fill(d, table.values(Field::Family, other)),
        },
    );
    found.set(
        Field::Given.slot(),
        given,
        common(table, Field::Given, one, other),
    );
    found.set(
        Field::Family.slot(),
        family,
        common(table, Field::Family, one, other),
    );
}

const EMPTY: Value<'static> = Value {
    text: "",
    facts: crate::lexicon::Facts {
        count: 0,
        prior: 0.0,
        mark: 0,
    },
};

fn fill<'r, 'a>(
    room: &'r mut [Value<'a>; 8],
    values: impl Iterator<Item = Value<'a>>,
) -> &'r [Value<'a>] {
    let mut length = 0;
    for (place, value) in room.iter_mut().zip(values) {
        *place = value;
        length += 1;
    }
    room.get(..length).unwrap_or(&[])
}

/// The rarest word that both names hold.
fn common(table: &Table, field: Field, one: u32, other: u32) -> Shared {
    best(table, field, one, other, wording::exact).1
}
