//! The readers and clients of `readers.txt`, from PyPI, into `target/readers`, where the tests
//! of app and server look for them.

use crate::command::run;
use crate::fingerprint::{self, Stamp};
use crate::project::Project;
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

const LIST: &str = "xtask/src/setup/readers.txt";

/// The folder changes as a whole, so that a test never sees half of it.
pub fn install(project: &Project) -> Result<()> {
    let folder = project.target.join("readers");
    let wanted = fingerprint::of(&project.root, &[LIST])?;
    let stamp = Stamp::at(folder.join(".kith.stamp"));
    if stamp.is(&wanted) {
        return Ok(());
    }
    println!("Installing readers of vCard, iCalendar, CardDAV and CalDAV, and a mail server");
    fs::create_dir_all(&project.target)?;
    let fresh = tempfile::tempdir_in(&project.target)?;
    run(Command::new("python3")
        .current_dir(&project.root)
        .env("PIP_DISABLE_PIP_VERSION_CHECK", "1")
        .env("PIP_ROOT_USER_ACTION", "ignore")
        .args(["-m", "pip", "install", "--quiet", "--no-deps", "--target"])
        .arg(fresh.path())
        .args(["--requirement", LIST]))?;
    Stamp::at(fresh.path().join(".kith.stamp")).set(&wanted)?;
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    fs::rename(fresh.keep(), &folder).context("could not put the readers in place")
}
