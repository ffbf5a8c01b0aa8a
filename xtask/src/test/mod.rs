//! `cargo xtask test`: everything that must hold before a change is merged. Each part
//! runs even if an earlier one failed, and the last line counts them.

mod audit;
mod browser;
mod lint;
mod rust;

use crate::command::run;
use crate::project::Project;
use crate::{interrupt, prepare, setup};
use anyhow::Result;
use clap::ValueEnum;
use std::process::ExitCode;
use std::time::Instant;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// rustfmt has nothing to change
    Format,
    /// .sqlx is what the queries and migrations give
    Queries,
    /// clippy, for the server and for the browser
    Lint,
    /// the leaf crates and xtask
    Unit,
    /// app and server with a real PostgreSQL
    Server,
    /// the built product in Chromium
    Browser,
    /// licences, sources and advisories of the dependencies
    Audit,
}

/// Runs the named parts, or all of them.
pub fn test(project: &Project, parts: &[Part]) -> Result<ExitCode> {
    setup::ensure(project)?;
    let parts = if parts.is_empty() {
        Part::value_variants()
    } else {
        parts
    };
    let mut passed = 0;
    for part in parts {
        if interrupt::happened() {
            break;
        }
        passed += usize::from(passes(project, *part));
    }
    let failed = parts.len() - passed;
    println!("{passed} passed, {failed} failed");
    Ok(ExitCode::from(u8::from(failed > 0)))
}

fn passes(project: &Project, part: Part) -> bool {
    let name = part.to_possible_value();
    let name = name.as_ref().map_or("", |value| value.get_name());
    println!("── {name}");
    let start = Instant::now();
    let result = perform(project, part);
    let seconds = start.elapsed().as_secs_f64();
    match &result {
        Ok(()) => println!("{name}: passed in {seconds:.1} s"),
        Err(error) => println!("{name}: failed after {seconds:.1} s: {error:#}"),
    }
    result.is_ok()
}

fn perform(project: &Project, part: Part) -> Result<()> {
    match part {
        Part::Format => run(project.cargo().args(["fmt", "--all", "--check"])),
        Part::Queries => prepare::check(project),
        Part::Lint => lint::lint(project),
        Part::Unit => rust::unit(project),
        Part::Server => rust::server(project),
        Part::Browser => browser::test(project),
        Part::Audit => audit::audit(project),
    }
}
