//! Measures one new record against many: `arrivals FILE.csv [COUNT]` takes in COUNT records of a
//! file (100,000), asks for each of the next 2,000, and prints median and 99th percentile. With
//! `--shared` behind them all records have one company, telephone and address.

use std::error::Error;
use std::time::{Duration, Instant};

use matching::{Index, Kind, Record};

const ASKED: usize = 2_000;

const COLUMNS: [Kind; 8] = [
    Kind::GivenName,
    Kind::FamilyName,
    Kind::Email,
    Kind::Phone,
    Kind::Birthday,
    Kind::Address,
    Kind::City,
    Kind::PostalCode,
];

fn main() -> Result<(), Box<dyn Error>> {
    let is_shared = std::env::args().any(|word| word == "--shared");
    let mut words = std::env::args().skip(1).filter(|word| word != "--shared");
    let mut lines = csv::Reader::from_path(words.next().ok_or("which file?")?)?;
    let count = words.next().map_or(Ok(100_000), |word| word.parse())?;
    let mut records = lines
        .records()
        .map(|line| line.map(|line| record(&line, is_shared)));
    let mut index = Index::new(&[])?;
    for record in records.by_ref().take(count) {
        index.add(&record?)?;
    }
    let mut times: Vec<Duration> = vec![];
    let mut found = 0;
    for record in records.take(ASKED) {
        let record = record?;
        let start = Instant::now();
        let candidates = index.candidates(&record)?;
        times.push(start.elapsed());
        found += usize::from(
            candidates
                .first()
                .is_some_and(|best| best.score.probability >= 0.95),
        );
    }
    times.sort_unstable();
    let at = |share: usize| {
        times
            .get(times.len() * share / 100)
            .copied()
            .unwrap_or_default()
    };
    println!(
        "{} records: median {:.2} ms, 99th percentile {:.2} ms; {found} of {} were known",
        index.len(),
        at(50).as_secs_f64() * 1e3,
        at(99).as_secs_f64() * 1e3,
        times.len(),
    );
    Ok(())
}

/// What all have where everything is shared.
const SHARED: [(Kind, &str); 3] = [
    (Kind::Company, "Acme"),
    (Kind::Phone, "+49 30 1234567"),
    (Kind::Address, "1 High Street"),
];

fn record(line: &csv::StringRecord, is_shared: bool) -> Record {
    let shared = SHARED.iter().filter(|_| is_shared);
    let record = shared.fold(Record::default(), |record, (kind, value)| {
        record.with(*kind, *value)
    });
    let values = line.iter().skip(1).zip(COLUMNS);
    let is_own = |kind: Kind| !is_shared || !matches!(kind, Kind::Phone | Kind::Address);
    values
        .filter(|(_, kind)| is_own(*kind))
        .fold(record, |record, (value, kind)| record.with(kind, value))
}
