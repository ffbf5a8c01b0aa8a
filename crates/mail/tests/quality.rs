//! The labelled corpus is read at least as well as is promised: 95 % per field.

#[path = "../examples/support/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;

#[test]
fn every_field_is_read_as_well_as_promised() {
    let records = corpus::records();
    assert!(records.len() >= 300, "{} records", records.len());
    for is_held_out in [false, true] {
        let mut table = BTreeMap::new();
        let mut misses = Vec::new();
        for record in records
            .iter()
            .filter(|record| record.is_held_out() == is_held_out)
        {
            let found = corpus::compare(record, &corpus::read(record), &mut table);
            misses.extend(
                found
                    .into_iter()
                    .map(|miss| format!("{}: {miss}", record.id)),
            );
        }
        for (field, score) in table {
            let is_kept = score.precision() >= 95.0 && score.recall() >= 95.0;
            assert!(is_kept, "{field}: {score:?}\n{}", misses.join("\n"));
        }
    }
}
