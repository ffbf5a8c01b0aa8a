//! Labelled whole messages, and how their class compares with the label.
//! `corpus/classes*.txt`: a line `=== CLASS NAME`, then the message. `a|b` allows either class.
//! Every third message of the first set is held out: rules are not fitted to those.

use std::collections::BTreeMap;

use mail::message;

const CORPUS: &str = include_str!("../../corpus/classes.txt");
const BLIND: [&str; 8] = [
    include_str!("../../corpus/classes-blind-1.txt"),
    include_str!("../../corpus/classes-blind-2.txt"),
    include_str!("../../corpus/classes-blind-3.txt"),
    include_str!("../../corpus/classes-blind-4.txt"),
    include_str!("../../corpus/classes-blind-5.txt"),
    include_str!("../../corpus/classes-blind-6.txt"),
    include_str!("../../corpus/classes-blind-7.txt"),
    include_str!("../../corpus/classes-blind-8.txt"),
];
const MARK: &str = "=== ";

pub struct Labelled {
    /// The classes that are right, the likeliest first.
    pub labels: Vec<&'static str>,
    pub name: &'static str,
    pub raw: &'static str,
    pub part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Open,
    HeldOut,
    Blind,
}

pub fn messages() -> Vec<Labelled> {
    let first = records(CORPUS, |at| match at % 3 {
        2 => Part::HeldOut,
        _ => Part::Open,
    });
    let blind = BLIND
        .into_iter()
        .flat_map(|corpus| records(corpus, |_| Part::Blind));
    first.chain(blind).collect()
}

fn records(corpus: &'static str, part: fn(usize) -> Part) -> impl Iterator<Item = Labelled> {
    corpus
        .split("\n=== ")
        .map(|record| record.trim_start_matches(MARK))
        .enumerate()
        .filter_map(move |(at, record)| {
            let (head, raw) = record.split_once('\n')?;
            let (labels, name) = head.split_once(' ')?;
            Some(Labelled {
                labels: labels.split('|').collect(),
                name,
                raw,
                part: part(at),
            })
        })
}

/// The class that the crate gives.
pub fn class(message: &Labelled) -> &'static str {
    message::parse(message.raw.as_bytes()).map_or("unreadable", |found| found.class.code())
}

/// Counts by label and by class given.
#[derive(Default)]
pub struct Confusion {
    pub table: BTreeMap<(&'static str, &'static str), usize>,
    pub misses: Vec<String>,
    total: usize,
}

impl Confusion {
    pub fn add(&mut self, message: &Labelled) {
        let given = class(message);
        self.total += 1;
        let is_right = message.labels.contains(&given);
        let label = if is_right { given } else { message.labels[0] };
        *self.table.entry((label, given)).or_default() += 1;
        if !is_right {
            self.misses
                .push(format!("{}: {label} taken as {given}", message.name));
        }
    }

    pub fn accuracy(&self) -> f64 {
        100.0 * (self.total - self.misses.len()) as f64 / self.total as f64
    }
}
