//! Backups: one file with everything, a tar of a PostgreSQL dump, the key that sealed secrets
//! are opened with, and the files of the data folder. It gets its name when it is whole and
//! was read again; an old one goes only after a new one came. Made by PostgreSQL's own
//! programs, as a role that row-level security does not narrow.

mod nightly;
mod pack;
mod postgres;
#[cfg(test)]
mod tests;
mod write;

use std::path::PathBuf;

use crate::sealing;

pub use nightly::{back_up, name_of};
pub use postgres::{Source, run, with_address};
pub use write::write_backup;

/// The dump within a backup, the key to what is sealed in it, and the folder of files.
pub const DUMP: &str = "database.dump";
pub const KEY: &str = sealing::FILE;
pub const FILES: &str = "files";

/// What the schedule does about backups.
#[derive(Clone, Debug)]
pub struct Backups {
    pub folder: PathBuf,
    /// How many are kept; none are made where it is nought.
    pub keep: usize,
    /// None where no role past row-level security is known.
    pub source: Option<Source>,
}
