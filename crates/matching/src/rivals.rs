//! Rivals: a record that may be either of two people is not both of them. `J. Weber` at the
//! address of Julia and of Jonas is each with half the probability, unless one fits much better.

use crate::compare::compare;
use crate::field::Field;
use crate::full::Pair;
use crate::guard::{Guard, guard};
use crate::level::Level;
use crate::model::{Model, probability};
use crate::table::Table;

/// A record with more pairs than this is part of something larger, and not looked at.
const MOST: usize = 16;

/// Lowers the probabilities of pairs whose records contradict each other beside a third.
pub(crate) fn settle(table: &Table, model: &Model, pairs: &mut [Pair]) {
    let mut sides: Vec<(u32, u32, u32)> = vec![];
    for (at, pair) in pairs.iter().enumerate() {
        sides.push((pair.one, pair.other, at as u32));
        sides.push((pair.other, pair.one, at as u32));
    }
    sides.sort_unstable();
    let mut shares = vec![1.0_f64; pairs.len()];
    let groups = sides.chunk_by(|one, other| one.0 == other.0);
    for group in groups.filter(|group| (2..=MOST).contains(&group.len())) {
        for (at, (_, x, first)) in group.iter().enumerate() {
            for (_, y, second) in &group[at + 1..] {
                if is_torn(table, model, group[0].0, (*x, *y)) {
                    share(&mut shares, pairs, *first as usize, *second as usize);
                }
            }
        }
    }
    for (pair, share) in pairs.iter_mut().zip(shares) {
        pair.probability *= share;
    }
}

/// Whether two that contradict each other do so in what the record between them leaves open.
fn is_torn(table: &Table, model: &Model, between: u32, (one, other): (u32, u32)) -> bool {
    let found = guard(compare(table, one, other).pattern, model);
    let field = match found {
        Some(Guard::DifferentGivenNames) => Field::Given,
        Some(Guard::DifferentFamilyNames) => Field::Family,
        Some(Guard::DifferentBirthdays) => Field::Birthday,
        Some(Guard::DifferentProfiles) => Field::Handle,
        _ => return false,
    };
    let is_open = |side: u32| {
        let level = compare(table, between, side).pattern.of(field);
        matches!(
            level,
            Level::Missing | Level::Initial | Level::Subset | Level::Similar
        )
    };
    is_open(one) && is_open(other)
}

/// Each gets what its odds are of both; a little is left for neither.
fn share(shares: &mut [f64], pairs: &[Pair], first: usize, second: usize) {
    const NEITHER: f64 = 0.1;
    let lead = f64::from(pairs[first].weight - pairs[second].weight);
    for (at, lead) in [(first, lead), (second, -lead)] {
        let part = probability(lead);
        let part = if part > 0.99 {
            1.0
        } else {
            part * (1.0 - NEITHER)
        };
        shares[at] = shares[at].min(part);
    }
}
