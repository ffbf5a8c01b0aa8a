//! Keys and the records that have them, parted by the first bits of the key, so that each part
//! is sorted in the cache and by a thread of its own.

use std::sync::Mutex;

use crate::keys::{Joining, Key, Sizes, join, keys, weak_keys};
use crate::runs::Hands;
use crate::table::Table;

/// Into so many parts; one holds keys of one class.
pub(super) const PARTS: u32 = 64;

/// Entries of every part, in pieces.
pub(super) struct Entries {
    parts: Vec<Mutex<Vec<Vec<u64>>>>,
    /// How many records share every one of their keys with many
    pub crowded: u32,
}

impl Entries {
    /// The keys of all records; of a long list by their sizes.
    pub fn of(table: &Table, is_long: bool, hands: Hands) -> Self {
        let sizes = is_long.then(|| sizes(table, hands));
        let runs = hands.in_runs(table.len(), |from, to| {
            let (mut room, mut joining) = (vec![], Joining::default());
            let mut parts: Vec<Vec<u64>> = (0..PARTS).map(|_| vec![]).collect();
            let mut crowded = 0;
            for record in from..to {
                keys(table, record, &mut room);
                if let Some(sizes) = &sizes {
                    crowded += u32::from(join(&mut room, sizes, &mut joining));
                }
                for Key { bits, .. } in &room {
                    parts[(bits >> 26) as usize].push(entry(*bits, record));
                }
            }
            parts.iter_mut().for_each(Vec::shrink_to_fit);
            (parts, crowded)
        });
        let parts: Vec<Mutex<Vec<Vec<u64>>>> = (0..PARTS).map(|_| Mutex::default()).collect();
        let mut crowded = 0;
        for (run, of_run) in runs {
            crowded += of_run;
            for (part, piece) in parts.iter().zip(run) {
                if let Ok(mut pieces) = part.lock() {
                    pieces.push(piece);
                }
            }
        }
        Self { parts, crowded }
    }

    /// Takes out the entries of a part, by key and record.
    pub fn take(&self, part: u32) -> Vec<u64> {
        let pieces = self.parts[part as usize].lock();
        let pieces = pieces.map(|mut pieces| std::mem::take(&mut *pieces));
        let mut all = pieces.unwrap_or_default().concat();
        all.sort_unstable();
        all.dedup();
        all
    }
}

fn sizes(table: &Table, hands: Hands) -> Sizes {
    let sizes = Sizes::new(table.len());
    hands.in_runs(table.len(), |from, to| {
        let (mut room, mut found) = (vec![], vec![]);
        for record in from..to {
            weak_keys(table, record, &mut room);
            sizes.count(&room, &mut found);
        }
    });
    sizes
}

pub(super) fn entry(key: u32, record: u32) -> u64 {
    u64::from(key) << 32 | u64::from(record)
}
