//! `serve` becomes the server itself: signals and the exit code are its own. `demo` runs
//! it on a folder that is thrown away afterwards.

use crate::build;
use crate::kith::Kith;
use crate::project::Project;
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, ExitCode, ExitStatus};

pub fn serve(project: &Project, arguments: &[OsString]) -> Result<ExitCode> {
    let folder = build::dist(project)?;
    let mut command = Command::new(folder.join("kith"));
    let error = command.arg("serve").args(arguments).exec();
    Err(error).context("could not start kith")
}

pub fn demo(project: &Project, arguments: &[OsString]) -> Result<ExitCode> {
    let folder = build::dist(project)?;
    let data = tempfile::Builder::new().prefix("kith-demo-").tempdir()?;
    let mut command = Command::new(folder.join("kith"));
    command.arg("demo").arg("--data-dir").arg(data.path());
    command.env_remove("DATABASE_URL");
    let status = Kith::start(command.args(arguments))?.attend()?;
    data.close()?;
    Ok(exit_code(status))
}

/// As a shell gives it: 128 and the number where a signal ended the program.
fn exit_code(status: ExitStatus) -> ExitCode {
    let code = status
        .code()
        .or_else(|| status.signal().map(|signal| 128 + signal));
    match code.map(u8::try_from) {
        Some(Ok(code)) => ExitCode::from(code),
        _ => ExitCode::FAILURE,
    }
}
