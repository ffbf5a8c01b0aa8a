//! Pairs made into people. Pairs are taken from the surest on, and two groups are joined only if
//! no member of one contradicts a member of the other: Julia and Jonas do not become one because
//! both may be J.

use crate::compare::compare;
use crate::full::{Pair, score};
use crate::guard::{Guard, guard};
use crate::model::Model;
use crate::table::Table;

/// As many members of each group are asked.
const WITNESSES: usize = 8;

/// Groups up to this size are completed with the pairs that no block brought together.
const COMPLETED: usize = 24;

/// For each record the lowest number of those that are the same person; its own where it is alone.
pub fn clusters(table: &Table, model: &Model, pairs: &[Pair]) -> Vec<u32> {
    let groups = Groups::of(table, model, pairs);
    (0..table.len())
        .map(|record| groups.first[record as usize])
        .collect()
}

/// Pairs within a group that reach the threshold although no block brought them together, or
/// only through a third record: who is b, and b is c, is c, if nothing contradicts it.
pub(crate) fn missing_pairs(
    table: &Table,
    model: &Model,
    pairs: &[Pair],
    border: Option<u32>,
    threshold: f64,
) -> Vec<Pair> {
    let groups = Groups::of(table, model, pairs);
    let known = |one: u32, other: u32| {
        let wanted = (one.min(other), one.max(other));
        let at = pairs.binary_search_by_key(&wanted, |pair| (pair.one, pair.other));
        at.ok()
            .and_then(|at| pairs.get(at))
            .map(|pair| pair.probability)
    };
    let mut found = vec![];
    let groups = groups.members.iter();
    for members in groups.filter(|members| (3..=COMPLETED).contains(&members.len())) {
        for (one, other) in couples(members, border) {
            if known(one, other).is_none() {
                let mut pair = score(table, model, one, other, 0.0);
                pair.iter_mut()
                    .for_each(|pair| through(table, model, pair, members, &known));
                found.extend(pair.filter(|pair| pair.probability >= threshold));
            }
        }
    }
    found
}

fn couples(members: &[u32], border: Option<u32>) -> impl Iterator<Item = (u32, u32)> {
    let mut members = members.to_vec();
    members.sort_unstable();
    let all: Vec<(u32, u32)> = members
        .iter()
        .enumerate()
        .flat_map(|(at, one)| members[at + 1..].iter().map(|other| (*one, *other)))
        .collect();
    all.into_iter()
        .filter(move |(one, other)| border.is_none_or(|border| *one < border && *other >= border))
}

/// Raises a pair to what its surest way through a third record gives.
fn through(
    table: &Table,
    model: &Model,
    pair: &mut Pair,
    members: &[u32],
    known: &impl Fn(u32, u32) -> Option<f64>,
) {
    let ways = members
        .iter()
        .filter_map(|third| Some(known(pair.one, *third)? * known(*third, pair.other)?));
    let best = ways.fold(0.0, f64::max);
    let is_open = || {
        let found = guard(compare(table, pair.one, pair.other).pattern, model);
        !found.is_some_and(Guard::is_contradiction)
    };
    if best > pair.probability && is_open() {
        pair.probability = best;
    }
}

/// The group of each record, and the members of each group at its first record.
struct Groups {
    first: Vec<u32>,
    members: Vec<Vec<u32>>,
}

impl Groups {
    fn of(table: &Table, model: &Model, pairs: &[Pair]) -> Self {
        let mut groups = Self {
            first: (0..table.len()).collect(),
            members: vec![vec![]; table.len() as usize],
        };
        let mut order: Vec<&Pair> = pairs.iter().collect();
        order.sort_by(|one, other| {
            let by_chance = other.probability.total_cmp(&one.probability);
            by_chance.then((one.one, one.other).cmp(&(other.one, other.other)))
        });
        for pair in order {
            groups.join(table, model, pair.one, pair.other);
        }
        groups
    }

    fn join(&mut self, table: &Table, model: &Model, one: u32, other: u32) {
        let (a, b) = (self.first[one as usize], self.first[other as usize]);
        let (low, high) = (a.min(b), a.max(b));
        if a == b || self.contradict(table, model, low, high) {
            return;
        }
        let mut moved = std::mem::take(&mut self.members[high as usize]);
        if moved.is_empty() {
            moved.push(high);
        }
        for member in &moved {
            self.first[*member as usize] = low;
        }
        let group = &mut self.members[low as usize];
        if group.is_empty() {
            group.push(low);
        }
        group.append(&mut moved);
    }

    fn contradict(&self, table: &Table, model: &Model, one: u32, other: u32) -> bool {
        let alone = ([one], [other]);
        let members = |first: u32, alone: &'_ [u32; 1]| -> Vec<u32> {
            let members = &self.members[first as usize];
            let members = if members.is_empty() {
                alone.as_slice()
            } else {
                members
            };
            members.iter().take(WITNESSES).copied().collect()
        };
        let others = members(other, &alone.1);
        members(one, &alone.0).iter().any(|a| {
            others.iter().any(|b| {
                guard(compare(table, *a, *b).pattern, model)
                    .is_some_and(|guard| guard.is_contradiction())
            })
        })
    }
}
