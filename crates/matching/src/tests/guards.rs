//! People who share much and are not one.

use super::{chance, matched, record};
use crate::Kind::{
    Address, Birthday, City, Company, Email, FamilyName, GivenName, Handle, Name, Phone, PostalCode,
};
use crate::clusters;

#[test]
fn different_first_names_at_one_company_are_two_people() {
    for (one, other) in [
        ("Tom Lee", "Tim Lee"),
        ("Maria Rossi", "Mario Rossi"),
        ("Wei Zhang", "Wei Zhao"),
        ("Anna Berg", "Hanna Berg"),
        ("Jan Novak", "Ian Novak"),
    ] {
        let found = chance(
            &[
                (Name, one),
                (Company, "Acme"),
                (Phone, "+1 212 555 0100"),
                (City, "Berlin"),
            ],
            &[
                (Name, other),
                (Company, "Acme Inc."),
                (Phone, "+1 212 555 0100"),
                (City, "Berlin"),
            ],
        );
        assert!(found < 0.5, "{one} and {other}: {found}");
    }
}

#[test]
fn a_family_is_not_one_person() {
    let home = [
        (FamilyName, "Weber"),
        (Phone, "030 1234567"),
        (Address, "Hauptstraße 5"),
        (City, "Berlin"),
        (PostalCode, "10115"),
    ];
    let with = |given: &'static str| [vec![(GivenName, given)], home.to_vec()].concat();
    assert!(chance(&with("Julia"), &with("Jonas")) < 0.5);
    assert!(chance(&with("Julia"), &with("Julia")) > 0.95);
}

#[test]
fn an_initial_in_a_family_is_nobody_for_certain() {
    let home = [
        (Phone, "030 1234567"),
        (Address, "Hauptstr. 5"),
        (City, "Berlin"),
    ];
    let member = |name: &'static str| record(&[vec![(Name, name)], home.to_vec()].concat());
    let records = [
        member("Julia Weber"),
        member("Jonas Weber"),
        member("J. Weber"),
    ];
    let found = matched(&records);
    assert!(
        found.pairs.iter().all(|pair| pair.probability < 0.5),
        "{:?}",
        found.pairs
    );
}

#[test]
fn offices_join_nobody() {
    let office = [
        (Email, "info@acme.com"),
        (Phone, "+1 212 555 7777"),
        (Company, "Acme"),
    ];
    let at_office = |name: &'static str| [vec![(Name, name)], office.to_vec()].concat();
    assert!(chance(&office, &at_office("Sarah Connor")) < 0.5);
    assert!(chance(&at_office("Peter Parker"), &at_office("Sarah Connor")) < 0.5);
    assert!(chance(&office[1..], &office[1..]) < 0.5);
}

#[test]
fn a_name_alone_joins_nobody() {
    assert!(chance(&[(Name, "John Smith")], &[(Name, "John Smith")]) < 0.5);
    let rare = chance(
        &[(Name, "Zbigniew Krzywonos")],
        &[(Name, "Zbigniew Krzywonos")],
    );
    assert!((0.7..0.95).contains(&rare), "{rare}");
    assert!(
        chance(
            &[(Name, "Alex"), (Company, "Hooli")],
            &[(Name, "Alex Meyer"), (Company, "Hooli")]
        ) < 0.5
    );
    assert!(
        chance(
            &[(Name, "Alex"), (Company, "Hooli")],
            &[(Name, "Alex"), (Company, "Hooli")]
        ) < 0.5
    );
}

#[test]
fn one_name_and_two_lives() {
    let found = chance(
        &[
            (Name, "Michael Brown"),
            (Email, "m.brown@acme.com"),
            (Company, "Acme"),
            (Phone, "+1 303 555 0199"),
        ],
        &[
            (Name, "Michael Brown"),
            (Email, "mbrown@globex.com"),
            (Company, "Globex"),
            (Phone, "+1 617 555 0142"),
        ],
    );
    assert!(found < 0.5, "{found}");
    let found = chance(
        &[
            (Name, "Wei Zhang"),
            (Email, "wei.zhang@acme.com"),
            (Company, "Acme"),
        ],
        &[
            (Name, "Wei Zhang"),
            (Email, "wei.zhang2@acme.com"),
            (Company, "Acme"),
        ],
    );
    assert!(found < 0.5, "{found}");
}

#[test]
fn birthdays_and_profiles_contradict() {
    let born = |day: &'static str| {
        [
            (Name, "John Smith"),
            (Address, "4 Elm Street"),
            (City, "Leeds"),
            (Birthday, day),
        ]
    };
    assert!(chance(&born("1950-02-11"), &born("1981-09-30")) < 0.5);
    assert!(chance(&born("1950-02-11"), &born("1950-02-11")) > 0.95);
    let profile = |handle: &'static str| [(Name, "Jane Doe"), (Company, "Acme"), (Handle, handle)];
    assert!(
        chance(
            &profile("linkedin.com/in/janedoe"),
            &profile("linkedin.com/in/jane-doe-42")
        ) < 0.5
    );
    assert!(
        chance(
            &profile("linkedin.com/in/janedoe"),
            &profile("linkedin:JaneDoe")
        ) > 0.95
    );
}

#[test]
fn clusters_hold_no_contradiction() {
    let records = [
        record(&[(Name, "Julia Weber"), (Email, "weber@web.de")]),
        record(&[(Name, "Weber"), (Email, "weber@web.de")]),
        record(&[(Name, "Jonas Weber"), (Email, "weber@web.de")]),
    ];
    let found = super::table(&records);
    let result = crate::match_all(&found, 0.2, None);
    let groups = clusters(&found, &result.model, &result.pairs);
    assert_ne!(groups[0], groups[2]);
}
