//! A whole table at once: all pairs above a threshold.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::blocking::Blocks;
use crate::cluster::missing_pairs;
use crate::compare::{Heads, Known, compare};
use crate::learn::learn_with;
use crate::lexicon::hash_of;
use crate::model::Model;
use crate::pattern::Pattern;
use crate::rivals::settle;
use crate::runs::Hands;
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
const LESSONS: u64 = 200_000;

/// So many pairs are drawn at random, in so many pieces.
const DRAWN: u64 = 150_000;
const DRAWS: u32 = 50;

/// Finds all pairs at or above the threshold. With a border, records below it are one list,
/// the others another, and only pairs across are sought.
pub fn match_all(table: &Table, threshold: f64, border: Option<u32>) -> Pairs {
    match_with(table, threshold, border, Hands::all())
}

pub(crate) fn match_with(
    table: &Table,
    threshold: f64,
    border: Option<u32>,
    hands: Hands,
) -> Pairs {
    let blocks = Blocks::of(table, hands);
    let model = learn_with(table, &blocks, border, hands);
    let heads = Heads::of(table);
    let found = hands.in_runs(table.len(), |from, to| {
        let mut pairs = vec![];
        let mut compared = 0_u64;
        let mut partners = vec![];
        let mut known = Known::new(table, &heads, &model, threshold);
        for one in from..to {
            blocks.partners(one, border, &mut partners);
            compared += partners.len() as u64;
            known.leave_hopeful(one, &mut partners);
            let found = partners.iter();
            pairs.extend(found.filter_map(|other| score(table, &model, one, *other, threshold)));
        }
        (pairs, compared)
    });
    drop((blocks, heads));
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
pub(crate) fn count_blocked(
    table: &Table,
    blocks: &Blocks,
    border: Option<u32>,
    hands: Hands,
) -> (Counts, f64) {
    let stride = (blocks.size() / LESSONS + 1).min(u64::from(table.len()).max(1));
    let counts = hands.in_runs(table.len(), |from, to| {
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
pub(crate) fn count_random(table: &Table, border: Option<u32>, hands: Hands) -> Counts {
    let all = u64::from(table.len()) * u64::from(table.len().saturating_sub(1)) / 2;
    let (left, right) = border.map_or((0..table.len(), 0..table.len()), |border| {
        (0..border, border..table.len())
    });
    let of_pairs = |pairs: &mut dyn Iterator<Item = (u32, u32)>| {
        let mut counts = BTreeMap::new();
        for (one, other) in pairs.filter(|(one, other)| one != other) {
            *counts
                .entry(compare(table, one, other).pattern)
                .or_insert(0) += 1;
        }
        counts
    };
    let draw = |draw: u64| {
        let pick = |salt: u64, range: &Range<u32>| {
            let chance = hash_of(&(draw, salt)) >> 32;
            range.start + ((chance * u64::from(range.end - range.start)) >> 32) as u32
        };
        (pick(1, &left), pick(2, &right))
    };
    let counts = if all <= DRAWN {
        let others = |one: u32| border.map_or(one + 1..table.len(), |_| right.clone());
        let mut pairs = left
            .clone()
            .flat_map(|one| others(one).map(move |other| (one, other)));
        vec![of_pairs(&mut pairs)]
    } else {
        let each = DRAWN / u64::from(DRAWS);
        hands.each(DRAWS, |piece| {
            let start = u64::from(piece) * each;
            of_pairs(&mut (start..start + each).map(draw))
        })
    };
    together(counts)
}

fn together(parts: Vec<BTreeMap<Pattern, u64>>) -> Counts {
    let mut all = BTreeMap::new();
    for (pattern, count) in parts.into_iter().flatten() {
        *all.entry(pattern).or_insert(0) += count;
    }
    all.into_iter().collect()
}
