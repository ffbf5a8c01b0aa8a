//! Matches a file as `kith match` does, with nothing of the product around it, and prints how
//! long each part took: `match FILE.csv OUT.csv [--link OTHER.csv] [--columns …] [--extra …]
//! [--threshold P] [--explain]`.

use std::error::Error;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::time::Instant;

use matching::file::{Choice, List, write_pairs};
use matching::match_all;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let after = |option: &str| -> Vec<String> {
        let at = words.iter().position(|word| word == option);
        let list = at.and_then(|at| words.get(at + 1));
        list.map(|list| list.split(',').map(str::to_owned).collect())
            .unwrap_or_default()
    };
    let choice = Choice::parse(&after("--columns"), &after("--extra"))?;
    let open = |path: &String| Ok::<_, std::io::Error>(BufReader::new(File::open(path)?));
    let threshold = after("--threshold")
        .first()
        .map_or(Ok(0.5), |text| text.parse())?;
    let start = Instant::now();
    let other = after("--link").first().map(open).transpose()?;
    let list = List::read(&choice, open(words.first().ok_or("which file?")?)?, other)?;
    let read = start.elapsed();
    let found = match_all(&list.table, threshold, list.border);
    let matched = start.elapsed() - read;
    let explained = words
        .iter()
        .any(|word| word == "--explain")
        .then_some(&found.model);
    let out = File::create(words.get(1).ok_or("where to?")?)?;
    write_pairs(&list, &found.pairs, explained, BufWriter::new(out))?;
    println!(
        "{} records read in {:.1} s, {:.1} pairs met per record, {} compared in {:.1} s, {} found",
        list.table.len(),
        read.as_secs_f64(),
        found.met as f64 / f64::from(list.table.len().max(1)),
        found.compared,
        matched.as_secs_f64(),
        found.pairs.len(),
    );
    Ok(())
}
