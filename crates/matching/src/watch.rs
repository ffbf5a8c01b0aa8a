//! Looking on while a whole table is matched, and stopping it.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Shared by the one who matches and the one who looks.
#[derive(Debug, Default)]
pub struct Watch {
    done: AtomicU32,
    is_stopped: AtomicBool,
}

impl Watch {
    /// How many records were compared with all others.
    pub fn done(&self) -> u32 {
        self.done.load(Ordering::Relaxed)
    }

    /// Ends the matching soon, without an answer.
    pub fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }

    pub(crate) fn went_on(&self, records: u32) {
        self.done.fetch_add(records, Ordering::Relaxed);
    }
}
