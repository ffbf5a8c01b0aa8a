//! `kith records`: reads exports and prints what was understood, one JSON object a line. It needs
//! no database. What was rejected goes to standard error, with its place and reason, and is counted.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use anyhow::{Context, Result};
use app::context::Clock;
use chrono::Days;
use records::{Input, Item, Options, Rejection, mapping::Mapping};

use crate::cli::RecordsArguments;

/// Meetings are expanded this far back and ahead.
const DAYS_BACK: u64 = 5 * 365;
const DAYS_AHEAD: u64 = 365;

#[derive(Default)]
struct Counts {
    read: BTreeMap<&'static str, u64>,
    skipped: BTreeMap<&'static str, u64>,
    failed: BTreeMap<&'static str, u64>,
}

pub fn records(arguments: &RecordsArguments) -> Result<()> {
    let options = options(arguments)?;
    let mut out = BufWriter::new(io::stdout().lock());
    for path in &arguments.files {
        let told = || path.display().to_string();
        let inputs = records::inputs(path).with_context(told)?;
        let is_archive = inputs.len() != 1;
        for input in &inputs {
            let done = if arguments.show_mapping {
                show_mapping(input, &options, &mut out)
            } else {
                print_records(path, input, &options, &mut out)
            };
            match done {
                Err(error) if is_archive => {
                    eprintln!("{}: {}: skipped: {error:#}", told(), input.name)
                }
                done => done.with_context(told)?,
            }
        }
    }
    Ok(out.flush()?)
}

fn options(arguments: &RecordsArguments) -> Result<Options> {
    let now = Clock::System.now();
    let read = |path: &std::path::PathBuf| -> Result<Mapping> {
        let file = File::open(path).with_context(|| path.display().to_string())?;
        serde_json::from_reader(file).with_context(|| format!("{} is no mapping", path.display()))
    };
    Ok(Options {
        regions: arguments
            .region
            .iter()
            .map(|region| region.to_uppercase())
            .collect(),
        time_zone: arguments.time_zone,
        window: (
            now.checked_sub_days(Days::new(DAYS_BACK)).unwrap_or(now),
            now.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(now),
        ),
        mapping: arguments.mapping.as_ref().map(read).transpose()?,
    })
}

fn show_mapping(input: &Input, options: &Options, out: &mut impl Write) -> Result<()> {
    let records = records::open(input, options, None)?;
    let mapping = records.mapping().context("has no columns")?;
    writeln!(out, "{}", serde_json::to_string_pretty(mapping)?)?;
    Ok(())
}

fn print_records(
    path: &Path,
    input: &Input,
    options: &Options,
    out: &mut impl Write,
) -> Result<()> {
    let mut counts = Counts::default();
    for item in records::open(input, options, None)? {
        let Item {
            number, outcome, ..
        } = item?;
        match outcome {
            Ok(record) => {
                *counts.read.entry(record.fields.kind()).or_default() += 1;
                serde_json::to_writer(&mut *out, &record)?;
                writeln!(out)?;
            }
            Err(rejection) => counts.reject(&input.name, number, &rejection),
        }
    }
    out.flush()?;
    eprintln!("{}: {}", path.display(), counts.in_words());
    Ok(())
}

impl Counts {
    fn reject(&mut self, name: &str, number: u64, rejection: &Rejection) {
        let Rejection { offset, reason, .. } = rejection;
        let (list, word) = match reason.is_skip() {
            true => (&mut self.skipped, "skipped"),
            false => (&mut self.failed, "failed"),
        };
        *list.entry(reason.code()).or_default() += 1;
        eprintln!("{name}: {word} number {number} at byte {offset}: {reason}");
    }

    fn in_words(&self) -> String {
        let list = |counts: &BTreeMap<&str, u64>| {
            let each = counts.iter().map(|(what, count)| format!("{count} {what}"));
            each.collect::<Vec<_>>().join(", ")
        };
        let parts = [
            ("read", &self.read),
            ("skipped", &self.skipped),
            ("failed", &self.failed),
        ];
        let told = parts.iter().filter(|(_, counts)| !counts.is_empty());
        let told: Vec<String> = told
            .map(|(word, counts)| format!("{word} {}", list(counts)))
            .collect();
        if told.is_empty() {
            "nothing in it".to_owned()
        } else {
            told.join("; ")
        }
    }
}
