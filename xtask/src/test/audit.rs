//! cargo-deny over the dependencies. Licences, sources and bans need no network; the
//! advisories need their database, and where it cannot be fetched that is said aloud.

use crate::command::{run, succeeds};
use crate::project::Project;
use anyhow::Result;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const VERSION: &str = "0.20.2";

pub fn audit(project: &Project) -> Result<()> {
    let program = cargo_deny(project)?;
    let deny = || {
        let mut command = Command::new(&program);
        command.current_dir(&project.root);
        command
    };
    run(deny().args([
        "--log-level",
        "error",
        "check",
        "bans",
        "licenses",
        "sources",
    ]))?;
    if succeeds(deny().args(["fetch", "db"])) {
        return run(deny().args(["check", "--disable-fetch", "advisories"]));
    }
    println!("advisories: NOT checked, because the advisory database cannot be reached from here");
    Ok(())
}

/// The one on PATH, or one kept in the target folder.
fn cargo_deny(project: &Project) -> Result<PathBuf> {
    let installed = PathBuf::from("cargo-deny");
    if succeeds(Command::new(&installed).arg("--version")) {
        return Ok(installed);
    }
    let tools = project.target.join("tools");
    let kept = tools.join("bin/cargo-deny");
    if succeeds(Command::new(&kept).arg("--version")) {
        return Ok(kept);
    }
    println!("Installing cargo-deny {VERSION}; this happens once and takes some minutes");
    let build = tools.join("build");
    run(project
        .cargo()
        .args(["install", "cargo-deny", "--locked", "--debug"])
        .args(["--version", VERSION])
        .arg("--root")
        .arg(&tools)
        .env("CARGO_TARGET_DIR", &build))?;
    fs::remove_dir_all(build)?;
    Ok(kept)
}
