//! A whole table at once: all pairs above a threshold.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::blocking::Blocks;
use crate::cluster::missing_pairs;
use crate::compare::{Names, compare, is_hopeless};
use crate::learn::learn_with;
use crate::lexicon::hash_of;
use crate::model::Model;
use crate::pattern::Pattern;
use crate::rivals::settle;
use crate::score::{judge, weight};
use crate::table::Table;

/// Patterns and how often each was seen, in a fixed order.
pub(crate) type Counts = Vec<(Pattern, u64)>;

/// Two records, the lower number first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    pub one: u32,
    pub other: u32,
    pub probability: f64,
    /// The sum of weights, which the probability is made of
    pub(crate) weight: f32,
}

/// The pairs found, by number of their records, and the model they were judged by.
#[derive(Debug)]
pub struct Pairs {
    pub pairs: Vec<Pair>,
    pub model: Model,
    /// How many pairs were compared
    pub compared: u64,
}

/// At most so many pairs teach the model.
const LESSONS: u64 = 600_000;

/// So many pairs are drawn at random.
const DRAWN: u64 = 250_000;

/// Records are handed to threads in runs of so many.
const RUN: u32 = 4_000;

/// Finds all pairs at or above the threshold. With a border, records below it are one list,
/// the others another, and only pairs across are sought.
pub fn match_all(table: &Table, threshold: f64, border: Option<u32>) -> Pairs {
    let blocks = Blocks::of(table);
    let model = learn_with(table, &blocks, border);
    let found = in_runs(table.len(), |from, to| {
        let mut pairs = vec![];
        let mut compared = 0_u64;
        let mut partners = vec![];
        let mut names = Names::new();
        for one in from..to {
            blocks.partners(one, border, &mut partners);
            compared += partners.len() as u64;
            if threshold > HELD {
                partners.retain(|other| !is_hopeless(table, &model, (one, *other), &mut names));
            }
            let found = partners.iter();
            pairs.extend(found.filter_map(|other| score(table, &model, one, *other, threshold)));
        }
        (pairs, compared)
    });
    drop(blocks);
    let compared = found.iter().map(|(_, compared)| compared).sum();
    let mut pairs: Vec<Pair> = found.into_iter().flat_map(|(pairs, _)| pairs).collect();
    pairs.extend(missing_pairs(table, &model, &pairs, border, threshold));
    pairs.sort_unstable_by_key(|pair| (pair.one, pair.other));
    settle(table, &model, &mut pairs);
    pairs.retain(|pair| pair.probability >= threshold);
    Pairs {
        pairs,
        model,
        compared,
    }
}

/// What no pair of two given or two family names may pass.
const HELD: f64 = 0.2;

/// The pair, if it reaches the threshold.
pub(crate) fn score(
    table: &Table,
    model: &Model,
    one: u32,
    other: u32,
    threshold: f64,
) -> Option<Pair> {
    let found = compare(table, one, other);
    let (probability, _) = judge(model, &found);
    (probability >= threshold).then(|| Pair {
        one,
        other,
        probability,
        weight: weight(model, &found) as f32,
    })
}

/// Patterns of pairs that share a block, and how many pairs each counted one stands for.
pub(crate) fn count_blocked(table: &Table, blocks: &Blocks, border: Option<u32>) -> (Counts, f64) {
    let stride = (blocks.size() / LESSONS + 1).min(u64::from(table.len()).max(1));
    let counts = in_runs(table.len(), |from, to| {
        let mut counts = BTreeMap::new();
        let mut partners = vec![];
        for one in (from..to).filter(|one| hash_of(one) % stride == 0) {
            blocks.partners(one, border, &mut partners);
            for other in &partners {
                *counts
                    .entry(compare(table, one, *other).pattern)
                    .or_insert(0) += 1;
            }
        }
        counts
    });
    (together(counts), stride as f64)
}

/// Patterns of pairs drawn at random, the same ones each time; of a small table all pairs.
pub(crate) fn count_random(table: &Table, border: Option<u32>) -> Counts {
    let all = u64::from(table.len()) * u64::from(table.len().saturating_sub(1)) / 2;
    let mut counts = BTreeMap::new();
    let mut note = |one: u32, other: u32| {
        if one != other {
            *counts
                .entry(compare(table, one, other).pattern)
                .or_insert(0) += 1;
        }
    };
    let (left, right) = border.map_or((0..table.len(), 0..table.len()), |border| {
        (0..border, border..table.len())
    });
    if all <= DRAWN {
        for one in left {
            for other in right
                .clone()
                .filter(|other| border.is_some() || *other > one)
            {
                note(one, other);
            }
        }
    } else {
        for draw in 0..DRAWN {
            let pick = |salt: u64, range: &std::ops::Range<u32>| {
                let chance = hash_of(&(draw, salt)) >> 32;
                range.start + ((chance * u64::from(range.end - range.start)) >> 32) as u32
            };
            note(pick(1, &left), pick(2, &right));
        }
    }
    counts.into_iter().collect()
}

fn together(parts: Vec<BTreeMap<Pattern, u64>>) -> Counts {
    let mut all = BTreeMap::new();
    for (pattern, count) in parts.into_iter().flatten() {
        *all.entry(pattern).or_insert(0) += count;
    }
    all.into_iter().collect()
}

/// Does the work on runs of records, on all cores; results come in the order of the records.
fn in_runs<T: Send>(records: u32, work: impl Fn(u32, u32) -> T + Sync) -> Vec<T> {
    let next = AtomicU32::new(0);
    let runs = records.div_ceil(RUN);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let one_thread = || {
        let mut done = vec![];
        loop {
            let run = next.fetch_add(1, Ordering::Relaxed);
            if run >= runs {
                return done;
            }
            done.push((
                run,
                work(run * RUN, (run * RUN).saturating_add(RUN).min(records)),
            ));
        }
    };
    let mut all: Vec<(u32, T)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(one_thread)).collect();
        let results = threads.into_iter().map(std::thread::ScopedJoinHandle::join);
        results
            .flat_map(|result| result.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    all.sort_unstable_by_key(|(run, _)| *run);
    all.into_iter().map(|(_, result)| result).collect()
}
