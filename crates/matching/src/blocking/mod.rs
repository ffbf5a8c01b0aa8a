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

/// Blocks, in pieces: of each block how many members it has, and then the members, in rising order.
pub(crate) struct Blocks(Vec<Vec<u32>>);

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
        Self(parts.into_iter().flatten().collect())
    }

    /// What somebody who is shown every block takes from it, each pair once, in rising order.
    pub fn pairs<Take: FnMut(&[u32], &mut Vec<Met>)>(
        &self,
        hands: Hands,
        somebody: impl Fn() -> Take + Sync,
    ) -> Vec<Met> {
        let pieces = hands.each_with(self.0.len() as u32, somebody, |take, piece| {
            let mut pairs = vec![];
            for members in blocks(&self.0[piece as usize]) {
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
        let sizes = self.0.iter().flat_map(|piece| blocks(piece));
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
