//! Memory as the kernel counts it: proportional sizes, so that pages which several
//! processes share count once.

use std::{
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use anyhow::{Context, Result};
use tokio::task::JoinHandle;

const GLANCE: Duration = Duration::from_millis(250);

/// A field of a file of `/proc`, in megabytes.
fn field(file: &Path, name: &str) -> Result<f64> {
    let text = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let kilobytes = number(&text, name).with_context(|| format!("no {name}"))?;
    Ok(kilobytes as f64 * 1024.0 / 1e6)
}

fn number(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim_start_matches(':')
        .split_whitespace()
        .next()?
        .parse()
        .ok()
}

pub fn resident(process: u32) -> Result<f64> {
    field(Path::new(&format!("/proc/{process}/status")), "VmRSS")
}

pub fn proportional(process: u32) -> Result<f64> {
    field(Path::new(&format!("/proc/{process}/smaps_rollup")), "Pss")
}

/// The largest resident size of this process since [`forget_peak`].
pub fn own_peak() -> Result<f64> {
    field(Path::new("/proc/self/status"), "VmHWM")
}

pub fn forget_peak() -> Result<()> {
    Ok(fs::write("/proc/self/clear_refs", "5")?)
}

/// The parent of a process, while it lives.
pub fn parent(process: u32) -> Option<u32> {
    let text = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    number(&text, "PPid")?.try_into().ok()
}

pub fn children(process: u32) -> Result<Vec<u32>> {
    let entries = fs::read_dir("/proc")?.filter_map(Result::ok);
    let processes = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    Ok(processes
        .filter(|child| parent(*child) == Some(process))
        .collect())
}

/// A process and its children; those that end meanwhile count as nothing.
pub fn family(process: u32) -> Result<f64> {
    let members = children(process)?;
    let sizes = members
        .into_iter()
        .chain([process])
        .filter_map(|member| proportional(member).ok());
    Ok(sizes.sum())
}

/// Watches a process and its children until it is asked for their largest size.
pub struct Watch {
    bytes: Arc<AtomicU64>,
    task: JoinHandle<()>,
}

impl Watch {
    pub fn start(process: u32) -> Self {
        let bytes = Arc::new(AtomicU64::new(0));
        let largest = Arc::clone(&bytes);
        let task = tokio::spawn(async move {
            loop {
                if let Ok(size) = family(process) {
                    largest.fetch_max((size * 1e6) as u64, Ordering::Relaxed);
                }
                tokio::time::sleep(GLANCE).await;
            }
        });
        Self { bytes, task }
    }

    pub fn peak(self) -> f64 {
        self.task.abort();
        self.bytes.load(Ordering::Relaxed) as f64 / 1e6
    }
}
