//! All contacts of a workspace side by side, in memory: what pairs are found among.

use std::collections::HashMap;

use matching::{Model, Pairs, Score, Table, doubted};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{apart::Said, known::Known, verdict::Verdict};
use crate::error::{Result, internal};

/// A pair, the lower id first, how probably they are one, and why.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub one: Uuid,
    pub other: Uuid,
    pub probability: f64,
    pub evidence: Value,
}

pub(super) struct Crowd {
    pub table: Table,
    ids: Vec<Uuid>,
    /// In the names of each.
    numbers: Vec<String>,
    places: HashMap<Uuid, u32>,
}

impl Crowd {
    pub(super) fn of(known: Vec<Known>) -> Result<Self> {
        let mut table = Table::new(&[]).map_err(internal)?;
        let mut places = HashMap::with_capacity(known.len());
        let mut ids = Vec::with_capacity(known.len());
        let mut numbers = Vec::with_capacity(known.len());
        for one in known {
            let place = table.push(&one.record).map_err(internal)?;
            places.insert(one.id, place);
            ids.push(one.id);
            numbers.push(one.numbers);
        }
        table.freeze();
        Ok(Self {
            table,
            ids,
            numbers,
            places,
        })
    }

    /// The places of those of them who are here.
    pub(super) fn places<'a>(&self, contacts: impl IntoIterator<Item = &'a Uuid>) -> Vec<u32> {
        let places = contacts.into_iter().map(|id| self.places.get(id).copied());
        places.flatten().collect()
    }

    /// What is to be done with what was found.
    pub(super) fn judge(&self, found: &Pairs, from: Option<f64>, said: &Said) -> Verdict {
        let contradict = |one, other| self.contradict(&found.model, one, other);
        Verdict::of(self.told(found), from, said, contradict)
    }

    fn told(&self, found: &Pairs) -> Vec<Found> {
        let pairs = found.pairs.iter();
        let pairs = pairs.filter(|pair| !self.are_numbered(pair.one, pair.other));
        let pairs = pairs.map(|pair| {
            let score = Score::of(&self.table, &found.model, pair.one, pair.other);
            let (one, other) = (self.ids[pair.one as usize], self.ids[pair.other as usize]);
            Found {
                one: one.min(other),
                other: one.max(other),
                probability: pair.probability,
                evidence: sentences(&score),
            }
        });
        pairs.collect()
    }

    /// Whether the two are called alike but for a number.
    fn are_numbered(&self, one: u32, other: u32) -> bool {
        let (one, other) = (&self.numbers[one as usize], &self.numbers[other as usize]);
        !one.is_empty() && !other.is_empty() && one != other
    }

    /// Whether what is known of the two speaks of two people, whoever stands between them.
    fn contradict(&self, model: &Model, one: Uuid, other: Uuid) -> bool {
        match self.places([&one, &other])[..] {
            [one, other] => {
                self.are_numbered(one, other) || doubted(&self.table, model, one, other).is_some()
            }
            _ => true,
        }
    }
}

/// What says something, the weightiest first.
fn sentences(score: &Score) -> Value {
    let mut said: Vec<_> = score
        .evidence
        .iter()
        .filter(|one| one.weight.abs() >= 0.05)
        .collect();
    said.sort_by(|one, other| other.weight.abs().total_cmp(&one.weight.abs()));
    let guard = score
        .guard
        .map(|guard| format!("held down: {}", guard.words()));
    let words = said.into_iter().map(|one| one.words.clone()).chain(guard);
    json!(words.collect::<Vec<_>>())
}
