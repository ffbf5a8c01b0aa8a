//! `kith match`: a tool of its own for cleaning lists. It opens no database and writes only
//! where it is told to.

use std::{
    fs::File,
    io::{BufReader, BufWriter, Write},
    path::Path,
    time::Instant,
};

use anyhow::{Context, Result};
use matching::{
    Pairs, clusters,
    file::{Choice, List, write_clusters, write_pairs},
    left_apart, match_all,
};
use serde::Serialize;

use crate::cli::{Global, MatchArguments};

/// What came of a run.
#[derive(Serialize)]
struct Report {
    records: u32,
    compared: u64,
    /// Records that share all they say with many, and were compared with those most like them
    crowded: u32,
    pairs: usize,
    /// People, if clusters were asked for
    people: Option<usize>,
    /// Pairs of which no person was made, since others of their groups contradict each other
    left_apart: Option<usize>,
    seconds: f64,
}

pub fn match_files(global: &Global, arguments: &MatchArguments) -> Result<()> {
    let start = Instant::now();
    let list = read(arguments)?;
    let found = match_all(&list.table, arguments.threshold, list.border);
    write(arguments, &list, &found)?;
    let people = arguments
        .clusters
        .as_deref()
        .map(|path| write_people(path, &list, &found))
        .transpose()?;
    let report = Report {
        records: list.table.len(),
        compared: found.compared,
        crowded: found.crowded,
        pairs: found.pairs.len(),
        people: people.map(|(people, _)| people),
        left_apart: people.map(|(_, apart)| apart),
        seconds: start.elapsed().as_secs_f64(),
    };
    say(global, arguments, &report);
    Ok(())
}

fn read(arguments: &MatchArguments) -> Result<List> {
    let choice = Choice::parse(&arguments.columns, &arguments.extra)?;
    let file = open(&arguments.file)?;
    let other = arguments.link.as_deref().map(open).transpose()?;
    List::read(&choice, file, other)
        .with_context(|| format!("reading {}", arguments.file.display()))
}

fn open(path: &Path) -> Result<BufReader<File>> {
    let file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
    Ok(BufReader::new(file))
}

fn create(path: &Path) -> Result<BufWriter<File>> {
    let file = File::create(path).with_context(|| format!("writing {}", path.display()))?;
    Ok(BufWriter::new(file))
}

fn write(arguments: &MatchArguments, list: &List, found: &Pairs) -> Result<()> {
    let model = arguments.explain.then_some(&found.model);
    let out: Box<dyn Write> = match arguments.out.as_deref() {
        Some(path) => Box::new(create(path)?),
        None => Box::new(std::io::stdout().lock()),
    };
    Ok(write_pairs(list, &found.pairs, model, out)?)
}

/// How many people there are, and how many pairs were left apart.
fn write_people(path: &Path, list: &List, found: &Pairs) -> Result<(usize, usize)> {
    let people = clusters(&list.table, &found.model, &found.pairs);
    write_clusters(list, &people, create(path)?)?;
    let firsts = people.iter().enumerate();
    let count = firsts
        .filter(|(record, first)| *record == **first as usize)
        .count();
    Ok((count, left_apart(&people, &found.pairs)))
}

/// On standard error where the pairs themselves go to standard output.
fn say(global: &Global, arguments: &MatchArguments, report: &Report) {
    let words = if global.json {
        serde_json::json!(report).to_string()
    } else {
        in_words(report)
    };
    match arguments.out {
        Some(_) => println!("{words}"),
        None => eprintln!("{words}"),
    }
}

fn in_words(report: &Report) -> String {
    let people = report.people.map(|people| format!(", {people} people"));
    let apart = match report.left_apart {
        None | Some(0) => String::new(),
        Some(1) => "\n1 pair was left apart: others of its group contradict each other".to_owned(),
        Some(many) => {
            format!("\n{many} pairs were left apart: others of their groups contradict each other")
        }
    };
    let crowded = match report.crowded {
        0 => String::new(),
        1 => "\n1 record shares all that it says with many others: it was compared with those most like it".to_owned(),
        many => format!(
            "\n{many} records share all that they say with many others: they were compared with those most like them"
        ),
    };
    format!(
        "{} records, {} pairs compared, {} pairs found{}, in {:.1} s{apart}{crowded}",
        report.records,
        report.compared,
        report.pairs,
        people.unwrap_or_default(),
        report.seconds,
    )
}
