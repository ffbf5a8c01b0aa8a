//! Ctrl-C and SIGTERM end a task in good order: what runs is told to stop, temporary
//! folders and databases go away, and only then xtask itself ends.

use anyhow::Result;
use rustix::process::Signal;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

static PENDING: OnceLock<Arc<AtomicUsize>> = OnceLock::new();
static HAPPENED: OnceLock<Arc<AtomicBool>> = OnceLock::new();

pub fn listen() -> Result<()> {
    let pending = PENDING.get_or_init(Arc::default);
    let happened = HAPPENED.get_or_init(Arc::default);
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        let number = usize::try_from(signal)?;
        signal_hook::flag::register_usize(signal, Arc::clone(pending), number)?;
        signal_hook::flag::register(signal, Arc::clone(happened))?;
    }
    Ok(())
}

/// The signal that came since the last call, to be passed on.
pub fn take() -> Option<Signal> {
    let number = PENDING.get()?.swap(0, Ordering::SeqCst);
    Signal::from_named_raw(i32::try_from(number).ok()?)
}

pub fn happened() -> bool {
    HAPPENED
        .get()
        .is_some_and(|happened| happened.load(Ordering::SeqCst))
}
