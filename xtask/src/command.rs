//! Running other programs: a failure always names the command that failed, and an
//! interruption of xtask reaches the program that runs.

use crate::interrupt;
use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::Duration;

const GLANCE: Duration = Duration::from_millis(20);

/// Runs with the terminal's input and output.
pub fn run(command: &mut Command) -> Result<()> {
    let mut child = command
        .spawn()
        .with_context(|| format!("could not start {}", line(command)))?;
    let status = attend(&mut child)?;
    if interrupt::happened() {
        bail!("interrupted");
    }
    if !status.success() {
        bail!("{} ended with {status}", line(command));
    }
    Ok(())
}

/// Runs and gives back what was printed.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("could not start {}", line(command)))?;
    if !output.status.success() {
        bail!("{} ended with {}", line(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs silently and says only whether it worked.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Waits for the end of the program and passes signals on to it.
pub fn attend(child: &mut Child) -> Result<ExitStatus> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if let Some(signal) = interrupt::take() {
            send(child, signal)?;
        }
        sleep(GLANCE);
    }
}

/// A program that has ended meanwhile is no failure.
pub fn send(child: &Child, signal: Signal) -> Result<()> {
    let number = i32::try_from(child.id())?;
    let pid = Pid::from_raw(number).context("a started program has a process id")?;
    match kill_process(pid, signal) {
        Ok(()) | Err(rustix::io::Errno::SRCH) => Ok(()),
        Err(error) => Err(error).context("could not signal a program"),
    }
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command() {
        let error = run(Command::new("sh").args(["-c", "exit 3"])).unwrap_err();
        assert_eq!(error.to_string(), "sh -c exit 3 ended with exit status: 3");
        let error = run(&mut Command::new("no-such-program")).unwrap_err();
        assert_eq!(error.to_string(), "could not start no-such-program");
    }

    #[test]
    fn captures_what_is_printed() {
        let text = capture(Command::new("echo").arg("words")).unwrap();
        assert_eq!(text, "words");
    }
}
