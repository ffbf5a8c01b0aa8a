//! The order of a list says nothing, nor does that of two records.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::long::{evenly, people};
use super::table;
use crate::Kind::{
    Address, Birthday, City, Company, Email, FamilyName, GivenName, Handle, Name, Phone, PostalCode,
};
use crate::compare::compare;
use crate::full::match_with;
use crate::runs::Hands;
use crate::{Index, Kind, Record, Table, clusters};

/// What each record says, as text.
fn words(records: &[Record]) -> Vec<String> {
    let words = records.iter().map(|record| {
        let values = record
            .values()
            .map(|(kind, text)| format!("{kind:?} {text}"));
        values.collect::<Vec<_>>().join(", ")
    });
    words.collect()
}

/// The pairs with their probabilities, and the people, by what their records say.
fn found(records: &[Record], threshold: f64) -> (Vec<[String; 3]>, Vec<Vec<String>>) {
    let (table, words) = (table(records), words(records));
    let found = match_with(&table, threshold, None, Hands::few(2));
    let of = |record: u32| words[record as usize].clone();
    let mut pairs: Vec<[String; 3]> = vec![];
    for pair in &found.pairs {
        let mut sides = [of(pair.one), of(pair.other)];
        sides.sort();
        let [one, other] = sides;
        pairs.push([one, other, pair.probability.to_string()]);
    }
    pairs.sort();
    let mut people: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (record, first) in (0..).zip(clusters(&table, &found.model, &found.pairs)) {
        people.entry(first).or_default().push(of(record));
    }
    let mut people: Vec<Vec<String>> = people.into_values().collect();
    people.iter_mut().for_each(|person| person.sort());
    people.sort();
    (pairs, people)
}

fn shuffled(records: &[Record], seed: u32) -> Vec<Record> {
    let mut records = records.to_vec();
    for last in (1..records.len() as u32).rev() {
        records.swap(last as usize, evenly(last, seed, last + 1) as usize);
    }
    records
}

#[test]
fn a_long_list_in_any_order() {
    let mut records = people(25_000);
    records.extend(people(40));
    let straight = found(&records, 0.5);
    assert!(straight.0.len() > 2_000);
    assert!(straight == found(&shuffled(&records, 1), 0.5));
    records.reverse();
    assert!(straight == found(&records, 0.5));
}

/// Whom an index gives for some of these, by what they say.
fn told(records: &[Record], asked: &[Record]) -> Vec<Vec<(String, String)>> {
    let mut index = Index::new(&[]).unwrap();
    for record in records {
        index.add(record).unwrap();
    }
    let words = words(records);
    let told = asked.iter().map(|record| {
        let found = index.candidates(record).unwrap();
        let found = found.iter().map(|one| {
            let of = words[one.record as usize].clone();
            (of, one.score.probability.to_string())
        });
        let mut found: Vec<(String, String)> = found.collect();
        found.sort();
        found
    });
    told.collect()
}

#[test]
fn an_index_in_any_order() {
    let alike = |number: usize, name: &str| {
        let (day, company) = (number % 28 + 1, number % 7);
        super::record(&[
            (Name, name),
            (Email, "kay77@web.de"),
            (Birthday, format!("1980-01-{day:02}").as_str()),
            (Company, format!("Company {company}").as_str()),
        ])
    };
    let nameless = || super::record(&[(Phone, "+1 212 555 8888")]);
    let mut records: Vec<Record> = (0..400)
        .map(|number| {
            alike(
                number,
                ["Kay Lorenz", "K. Lorenz", "Kai Lorentz"][number % 3],
            )
        })
        .collect();
    records.extend((0..90).map(|_| nameless()));
    let asked = [
        alike(7, "Kay Lorenz"),
        alike(900, "Kay B. Lorenz"),
        nameless(),
        nameless().with(Name, "Kay Lorenz"),
    ];
    let straight = told(&records, &asked);
    assert!(straight.iter().any(|found| !found.is_empty()));
    for seed in 1..4 {
        assert_eq!(straight, told(&shuffled(&records, seed), &asked));
    }
}

/// A value of few, so that records share much.
fn value() -> impl Strategy<Value = (Kind, &'static str)> {
    let of = |kind: Kind, texts: &'static [&'static str]| {
        proptest::sample::select(texts).prop_map(move |text| (kind, text))
    };
    prop_oneof![
        of(
            Name,
            &[
                "Julia Weber",
                "Weber, J.",
                "Anna Weber-Schmidt",
                "Schmidt Anna",
                "Kay"
            ]
        ),
        of(
            GivenName,
            &[
                "Julia",
                "Jonas",
                "J.",
                "Julai",
                "Anna Maria",
                "Maria Anna",
                "Li"
            ]
        ),
        of(
            FamilyName,
            &[
                "Weber",
                "Veber",
                "Weber Schmidt",
                "Schmidt",
                "van Weber",
                "Wang"
            ]
        ),
        of(
            Email,
            &[
                "julia.weber@web.de",
                "julia.weber@gmx.de",
                "info@acme.com",
                "jw@acme.com"
            ]
        ),
        of(
            Phone,
            &[
                "030 1234567",
                "+49 30 1234567",
                "0170 7654321",
                "0170 7654312"
            ]
        ),
        of(
            Handle,
            &["github:julia", "julia", "linkedin:julia", "linkedin:jonas"]
        ),
        of(
            Company,
            &[
                "Acme",
                "Acme Inc.",
                "Acme Bolt",
                "Bolt Acme",
                "Bolt Acme Acme"
            ]
        ),
        of(
            Birthday,
            &["1985-03-07", "1985-07-03", "1985", "--03-07", "1958-03-07"]
        ),
        of(
            Address,
            &[
                "1 High Street",
                "High St 1",
                "1 High High Street",
                "2 High Street"
            ]
        ),
        of(City, &["Berlin", "Berlin Mitte", "Birlin"]),
        of(PostalCode, &["10115", "1011", "10151"]),
    ]
}

fn someone() -> impl Strategy<Value = Record> {
    proptest::collection::vec(value(), 1..8).prop_map(|values| super::record(&values))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_short_list_in_any_order(
        (records, turned) in proptest::collection::vec(someone(), 2..70)
            .prop_flat_map(|records| (Just(records.clone()), Just(records).prop_shuffle())),
        threshold in 0.0..1.0,
    ) {
        prop_assert_eq!(found(&records, threshold), found(&turned, threshold));
    }

    #[test]
    fn two_records_either_way(one in someone(), other in someone()) {
        let table: Table = table(&[one, other]);
        let (there, back) = (compare(&table, 0, 1), compare(&table, 1, 0));
        prop_assert_eq!(there.pattern, back.pattern);
        prop_assert_eq!(format!("{:?}", there.shared), format!("{:?}", back.shared));
    }
}
