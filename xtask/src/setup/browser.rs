//! A Chromium for the browser tests: the one that is named or installed, else Debian's
//! where we may install it, else Playwright's own.

use crate::command::{run, succeeds};
use crate::project::Project;
use anyhow::{Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// The program to run, or none if Playwright is to run its own.
pub fn ensure(project: &Project) -> Result<Option<PathBuf>> {
    if let Some(named) = std::env::var_os("CHROMIUM_PATH").map(PathBuf::from) {
        ensure!(
            named.is_file(),
            "CHROMIUM_PATH names {}, which is no file",
            named.display()
        );
        return Ok(Some(named));
    }
    if let Some(found) = on_path() {
        return Ok(Some(found));
    }
    if Path::new("/etc/debian_version").is_file() && rustix::process::geteuid().is_root() {
        install_on_debian()?;
        return Ok(on_path());
    }
    println!("Installing Playwright's Chromium");
    run(project
        .npm_program("playwright")
        .args(["install", "chromium"]))?;
    Ok(None)
}

fn on_path() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let candidates = NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    candidates
        .filter(|program| program.is_file())
        .find(|program| succeeds(Command::new(program).arg("--version")))
}

fn install_on_debian() -> Result<()> {
    println!("Installing Chromium");
    let apt = || {
        let mut command = Command::new("apt-get");
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .arg("--quiet=2");
        command
    };
    run(apt().arg("update"))?;
    run(apt().args(["install", "--yes", "chromium", "fonts-liberation"]))
}
