//! `bench`: the register of measurements. They print rates and ratios, and none of them
//! is a test: a slow machine must not fail a change.

use crate::build;
use crate::command::run;
use crate::fingerprint::files;
use crate::project::{Profile, Project};
use crate::rivals;
use crate::setup::postgres;
use anyhow::{Result, bail};
use cluster::{Cluster, Settings, find_programs};
use std::fs;
use std::process::Command;

struct Bench {
    name: &'static str,
    about: &'static str,
    /// With how many rows, where one may choose.
    measure: fn(&Project, Option<usize>) -> Result<()>,
}

/// In alphabetical order.
const REGISTER: [Bench; 15] = [
    Bench {
        name: "arrivals",
        about: "one new contact compared with 100,000, one new company, and all with all",
        measure: |project, _| with_database(project, "arrivals", None),
    },
    Bench {
        name: "assets",
        about: "what a page with islands loads, as brotli",
        measure: |project, _| assets(project),
    },
    Bench {
        name: "bulk",
        about: "100,000 contacts tagged, archived and edited at once, and taken back",
        measure: |project, _| with_database(project, "bulk", None),
    },
    Bench {
        name: "contacts",
        about: "the contact list as a workspace grows to 100,000 contacts",
        measure: |project, _| with_database(project, "contacts", None),
    },
    Bench {
        name: "follow-ups",
        about: "two years of a fading network with suggestions and without, and their cost",
        measure: |project, _| with_database(project, "follow-ups", None),
    },
    Bench {
        name: "idle",
        about: "memory of a kith that nobody uses, and of its database",
        measure: |project, _| idle(project),
    },
    Bench {
        name: "import",
        about: "10,000 and 100,000 messages from the disk to suggestions",
        measure: |project, _| with_database(project, "import", None),
    },
    Bench {
        name: "mail-classes",
        about: "how many labelled messages are told as person, list, newsletter or automated",
        measure: |project, _| example(project, "mail", "classes"),
    },
    Bench {
        name: "mail-quality",
        about: "precision and recall of what is read out of mail",
        measure: |project, _| example(project, "mail", "quality"),
    },
    Bench {
        name: "mail-throughput",
        about: "reading and understanding mail, in MB/s and messages/s on one core",
        measure: |project, _| example(project, "mail", "throughput"),
    },
    Bench {
        name: "match",
        about: "quality, speed and memory of matching beside Splink",
        measure: |project, _| rivals::measure(project),
    },
    Bench {
        name: "records",
        about: "100,000 contacts, meetings and messages out of their exports",
        measure: |project, _| example(project, "records", "record_rates"),
    },
    Bench {
        name: "records-import",
        about: "a table of 100,000 contacts, or of --rows, from the disk to suggestions",
        measure: |project, rows| with_database(project, "records", rows),
    },
    Bench {
        name: "scores",
        about: "100,000 contacts with 1,000,000 interactions scored again",
        measure: |project, _| with_database(project, "scores", None),
    },
    Bench {
        name: "search",
        about: "search as you type over 100,000 contacts and 300,000 messages, or --rows",
        measure: |project, rows| with_database(project, "search", rows),
    },
];

/// Runs the named measurements, or all of them.
pub fn bench(project: &Project, names: &[String], rows: Option<usize>) -> Result<()> {
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
            (bench.measure)(project, rows)?;
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

fn idle(project: &Project) -> Result<()> {
    let kith = build::dist(project)?.join("kith");
    run(product(project)?.arg("idle").arg(kith))
}

/// A measurement of the product on an empty database, kept as safely as in daily use.
fn with_database(project: &Project, name: &str, rows: Option<usize>) -> Result<()> {
    let mut measure = product(project)?;
    postgres::install(project)?;
    let folder = tempfile::Builder::new().prefix("kith-bench-").tempdir()?;
    let programs = find_programs(Some(&postgres::programs(project)), &[])?;
    let cluster = Cluster::start(&programs, &Settings::new(folder.path().join("postgres")))?;
    let rows = rows.map(|rows| rows.to_string());
    let result = run(measure
        .arg(name)
        .args(rows)
        .env("DATABASE_URL", cluster.url()));
    cluster.stop()?;
    result
}

fn product(project: &Project) -> Result<Command> {
    run(project
        .cargo()
        .args(["build", "--release", "--package", "app"])
        .args(["--features", "ssr", "--example", "bench"]))?;
    Ok(Command::new(project.target.join("release/examples/bench")))
}

/// A measurement that a crate keeps among its examples.
fn example(project: &Project, package: &str, name: &str) -> Result<()> {
    run(project
        .cargo()
        .args(["run", "--release", "--package", package, "--example", name]))
}
