//! Blocks of one size or less, made of entries.

use super::LARGEST;
use super::entries::entry;
use crate::keys::{finer_keys, neighbour_key};
use crate::lexicon::hash_of;
use crate::table::Table;

/// With how many of its neighbours a member of a block that nothing parts is compared.
const NEIGHBOURS: usize = 8;

/// A piece that is longer is ended.
const PIECE: usize = 1 << 16;

/// Pieces of blocks, one block after the other: how many members it has, and then the members.
#[derive(Default)]
pub(super) struct Members(pub Vec<Vec<u32>>);

impl Members {
    /// Makes blocks of entries in the order of their keys.
    pub fn of(table: &Table, entries: &[u64]) -> Self {
        let mut members = Self::default();
        for block in entries.chunk_by(|one, other| one >> 32 == other >> 32) {
            match block.len() {
                0 | 1 => {}
                size if size <= LARGEST => members.add(block.iter().map(|entry| *entry as u32)),
                _ => members.part(table, block, 0),
            }
        }
        members.0.iter_mut().for_each(Vec::shrink_to_fit);
        members
    }

    fn add(&mut self, members: impl ExactSizeIterator<Item = u32>) {
        if self.0.last().is_none_or(|piece| piece.len() > PIECE) {
            self.0.push(vec![]);
        }
        if let Some(piece) = self.0.last_mut() {
            piece.push(members.len() as u32);
            piece.extend(members);
        }
    }

    /// Parts a block. What all its members share does not part it, unless nothing else does.
    fn part(&mut self, table: &Table, block: &[u64], step: u32) {
        if step == 2 {
            return self.add_neighbours(table, block);
        }
        let finer = finer(table, block, step);
        let groups = || finer.chunk_by(|one, other| one >> 32 == other >> 32);
        let is_rough = |group: &[u64]| group.len() * 2 > block.len() && group.len() > LARGEST;
        for group in groups().filter(|group| group.len() > 1 && !is_rough(group)) {
            self.take(table, group, step);
        }
        let parted = groups().filter(|group| !is_rough(group)).flatten();
        let mut parted: Vec<u32> = parted.map(|entry| *entry as u32).collect();
        parted.sort_unstable();
        for group in groups().filter(|group| is_rough(group)) {
            let is_left = |entry: &&u64| parted.binary_search(&(**entry as u32)).is_err();
            let left: Vec<u64> = group.iter().filter(is_left).copied().collect();
            self.take(table, &left, step);
        }
    }

    fn take(&mut self, table: &Table, group: &[u64], step: u32) {
        match group.len() {
            0 | 1 => {}
            size if size <= LARGEST => self.add(group.iter().map(|entry| *entry as u32)),
            _ => self.part(table, group, step + 1),
        }
    }

    /// Overlapping small blocks along the sorted order.
    fn add_neighbours(&mut self, table: &Table, block: &[u64]) {
        let mut sorted: Vec<((u32, u64), u32)> = block
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
}

/// The entries of a block under finer keys; a record without any stays with those like it.
fn finer(table: &Table, block: &[u64], step: u32) -> Vec<u64> {
    let mut room = vec![];
    let mut finer = vec![];
    for old in block {
        let record = *old as u32;
        finer_keys(table, record, step, &mut room);
        if room.is_empty() {
            room.push(0);
        }
        finer.extend(room.iter().map(|key| entry(*key, record)));
    }
    finer.sort_unstable();
    finer
}

/// A finer key within a block.
pub(crate) fn below(block: u32, key: u32) -> u32 {
    (hash_of(&(block, key)) >> 32) as u32
}
