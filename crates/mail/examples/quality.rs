//! Precision and recall per field on the labelled corpus, one table for each set of records.
//! `cargo run -p mail --example quality [--misses] [SET]`

#[path = "support/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let wants_misses = arguments.iter().any(|argument| argument == "--misses");
    let wanted = arguments.iter().find(|argument| !argument.starts_with('-'));
    let mut languages: BTreeMap<String, Table> = BTreeMap::new();
    for set in corpus::sets() {
        if wanted.is_some_and(|wanted| wanted != set.title) {
            continue;
        }
        let mut table = Table::new();
        for record in &set.records {
            let mut own = Table::new();
            let misses = corpus::compare(record, &corpus::read(record), &mut own);
            if wants_misses {
                misses
                    .iter()
                    .for_each(|miss| println!("{}: {miss}", record.id));
            }
            let language = languages.entry(record.language().to_owned()).or_default();
            for (field, score) in own {
                for table in [&mut table, &mut *language] {
                    let sum = table.entry(field).or_default();
                    *sum = *sum + score;
                }
            }
        }
        print(&set, &table);
    }
    print_languages(&languages);
}

type Table = BTreeMap<&'static str, corpus::comparison::Score>;

fn print_languages(languages: &BTreeMap<String, Table>) {
    println!("all fields by language (-: headers alone)");
    for (language, table) in languages {
        print_line(language, &total(table));
    }
}

fn total(table: &Table) -> corpus::comparison::Score {
    table
        .values()
        .fold(corpus::comparison::Score::default(), |sum, score| {
            sum + *score
        })
}

fn print_line(title: &str, score: &corpus::comparison::Score) {
    println!(
        "{title:<10} {:>8.1}% {:>8.1}% {:>6}",
        score.precision(),
        score.recall(),
        score.wanted
    );
}

fn print(set: &corpus::Set, table: &Table) {
    println!("{}: {} records", set.title, set.records.len());
    if let Some((precision, recall)) = set.first_run {
        println!("first run  {precision:>8.1}% {recall:>8.1}%");
    }
    println!(
        "{:<10} {:>9} {:>9} {:>6}",
        "field", "precision", "recall", "count"
    );
    for (field, score) in table {
        print_line(field, score);
    }
    print_line("all", &total(table));
    println!();
}
