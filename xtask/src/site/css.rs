//! The stylesheet, by the Tailwind compiler: it reads the class names out of the sources.

use crate::command::run;
use crate::fingerprint;
use crate::project::{Profile, Project};
use anyhow::Result;
use std::path::PathBuf;

const INPUTS: [&str; 3] = ["style", "app/src", "package-lock.json"];

pub fn build(project: &Project, profile: Profile) -> Result<PathBuf> {
    let stylesheet = project.kept(profile).join("kith.css");
    let inputs = fingerprint::of(&project.root, &INPUTS)?;
    let stamp = project.stamp(profile, "css-inputs");
    if stamp.is(&inputs) && stylesheet.is_file() {
        return Ok(stylesheet);
    }
    let mut compiler = project.npm_program("tailwindcss");
    compiler.args(["--input", "style/main.css", "--output"]);
    compiler.arg(&stylesheet);
    if profile == Profile::Release {
        compiler.arg("--minify");
    }
    run(&mut compiler)?;
    stamp.set(&inputs)?;
    Ok(stylesheet)
}
