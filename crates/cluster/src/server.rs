//! The server process as a child of the owner: starts it, waits until it is ready, stops it.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::ClusterError;
use crate::command::{POLL, end_group, ends_within};
use crate::configuration;
use crate::installation::Installation;
use crate::leftovers::remove_file;
use crate::place::Place;
use crate::port::{free_port, is_free};

/// How often another process may snatch the free port between looking and listening.
const ATTEMPTS: usize = 5;

/// Starts the server on a free port and returns once it accepts connections.
pub(crate) fn start_anywhere(installation: &Installation) -> Result<(Child, u16), ClusterError> {
    let mut attempt = 1;
    loop {
        let port = free_port().map_err(ClusterError::io("find a free port on", "127.0.0.1"))?;
        match start(installation, port) {
            Ok(server) => return Ok((server, port)),
            Err(ClusterError::ServerEnded { .. }) if attempt < ATTEMPTS && !is_free(port) => {
                attempt += 1;
            }
            Err(error) => return Err(error),
        }
    }
}

/// Starts the server on `port` and returns once it accepts connections.
pub(crate) fn start(installation: &Installation, port: u16) -> Result<Child, ClusterError> {
    let path = installation.layout.start_log();
    remove_file(&path)?;
    let log = File::create_new(&path).map_err(ClusterError::io("write", &path))?;
    let errors = log.try_clone().map_err(ClusterError::io("write", &path))?;
    let place = Place::open(&installation.layout.data(), installation.account)?;
    let mut postgres = installation.command("postgres");
    place.give_to(&mut postgres);
    postgres.args(configuration::arguments(installation.version, port));
    postgres.stdin(Stdio::null()).stdout(log).stderr(errors);
    let mut server = postgres
        .spawn()
        .map_err(ClusterError::io("run", postgres.get_program()))?;
    match wait_until_ready(installation, &mut server) {
        Ok(()) => Ok(server),
        Err(error) => {
            end_group(&mut server);
            Err(error)
        }
    }
}

fn wait_until_ready(installation: &Installation, server: &mut Child) -> Result<(), ClusterError> {
    let deadline = Instant::now() + installation.patience;
    while !is_ready(installation, server.id()) {
        if let Ok(Some(status)) = server.try_wait() {
            return Err(ended(installation, status.to_string()));
        }
        if Instant::now() >= deadline {
            return Err(ClusterError::TimedOut {
                what: "starting the PostgreSQL server".to_owned(),
                limit: installation.patience,
            });
        }
        thread::sleep(POLL);
    }
    Ok(())
}

/// The first line of `postmaster.pid` names the server, the eighth its state.
fn is_ready(installation: &Installation, pid: u32) -> bool {
    let text = fs::read_to_string(installation.layout.postmaster()).unwrap_or_default();
    let mut lines = text.lines();
    lines.next().and_then(|line| line.parse().ok()) == Some(pid)
        && lines.nth(6).is_some_and(|state| state.trim() == "ready")
}

/// Early complaints stand in the start log, later ones in the server's own, which is the newest file.
fn ended(installation: &Installation, outcome: String) -> ClusterError {
    let log = installation.layout.log();
    let files = fs::read_dir(&log).into_iter().flatten().flatten();
    let mut files: Vec<_> = files.map(|entry| entry.path()).collect();
    files.sort_by_key(|file| {
        fs::metadata(file)
            .and_then(|metadata| metadata.modified())
            .ok()
    });
    let tails = files.iter().rev().take(2).map(|file| last_lines(file));
    ClusterError::ServerEnded {
        outcome,
        output: tails.collect::<Vec<_>>().join("\n"),
        log,
    }
}

fn last_lines(file: &Path) -> String {
    let text = fs::read(file).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(10)..].join("\n")
}

/// A fast shutdown (open transactions are rolled back); after `patience` an immediate one, from
/// which the next start recovers; in the end force.
pub(crate) fn stop(server: &mut Child, patience: Duration) -> Result<(), ClusterError> {
    for (signal, limit) in [
        (Signal::SIGINT, patience),
        (Signal::SIGQUIT, Duration::from_secs(10)),
    ] {
        if matches!(server.try_wait(), Ok(Some(_))) {
            return Ok(());
        }
        let _gone_already = kill(Pid::from_raw(server.id().cast_signed()), signal);
        if ends_within(server, limit) {
            return Ok(());
        }
    }
    end_group(server);
    Err(ClusterError::TimedOut {
        what: "stopping the PostgreSQL server".to_owned(),
        limit: patience,
    })
}
