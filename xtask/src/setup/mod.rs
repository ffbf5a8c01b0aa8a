//! Installs what a build needs and is missing. When nothing changed since the last
//! success it returns at once, without starting a single program.

pub mod browser;
pub mod postgres;
mod prerequisites;
pub mod readers;

use crate::command::{capture, run};
use crate::fingerprint::{self, Stamp};
use crate::project::{Profile, Project};
use anyhow::{Result, ensure};
use std::process::Command;

const WASM_TARGET: &str = "wasm32-unknown-unknown";

pub fn ensure(project: &Project) -> Result<()> {
    let wanted = fingerprint::of(&project.root, &["rust-toolchain.toml"])?;
    let stamp = project.stamp(Profile::Release, "setup");
    if !stamp.is(&wanted) {
        prerequisites::check()?;
        add_wasm_target(project)?;
        stamp.set(&wanted)?;
    }
    install_npm_packages(project)?;
    postgres::install(project)
}

fn add_wasm_target(project: &Project) -> Result<()> {
    let rustup = || {
        let mut command = Command::new("rustup");
        command.current_dir(&project.root).arg("target");
        command
    };
    let installed = capture(rustup().args(["list", "--installed"]))?;
    if installed.lines().any(|target| target == WASM_TARGET) {
        return Ok(());
    }
    println!("Adding the Rust target {WASM_TARGET}");
    run(rustup().args(["add", WASM_TARGET]))
}

fn install_npm_packages(project: &Project) -> Result<()> {
    let lock = "package-lock.json";
    ensure!(
        project.root.join(lock).is_file(),
        "{lock} is missing from the checkout"
    );
    let wanted = fingerprint::of(&project.root, &[lock])?;
    let stamp = Stamp::at(project.root.join("node_modules/.kith-lock.stamp"));
    if stamp.is(&wanted) {
        return Ok(());
    }
    println!("Installing npm packages");
    run(Command::new("npm")
        .current_dir(&project.root)
        .args(["ci", "--no-audit", "--no-fund"]))?;
    stamp.set(&wanted)
}
