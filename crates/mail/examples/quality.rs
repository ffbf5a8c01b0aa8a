//! Precision and recall per field on the labelled corpus, one table for each set of records.
//! `cargo run -p mail --example quality [--misses] [SET]`

#[path = "support/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let wants_misses = arguments.iter().any(|argument| argument == "--misses");
    let wanted = arguments.iter().find(|argument| !argument.starts_with('-'));
    for set in corpus::sets() {
        if wanted.is_some_and(|wanted| wanted != set.title) {
            continue;
        }
        let mut table: BTreeMap<&str, corpus::Score> = BTreeMap::new();
        for record in &set.records {
            let misses = corpus::compare(record, &corpus::read(record), &mut table);
            if wants_misses {
                misses
                    .iter()
                    .for_each(|miss| println!("{}: {miss}", record.id));
            }
        }
        print(set.title, set.records.len(), &table);
    }
}

fn print(title: &str, records: usize, table: &BTreeMap<&str, corpus::Score>) {
    println!("{title}: {records} records");
    println!(
        "{:<10} {:>9} {:>9} {:>6}",
        "field", "precision", "recall", "count"
    );
    let total = table
        .values()
        .fold(corpus::Score::default(), |sum, score| sum + *score);
    for (field, score) in table.iter().chain([(&"all", &total)]) {
        println!(
            "{field:<10} {:>8.1}% {:>8.1}% {:>6}",
            score.precision(),
            score.recall(),
            score.wanted
        );
    }
    println!();
}
