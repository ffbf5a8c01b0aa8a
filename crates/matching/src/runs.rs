//! Work shared out among threads. Results come in the order of the work, so that the number of
//! threads changes nothing.

use std::sync::atomic::{AtomicU32, Ordering};

/// Records are handed to threads in about so many runs, none too short or too long.
const RUNS: u32 = 64;

/// How many threads work.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hands(usize);

impl Hands {
    /// One for each core.
    pub fn all() -> Self {
        Self(std::thread::available_parallelism().map_or(1, usize::from))
    }

    #[cfg(test)]
    pub fn few(count: usize) -> Self {
        Self(count)
    }

    /// Does the work on runs of records, from the first to the one before the last.
    pub fn in_runs<T: Send>(self, records: u32, work: impl Fn(u32, u32) -> T + Sync) -> Vec<T> {
        let length = (records / RUNS).clamp(1_000, 16_000);
        self.each(records.div_ceil(length), |run| {
            let start = run * length;
            work(start, start.saturating_add(length).min(records))
        })
    }

    /// Does so many pieces of work.
    pub fn each<T: Send>(self, pieces: u32, work: impl Fn(u32) -> T + Sync) -> Vec<T> {
        self.each_with(pieces, || (), |(), piece| work(piece))
    }

    /// The same, with something that each thread makes for itself at the start.
    pub fn each_with<Own, T: Send>(
        self,
        pieces: u32,
        start: impl Fn() -> Own + Sync,
        work: impl Fn(&mut Own, u32) -> T + Sync,
    ) -> Vec<T> {
        let next = AtomicU32::new(0);
        let one_thread = || {
            let mut own = start();
            let mut done = vec![];
            loop {
                let piece = next.fetch_add(1, Ordering::Relaxed);
                if piece >= pieces {
                    return done;
                }
                done.push((piece, work(&mut own, piece)));
            }
        };
        let count = self.0.min(pieces as usize);
        let mut all: Vec<(u32, T)> = std::thread::scope(|scope| {
            let others: Vec<_> = (1..count).map(|_| scope.spawn(one_thread)).collect();
            let mut all = one_thread();
            for thread in others {
                let result = thread.join();
                all.extend(result.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
            all
        });
        all.sort_unstable_by_key(|(piece, _)| *piece);
        all.into_iter().map(|(_, result)| result).collect()
    }
}
