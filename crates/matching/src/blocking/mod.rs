//! Which pairs of a whole table are compared: those that share a block. A block that is too
//! large is parted by finer keys, and what no key parts is compared with its neighbours in a
//! sorted order (Hernández & Stolfo, 1995), so that the work grows with the records, not with
//! their pairs. On a long list keys that many share are joined.

mod entries;
mod part;

use crate::runs::Hands;
use crate::table::Table;
use entries::{Entries, PARTS};
use part::Members;
pub(crate) use part::below;

/// The most records a block may hold.
pub(crate) const LARGEST: usize = 30;

/// A list of more records is long.
const LONG: u32 = 20_000;

/// Blocks and their members, both ways.
pub(crate) struct Blocks {
    /// For each block how many members it has, and then the members, in rising order
    blocks: Vec<u32>,
    /// For each record where its blocks begin
    places: Vec<u32>,
    record_ends: Vec<u32>,
}

impl Blocks {
    pub fn of(table: &Table, hands: Hands) -> Self {
        let is_long = table.len() > LONG;
        let entries = Entries::of(table, is_long, hands);
        let parts = hands.each(PARTS, |part| Members::of(table, &entries.take(part)).0);
        drop(entries);
        let blocks = parts.concat();
        drop(parts);
        let (places, record_ends) = turned_round(&blocks, table.len());
        Self {
            blocks,
            places,
            record_ends,
        }
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
        let places = self.record_ends[at] as usize..self.record_ends[at + 1] as usize;
        for place in &self.places[places] {
            let members = block(&self.blocks, *place as usize).iter();
            partners.extend(members.filter(|member| **member >= first));
        }
        partners.sort_unstable();
        partners.dedup();
    }

    /// About how many pairs there are to compare: those that share several blocks count often.
    pub fn size(&self) -> u64 {
        let sizes = all(&self.blocks).map(|(_, members)| members.len() as u64);
        sizes.map(|size| size * size.saturating_sub(1) / 2).sum()
    }
}

/// The members of the block that begins at a place.
fn block(blocks: &[u32], place: usize) -> &[u32] {
    let size = blocks[place] as usize;
    &blocks[place + 1..=place + size]
}

/// All blocks: where each begins, and its members.
fn all(blocks: &[u32]) -> impl Iterator<Item = (usize, &[u32])> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let place = next;
        (place < blocks.len()).then(|| {
            let members = block(blocks, place);
            next = place + 1 + members.len();
            (place, members)
        })
    })
}

/// From each block's members to where each record's blocks begin.
fn turned_round(blocks: &[u32], records: u32) -> (Vec<u32>, Vec<u32>) {
    let mut ends = vec![0_u32; records as usize + 1];
    for member in all(blocks).flat_map(|(_, members)| members) {
        ends[*member as usize + 1] += 1;
    }
    for at in 1..ends.len() {
        ends[at] += ends[at - 1];
    }
    let mut next = ends.clone();
    let mut places = vec![0_u32; ends.last().map_or(0, |end| *end as usize)];
    for (place, members) in all(blocks) {
        for member in members {
            let free = &mut next[*member as usize];
            places[*free as usize] = place as u32;
            *free += 1;
        }
    }
    (places, ends)
}
