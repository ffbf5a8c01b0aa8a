//! PostgreSQL's own programs, and how they reach the database.

use std::{
    fmt,
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::{Context, Result, bail};
use sqlx::postgres::PgConnectOptions;
use tokio::{process::Command, task::spawn_blocking};

use super::write::DISK_FULL;
use crate::jobs::{Problem, Stop};

/// A role past row-level security, and who finds the programs.
#[derive(Clone)]
pub struct Source {
    pub url: String,
    /// The folder that was named, if one was.
    pub programs: Option<PathBuf>,
    /// Finds the folder of `pg_dump`.
    pub find: fn(Option<&Path>) -> Result<PathBuf>,
}

/// The address holds a password.
impl fmt::Debug for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Source")
            .field("programs", &self.programs)
            .finish_non_exhaustive()
    }
}

impl Source {
    /// The folder of the programs.
    pub async fn folder(&self) -> Result<PathBuf> {
        let (find, named) = (self.find, self.programs.clone());
        spawn_blocking(move || find(named.as_deref())).await?
    }
}

/// The address goes by the environment: a command line is for everybody to read.
pub fn with_address(program: PathBuf, url: &str) -> Result<Command> {
    let parsed: PgConnectOptions = url.parse().context("reading the address of the database")?;
    let rest = url
        .split_once("://")
        .context("the address of the database has no scheme")?
        .1;
    let password = rest
        .split_once('@')
        .and_then(|(user, _)| user.split_once(':'))
        .map(|(_, password)| password);
    let mut command = Command::new(program);
    command
        .env("PGHOST", parsed.get_host())
        .env("PGPORT", parsed.get_port().to_string())
        .env("PGUSER", parsed.get_username())
        .env("PGDATABASE", parsed.get_database().unwrap_or("kith"))
        .env("PGPASSWORD", password.unwrap_or_default());
    Ok(command)
}

/// Runs it to its end, or ends it where the work is to stop.
pub async fn run(command: &mut Command, stop: &Stop) -> Result<()> {
    let child = command
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .context("starting a program of PostgreSQL")?;
    let output = tokio::select! {
        output = child.wait_with_output() => output?,
        () = stop.cancelled() => bail!("stopped"),
    };
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("No space left on device") {
        return Err(Problem(DISK_FULL.to_owned()).into());
    }
    bail!("{}", said.trim())
}
