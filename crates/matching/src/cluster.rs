//! Pairs made into people. Pairs are taken from the surest on, and two groups are joined only if
//! no member of one contradicts a member of the other: Julia and Jonas do not become one because
//! both may be J.

use crate::compare::compare;
use crate::full::{Pair, score};
use crate::guard::guard;
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

/// Pairs within a group that are above the threshold but were not compared.
pub(crate) fn missing_pairs(
    table: &Table,
    model: &Model,
    pairs: &[Pair],
    border: Option<u32>,
    threshold: f64,
) -> Vec<Pair> {
    let groups = Groups::of(table, model, pairs);
    let is_known = |one: u32, other: u32| {
        pairs
            .binary_search_by_key(&(one, other), |pair| (pair.one, pair.other))
            .is_ok()
    };
    let mut found = vec![];
    for members in groups
        .members
        .iter()
        .filter(|members| (3..=COMPLETED).contains(&members.len()))
    {
        let mut members = members.clone();
        members.sort_unstable();
        for (at, one) in members.iter().enumerate() {
            for other in &members[at + 1..] {
                let is_across = border.is_none_or(|border| *one < border && *other >= border);
                if is_across && !is_known(*one, *other) {
                    found.extend(score(table, model, *one, *other, threshold));
                }
            }
        }
    }
    found
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
