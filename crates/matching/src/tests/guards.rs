//! People who share much and are not one.

use super::{chance, matched, record};
use crate::Kind::{
    Address, Birthday, City, Company, Email, FamilyName, GivenName, Handle, Name, Phone, PostalCode,
};
use crate::{Guard, Model, clusters, doubted, left_apart};

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

/// The probability of two names at one company's telephone in one city.
fn at_one_office(one: &str, other: &str) -> f64 {
    let office = [
        (Company, "Acme"),
        (Phone, "+1 212 555 0100"),
        (City, "Berlin"),
    ];
    let with = |name| [&[(Name, name)], &office[..]].concat();
    chance(&with(one), &with(other))
}

#[test]
fn names_of_one_sound_in_other_han_letters_are_two_people() {
    for (one, other) in [
        ("王伟", "王薇"),
        ("王慧", "王惠"),
        ("李丽华", "李莉花"),
        ("伟 王", "王薇"),
        ("王伟", "汪伟"),
    ] {
        let found = at_one_office(one, other);
        assert!(found < 0.5, "{one} and {other}: {found}");
    }
    for (one, other) in [
        ("王伟", "Wei Wang"),
        ("王薇", "Wang Wei"),
        ("王伟", "王偉"),
        ("张丽华", "張麗華"),
        ("王伟", "王 伟"),
        ("王伟", "伟 王"),
    ] {
        let found = at_one_office(one, other);
        assert!(found > 0.95, "{one} and {other}: {found}");
    }
    let parted = |given, family| {
        [
            (GivenName, given),
            (FamilyName, family),
            (Email, "wang77@web.de"),
        ]
    };
    let found = chance(&parted("伟", "王"), &parted("薇", "王"));
    assert!(found < 0.5, "one address: {found}");
    let found = chance(&parted("伟", "王"), &parted("王", "伟"));
    assert!(found > 0.95, "exchanged: {found}");
}

#[test]
fn other_initials_are_nobody_for_certain() {
    for (one, other) in [
        ("JP Picard", "Jean-Luc Picard"),
        ("J.P. Picard", "Jean-Luc Picard"),
        ("LJ Picard", "Jean-Luc Picard"),
        ("Al Smith", "Anna Lena Smith"),
    ] {
        let found = at_one_office(one, other);
        assert!(found < 0.9, "{one} and {other}: {found}");
    }
}

#[test]
fn father_and_son_are_two_people() {
    let home = [
        (Phone, "030 1234567"),
        (Address, "4 Elm Street"),
        (City, "Leeds"),
    ];
    let at_home = |name| [&[(Name, name)], &home[..]].concat();
    let found = |one, other| chance(&at_home(one), &at_home(other));
    for (one, other) in [
        ("John Smith Jr.", "John Smith Sr."),
        ("Smith, John, Jr.", "SMITH John SR"),
        ("John Smith II", "John Smith III"),
        ("John Smith, Jr., PhD", "John Smith III"),
        ("John Smith 3rd", "Smith IV, John"),
    ] {
        let found = found(one, other);
        assert!(found < 0.5, "{one} and {other}: {found}");
    }
    for (one, other) in [
        ("John Smith Jr.", "John Smith"),
        ("John Smith Jr.", "John Smith JR"),
        ("John Smith Jr.", "John Smith II"),
        ("John Smith III", "Smith, John"),
    ] {
        let found = found(one, other);
        assert!(found > 0.95, "{one} and {other}: {found}");
    }
    let table =
        super::table(&["John Smith Jr.", "John Smith Sr."].map(|name| record(&at_home(name))));
    let score = crate::Score::of(&table, &Model::built_in(&[]), 0, 1);
    assert_eq!(score.guard, Some(Guard::DifferentGivenNames));
    assert!(score.words().contains("Jr. and Sr. are two generations"));
}

