//! What each fuzz target does with its bytes. The fuzzer calls these, and so do the tests, on
//! seeds and mutations of them.

use matching::file::{Choice, List, write_pairs};
use matching::{Index, Kind, Record, Score, Table, clusters, learn, match_all};

const KINDS: [Kind; 11] = [
    Kind::Name,
    Kind::GivenName,
    Kind::FamilyName,
    Kind::Email,
    Kind::Phone,
    Kind::Handle,
    Kind::Company,
    Kind::Birthday,
    Kind::Address,
    Kind::City,
    Kind::PostalCode,
];

/// Any file is matched, or refused with a message; the answer is the same twice.
pub fn list(data: &[u8]) {
    let Ok(choice) = Choice::parse(&[], &[]) else {
        return;
    };
    let list = match List::read(&choice, data, None::<&[u8]>) {
        Ok(list) => list,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let found = match_all(&list.table, 0.1, None);
    assert_eq!(found.pairs, match_all(&list.table, 0.1, None).pairs);
    assert!(found.pairs.iter().all(|pair| pair.one < pair.other));
    let people = clusters(&list.table, &found.model, &found.pairs);
    assert_eq!(people.len(), list.table.len() as usize);
    assert!(write_pairs(&list, &found.pairs, Some(&found.model), std::io::sink()).is_ok());
}

/// Two records of any values, one on each line's half: the score is a probability, the same both
/// ways, and the index knows what it was given.
pub fn pair(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (one, other) = text.split_once('\u{1}').unwrap_or((&text, ""));
    let records = [one, other].map(|side| {
        let values = side.lines().zip(KINDS);
        values.fold(Record::default(), |record, (value, kind)| {
            record.with(kind, value)
        })
    });
    let (Ok(mut table), Ok(mut index)) = (Table::new(&[]), Index::new(&[])) else {
        return;
    };
    for record in &records {
        assert!(table.push(record).is_ok() && index.add(record).is_ok());
    }
    let model = learn(&table);
    let (there, back) = (
        Score::of(&table, &model, 0, 1),
        Score::of(&table, &model, 1, 0),
    );
    assert!((0.0..=1.0).contains(&there.probability));
    assert_eq!(there.probability, back.probability);
    assert!(index.candidates(&records[0]).is_ok());
}
