//! Tests of the whole: people who are one, people who are not, and lists that nobody meant.

mod careless;
mod guards;
mod lists;
mod long;
mod order;
mod people;
mod trouble;

use crate::{Kind, Pairs, Record, Table, match_all};

/// A record from `kind: value` pairs.
fn record(values: &[(Kind, &str)]) -> Record {
    values
        .iter()
        .fold(Record::default(), |record, (kind, value)| {
            record.with(*kind, *value)
        })
}

fn table(records: &[Record]) -> Table {
    let mut table = Table::new(&[]).unwrap();
    for record in records {
        table.push(record).unwrap();
    }
    table
}

fn matched(records: &[Record]) -> Pairs {
    match_all(&table(records), 0.0, None)
}

/// The probability that the first two records are one person, among strangers.
fn chance(one: &[(Kind, &str)], other: &[(Kind, &str)]) -> f64 {
    let records: Vec<Record> = [record(one), record(other)]
        .into_iter()
        .chain(strangers(60))
        .collect();
    let pairs = matched(&records).pairs;
    let pair = pairs.iter().find(|pair| (pair.one, pair.other) == (0, 1));
    pair.map_or(0.0, |pair| pair.probability)
}

/// People who have nothing in common but a few names and towns.
fn strangers(count: usize) -> impl Iterator<Item = Record> {
    const GIVEN: [&str; 7] = ["Ida", "Omar", "Ruth", "Hugo", "Pia", "Nils", "Vera"];
    const FAMILY: [&str; 11] = [
        "Okafor",
        "Lindqvist",
        "Baranov",
        "Castellano",
        "Whitfield",
        "Nakagawa",
        "Odum",
        "Pellegrin",
        "Strand",
        "Vukovic",
        "Yildirim",
    ];
    const CITY: [&str; 5] = ["Lyon", "Leeds", "Oslo", "Porto", "Graz"];
    (0..count).map(|number| {
        record(&[
            (Kind::GivenName, GIVEN[number % GIVEN.len()]),
            (Kind::FamilyName, FAMILY[number % FAMILY.len()]),
            (Kind::Email, &format!("kim{}@host{number}.net", number * 7)),
            (
                Kind::Phone,
                &format!("+49 30 55{:06}", number * 7919 % 999_983),
            ),
            (Kind::Company, &format!("Company {}", number % 23)),
            (Kind::City, CITY[number % CITY.len()]),
        ])
    })
}