#[test]
fn nobody_between_makes_one_of_father_and_son() {
    let smith = |name: &'static str| record(&[(Name, name), (Email, "smiths@web.de")]);
    let records = [
        smith("John Smith Jr."),
        smith("John Smith"),
        smith("John Smith Sr."),
    ];
    let found = super::table(&records);
    let result = crate::match_all(&found, 0.3, None);
    let people = clusters(&found, &result.model, &result.pairs);
    assert_ne!(people[0], people[2]);
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
fn profiles_contradict_whatever_other_networks_say() {
    let doe = |handles: &[&'static str]| {
        let handles = handles.iter().map(|handle| (Handle, *handle));
        let mut said = vec![(Name, "Jane Doe"), (Company, "Acme")];
        said.extend(handles);
        said
    };
    let both = |one: &[&'static str], other: &[&'static str]| chance(&doe(one), &doe(other));
    let differ = both(&["linkedin:janedoe"], &["linkedin:doe42", "github:janedoe"]);
    assert!(differ < 0.5, "a name on another network: {differ}");
    let several = both(
        &["linkedin:janedoe"],
        &["linkedin:doe42", "linkedin:janedoe"],
    );
    assert!(several > 0.95, "one of two is the same: {several}");
    let mixed = both(
        &["linkedin:janedoe", "github:jd"],
        &["linkedin:doe42", "github:jd"],
    );
    assert!(mixed < several && mixed > differ, "{mixed}");
    let names = |one: &'static str, handles: &[&'static str]| {
        let handles = handles.iter().map(|handle| (Handle, *handle));
        [(Name, one)].into_iter().chain(handles).collect::<Vec<_>>()
    };
    let married = chance(
        &names("Anna Schmidt", &["github:annas"]),
        &names("Anna Weber", &["github:annas"]),
    );
    let apart = chance(
        &names("Anna Schmidt", &["github:annas", "linkedin:as1"]),
        &names("Anna Weber", &["github:annas", "linkedin:aw2"]),
    );
    assert!(married > 0.9 && apart < 0.5, "{married}, {apart}");
}

#[test]
fn names_that_are_only_alike_are_asked_about() {
    for (one, other) in [
        ("Hans-Peter Müller", "Hans-Jürgen Müller"),
        ("John A. Smith", "John B. Smith"),
        ("Xq Lee", "Xr Lee"),
    ] {
        let office = [(Company, "Acme"), (Phone, "+1 212 555 0100")];
        let at_office = |name: &'static str| [&[(Name, name)], &office[..]].concat();
        let found = chance(&at_office(one), &at_office(other));
        assert!(found < 0.9, "{one} and {other}: {found}");
        let own = [(Email, "kay77@web.de")];
        let with_own = |name: &'static str| [&[(Name, name)], &own[..]].concat();
        let found = chance(&with_own(one), &with_own(other));
        assert!(found > 0.9, "{one} and {other}, one address: {found}");
    }
    let hooli = |name: &'static str| [(Name, name), (Company, "Hooli"), (Phone, "+1 212 555 0100")];
    let found = chance(&hooli("Alex"), &hooli("Alex Meyer"));
    assert!(found < 0.9, "half a name at a switchboard: {found}");
    // What is no family name was left out of none.
    let james = |name: &'static str| [(Name, name), (Company, "Acme"), (City, "Leeds")];
    assert!(chance(&james("John James"), &james("John James Smith")) < 0.5);
}

#[test]
fn a_shared_address_makes_no_one_of_two_birthdays_or_profiles() {
    let smith = |day: &'static str| {
        [
            (Name, "John Smith"),
            (Email, "smiths@web.de"),
            (Birthday, day),
        ]
    };
    let found = chance(&smith("1950-02-11"), &smith("1981-09-30"));
    assert!((0.5..0.9).contains(&found), "{found}");
    let both = super::table(&["1950-02-11", "1981-09-30"].map(|day| record(&smith(day))));
    let doubt = doubted(&both, &Model::built_in(&[]), 0, 1);
    assert_eq!(doubt, Some(Guard::DifferentBirthdays));
    let doe = |handle: &'static str| {
        [
            (Name, "Jane Doe"),
            (Email, "doe77@web.de"),
            (Handle, handle),
        ]
    };
    let found = chance(&doe("linkedin:janedoe"), &doe("linkedin:doe42"));
    assert!((0.5..0.9).contains(&found), "{found}");
}

