//! Precision and recall per field on the labelled corpus, in two parts: a rule that fits single
//! signatures shows as a difference between them. Every record was written before the reader was
//! first run on it.
//! `cargo run -p mail --example quality [--misses]`

#[path = "support/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;

fn main() {
    let wants_misses = std::env::args().any(|argument| argument == "--misses");
    let records = corpus::records();
    for (title, is_held_out) in [("two thirds", false), ("one third", true)] {
        let mut table: BTreeMap<&str, corpus::Score> = BTreeMap::new();
        let chosen: Vec<_> = records
            .iter()
            .filter(|record| record.is_held_out() == is_held_out)
            .collect();
        for record in &chosen {
            let misses = corpus::compare(record, &corpus::read(record), &mut table);
            if wants_misses {
                misses
                    .iter()
                    .for_each(|miss| println!("{}: {miss}", record.id));
            }
        }
        println!("{title}: {} signatures", chosen.len());
        println!(
            "{:<10} {:>9} {:>9} {:>6}",
            "field", "precision", "recall", "count"
        );
        for (field, score) in &table {
            println!(
                "{field:<10} {:>8.1}% {:>8.1}% {:>6}",
                score.precision(),
                score.recall(),
                score.wanted
            );
        }
        let total = table
            .values()
            .fold(corpus::Score::default(), |sum, score| sum + *score);
        println!(
            "{:<10} {:>8.1}% {:>8.1}% {:>6}\n",
            "all",
            total.precision(),
            total.recall(),
            total.wanted
        );
    }
}
