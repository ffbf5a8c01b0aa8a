//! Two records, field by field, as a pattern of evidence.

mod contact;
mod day;
mod hopeless;
mod place;
mod wording;

pub(crate) use contact::national;
pub(crate) use hopeless::{Heads, Known};

use crate::field::{CITY_NEAR, Field};
use crate::level::Level;
use crate::lexicon::{Facts, Value};
use crate::names::{self, Words};
use crate::normal::ROLE;
use crate::pattern::{Comparison, Shared};
use crate::prior;
use crate::record::ExtraKind;
use crate::rows::Row;
use crate::table::Table;

/// The level of two values of one field.
type Compare = fn(Value, Value) -> Level;

/// Compares two records of a table.
pub(crate) fn compare(table: &Table, one: u32, other: u32) -> Comparison {
    let rows = (table.row(one), table.row(other));
    let mut found = Comparison::default();
    compare_names(table, (one, other), &mut found);
    for (field, how) in PLAIN {
        let (level, shared) = best(table, field, rows, how);
        found.set(field.slot(), level, shared);
    }
    if differ_in_profiles(table, one, other) {
        found.weaken_profiles();
    }
    if found.pattern.of(Field::Email) == Level::Subset
        && [one, other]
            .iter()
            .any(|record| names_its_owner(table, *record))
    {
        found.pattern.unset(Field::Email.slot());
    }
    let (level, shared) = best(table, Field::City, rows, place::city);
    let is_near = found.pattern.of(Field::PostalCode) == Level::Exact;
    let slot = if is_near {
        CITY_NEAR
    } else {
        Field::City.slot()
    };
    found.set(slot, level, shared);
    for (number, kind) in table.extras().iter().enumerate() {
        let field = Field::Extra(number as u8);
        let (level, shared) = best(table, field, rows, extra(*kind));
        found.set(field.slot(), level, shared);
    }
    found
}

/// Whether on some network both have profiles, and none of them in common, whatever they have in
/// common on others.
pub fn differ_in_profiles(table: &Table, one: u32, other: u32) -> bool {
    let is_said = |record| !table.numbers(Field::Handle, record).is_empty();
    if !(table.has(Field::Handle) && is_said(one) && is_said(other)) {
        return false;
    }
    let profiles = |record| {
        let values = table.values(Field::Handle, record);
        values.map(|value| value.text).collect::<Vec<_>>()
    };
    contact::differ_on_a_network(&profiles(one), &profiles(other))
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
fn best(table: &Table, field: Field, rows: (Row, Row), how: Compare) -> (Level, Shared) {
    let mut best = Level::Missing;
    let mut shared = Shared::default();
    for x in rows.0.numbers(field) {
        for y in rows.1.numbers(field) {
            let (level, by) = if x == y {
                equal(field, table.facts(field, *x))
            } else {
                let (a, b) = (table.word(field, *x), table.word(field, *y));
                let level = how(a, b);
                (
                    level,
                    (level == Level::Exact).then(|| shared_by(field, a, b)),
                )
            };
            if let Some(by) = by
                && (best != Level::Exact || by.count < shared.count)
            {
                shared = by;
            }
            best = best.or(level);
        }
    }
    (best, shared)
}

/// The level of a value and itself, and what it is worth.
fn equal(field: Field, facts: Facts) -> (Level, Option<Shared>) {
    if field == Field::Email && facts.mark & ROLE != 0 {
        return (Level::Shared, None);
    }
    (Level::Exact, Some(worth(field, facts)))
}

/// Two spellings of one value are as common as the commoner.
fn shared_by(field: Field, a: Value, b: Value) -> Shared {
    let commoner = if a.facts.count >= b.facts.count { a } else { b };
    worth(field, commoner.facts)
}

fn worth(field: Field, facts: Facts) -> Shared {
    Shared {
        count: facts.count,
        prior: prior::share(field, facts),
    }
}

fn compare_names(table: &Table, (one, other): (u32, u32), found: &mut Comparison) {
    let rows = (table.row(one), table.row(other));
    let same = |field: Field| match (rows.0.numbers(field), rows.1.numbers(field)) {
        ([a], [b]) => a == b,
        _ => false,
    };
    let levels = if same(Field::Given) && same(Field::Family) {
        (Level::Exact, Level::Exact)
    } else {
        name_levels(table, rows)
    };
    let (given, family) = match table.signs(one, other) {
        Some((one, other)) => one.tell_apart(other, levels),
        None => levels,
    };
    for (field, level) in [(Field::Given, given), (Field::Family, family)] {
        found.set(field.slot(), level, common(table, field, rows));
    }
}

fn name_levels(table: &Table, (one, other): (Row, Row)) -> (Level, Level) {
    let mut rooms = [[EMPTY; 8]; 4];
    let [a, b, c, d] = &mut rooms;
    names::compare(
        Words {
            given: fill(a, table, Field::Given, one),
            family: fill(b, table, Field::Family, one),
        },
        Words {
            given: fill(c, table, Field::Given, other),
            family: fill(d, table, Field::Family, other),
        },
    )
}

const EMPTY: Value<'static> = Value {
    text: "",
    facts: Facts::NONE,
};

fn fill<'r, 'a>(
    room: &'r mut [Value<'a>; 8],
    table: &'a Table,
    field: Field,
    row: Row,
) -> &'r [Value<'a>] {
    let numbers = row.numbers(field);
    for (place, number) in room.iter_mut().zip(numbers) {
        *place = table.word(field, *number);
    }
    room.get(..numbers.len()).unwrap_or(&[])
}

/// The rarest word that both names hold.
fn common(table: &Table, field: Field, (one, other): (Row, Row)) -> Shared {
    let others = other.numbers(field);
    let both = one
        .numbers(field)
        .iter()
        .filter(|word| others.contains(word));
    let shared = both.map(|word| worth(field, table.facts(field, *word)));
    shared
        .min_by(|one, other| {
            let by_count = one.count.cmp(&other.count);
            by_count.then(one.prior.total_cmp(&other.prior))
        })
        .unwrap_or_default()
}
