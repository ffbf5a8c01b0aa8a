//! The pairs that a model learns from: some of those that share a block, and some drawn at random.
//! Which ones, what the records say decides, so that the order of a list changes nothing.

use std::collections::BTreeMap;

use crate::blocking::{Blocks, Met, is_across};
use crate::compare::compare;
use crate::lexicon::hash_of;
use crate::pattern::Pattern;
use crate::runs::Hands;
use crate::table::Table;

/// Patterns and how often each was seen, in a fixed order.
pub(crate) type Counts = Vec<(Pattern, u64)>;

/// About as many pairs that share a block are counted.
const BLOCKED: u64 = 200_000;

/// So many pairs are drawn at random, in so many pieces.
const DRAWN: u64 = 150_000;
const DRAWS: u32 = 50;

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
        for (one, other) in &pairs[from as usize..to as usize] {
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
    if all > DRAWN {
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
    let is_left = |record: &u32| border.is_none_or(|border| *record < border);
    let (left, right): (Vec<u32>, Vec<u32>) =
        by_content(table, hands).into_iter().partition(is_left);
    let right = border.map_or(&left, |_| &right);
    let pick = |draw: u64, salt: u64, from: &[u32]| {
        let chance = hash_of(&(draw, salt)) >> 32;
        let place = (chance * from.len() as u64) >> 32;
        from.get(place as usize).copied()
    };
    let each = DRAWN / u64::from(DRAWS);
    let counts = hands.each(DRAWS, |piece| {
        let start = u64::from(piece) * each;
        let pairs = (start..start + each)
            .filter_map(|draw| pick(draw, 1, &left).zip(pick(draw, 2, right)))
            .filter(|(one, other)| one != other);
        count(table, pairs)
    });
    together(counts)
}

/// All records, in an order that has nothing to do with theirs.
fn by_content(table: &Table, hands: Hands) -> Vec<u32> {
    let runs = hands.in_runs(table.len(), |from, to| {
        let records = from..to;
        records
            .map(|record| (table.content(record), record))
            .collect::<Vec<_>>()
    });
    let mut all = runs.concat();
    all.sort_unstable();
    all.into_iter().map(|(_, record)| record).collect()
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
