//! The model learned from records without labels, by expectation and maximisation (Dempster,
//! Laird & Rubin, 1977; for record linkage Winkler, 1988). Pairs of one person are sought among
//! the pairs that share a block; how often two people agree is counted on pairs drawn at random.
//! Equal patterns are counted first, so that a step costs the same for any number of pairs.
//! Built-in shares are added as if they had been counted, so that few records learn little.

use crate::blocking::Blocks;
use crate::careless::unreliable;
use crate::field::{CITY_NEAR, Field, SLOTS};
use crate::guard::{Guard, doubt, guard};
use crate::lessons::{Counts, count_blocked, count_random};
use crate::level::Level;
use crate::model::{Model, Shares, probability};
use crate::pattern::Pattern;
use crate::runs::Hands;
use crate::table::Table;

/// How many pairs of one person, and of two, the built-in shares stand for.
pub(crate) const BUILT_IN_SAME: f64 = 20.0;
const BUILT_IN_DIFFERENT: f64 = 100.0;

const STEPS: usize = 40;

/// Learns the model of a table's records.
pub fn learn(table: &Table) -> Model {
    let hands = Hands::all();
    learn_with(table, &Blocks::of(table, hands), None, hands)
}

pub(crate) fn learn_with(
    table: &Table,
    blocks: &Blocks,
    border: Option<u32>,
    hands: Hands,
) -> Model {
    let mut model = Model::built_in(table.extras());
    model.records = table.len();
    model.has_names = table.has(Field::Given) || table.has(Field::Family);
    let all = pairs(table.len(), border);
    if all < 1.0 {
        return model;
    }
    let (blocked, each) = count_blocked(table, blocks, border, hands);
    let random = count_random(table, border, hands);
    model.personal = personal(&blocked);
    model.unreliable = unreliable(&blocked, &model);
    let built_in = model.clone();
    model.chance = bounded(0.3 * f64::from(table.len()) / all, table.len(), all);
    for _ in 0..STEPS {
        let before = model.chance;
        step(&mut model, &built_in, &blocked, &random, each / all);
        model.chance = bounded(model.chance, table.len(), all);
        if (model.chance - before).abs() < before * 1e-5 {
            break;
        }
    }
    model
}

/// The slots whose values are not shared by people of different given names, as a household's
/// number is.
fn personal(blocked: &Counts) -> [bool; SLOTS] {
    let mut all = [2.0; SLOTS];
    let mut shared = [0.5; SLOTS];
    for (pattern, count) in blocked {
        let is_shared = pattern.of(Field::Given) == Level::Contradicting;
        let is_known = pattern.of(Field::Given) != Level::Missing;
        for (slot, _) in pattern
            .levels()
            .filter(|(_, level)| is_known && *level == Level::Exact)
        {
            all[slot] += *count as f64;
            shared[slot] += if is_shared { *count as f64 } else { 0.0 };
        }
    }
    std::array::from_fn(|slot| shared[slot] < 0.3 * all[slot])
}

/// How many pairs there are.
fn pairs(records: u32, border: Option<u32>) -> f64 {
    let records = f64::from(records);
    border.map_or(records * (records - 1.0) / 2.0, |border| {
        f64::from(border) * (records - f64::from(border))
    })
}

/// One record in fifty is expected to have a double at least; and of the pairs of a small table
/// not more than one in five hundred.
fn bounded(chance: f64, records: u32, all: f64) -> f64 {
    let least = 0.02 * f64::from(records) / all;
    chance.max(least).min(1.0 / 500.0)
}

fn step(model: &mut Model, built_in: &Model, blocked: &Counts, random: &Counts, each: f64) {
    let mut same = spread(&built_in.same, BUILT_IN_SAME);
    let mut different = spread(&built_in.different, BUILT_IN_DIFFERENT);
    let mut sum = 0.0;
    for (pattern, count) in blocked {
        let count = *count as f64;
        let chance = belief(model, *pattern);
        sum += count * chance;
        for (slot, level) in pattern.levels() {
            same[slot][level as usize] += count * chance;
            if slot == CITY_NEAR {
                different[slot][level as usize] += count * (1.0 - chance);
            }
        }
    }
    for (pattern, count) in random {
        let doubt = *count as f64 * (1.0 - belief(model, *pattern));
        for (slot, level) in pattern.levels().filter(|(slot, _)| *slot != CITY_NEAR) {
            different[slot][level as usize] += doubt;
        }
    }
    model.same = same.map(normal);
    model.different = different.map(normal);
    model.chance = sum * each;
    model.weigh();
}

/// How probably a pattern is one person; what a guard holds down teaches nothing, nor does what
/// a person has to answer for because two birthdays or profiles differ.
fn belief(model: &Model, pattern: Pattern) -> f64 {
    let is_doubted = || doubt(pattern, model).is_some_and(Guard::is_contradiction);
    if guard(pattern, model).is_some() || is_doubted() {
        return 0.0;
    }
    probability(model.weight_of(pattern))
}

fn spread(shares: &[Shares; SLOTS], weight: f64) -> [Shares; SLOTS] {
    shares.map(|levels| levels.map(|share| share * weight))
}

fn normal(mut counts: Shares) -> Shares {
    counts[Level::Missing as usize] = 0.0;
    let sum: f64 = counts.iter().sum();
    counts.map(|count| if sum > 0.0 { count / sum } else { 0.0 })
}
