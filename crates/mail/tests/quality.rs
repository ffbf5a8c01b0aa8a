//! The labelled corpus is read at least as well as is promised: 97 % per field.

#[path = "../examples/support/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;

const FLOOR: f64 = 97.0;

#[test]
fn every_field_is_read_as_well_as_promised() {
    let sets = corpus::sets();
    let blind = sets.iter().filter(|set| set.first_run.is_some());
    let count: usize = blind.map(|set| set.records.len()).sum();
    assert!(count >= 300, "{count} blind records");
    for set in sets {
        let mut table = BTreeMap::new();
        let mut misses = Vec::new();
        for record in &set.records {
            let found = corpus::compare(record, &corpus::read(record), &mut table);
            misses.extend(
                found
                    .into_iter()
                    .map(|miss| format!("{} ({}): {miss}", record.id, record.language())),
            );
        }
        for (field, score) in table {
            let is_kept = score.precision() >= FLOOR && score.recall() >= FLOOR;
            let misses = misses.join("\n");
            assert!(is_kept, "{}: {field}: {score:?}\n{misses}", set.title);
        }
    }
}

#[test]
fn every_value_says_where_it_comes_from() {
    for record in corpus::sets().iter().flat_map(|set| &set.records) {
        let person = corpus::read(record);
        let present = [
            ("name", person.name.is_some()),
            ("email", person.email.is_some()),
            ("title", person.title.is_some()),
            ("company", person.company.is_some()),
            ("phones", !person.phones.is_empty()),
            ("urls", !person.urls.is_empty()),
            ("linkedin", person.linkedin.is_some()),
            ("twitter", person.twitter.is_some()),
            ("telegram", person.telegram.is_some()),
            ("github", person.github.is_some()),
            ("location", person.location.is_some()),
        ];
        for (field, _) in present.iter().filter(|(_, is_present)| *is_present) {
            let evidence = person.evidence.get(*field);
            let is_told = evidence.is_some_and(|evidence| {
                ["signature", "header", "domain", "local-part"].contains(&evidence.source.as_str())
                    && (0.0..=1.0).contains(&evidence.confidence)
            });
            assert!(is_told, "{}: {field}: {evidence:?}", record.id);
        }
    }
}
