//! Pictures of every page of the demonstration workspace: light, dark and on a phone.
//! The pages are listed in `end2end/pages.json`.

use crate::build;
use crate::command::run;
use crate::project::Project;
use crate::setup::browser;
use crate::stage::Stage;
use anyhow::Result;
use std::path::Path;
use std::process::Command;

pub fn shots(project: &Project, out: &Path, only: &[String]) -> Result<()> {
    let binary = build::dist(project)?.join("kith");
    let chromium = browser::ensure(project)?;
    let stage = Stage::open(&binary, "demo")?;
    let mut camera = Command::new("node");
    camera
        .current_dir(&project.root)
        .args(["xtask/src/shots.mjs", &stage.base_url])
        .arg(out)
        .args(only);
    if let Some(chromium) = chromium {
        camera.env("CHROMIUM_PATH", chromium);
    }
    let result = run(&mut camera);
    stage.close()?;
    result
}
