//! Long lists: the same answer from any number of threads, and work that grows with the records.

use super::{record, table};
use crate::Kind::{Address, Birthday, City, Email, FamilyName, GivenName, Phone, PostalCode};
use crate::blocking::Blocks;
use crate::compare::{Heads, Known};
use crate::full::{match_with, score};
use crate::runs::Hands;
use crate::{Pair, Record, Table};

/// One of so many, the first ones most often; the same for the same person and purpose.
fn ranked(person: u32, purpose: u32, count: u32) -> u32 {
    let chance = evenly(person, purpose, 1 << 20);
    let share = f64::from(chance) / f64::from(1 << 20);
    (f64::from(count) * share.powi(3)) as u32
}

/// After SplitMix (Steele, Lea & Flood, 2014).
pub(super) fn evenly(person: u32, purpose: u32, count: u32) -> u32 {
    let mut mixed =
        (u64::from(person) << 8 | u64::from(purpose)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    (((mixed >> 32) * u64::from(count)) >> 32) as u32
}

/// A word of three syllables.
fn word(number: u32, ending: &str) -> String {
    const HEADS: [&str; 12] = [
        "ba", "cor", "de", "fin", "gro", "he", "kal", "lu", "mi", "nor", "pa", "ser",
    ];
    let part = |step: u32| HEADS[(number / 12_u32.pow(step)) as usize % HEADS.len()];
    format!("{}{}{}{ending}", part(0), part(1), part(2))
}

pub(super) fn person(number: u32) -> [(crate::Kind, String); 8] {
    let given = word(ranked(number, 1, 1_700), "a");
    let family = word(ranked(number, 2, 1_700), "sen");
    let code = evenly(number, 3, 2_000);
    let (year, month) = (1930 + evenly(number, 4, 75), 1 + evenly(number, 5, 12));
    let day = 1 + evenly(number, 6, 28);
    let street = word(ranked(number, 7, 900), "way");
    [
        (
            Email,
            format!("{given}.{family}{}@web.de", evenly(number, 8, 10_000)),
        ),
        (GivenName, given),
        (FamilyName, family),
        (Phone, format!("0170{:07}", evenly(number, 9, 10_000_000))),
        (Birthday, format!("{year}-{month:02}-{day:02}")),
        (
            Address,
            format!("{} {street} street", 1 + evenly(number, 10, 200)),
        ),
        (City, word(code % 300, "stadt")),
        (PostalCode, format!("{code:05}")),
    ]
}

/// People of whom every tenth has a second record without two of the values and with a slip.
pub(super) fn people(count: u32) -> Vec<Record> {
    let mut records = vec![];
    for number in 0..count {
        let mut values = person(number);
        let of = |values: &[(crate::Kind, String)]| {
            let all: Vec<_> = values
                .iter()
                .map(|(kind, text)| (*kind, text.as_str()))
                .collect();
            record(&all)
        };
        records.push(of(&values));
        if number % 10 == 0 {
            for purpose in [20, 21] {
                values[evenly(number, purpose, 8) as usize].1.clear();
            }
            values[evenly(number, 22, 8) as usize].1.pop();
            records.push(of(&values));
        }
    }
    records
}

fn met(count: u32) -> f64 {
    let table = table(&people(count));
    Blocks::of(&table, Hands::all()).size() as f64 / f64::from(table.len())
}

#[test]
fn ten_times_the_records_are_ten_times_the_work() {
    let few = met(2_000);
    for count in [20_000, 100_000] {
        let many = met(count);
        assert!(many < 3.0 * few, "{few} and {many} pairs a record");
    }
}

fn found(table: &Table, threads: usize) -> Vec<Pair> {
    match_with(table, 0.5, None, Hands::few(threads)).pairs
}

#[test]
fn the_same_from_any_number_of_threads() {
    for count in [3_000, 25_000] {
        let table = table(&people(count));
        let serial = found(&table, 1);
        assert!(serial.len() * 100 > count as usize * 9, "{}", serial.len());
        assert_eq!(serial, found(&table, 2));
        assert_eq!(serial, found(&table, 7));
    }
}

#[test]
fn many_taken_in_at_once_are_the_same_as_one_by_one() {
    let records = people(5_000);
    let mut together = Table::new(&[]).unwrap();
    for some in records.chunks(700) {
        together.push_all(some, Hands::few(3)).unwrap();
    }
    assert_eq!(found(&together, 2), found(&table(&records), 2));
}

#[test]
fn what_is_left_out_would_not_reach_the_threshold() {
    let table = table(&people(600));
    let model = crate::learn(&table);
    let heads = Heads::of(&table, Hands::all());
    let mut known = Known::new(&table, &heads, &model, 0.5);
    let mut left_out = 0;
    for one in 0..table.len() {
        for other in one + 1..table.len() {
            let mut hopeful = vec![];
            known.add_hopeful(&[one, other], |_, _| true, &mut hopeful);
            if hopeful.is_empty() {
                left_out += 1;
                assert_eq!(score(&table, &model, one, other, 0.5), None);
            }
        }
    }
    assert!(left_out > 100_000, "{left_out}");
}

fn meet(table: &Table, one: u32, other: u32) -> bool {
    let all = |block: &[u32], pairs: &mut Vec<(u32, u32)>| {
        if block.contains(&one) && block.contains(&other) {
            pairs.push((one, other));
        }
    };
    !Blocks::of(table, Hands::few(2))
        .pairs(Hands::few(2), || all)
        .is_empty()
}

#[test]
fn addresses_of_one_rare_word_meet_on_short_lists_and_long_ones() {
    let known = [
        record(&[(Email, "j.wolschendorf@gmail.com")]),
        record(&[(Email, "wolschendorf.jana@work.de")]),
        record(&[(Email, "j.smith@web.de")]),
        record(&[(Email, "smith.anna@work.de")]),
    ];
    for crowd in [0, 25_000] {
        let mut records = known.to_vec();
        records.extend(people(crowd));
        let table = table(&records);
        assert!(meet(&table, 0, 1), "{crowd}");
        assert!(!meet(&table, 2, 3), "{crowd}");
    }
}

#[test]
fn a_word_that_all_addresses_have_costs_no_more_than_any_value() {
    let many = 30_000;
    let records: Vec<Record> = (0..many)
        .map(|number| {
            let local = word(number % 1_728, "");
            record(&[(Email, &format!("{local}{number}.quorvex@web{number}.de"))])
        })
        .collect();
    let table = table(&records);
    let met = Blocks::of(&table, Hands::all()).size();
    assert!(met < 100 * u64::from(many), "{met}");
}

#[test]
fn who_shares_all_with_many_is_compared_and_told() {
    let crowd = people(25_000);
    let few = Blocks::of(&table(&crowd), Hands::all()).crowded;
    let mut records = crowd;
    records.extend((0..40).map(|_| record(&[(GivenName, "Zbigniew"), (FamilyName, "Krzywonos")])));
    let table = table(&records);
    let found = crate::match_all(&table, 0.5, None);
    assert_eq!(found.crowded, few + 40);
    let first = table.len() - 40;
    assert!(meet(&table, first, first + 1) || meet(&table, first, first + 2));
}
