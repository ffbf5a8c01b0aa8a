//! The pairs that a model learns from: some of those that share a block, and some drawn at random.
//! Which ones, what the records say decides, so that the order of a list changes nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::blocking::{Blocks, Met, is_across};
use crate::compare::compare;
use crate::lexicon::hash_of;
use crate::pattern::Pattern;
use crate::runs::Hands;
use crate::table::{FETCHED, Table};

/// Patterns and how often each was seen, in a fixed order.
pub(crate) type Counts = Vec<(Pattern, u64)>;

/// About as many pairs that share a block are counted.
const BLOCKED: u64 = 100_000;

/// So many pairs are drawn at random, of so many records, which lie in the cache then.
const DRAWN: u32 = 100_000;
const SOME: usize = 5_000;

/// Patterns of pairs that share a block, and how many pairs each counted one stands for. On a
/// long list some records are asked for all their partners.
pub(crate) fn count_blocked(
    table: &Table,
    blocks: &Blocks,
    border: Option<u32>,
    hands: Hands,
) -> (Counts, f64) {
    let stride = blocks.size() / BLOCKED + 1;
    let asked = hands.in_runs(table.len(), |from, to| {
        let is_asked = |one| stride == 1 || table.content(one).is_multiple_of(2 * stride);
        (from..to).map(is_asked).collect::<Vec<_>>()
    });
    let asked = asked.concat();
    let is_asked = |record: u32| asked[record as usize];
    let pairs = blocks.pairs(hands, || {
        |block: &[u32], pairs: &mut Vec<Met>| {
            for (at, one) in block.iter().enumerate() {
                let others = block[at + 1..].iter();
                let met = others.filter(|other| {
                    (is_asked(*one) || is_asked(**other)) && is_across(border, *one, **other)
                });
                pairs.extend(met.map(|other| (*one, *other)));
            }
        }
    });
    let counts = hands.in_runs(pairs.len() as u32, |from, to| {
        let mut counts = BTreeMap::new();
        let run = &pairs[from as usize..to as usize];
        for (at, (one, other)) in run.iter().enumerate() {
            if at % FETCHED == 0 {
                let next = run.iter().skip(at).take(FETCHED);
                table.fetch(next.map(|(_, other)| *other));
            }
            let times = if stride > 1 && is_asked(*one) && is_asked(*other) {
                2
            } else {
                1
            };
            *counts
                .entry(compare(table, *one, *other).pattern)
                .or_insert(0) += times;
        }
        counts
    });
    (together(counts), stride as f64)
}

/// Patterns of pairs drawn at random, the same ones each time; of a small table all pairs.
pub(crate) fn count_random(table: &Table, border: Option<u32>, hands: Hands) -> Counts {
    let records = table.len();
    let all = u64::from(records) * u64::from(records.saturating_sub(1)) / 2;
    if all > u64::from(DRAWN) {
        return count_drawn(table, border, hands);
    }
    let firsts = 0..border.unwrap_or(records);
    let pairs = firsts.flat_map(|one| {
        let others = border.unwrap_or(one + 1)..records;
        others.map(move |other| (one, other))
    });
    together(vec![count(table, pairs)])
}

fn count_drawn(table: &Table, border: Option<u32>, hands: Hands) -> Counts {
    let left = some(table, 0..border.unwrap_or(table.len()), hands);
    let right = border.map(|border| some(table, border..table.len(), hands));
    let right = right.as_ref().unwrap_or(&left);
    let pick = |draw: u32, salt: u32, from: &[u32]| {
        let chance = hash_of(&(draw, salt)) >> 32;
        let place = (chance * from.len() as u64) >> 32;
        from.get(place as usize).copied()
    };
    let counts = hands.in_runs(DRAWN, |from, to| {
        let pairs = (from..to).filter_map(|draw| pick(draw, 1, &left).zip(pick(draw, 2, right)));
        count(table, pairs.filter(|(one, other)| one != other))
    });
    together(counts)
}

/// Some of the records, evenly out of an order that has nothing to do with theirs.
fn some(table: &Table, records: Range<u32>, hands: Hands) -> Vec<u32> {
    let runs = hands.in_runs(records.len() as u32, |from, to| {
        let records = records.start + from..records.start + to;
        let mut run: Vec<_> = records
            .map(|record| (table.content(record), record))
            .collect();
        run.sort_unstable();
        run
    });
    let mut all = runs.concat();
    // What is sorted in runs is merged.
    all.sort();
    let places = 0..SOME.min(all.len());
    let chosen = places.map(|place| all[place * all.len() / SOME.min(all.len())].1);
    chosen.collect()
}

fn count(table: &Table, pairs: impl Iterator<Item = Met>) -> BTreeMap<Pattern, u64> {
    let mut counts = BTreeMap::new();
    for (one, other) in pairs {
        *counts
            .entry(compare(table, one, other).pattern)
            .or_insert(0) += 1;
    }
    counts
}

fn together(parts: Vec<BTreeMap<Pattern, u64>>) -> Counts {
    let mut all = BTreeMap::new();
    for (pattern, count) in parts.into_iter().flatten() {
        *all.entry(pattern).or_insert(0) += count;
    }
    all.into_iter().collect()
}
