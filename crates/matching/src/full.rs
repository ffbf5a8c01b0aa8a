//! A whole table at once: all pairs above a threshold.

use crate::blocking::{Blocks, Met, is_across};
use crate::cluster::missing_pairs;
use crate::compare::{Heads, Known, compare};
use crate::learn::learn_with;
use crate::model::Model;
use crate::rivals::settle;
use crate::runs::Hands;
use crate::score::{judge, weight};
use crate::table::{FETCHED, Table};
use crate::watch::Watch;

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
    /// How many pairs share a block; those that share several count as often
    pub met: u64,
    /// How many pairs were compared in full; many more are left out for their names or birthdays
    pub compared: u64,
    /// How many records of a long list share all that they say with many others: they were
    /// compared with those most like them, not with all that share a value
    pub crowded: u32,
}

/// Finds all pairs at or above the threshold. With a border, records below it are one list,
/// the others another, and only pairs across are sought.
pub fn match_all(table: &Table, threshold: f64, border: Option<u32>) -> Pairs {
    match_with(table, threshold, border, Hands::all())
}

/// The same of one list, for somebody who looks on; nothing if they stop it.
pub fn match_watched(table: &Table, threshold: f64, watch: &Watch) -> Option<Pairs> {
    let pairs = match_while(table, (threshold, None), Hands::all(), watch);
    (!watch.is_stopped()).then_some(pairs)
}

pub(crate) fn match_with(
    table: &Table,
    threshold: f64,
    border: Option<u32>,
    hands: Hands,
) -> Pairs {
    match_while(table, (threshold, border), hands, &Watch::default())
}

fn match_while(
    table: &Table,
    (threshold, border): (f64, Option<u32>),
    hands: Hands,
    watch: &Watch,
) -> Pairs {
    let blocks = Blocks::of(table, hands);
    let model = learn_with(table, &blocks, border, hands);
    let work = Work {
        table,
        blocks: &blocks,
        model: &model,
        threshold,
        hands,
    };
    let (pairs, compared) = work.met_pairs(border, watch);
    let effort = Effort {
        met: blocks.size(),
        compared,
        crowded: blocks.crowded,
    };
    drop(blocks);
    finish(table, model, pairs, (threshold, border), effort)
}

/// What a run had to do; see [`Pairs`].
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    pub met: u64,
    pub compared: u64,
    pub crowded: u32,
}

/// With the pairs that only a third record connects, and without those that are another's.
pub(crate) fn finish(
    table: &Table,
    model: Model,
    mut pairs: Vec<Pair>,
    (threshold, border): (f64, Option<u32>),
    effort: Effort,
) -> Pairs {
    pairs.extend(missing_pairs(table, &model, &pairs, border, threshold));
    pairs.sort_unstable_by_key(|pair| (pair.one, pair.other));
    settle(table, &model, &mut pairs);
    pairs.retain(|pair| pair.probability >= threshold);
    Pairs {
        pairs,
        model,
        met: effort.met,
        compared: effort.compared,
        crowded: effort.crowded,
    }
}

/// At most so many pairs of blocks are kept at a time.
const MET: u64 = 1 << 24;

/// Pairs that share a block are compared, with what was learned from all.
pub(crate) struct Work<'t> {
    pub table: &'t Table,
    pub blocks: &'t Blocks,
    pub model: &'t Model,
    pub threshold: f64,
    pub hands: Hands,
}

impl Work<'_> {
    /// All that reach the threshold, and how many were compared in full. With very many pairs,
    /// those of some records are sought first.
    fn met_pairs(&self, border: Option<u32>, watch: &Watch) -> (Vec<Pair>, u64) {
        let heads = Heads::of(self.table, self.hands);
        let (mut found, mut compared) = (vec![], 0);
        let records = self.table.len();
        let step = u64::from(records) / (self.blocks.size() / MET + 1) + 1;
        for first in (0..records).step_by(step as usize) {
            if watch.is_stopped() {
                break;
            }
            let end = first.saturating_add(step as u32).min(records);
            let firsts = first..end;
            let is_wanted = |one, other| firsts.contains(&one) && is_across(border, one, other);
            let (pairs, count) = self.wanted_pairs(&heads, is_wanted);
            found.extend(pairs);
            compared += count;
            watch.went_on(end - first);
        }
        (found, compared)
    }

    /// Those of the wanted that reach the threshold, and how many were compared in full.
    pub fn wanted_pairs(
        &self,
        heads: &Heads,
        is_wanted: impl Fn(u32, u32) -> bool + Sync,
    ) -> (Vec<Pair>, u64) {
        let Self {
            table,
            model,
            threshold,
            ..
        } = *self;
        let met = self.blocks.pairs(self.hands, || {
            let mut known = Known::new(table, heads, model, threshold);
            let is_wanted = &is_wanted;
            move |block: &[u32], pairs: &mut Vec<Met>| known.add_hopeful(block, is_wanted, pairs)
        });
        let runs = self.hands.in_runs(met.len() as u32, |from, to| {
            let mut found = vec![];
            for met in met[from as usize..to as usize].chunks(FETCHED) {
                table.fetch(met.iter().map(|(_, other)| *other));
                let scores = met
                    .iter()
                    .map(|(one, other)| score(table, model, *one, *other, threshold));
                found.extend(scores.flatten());
            }
            found
        });
        (runs.into_iter().flatten().collect(), met.len() as u64)
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
