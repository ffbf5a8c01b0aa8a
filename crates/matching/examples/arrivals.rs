//! Measures one new record against many: `arrivals FILE.csv [COUNT]` takes in COUNT records of a
//! file (100,000), asks for each of the next 2,000, and prints median and 99th percentile.

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
    let mut words = std::env::args().skip(1);
    let mut lines = csv::Reader::from_path(words.next().ok_or("which file?")?)?;
    let count = words.next().map_or(Ok(100_000), |word| word.parse())?;
    let mut records = lines.records().map(|line| line.map(|line| record(&line)));
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

fn record(line: &csv::StringRecord) -> Record {
    let values = line.iter().skip(1).zip(COLUMNS);
    values.fold(Record::default(), |record, (value, kind)| {
        record.with(kind, value)
    })
}
