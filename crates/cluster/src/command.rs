//! Runs a program to its end: with a clean environment, in its own process group, within a limit.

use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

use crate::ClusterError;

/// Kept from the caller's environment; everything else might hold its secrets or `PG…` settings.
const INHERITED: [&str; 4] = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR"];

pub(crate) const POLL: Duration = Duration::from_millis(5);

pub(crate) fn clean(program: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("LC_ALL", "C")
        .process_group(0)
        .stdin(Stdio::null());
    let kept = INHERITED
        .iter()
        .filter_map(|name| Some((name, std::env::var_os(name)?)));
    command.envs(kept);
    command
}

/// Feeds `input` to the program (where its standard input was not set otherwise) and gives back
/// what it printed. Meant for programs that print little: more than a pipe holds would block them.
pub(crate) fn bounded(
    mut command: Command,
    input: &str,
    limit: Duration,
) -> Result<String, ClusterError> {
    let program = Path::new(command.get_program()).to_owned();
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    if !input.is_empty() {
        command.stdin(Stdio::piped());
    }
    let mut child = command.spawn().map_err(ClusterError::io("run", &program))?;
    if let Some(mut pipe) = child.stdin.take() {
        let _told_by_the_outcome = pipe.write_all(input.as_bytes());
    }
    let name = program
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    if !ends_within(&mut child, limit) {
        end_group(&mut child);
        return Err(ClusterError::TimedOut { what: name, limit });
    }
    let output = child
        .wait_with_output()
        .map_err(ClusterError::io("run", &program))?;
    accept(name, &output)
}

/// Waits for `child` and says whether it has ended.
pub(crate) fn ends_within(child: &mut Child, limit: Duration) -> bool {
    let deadline = Instant::now() + limit;
    loop {
        match child.try_wait() {
            Ok(None) if Instant::now() < deadline => thread::sleep(POLL),
            Ok(None) => return false,
            Ok(Some(_)) | Err(_) => return true,
        }
    }
}

/// Kills everything in the child's process group and reaps the child.
pub(crate) fn end_group(child: &mut Child) {
    let _gone_already = killpg(Pid::from_raw(child.id().cast_signed()), Signal::SIGKILL);
    let _gone_already = child.wait();
}

fn accept(program: String, output: &Output) -> Result<String, ClusterError> {
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(ClusterError::Failed {
        program,
        outcome: output.status.to_string(),
        output: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
    })
}
