//! Clears what an owner that was killed left behind: a server without an owner, backends without a
//! server, stale pid and socket files. Called only by the holder of the owner's lock, so whatever
//! still works in the folder belongs to nobody.
//!
//! An orphan is ended and started afresh, not adopted: only of its own child can the owner know
//! for certain when it has ended, and the server then runs with this version's settings.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::ClusterError;
use crate::command::POLL;
use crate::layout::Layout;
use crate::process::{at_work_in, postmaster};

/// Politely, urgently, by force; each with how long to wait for it.
const STEPS: [(Signal, Duration); 3] = [
    (Signal::SIGINT, Duration::from_secs(10)),
    (Signal::SIGQUIT, Duration::from_secs(3)),
    (Signal::SIGKILL, Duration::from_secs(10)),
];

pub(crate) fn clear(layout: &Layout) -> Result<(), ClusterError> {
    end_processes(&layout.data())?;
    remove_file(&layout.postmaster())?;
    let sockets = layout.sockets();
    for entry in fs::read_dir(&sockets).map_err(ClusterError::io("read", &sockets))? {
        let entry = entry.map_err(ClusterError::io("read", &sockets))?;
        remove_file(&entry.path())?;
    }
    Ok(())
}

/// Ends the server programs at work in `data`.
pub(crate) fn end_processes(data: &Path) -> Result<(), ClusterError> {
    for (signal, limit) in STEPS {
        let recipients = recipients(signal, data);
        for pid in &recipients {
            let _gone_already = kill(Pid::from_raw(*pid), signal);
        }
        if at_work_in(data).is_empty() || !recipients.is_empty() && all_gone_within(data, limit) {
            return Ok(());
        }
    }
    Err(ClusterError::TimedOut {
        what: format!("ending the server left over in {}", data.display()),
        limit: STEPS.map(|(_, limit)| limit).iter().sum(),
    })
}

/// The server passes requests to stop on to its backends. Without it, they are asked one by one; a
/// request for a fast shutdown is not theirs to understand.
fn recipients(signal: Signal, data: &Path) -> Vec<i32> {
    let found = at_work_in(data);
    match postmaster(data).filter(|pid| found.contains(pid)) {
        Some(server) if signal != Signal::SIGKILL => vec![server],
        None if signal == Signal::SIGINT => Vec::new(),
        _ => found,
    }
}

pub(crate) fn all_gone_within(data: &Path, limit: Duration) -> bool {
    let deadline = Instant::now() + limit;
    while !at_work_in(data).is_empty() {
        if Instant::now() >= deadline {
            return false;
        }
        thread::sleep(POLL * 4);
    }
    true
}

/// Removes a file that need not be there.
pub(crate) fn remove_file(path: &Path) -> Result<(), ClusterError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(ClusterError::io("remove", path)(error))
        }
        _ => Ok(()),
    }
}
