//! One record at a time: an index that grows, and gives for a new record those it may be.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use crate::blocking::{LARGEST, below};
use crate::compare::compare;
use crate::error::Error;
use crate::keys::{finer_keys, keys};
use crate::learn::learn;
use crate::model::Model;
use crate::record::{ExtraKind, Record};
use crate::score::{Score, judge};
use crate::table::Table;

/// A known record that a new one may be.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub record: u32,
    pub score: Score,
}

/// Candidates below this probability are not told.
const LEAST: f64 = 0.1;

/// Records that can be asked after while more come in.
#[derive(Debug)]
pub struct Index {
    table: Table,
    model: Model,
    blocks: HashMap<u32, Vec<u32>, FxBuildHasher>,
}

impl Index {
    /// # Errors
    /// As [`Table::new`].
    pub fn new(extras: &[ExtraKind]) -> Result<Self, Error> {
        Ok(Self {
            table: Table::new(extras)?,
            model: Model::built_in(extras),
            blocks: HashMap::default(),
        })
    }

    pub fn len(&self) -> u32 {
        self.table.len()
    }

    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Takes a record in, and gives its number.
    ///
    /// # Errors
    /// As [`Table::push`].
    pub fn add(&mut self, record: &Record) -> Result<u32, Error> {
        let number = self.table.push(record)?;
        let mut found = vec![];
        keys(&self.table, number, &mut found);
        found.sort_unstable_by_key(|key| key.bits);
        found.dedup_by_key(|key| key.bits);
        for key in found {
            self.enter(key.bits, number, 0);
        }
        self.model.records = self.table.len();
        Ok(number)
    }

    /// Learns the weights anew from all records. Takes as long as matching them in full does.
    pub fn learn(&mut self) {
        self.model = learn(&self.table);
    }

    /// The known records that this one may be, the most probable first. The record is not taken in.
    ///
    /// # Errors
    /// As [`Table::push`].
    pub fn candidates(&mut self, record: &Record) -> Result<Vec<Candidate>, Error> {
        let number = self.table.place(record)?;
        let mut partners = vec![];
        let mut found = vec![];
        keys(&self.table, number, &mut found);
        found.sort_unstable_by_key(|key| key.bits);
        found.dedup_by_key(|key| key.bits);
        for key in found {
            self.look(key.bits, number, 0, &mut partners);
        }
        partners.sort_unstable();
        partners.dedup();
        let likely = partners
            .into_iter()
            .filter(|other| judge(&self.model, &compare(&self.table, number, *other)).0 >= LEAST);
        let mut candidates: Vec<Candidate> = likely
            .map(|other| Candidate {
                record: other,
                score: Score::of(&self.table, &self.model, number, other),
            })
            .collect();
        candidates.sort_by(|one, other| {
            let by_chance = other.score.probability.total_cmp(&one.score.probability);
            by_chance.then(one.record.cmp(&other.record))
        });
        self.table.unplace();
        Ok(candidates)
    }

    /// Adds to a block; one that grows too large goes on in finer blocks, with its members.
    fn enter(&mut self, key: u32, number: u32, step: u32) {
        let block = self.blocks.entry(key).or_default();
        if block.len() < LARGEST || step == 2 {
            block.push(number);
            if block.len() > 2 * LARGEST {
                block.drain(..LARGEST);
            }
            return;
        }
        let is_full = block.len() == LARGEST;
        let mut moving = vec![number];
        if is_full {
            moving.extend_from_slice(block);
            block.push(FULL);
        }
        let mut finer = vec![];
        for member in moving {
            finer_keys(&self.table, member, step, &mut finer);
            for below_key in &finer {
                self.enter(below(key, *below_key), member, step + 1);
            }
        }
    }

    fn look(&self, key: u32, number: u32, step: u32, partners: &mut Vec<u32>) {
        let Some(block) = self.blocks.get(&key) else {
            return;
        };
        if block.last() != Some(&FULL) {
            partners.extend_from_slice(block);
            return;
        }
        let mut finer = vec![];
        finer_keys(&self.table, number, step, &mut finer);
        for below_key in finer {
            self.look(below(key, below_key), number, step + 1, partners);
        }
    }
}

/// The last entry of a block that has gone on in finer ones.
const FULL: u32 = u32::MAX;
