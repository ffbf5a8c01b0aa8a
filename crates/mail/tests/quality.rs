//! The labelled corpus is read at least as well as is promised: 97 % per field.

#[path = "../examples/support/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;

const FLOOR: f64 = 97.0;

#[test]
fn every_field_is_read_as_well_as_promised() {
    let sets = corpus::sets();
    let count: usize = sets.iter().map(|set| set.records.len()).sum();
    assert!(count >= 300, "{count} records");
    for set in sets {
        let mut table = BTreeMap::new();
        let mut misses = Vec::new();
        for record in &set.records {
            let found = corpus::compare(record, &corpus::read(record), &mut table);
            misses.extend(
                found
                    .into_iter()
                    .map(|miss| format!("{}: {miss}", record.id)),
            );
        }
        for (field, score) in table {
            let is_kept = score.precision() >= FLOOR && score.recall() >= FLOOR;
            let misses = misses.join("\n");
            assert!(is_kept, "{}: {field}: {score:?}\n{misses}", set.title);
        }
    }
}
