//! The product as a folder that runs by itself elsewhere: the binary, the site, the
//! settings of leptos and the PostgreSQL programs. Whole or not at all: it is put
//! together beside its final place, and a fingerprint of all sources says it is current.

use crate::command::run;
use crate::fingerprint::{self, files};
use crate::leptos;
use crate::project::{Profile, Project};
use crate::setup::{self, postgres};
use crate::site;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

pub const SOURCES: [&str; 14] = [
    "app",
    "crates",
    "frontend",
    "server",
    "migrations",
    "style",
    "public",
    ".sqlx",
    ".cargo",
    "Cargo.toml",
    "Cargo.lock",
    "Leptos.toml",
    "rust-toolchain.toml",
    "package-lock.json",
];

/// Builds `target/dist/kith/` in release if anything changed, and returns its path.
pub fn dist(project: &Project) -> Result<PathBuf> {
    setup::ensure(project)?;
    let folder = project.target.join("dist/kith");
    let sources = fingerprint::of(&project.root, &SOURCES)?;
    let stamp = project.stamp(Profile::Release, "dist");
    if stamp.is(&sources) && folder.join("kith").is_file() {
        return Ok(folder);
    }
    println!("Building Kith; the first time this takes some minutes");
    site::build(project, Profile::Release)?;
    server(project, Profile::Release)?;
    assemble(project, &folder)?;
    stamp.set(&sources)?;
    Ok(folder)
}

/// Compiles the server and returns the path of the binary.
pub fn server(project: &Project, profile: Profile) -> Result<PathBuf> {
    let cargo_profile = match profile {
        Profile::Release => "release",
        Profile::Development => "dev",
    };
    run(project
        .cargo_for(profile)
        .args(["build", "--package", "server", "--bin", "kith"])
        .args(["--profile", cargo_profile]))?;
    Ok(project.server_folder(profile).join("kith"))
}

fn assemble(project: &Project, folder: &Path) -> Result<()> {
    let parent = folder.parent().context("the dist folder has a parent")?;
    fs::create_dir_all(parent)?;
    let fresh = tempfile::tempdir_in(parent)?;
    let built = project.server_folder(Profile::Release);
    fs::copy(built.join("kith"), fresh.path().join("kith"))?;
    fs::copy(built.join("hash.txt"), fresh.path().join("hash.txt"))?;
    fs::write(
        fresh.path().join("Leptos.toml"),
        leptos::for_dist(&fs::read_to_string(project.root.join("Leptos.toml"))?),
    )?;
    copy_folder(&project.site(Profile::Release), &fresh.path().join("site"))?;
    copy_folder(&postgres::folder(project), &fresh.path().join("postgres"))?;
    if folder.is_dir() {
        fs::remove_dir_all(folder)?;
    }
    let fresh = fresh.keep();
    make_readable(&fresh)?;
    fs::rename(&fresh, folder).context("could not put target/dist/kith in place")
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for file in files(from)? {
        let copy = to.join(file.strip_prefix(from)?);
        if let Some(parent) = copy.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::copy(&file, &copy).with_context(|| format!("could not copy {}", file.display()))?;
    }
    Ok(())
}

/// A temporary folder is private; PostgreSQL runs as another user when this one is root.
fn make_readable(folder: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(
        folder,
        fs::Permissions::from_mode(0o755),
    )?)
}
