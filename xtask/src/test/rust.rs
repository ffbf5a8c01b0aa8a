//! The tests in Rust, by cargo-nextest where it is installed. Those of app and server
//! get a PostgreSQL of their own, in which each test makes its own database.

use super::lint::unit_packages;
use crate::command::{run, succeeds};
use crate::database::Database;
use crate::project::{Project, SERVER_PACKAGES};
use crate::setup::{postgres, readers};
use anyhow::Result;
use std::process::Command;

pub fn unit(project: &Project) -> Result<()> {
    let packages = unit_packages(project)?;
    let mut runner = runner(project);
    for package in &packages {
        runner.args(["--package", package]);
    }
    run(runner.env("KITH_POSTGRES_BIN", postgres::programs(project)))?;
    if has_nextest(project) {
        return examples(project, &packages);
    }
    Ok(())
}

pub fn server(project: &Project) -> Result<()> {
    readers::install(project)?;
    let database = Database::start(project)?;
    let result = run(runner(project)
        .args(SERVER_PACKAGES)
        .env("KITH_POSTGRES_BIN", postgres::programs(project))
        .env("KITH_TEST_DATABASE_URL", database.url())
        .env("KITH_TEST_SUPERUSER_URL", database.superuser_url()));
    database.stop()?;
    result
}

/// The examples in the documentation of the leaf crates, which nextest leaves out.
fn examples(project: &Project, packages: &[String]) -> Result<()> {
    let mut command = project.cargo();
    command.args(["test", "--quiet", "--doc"]);
    for package in packages.iter().filter(|package| *package != "xtask") {
        command.args(["--package", package]);
    }
    run(&mut command)
}

fn runner(project: &Project) -> Command {
    let mut command = project.cargo();
    if has_nextest(project) {
        command.args(["nextest", "run"]);
    } else {
        command.arg("test");
    }
    command.arg("--no-fail-fast");
    command
}

fn has_nextest(project: &Project) -> bool {
    succeeds(project.cargo().args(["nextest", "--version"]))
}
