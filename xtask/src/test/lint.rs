//! Clippy on both targets. One call over the whole workspace would turn on `ssr` and
//! `hydrate` together and check a program that nobody builds.

use crate::command::run;
use crate::project::Project;
use anyhow::Result;
use std::fs;

pub fn lint(project: &Project) -> Result<()> {
    let mut native = project.cargo();
    native.args([
        "clippy",
        "--quiet",
        "--all-targets",
        "--features",
        "app/ssr",
    ]);
    native.args(["--package", "app", "--package", "server"]);
    for package in unit_packages(project)? {
        native.args(["--package", &package]);
    }
    run(native.args(["--", "--deny", "warnings"]))?;
    run(project
        .cargo()
        .args(["clippy", "--quiet", "--package", "frontend"])
        .args(["--target", "wasm32-unknown-unknown"])
        .args(["--", "--deny", "warnings"]))
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
