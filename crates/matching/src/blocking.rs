//! Which pairs of a whole table are compared: those that share a block. A block that is too
//! large is parted by finer keys, and what no key parts is compared with its neighbours in a
//! sorted order (Hernández & Stolfo, 1995), so that the work grows with the records, not with
//! their pairs.

use crate::keys::{finer_keys, keys, neighbour_key};
use crate::lexicon::hash_of;
use crate::table::Table;

/// The most records a block may hold.
pub(crate) const LARGEST: usize = 30;

/// With how many of its neighbours a member of a block that nothing parts is compared.
const NEIGHBOURS: usize = 8;

/// Blocks and their members, both ways.
pub(crate) struct Blocks {
    members: Vec<u32>,
    ends: Vec<u32>,
    blocks: Vec<u32>,
    record_ends: Vec<u32>,
}

impl Blocks {
    pub fn of(table: &Table) -> Self {
        let mut blocks = Self {
            members: vec![],
            ends: vec![],
            blocks: vec![],
            record_ends: vec![],
        };
        let mut room = vec![];
        let mut entries = vec![];
        for record in 0..table.len() {
            keys(table, record, &mut room);
            entries.extend(room.iter().map(|key| entry(*key, record)));
        }
        blocks.take(table, entries, 0);
        blocks.turn_round(table.len());
        blocks
    }

    /// Makes blocks of the entries of one step, and goes on with those that are too large.
    fn take(&mut self, table: &Table, mut entries: Vec<u64>, step: u32) {
        entries.sort_unstable();
        entries.dedup();
        let mut finer = vec![];
        let mut room = vec![];
        for block in entries.chunk_by(|one, other| one >> 32 == other >> 32) {
            match block.len() {
                0 | 1 => {}
                size if size <= LARGEST => self.add(block.iter().map(|entry| *entry as u32)),
                _ if step < 2 => part(table, block, step, &mut room, &mut finer),
                _ => self.add_neighbours(table, block),
            }
        }
        drop(entries);
        if !finer.is_empty() {
            self.take(table, finer, step + 1);
        }
    }

    fn add(&mut self, members: impl Iterator<Item = u32>) {
        self.members.extend(members);
        self.ends.push(self.members.len() as u32);
    }

    /// Overlapping small blocks along the sorted order.
    fn add_neighbours(&mut self, table: &Table, block: &[u64]) {
        let mut sorted: Vec<(u64, u32)> = block
            .iter()
            .map(|entry| (neighbour_key(table, *entry as u32), *entry as u32))
            .collect();
        sorted.sort_unstable();
        let mut start = 0;
        while start + 1 < sorted.len() {
            let end = (start + 2 * NEIGHBOURS).min(sorted.len());
            let mut members: Vec<u32> = sorted[start..end]
                .iter()
                .map(|(_, record)| *record)
                .collect();
            members.sort_unstable();
            self.add(members.into_iter());
            start += NEIGHBOURS;
        }
    }

    /// From each block's members to each record's blocks.
    fn turn_round(&mut self, records: u32) {
        let mut ends = vec![0_u32; records as usize + 1];
        for member in &self.members {
            ends[*member as usize + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut next = ends.clone();
        let mut blocks = vec![0_u32; self.members.len()];
        let mut start = 0;
        for (block, end) in self.ends.iter().enumerate() {
            for member in &self.members[start..*end as usize] {
                let place = &mut next[*member as usize];
                blocks[*place as usize] = block as u32;
                *place += 1;
            }
            start = *end as usize;
        }
        self.blocks = blocks;
        self.record_ends = ends;
    }

    /// The records after this one that share a block with it, in rising order; with a border,
    /// only pairs across it.
    pub fn partners(&self, record: u32, border: Option<u32>, partners: &mut Vec<u32>) {
        partners.clear();
        if border.is_some_and(|border| record >= border) {
            return;
        }
        let first = border.unwrap_or(record + 1);
        let at = record as usize;
        for block in &self.blocks[self.record_ends[at] as usize..self.record_ends[at + 1] as usize]
        {
            let members = self.members_of(*block as usize);
            let start = members.partition_point(|member| *member < first);
            partners.extend_from_slice(&members[start..]);
        }
        partners.sort_unstable();
        partners.dedup();
    }

    /// About how many pairs there are to compare: those that share several blocks count often.
    pub fn size(&self) -> u64 {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let sizes = starts
            .zip(&self.ends)
            .map(|(start, end)| u64::from(end - start));
        sizes.map(|size| size * size.saturating_sub(1) / 2).sum()
    }

    fn members_of(&self, block: usize) -> &[u32] {
        let start = block
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] as usize);
        &self.members[start..self.ends[block] as usize]
    }
}

/// The entries of a block under finer keys; a record without any stays with those like it.
fn part(table: &Table, block: &[u64], step: u32, room: &mut Vec<u32>, finer: &mut Vec<u64>) {
    for old in block {
        finer_keys(table, *old as u32, step, room);
        if room.is_empty() {
            room.push(0);
        }
        finer.extend(
            room.iter()
                .map(|key| entry(below((old >> 32) as u32, *key), *old as u32)),
        );
    }
}

/// A finer key within a block.
pub(crate) fn below(block: u32, key: u32) -> u32 {
    (hash_of(&(block, key)) >> 32) as u32
}

fn entry(key: u32, record: u32) -> u64 {
    u64::from(key) << 32 | u64::from(record)
}
