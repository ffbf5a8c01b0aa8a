//! `bench match`: quality, speed and memory of the matcher beside Splink, on the same files, how
//! far its probabilities hold, and what one new record costs. Both Splink and the FEBRL lists come
//! as Python packages, into the target folder.

use crate::command::run;
use crate::project::Project;
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PACKAGES: [&str; 2] = ["recordlinkage==0.16", "splink==5.0.0"];

pub fn measure(project: &Project) -> Result<()> {
    let folder = project.target.join("rivals");
    let python = python(&folder)?;
    run(project
        .cargo()
        .args(["build", "--release", "--package", "matching", "--examples"]))?;
    let examples = project.target.join("release/examples");
    let script = |name: &str| {
        let mut command = Command::new(&python);
        command
            .arg(project.root.join("xtask/src/rivals").join(name))
            .arg(examples.join("match"))
            .arg(&folder);
        command
    };
    run(&mut script("febrl.py"))?;
    run(&mut script("hard.py"))?;
    run(script("speed.py").args(["10000", "100000", "1000000"]))?;
    run(script("speed.py").args(["100000", "--slips=4"]))?;
    let arrivals = || {
        let mut command = Command::new(examples.join("arrivals"));
        command.arg(folder.join("people-1000000.csv"));
        command
    };
    run(&mut arrivals())?;
    run(arrivals().arg("--shared"))
}

/// An interpreter that has both packages.
fn python(folder: &Path) -> Result<PathBuf> {
    let python = folder.join("python/bin/python");
    if !folder.join("installed").exists() {
        fs::create_dir_all(folder)?;
        run(Command::new("python3")
            .args(["-m", "venv"])
            .arg(folder.join("python")))?;
        run(Command::new(&python)
            .args(["-m", "pip", "install", "--quiet"])
            .args(PACKAGES))?;
        fs::write(folder.join("installed"), "")?;
    }
    Ok(python)
}