#[test]
fn nobody_between_makes_one_of_two_birthdays() {
    let smith = |more: &[(crate::Kind, &'static str)]| {
        record(&[&[(Name, "John Smith"), (Email, "smiths@web.de")], more].concat())
    };
    let records = [
        smith(&[(Birthday, "1950-02-11")]),
        smith(&[]),
        smith(&[(Birthday, "1981-09-30")]),
    ];
    let records: Vec<_> = records.into_iter().chain(super::strangers(60)).collect();
    let found = super::table(&records);
    let result = crate::match_all(&found, 0.95, None);
    let pairs: Vec<_> = result
        .pairs
        .iter()
        .map(|pair| (pair.one, pair.other))
        .collect();
    assert!(!pairs.contains(&(0, 2)), "{pairs:?}");
    let groups = clusters(&found, &result.model, &result.pairs);
    assert_ne!(groups[0], groups[2]);
}

#[test]
fn one_pair_with_two_birthdays_makes_no_list_careless() {
    let said = |name: &'static str, day: &'static str| {
        [
            (Name, name),
            (Birthday, day),
            (Address, "4 Elm Street"),
            (City, "Leeds"),
        ]
    };
    let with_mail = |day| [&said("Kay Lorenz", day)[..], &[(Email, "kay77@web.de")]].concat();
    let records = [
        record(&said("John Smith", "1950-02-11")),
        record(&said("John Smith", "1981-09-30")),
        record(&with_mail("1950-02-11")),
        record(&with_mail("1981-09-30")),
    ];
    let records: Vec<_> = records.into_iter().chain(super::strangers(60)).collect();
    let found = matched(&records).pairs;
    let pair = found.iter().find(|pair| (pair.one, pair.other) == (0, 1));
    let probability = pair.map_or(0.0, |pair| pair.probability);
    assert!(probability < 0.5, "father and son: {probability}");
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

#[test]
fn an_initial_between_makes_no_one_of_names_that_are_only_alike() {
    let muller = |name: &'static str, emails: &[&'static str]| {
        let emails = emails.iter().map(|email| (Email, *email));
        let said: Vec<_> = [(Name, name)].into_iter().chain(emails).collect();
        record(&said)
    };
    let peter = muller("Hans-Peter Müller", &["hp77@web.de"]);
    let between = muller("H. Müller", &["hp77@web.de", "hj42@gmx.de"]);
    let jurgen = muller("Hans-Jürgen Müller", &["hj42@gmx.de"]);
    let mut orders = vec![];
    for [one, two, three] in [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ] {
        let of = [&peter, &between, &jurgen];
        let records = [one, two, three].map(|at: usize| of[at].clone());
        let records: Vec<_> = records.into_iter().chain(super::strangers(60)).collect();
        let found = super::table(&records);
        let result = crate::match_all(&found, 0.95, None);
        assert_eq!(result.pairs.len(), 2, "{:?}", result.pairs);
        let people = clusters(&found, &result.model, &result.pairs);
        let at = |wanted: usize| [one, two, three].iter().position(|at| *at == wanted);
        let person = |wanted| at(wanted).map(|at| people[at]);
        assert_ne!(person(0), person(2));
        assert_eq!(left_apart(&people, &result.pairs), 1);
        orders.push(person(0) == person(1));
    }
    orders.dedup();
    assert_eq!(orders.len(), 1, "the order of the rows says nothing");
}
