//! Twins and sons on clean lists, and lists on which names are another's now and then.

use super::long::{evenly, person};
use super::{record, table};
use crate::Kind::{self, Address, Birthday, City, FamilyName, GivenName, PostalCode};
use crate::{Record, match_all};

const PEOPLE: u32 = 1_000;

type Said = Vec<(Kind, String)>;

/// What is said of a person without what is theirs alone.
fn said(number: u32) -> Said {
    let kinds = [GivenName, FamilyName, Birthday, Address, City, PostalCode];
    let values = person(number).into_iter();
    values.filter(|(kind, _)| kinds.contains(kind)).collect()
}

fn replace(said: &mut Said, kind: Kind, other: u32) {
    said.retain(|(found, _)| *found != kind);
    let strange = person(other).into_iter();
    said.extend(strange.filter(|(found, _)| *found == kind));
}

/// Leaves out a letter in the middle.
fn misspell(said: &mut Said, kind: Kind) {
    let values = said.iter_mut().filter(|(found, _)| *found == kind);
    values.for_each(|(_, text)| text.replace_range(3..4, ""));
}

/// Everybody twice; how the second time, `change` says. Gives the share of people that are found.
fn found(change: impl Fn(u32, &mut Said), wanted: impl Fn(u32) -> bool) -> f64 {
    let mut records: Vec<Record> = vec![];
    for number in 0..PEOPLE {
        let mut second = said(number);
        change(number, &mut second);
        for said in [said(number), second] {
            let values: Vec<_> = said
                .iter()
                .map(|(kind, text)| (*kind, text.as_str()))
                .collect();
            records.push(record(&values));
        }
    }
    let found = match_all(&table(&records), 0.5, None);
    let is_same = |number: &u32| {
        let pair = (2 * number, 2 * number + 1);
        found
            .pairs
            .iter()
            .any(|found| (found.one, found.other) == pair)
    };
    let wanted: Vec<u32> = (0..PEOPLE).filter(|number| wanted(*number)).collect();
    wanted.iter().filter(|number| is_same(number)).count() as f64 / wanted.len() as f64
}

fn one_in(number: u32, purpose: u32, count: u32) -> bool {
    evenly(number, purpose, count) == 0
}

#[test]
fn twins_and_sons_of_one_name_are_others_on_a_clean_list() {
    let is_twin = |number| one_in(number, 60, 8);
    let is_son = |number| !is_twin(number) && one_in(number, 61, 8);
    let change = |number, said: &mut Said| {
        if is_twin(number) {
            replace(said, GivenName, number + PEOPLE);
        } else if is_son(number) {
            replace(said, Birthday, number + PEOPLE);
        } else if one_in(number, 62, 40) {
            replace(said, FamilyName, number + PEOPLE);
        } else if one_in(number, 63, 20) {
            misspell(said, FamilyName);
        }
    };
    assert!(found(change, is_twin) < 0.02);
    assert!(found(change, is_son) < 0.02);
    assert!(found(change, |number| !is_twin(number) && !is_son(number)) > 0.98);
}

#[test]
fn a_careless_list_is_read_as_one() {
    let change = |number, said: &mut Said| {
        if one_in(number, 64, 3) {
            misspell(said, FamilyName);
        }
        for (kind, purpose) in [(GivenName, 65), (FamilyName, 66), (Birthday, 67)] {
            if one_in(number, purpose, 12) {
                return replace(said, kind, number + PEOPLE);
            }
        }
    };
    assert!(found(change, |_| true) > 0.98);
}
