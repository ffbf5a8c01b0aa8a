//! One record at a time: an index that grows, and gives for a new record those it may be.

use std::collections::{BTreeSet, HashMap};

use rustc_hash::FxBuildHasher;

use crate::blocking::{LARGEST, below};
use crate::compare::compare;
use crate::error::Error;
use crate::keys::{finer_keys, keys, neighbour_key};
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

/// Records that can be asked after while more come in. In which order they came says nothing.
#[derive(Debug)]
pub struct Index {
    table: Table,
    model: Model,
    blocks: HashMap<u32, Block, FxBuildHasher>,
}

/// Those who share a key.
#[derive(Debug)]
enum Block {
    Members(Vec<u32>),
    /// Too many: they are in finer blocks.
    Parted,
    /// Too many, and no key parts them: in a sorted order, in which a record is compared with
    /// its neighbours.
    Sorted(BTreeSet<Place>),
}

/// Where a record stands among those that no key parts, by what it says; and its number.
type Place = ((u32, u64), u32);

/// A block that has been parted twice is parted no more.
const LAST_STEP: u32 = 2;

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
        let likely = self
            .partners(number)
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

    /// Those who share a block with a record, in rising order.
    fn partners(&self, number: u32) -> Vec<u32> {
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
        partners
    }

    /// Adds to a block; one that grows too large goes on in finer blocks, with its members.
    fn enter(&mut self, key: u32, number: u32, step: u32) {
        let block = self
            .blocks
            .entry(key)
            .or_insert_with(|| Block::Members(vec![]));
        let moving = match block {
            Block::Members(members) if members.len() < LARGEST => {
                members.push(number);
                return;
            }
            Block::Sorted(places) => {
                places.insert(place(&self.table, number));
                return;
            }
            Block::Members(members) => {
                let mut moving = std::mem::take(members);
                moving.push(number);
                moving
            }
            Block::Parted => vec![number],
        };
        if step >= LAST_STEP {
            let places = moving.iter().map(|member| place(&self.table, *member));
            *block = Block::Sorted(places.collect());
            return;
        }
        *block = Block::Parted;
        let mut finer = vec![];
        for member in moving {
            self.finer(member, step, &mut finer);
            for finer_key in &finer {
                self.enter(below(key, *finer_key), member, step + 1);
            }
        }
    }

    fn look(&self, key: u32, number: u32, step: u32, partners: &mut Vec<u32>) {
        match self.blocks.get(&key) {
            None => {}
            Some(Block::Members(members)) => partners.extend_from_slice(members),
            Some(Block::Sorted(places)) => {
                let own = place(&self.table, number);
                let before = places.range(..own).rev().take(LARGEST / 2);
                let after = places.range(own..).take(LARGEST / 2);
                partners.extend(before.chain(after).map(|(_, member)| *member));
            }
            Some(Block::Parted) if step >= LAST_STEP => {}
            Some(Block::Parted) => {
                let mut finer = vec![];
                self.finer(number, step, &mut finer);
                for finer_key in finer {
                    self.look(below(key, finer_key), number, step + 1, partners);
                }
            }
        }
    }

    /// A record without finer keys stays with those like it.
    fn finer(&self, number: u32, step: u32, finer: &mut Vec<u32>) {
        finer_keys(&self.table, number, step, finer);
        if finer.is_empty() {
            finer.push(0);
        }
    }
}

fn place(table: &Table, number: u32) -> Place {
    (neighbour_key(table, number), number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    #[test]
    fn a_new_record_meets_whose_address_has_a_rare_word_of_its_own() {
        let of = |email: &str| Record::default().with(Kind::Email, email);
        let mut index = Index::new(&[]).unwrap();
        let known = index.add(&of("j.wolschendorf@gmail.com")).unwrap();
        for number in 0..200 {
            index
                .add(&of(&format!("anna.smith{number}@work.de")))
                .unwrap();
        }
        for (asked, expected) in [
            ("wolschendorf.jana@work.de", vec![known]),
            ("smith.anna@home.de", vec![]),
        ] {
            let number = index.table.place(&of(asked)).unwrap();
            assert_eq!(index.partners(number), expected, "{asked}");
            index.table.unplace();
        }
    }
}
