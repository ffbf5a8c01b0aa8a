//! People who are one, however they were written down.

use super::{chance, record, strangers};
use crate::Kind::{
    Address, Birthday, City, Company, Email, FamilyName, GivenName, Handle, Name, Phone, PostalCode,
};
use crate::{
    Index, Kind, Level, Record, Score, Table, Watch, clusters, match_all, match_some, match_watched,
};

#[test]
fn one_person_in_two_spellings() {
    for (one, other) in [
        ("John Smith", "Smith, John"),
        ("John Smith", "John Smith, PhD"),
        ("Mike Turner", "Michael Turner"),
        ("María García", "Maria Garcia"),
        ("王伟", "Wei Wang"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("Иван Петров", "Ivan Petrov"),
        ("Katherine Jonson", "Katherine Johnson"),
        ("Anna Schmidt", "Anna Weber-Schmidt"),
        ("J. Whitfield", "Jane Whitfield"),
        ("Bob O'Neil", "Robert ONeil"),
        ("王小明", "Wang Xiao Ming"),
        ("김민수", "Kim Min-su"),
        ("María José García López", "Maria Garcia"),
        ("Anna Schmidt geb. Weber", "Anna Schmidt"),
        ("Jean-Luc Picard", "Jeanluc Picard"),
        ("Muhammad Khan", "Mohd Khan"),
        ("JL Picard", "Jean-Luc Picard"),
        ("J.L. Picard", "Jean-Luc Picard"),
        ("J L Picard", "Jean Luc Picard"),
        ("Picard, J. L.", "JL Picard"),
        ("JR Whitfield", "John Ross Whitfield"),
    ] {
        let found = chance(
            &[(Name, one), (Phone, "+49 170 1234567"), (City, "Berlin")],
            &[(Name, other), (Phone, "0170 1234567"), (City, "Berlin")],
        );
        assert!(found > 0.9, "{one} and {other}: {found}");
    }
}

#[test]
fn a_new_job_and_an_old_address() {
    let found = chance(
        &[
            (Name, "Mike Turner"),
            (Email, "mike.turner@gmail.com"),
            (Company, "Globex"),
        ],
        &[
            (Name, "Michael Turner"),
            (Email, "miketurner@gmail.com"),
            (Email, "mt@initech.com"),
            (Company, "Initech"),
        ],
    );
    assert!(found > 0.95, "{found}");
    let found = chance(
        &[
            (Name, "Anna Schmidt"),
            (Handle, "https://github.com/annas"),
            (Company, "Globex"),
        ],
        &[
            (Name, "Anna Weber"),
            (Handle, "github:annas"),
            (Company, "Initech"),
        ],
    );
    assert!(found > 0.9, "{found}");
}

#[test]
fn an_address_alone_is_enough_if_it_is_personal() {
    let found = chance(
        &[(Email, "kay77@web.de")],
        &[(Email, "KAY77@web.de"), (Name, "Kay Lorenz")],
    );
    assert!(found > 0.5, "{found}");
}

#[test]
fn typos_in_many_places() {
    let found = chance(
        &[
            (GivenName, "Jonathan"),
            (FamilyName, "Whitfield"),
            (Birthday, "1980-05-04"),
            (Address, "12 Long Lane"),
            (PostalCode, "LS1 4AB"),
        ],
        &[
            (GivenName, "Jonahtan"),
            (FamilyName, "Whitfeild"),
            (Birthday, "1980-04-05"),
            (Address, "12 Long Ln"),
            (PostalCode, "LS14AB"),
        ],
    );
    assert!(found > 0.95, "{found}");
}

#[test]
fn a_score_explains_itself() {
    let mut table = Table::new(&[]).unwrap();
    table
        .push(&record(&[(Name, "Mike Turner"), (Company, "Acme")]))
        .unwrap();
    table
        .push(&record(&[(Name, "Tim Turner"), (Company, "Acme Ltd")]))
        .unwrap();
    let score = Score::of(&table, &crate::Model::built_in(&[]), 0, 1);
    assert_eq!(score.evidence[0].level, Level::Contradicting);
    assert!(
        score.evidence[0]
            .words
            .starts_with("given name: \"mike\" and \"tim\" differ (-")
    );
    let sum: f64 = score.start
        + score
            .evidence
            .iter()
            .map(|evidence| evidence.weight)
            .sum::<f64>();
    assert!((sum - score.weight).abs() < 1e-9);
    assert!(score.words().contains("held down") == (score.guard.is_some()));
}

#[test]
fn the_same_answer_every_time_and_in_parts() {
    let records: Vec<Record> = strangers(3000).chain(strangers(500)).collect();
    let table = super::table(&records);
    let (first, again) = (match_all(&table, 0.1, None), match_all(&table, 0.1, None));
    assert_eq!(first.pairs, again.pairs);
    let linked = match_all(&table, 0.5, Some(3000));
    assert!(linked.pairs.len() >= 500);
    assert!(
        linked
            .pairs
            .iter()
            .all(|pair| pair.one < 3000 && pair.other >= 3000)
    );
    let groups = clusters(&table, &first.model, &first.pairs);
    assert!((0..500).all(|number| groups[3000 + number] == groups[number]));
}

#[test]
fn an_index_finds_what_it_was_given() {
    let mut index = Index::new(&[]).unwrap();
    for stranger in strangers(2000) {
        index.add(&stranger).unwrap();
    }
    let new = record(&[(Kind::Name, "Omar Lindqvist"), (Email, "kim7@host1.net")]);
    let before = index.len();
    let found = index.candidates(&new).unwrap();
    assert_eq!(found[0].record, 1);
    assert!(
        found[0].score.probability > 0.95,
        "{}",
        found[0].score.words()
    );
    assert_eq!(index.len(), before);
    assert_eq!(index.candidates(&new).unwrap().len(), found.len());
}

#[test]
fn some_records_give_the_pairs_that_all_give() {
    let records: Vec<Record> = strangers(3000).chain(strangers(500)).collect();
    let table = super::table(&records);
    let all = match_all(&table, 0.5, None).pairs;
    for one in [7, 499, 3100, 3499] {
        let of_one = |pair: &&crate::Pair| pair.one == one || pair.other == one;
        let expected: Vec<_> = all.iter().filter(of_one).collect();
        let some = match_some(&table, &[one], 0.5).pairs;
        let found: Vec<_> = some.iter().filter(of_one).collect();
        assert!(
            !expected.is_empty() && found == expected,
            "{one}: {found:?}"
        );
    }
    let none = match_some(&table, &[], 0.5).pairs;
    assert!(none.is_empty(), "{none:?}");
    let every: Vec<u32> = (0..table.len()).collect();
    assert_eq!(match_some(&table, &every, 0.5).pairs, all);
}

#[test]
fn who_looks_on_sees_the_end_and_may_stop_it() {
    let records: Vec<Record> = strangers(3000).collect();
    let table = super::table(&records);
    let watch = Watch::default();
    let found = match_watched(&table, 0.5, &watch).unwrap();
    assert_eq!(watch.done(), 3000);
    assert_eq!(found.pairs, match_all(&table, 0.5, None).pairs);
    watch.stop();
    assert!(match_watched(&table, 0.5, &watch).is_none());
}
