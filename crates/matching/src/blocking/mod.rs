//! Which pairs of a whole table are compared: those that share a block. A block that is too
//! large is parted by finer keys, and what no key parts is compared with its neighbours in a
//! sorted order (Hernández & Stolfo, 1995), so that the work grows with the records, not with
//! their pairs. On a long list a key that more than a few share is not used alone but joined with a
//! second one; a record of which no other key is left keeps it, and its block is parted as above,
//! so that no record goes without being compared. How many such there are is told.

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

/// Blocks, in pieces: of each block how many members it has, and then the members, in rising order.
pub(crate) struct Blocks {
    pieces: Vec<Vec<u32>>,
    /// How many records share all that they say with many, and are compared with those most like
    /// them alone
    pub crowded: u32,
}

/// Two records that share a block, the lower number first.
pub(crate) type Met = (u32, u32);

/// Whether a pair is sought: with a border, only those across it.
pub(crate) fn is_across(border: Option<u32>, one: u32, other: u32) -> bool {
    border.is_none_or(|border| (one < border) != (other < border))
}

impl Blocks {
    pub fn of(table: &Table, hands: Hands) -> Self {
        let is_long = table.len() > LONG;
        let entries = Entries::of(table, is_long, hands);
        let parts = hands.each(PARTS, |part| Members::of(table, &entries.take(part)).0);
        Self {
            pieces: parts.into_iter().flatten().collect(),
            crowded: entries.crowded,
        }
    }

    /// What somebody who is shown every block takes from it, each pair once, in rising order.
    pub fn pairs<Take: FnMut(&[u32], &mut Vec<Met>)>(
        &self,
        hands: Hands,
        somebody: impl Fn() -> Take + Sync,
    ) -> Vec<Met> {
        let pieces = hands.each_with(self.pieces.len() as u32, somebody, |take, piece| {
            let mut pairs = vec![];
            for members in blocks(&self.pieces[piece as usize]) {
                take(members, &mut pairs);
            }
            pairs.sort_unstable();
            pairs
        });
        let mut pairs = pieces.concat();
        // What is sorted in pieces is merged.
        pairs.sort();
        pairs.dedup();
        pairs
    }

    /// How many pairs there are to compare: those that share several blocks count often.
    pub fn size(&self) -> u64 {
        let sizes = self.pieces.iter().flat_map(|piece| blocks(piece));
        let sizes = sizes.map(|members| members.len() as u64);
        sizes.map(|size| size * size.saturating_sub(1) / 2).sum()
    }
}

/// The members of each block of a piece.
fn blocks(piece: &[u32]) -> impl Iterator<Item = &[u32]> {
    let mut rest = piece;
    std::iter::from_fn(move || {
        let (size, after) = rest.split_first()?;
        let (members, after) = after.split_at_checked(*size as usize)?;
        rest = after;
        Some(members)
    })
}
