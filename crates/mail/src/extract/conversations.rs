//! Records in the order they come, held back until their conversation is known.
//! Invariant: what waits is bounded by number and by bytes, and the order is kept.

use std::collections::VecDeque;

use super::Extract;
use crate::threads::{Clues, LOOKAHEAD, Threads};

/// Within these many records conversations are put together whatever their order.
const WINDOW: usize = 2000;
const WINDOW_BYTES: usize = 16 * 1024 * 1024;

/// Gives each record the key of its conversation. `N` is what the caller notes beside a record.
#[derive(Debug)]
pub struct Conversations<N> {
    threads: Threads,
    waiting: VecDeque<(usize, Extract, N)>,
    bytes: usize,
}

impl<N> Default for Conversations<N> {
    fn default() -> Self {
        Conversations {
            threads: Threads::default(),
            waiting: VecDeque::new(),
            bytes: 0,
        }
    }
}

impl<N> Conversations<N> {
    pub fn push(&mut self, record: Extract, note: N) {
        self.threads.add(&Clues::from(&record));
        let size = record.body_text.len() + record.own_text.len();
        self.bytes += size;
        self.waiting.push_back((size, record, note));
    }

    /// The next record that has waited long enough.
    pub fn ready(&mut self) -> Option<(Extract, N)> {
        let is_full = self.waiting.len() > WINDOW || self.bytes > WINDOW_BYTES;
        if is_full && self.waiting.len() <= LOOKAHEAD {
            self.threads.settle();
        }
        is_full.then(|| self.next()).flatten()
    }

    /// The next record, when no more will be pushed.
    pub fn flush(&mut self) -> Option<(Extract, N)> {
        self.threads.settle();
        self.next()
    }

    fn next(&mut self) -> Option<(Extract, N)> {
        let (size, mut record, note) = self.waiting.pop_front()?;
        self.bytes -= size;
        record.thread = self.threads.key(&record.message_id);
        Some((record, note))
    }
}
