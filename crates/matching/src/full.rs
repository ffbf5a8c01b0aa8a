//! A whole table at once: all pairs above a threshold.

use crate::blocking::{Blocks, Met, is_across};
use crate::cluster::missing_pairs;
use crate::compare::{Heads, Known, compare};
use crate::learn::learn_with;
use crate::model::Model;
use crate::rivals::settle;
use crate::runs::Hands;
use crate::score::{judge, weight};
use crate::table::Table;

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
    /// How many pairs were compared in full; many more are left out for their names or birthdays
    pub compared: u64,
}

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
    let (mut pairs, compared) = met_pairs(table, &blocks, &model, (threshold, border), hands);
    drop(blocks);
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

/// At most so many pairs of blocks are kept at a time.
const MET: u64 = 1 << 24;

/// Pairs that share a block and reach the threshold, and how many were compared in full. With
/// very many pairs, those of some records are sought first.
fn met_pairs(
    table: &Table,
    blocks: &Blocks,
    model: &Model,
    (threshold, border): (f64, Option<u32>),
    hands: Hands,
) -> (Vec<Pair>, u64) {
    let heads = Heads::of(table, hands);
    let (mut found, mut compared) = (vec![], 0);
    let step = u64::from(table.len()) / (blocks.size() / MET + 1) + 1;
    for first in (0..table.len()).step_by(step as usize) {
        let firsts = first..first.saturating_add(step as u32);
        let met = blocks.pairs(hands, || {
            let mut known = Known::new(table, &heads, model, threshold);
            let is_wanted = |one, other| firsts.contains(&one) && is_across(border, one, other);
            move |block: &[u32], pairs: &mut Vec<Met>| known.add_hopeful(block, is_wanted, pairs)
        });
        let runs = hands.in_runs(met.len() as u32, |from, to| {
            let met = met[from as usize..to as usize].iter();
            met.filter_map(|(one, other)| score(table, model, *one, *other, threshold))
                .collect::<Vec<_>>()
        });
        compared += met.len() as u64;
        found.extend(runs.into_iter().flatten());
    }
    (found, compared)
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
