//! The islands as WebAssembly: compiled, bound to JavaScript, and made small for release.

use crate::command::run;
use crate::fingerprint;
use crate::project::{Profile, Project};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

pub const MODULE: &str = "kith_bg.wasm";
pub const SCRIPT: &str = "kith.js";

const INPUTS: [&str; 8] = [
    "app",
    "frontend",
    "crates",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    ".cargo",
    "package-lock.json",
];

/// Each WebAssembly feature is named: `--all-features` makes imports that browsers refuse.
const OPTIMISATIONS: [&str; 7] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// Returns the folder with [`MODULE`], [`SCRIPT`] and perhaps `snippets/`.
pub fn build(project: &Project, profile: Profile) -> Result<PathBuf> {
    let folder = project.kept(profile).join("wasm");
    let inputs = fingerprint::of(&project.root, &INPUTS)?;
    let stamp = project.stamp(profile, "wasm-inputs");
    if stamp.is(&inputs) && folder.join(MODULE).is_file() {
        return Ok(folder);
    }
    let compiled = compile(project, profile)?;
    bind_if_changed(project, profile, &compiled, &folder)?;
    stamp.set(&inputs)?;
    Ok(folder)
}

fn compile(project: &Project, profile: Profile) -> Result<PathBuf> {
    let (cargo_profile, folder) = match profile {
        Profile::Release => ("wasm-release", "wasm-release"),
        Profile::Development => ("dev", "debug"),
    };
    run(project
        .cargo_for(profile)
        .args(["build", "--package", "frontend", "--lib"])
        .args(["--target", "wasm32-unknown-unknown"])
        .args(["--profile", cargo_profile]))?;
    let target = project.cargo_target(profile);
    Ok(target
        .join("wasm32-unknown-unknown")
        .join(folder)
        .join("frontend.wasm"))
}

/// Most changes of the server leave the islands as they were: then the slow steps rest.
fn bind_if_changed(
    project: &Project,
    profile: Profile,
    compiled: &Path,
    folder: &Path,
) -> Result<()> {
    let content = fs::read(compiled).context("cargo made no frontend.wasm")?;
    let content = fingerprint::short(&content);
    let stamp = project.stamp(profile, "wasm-content");
    if stamp.is(&content) && folder.join(MODULE).is_file() {
        return Ok(());
    }
    if folder.is_dir() {
        fs::remove_dir_all(folder)?;
    }
    Bindgen::new()
        .input_path(compiled)
        .out_name("kith")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(false)
        .debug(profile == Profile::Development)
        .generate(folder)
        .context("wasm-bindgen could not bind frontend.wasm")?;
    if profile == Profile::Release {
        optimise(project, &folder.join(MODULE))?;
    }
    stamp.set(&content)
}

fn optimise(project: &Project, module: &Path) -> Result<()> {
    let mut optimiser = project.npm_program("wasm-opt");
    run(optimiser
        .args(OPTIMISATIONS)
        .arg(module)
        .arg("-o")
        .arg(module))
}
