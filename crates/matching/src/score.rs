//! The score of a pair: weights of evidence added up, made rarer or commoner by the values
//! themselves, and held down by guards.

use crate::compare::compare;
use crate::explain::{Evidence, explain};
use crate::field::Field;
use crate::guard::{ASKED, Guard, doubt, guard};
use crate::level::Level;
use crate::model::{Model, probability};
use crate::pattern::{Comparison, Shared};
use crate::table::Table;

/// How probably two records are one person, and why.
#[derive(Debug, Clone)]
pub struct Score {
    /// From 0 to 1
    pub probability: f64,
    /// The sum of all weights in bits: each doubles the odds
    pub weight: f64,
    /// What chance alone says, in bits, before any evidence
    pub start: f64,
    pub evidence: Vec<Evidence>,
    /// What held the probability down
    pub guard: Option<Guard>,
}

impl Score {
    /// The score of two records of a table.
    pub fn of(table: &Table, model: &Model, one: u32, other: u32) -> Self {
        let found = compare(table, one, other);
        let (probability, guard) = judge(model, &found);
        Self {
            probability,
            weight: weight(model, &found),
            start: model.start(),
            evidence: explain(table, model, one, other, &found),
            guard,
        }
    }

    /// All of it in one line.
    pub fn words(&self) -> String {
        let start = format!("before any evidence ({:+.1})", self.start);
        let evidence = self.evidence.iter().map(|evidence| evidence.words.clone());
        let guard = self
            .guard
            .map(|guard| format!("held down: {}", guard.words()));
        let all: Vec<String> = std::iter::once(start)
            .chain(evidence)
            .chain(guard)
            .collect();
        all.join("; ")
    }
}

/// A probability, without the words.
pub(crate) fn judge(model: &Model, found: &Comparison) -> (f64, Option<Guard>) {
    let free = probability(weight(model, found));
    let (guard, most) = match guard(found.pattern, model) {
        Some(Guard::NameAlone) if is_rare_name(model, found) => (Guard::NameAlone, ASKED),
        Some(guard) => (guard, guard.most()),
        None => match doubt(found.pattern, model) {
            Some(doubt) => (doubt, ASKED),
            None => return (free, None),
        },
    };
    (free.min(most), Some(guard).filter(|_| free > most))
}

/// Whether hardly anybody bears the name and nothing speaks against it.
fn is_rare_name(model: &Model, found: &Comparison) -> bool {
    let weight = |field: Field| slot_weight(model, found, field.slot(), found.pattern.of(field));
    let is_against = |level: Level| matches!(level, Level::Contradicting | Level::Other);
    let is_exact = |field| found.pattern.of(field) == Level::Exact;
    is_exact(Field::Given)
        && is_exact(Field::Family)
        && !found.pattern.levels().any(|(_, level)| is_against(level))
        && weight(Field::Given) + weight(Field::Family) >= 19.5
        && weight(Field::Family) >= 11.5
}

pub(crate) fn weight(model: &Model, found: &Comparison) -> f64 {
    let levels = found.pattern.levels();
    let sum: f64 = levels
        .map(|(slot, level)| slot_weight(model, found, slot, level))
        .sum();
    model.start() + sum
}

/// The weight of one slot. An equal value counts by how many have it: a shared rare family
/// name says more than a shared Smith (Winkler, 2000).
pub(crate) fn slot_weight(model: &Model, found: &Comparison, slot: usize, level: Level) -> f64 {
    let usual = model.weight(slot, level);
    let shared = found.shared.get(slot).copied().unwrap_or_default();
    if level != Level::Exact || shared.count < 1 {
        return usual;
    }
    let by_value =
        (model.same[slot][Level::Exact as usize] / share(slot, shared, model.records)).log2();
    by_value.clamp(0.0, 20.0)
}

/// The share of people, beside these two records, who have the value: counted, and smoothed by
/// what is known of people at large.
fn share(slot: usize, shared: Shared, records: u32) -> f64 {
    let known = match Field::of_slot(slot) {
        Field::Given | Field::Family => 2000.0,
        Field::Email | Field::Phone | Field::Handle | Field::Address => 3000.0,
        Field::Birthday => 5000.0,
        Field::Company => 300.0,
        Field::PostalCode => 200.0,
        Field::City => 30.0,
        Field::Extra(_) => 100.0,
    };
    let others = f64::from(shared.count.saturating_sub(2));
    let expected = others + 0.3 + known * f64::from(shared.prior);
    (expected / (f64::from(records) + known)).min(1.0)
}
