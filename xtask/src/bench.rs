//! `bench`: the register of measurements. They print rates and ratios, and none of them
//! is a test: a slow machine must not fail a change.

use crate::build;
use crate::command::run;
use crate::fingerprint::files;
use crate::project::{Profile, Project};
use anyhow::{Result, bail};
use std::fs;

struct Bench {
    name: &'static str,
    about: &'static str,
    measure: fn(&Project) -> Result<()>,
}

/// In alphabetical order.
const REGISTER: [Bench; 2] = [
    Bench {
        name: "assets",
        about: "what a page with islands loads, as brotli",
        measure: assets,
    },
    Bench {
        name: "mail-quality",
        about: "precision and recall of what is read out of mail",
        measure: |project| example(project, "mail", "quality"),
    },
];

/// Runs the named measurements, or all of them.
pub fn bench(project: &Project, names: &[String]) -> Result<()> {
    let known = |name: &String| REGISTER.iter().any(|bench| bench.name == name);
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let list: Vec<_> = REGISTER
            .iter()
            .map(|bench| format!("{} ({})", bench.name, bench.about))
            .collect();
        bail!("no bench is named {unknown}; there are {}", list.join(", "));
    }
    for bench in &REGISTER {
        if names.is_empty() || names.iter().any(|name| name == bench.name) {
            println!("── {}: {}", bench.name, bench.about);
            (bench.measure)(project)?;
        }
    }
    Ok(())
}

fn assets(project: &Project) -> Result<()> {
    build::dist(project)?;
    for file in files(&project.site(Profile::Release).join("pkg"))? {
        if file.extension().is_some_and(|extension| extension == "br") {
            let kilobytes = fs::metadata(&file)?.len() as f64 / 1000.0;
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            println!("{name}: {kilobytes:.1} kB");
        }
    }
    Ok(())
}

/// A measurement that a crate keeps among its examples.
fn example(project: &Project, package: &str, name: &str) -> Result<()> {
    run(project
        .cargo()
        .args(["run", "--release", "--package", package, "--example", name]))
}
