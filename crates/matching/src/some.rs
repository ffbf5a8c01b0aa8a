//! Some records of a table with all others: the pairs that matching in full would give for them,
//! at the cost of reading the table.

use crate::blocking::Blocks;
use crate::compare::Heads;
use crate::full::{Effort, Pairs, Work, finish};
use crate::learn::learn_with;
use crate::runs::Hands;
use crate::table::Table;

/// How far from the records that are asked about: their pairs, the pairs of those they were
/// found with, and so on. What a pair is worth depends on the others that its records have.
const REACH: usize = 3;

/// Finds the pairs of these records at or above the threshold, and those of the records that
/// they are found with. The weights are learned from the whole table, as in full.
pub fn match_some(table: &Table, of: &[u32], threshold: f64) -> Pairs {
    let hands = Hands::all();
    let blocks = Blocks::of(table, hands);
    let model = learn_with(table, &blocks, None, hands);
    let work = Work {
        table,
        blocks: &blocks,
        model: &model,
        threshold,
        hands,
    };
    let (heads, mut pairs, mut compared) = (Heads::of(table, hands), vec![], 0);
    let mut asked = vec![false; table.len() as usize];
    let mut seen = asked.clone();
    let mut next = of.to_vec();
    for _ in 0..REACH {
        next.iter().for_each(|one| asked[*one as usize] = true);
        let is_wanted = |one: u32, other: u32| {
            let (one, other) = (one as usize, other as usize);
            (asked[one] || asked[other]) && !seen[one] && !seen[other]
        };
        let (found, count) = work.wanted_pairs(&heads, is_wanted);
        compared += count;
        next.iter().for_each(|one| seen[*one as usize] = true);
        next = found
            .iter()
            .flat_map(|pair| [pair.one, pair.other])
            .collect();
        next.retain(|one| !asked[*one as usize]);
        pairs.extend(found);
        if next.is_empty() {
            break;
        }
    }
    let effort = Effort {
        met: blocks.size(),
        compared,
        crowded: blocks.crowded,
    };
    drop(blocks);
    pairs.sort_unstable_by_key(|pair| (pair.one, pair.other));
    finish(table, model, pairs, (threshold, None), effort)
}
