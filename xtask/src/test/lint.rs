//! Clippy on both targets. One call over the whole workspace would turn on `ssr` and
//! `hydrate` together and check a program that nobody builds.

use crate::command::run;
use crate::project::{Project, SERVER_PACKAGES};
use anyhow::Result;
use std::fs;

pub fn lint(project: &Project) -> Result<()> {
    let clippy = || {
        let mut command = project.cargo();
        command.arg("clippy");
        command
    };
    let strictly = ["--", "--deny", "warnings"];
    let mut leaves = clippy();
    leaves.arg("--all-targets");
    for package in unit_packages(project)? {
        leaves.args(["--package", &package]);
    }
    run(leaves.args(strictly))?;
    run(clippy()
        .arg("--all-targets")
        .args(SERVER_PACKAGES)
        .args(strictly))?;
    run(clippy()
        .args(["--package", "frontend"])
        .args(["--target", "wasm32-unknown-unknown"])
        .args(strictly))
}

/// The leaf crates, by their folders, and xtask.
pub fn unit_packages(project: &Project) -> Result<Vec<String>> {
    let mut packages = vec!["xtask".to_owned()];
    for entry in fs::read_dir(project.root.join("crates"))? {
        packages.push(entry?.file_name().to_string_lossy().into_owned());
    }
    packages.sort();
    Ok(packages)
}
