//! The project's own tasks: `cargo xtask serve`, `cargo xtask test` and the rest.
//! Each task installs what it needs and does again only what its inputs ask for.

mod bench;
mod build;
mod command;
mod database;
mod dev;
mod fingerprint;
mod interrupt;
mod kith;
mod leptos;
mod prepare;
mod project;
mod rivals;
mod serve;
mod setup;
mod shots;
mod site;
mod stage;
mod test;

use anyhow::Result;
use clap::{Parser, Subcommand};
use project::Project;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Set up, build, run and test Kith")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build what changed and start Kith; words after `--` go to `kith serve`
    Serve {
        #[arg(last = true)]
        arguments: Vec<OsString>,
    },
    /// Start Kith with a demonstration workspace, which is thrown away at the end
    Demo {
        #[arg(last = true)]
        arguments: Vec<OsString>,
    },
    /// Start a debug build, and build and reload on every change
    Dev {
        #[arg(last = true)]
        arguments: Vec<OsString>,
    },
    /// Check everything, or only the named parts
    Test { parts: Vec<test::Part> },
    /// Build target/dist/kith/, a folder that runs by itself
    Build,
    /// Install what is missing: the WASM target, npm packages, PostgreSQL
    Setup,
    /// Write .sqlx, with which the queries compile without a database
    Prepare {
        /// Only say whether .sqlx is current
        #[arg(long)]
        check: bool,
    },
    /// Measure: rates and sizes
    Bench {
        names: Vec<String>,
        /// How many rows or messages, for what is measured by their number
        #[arg(long)]
        rows: Option<usize>,
    },
    /// Photograph every page of the demonstration
    Shots {
        /// Only these pages of end2end/pages.json
        pages: Vec<String>,
        #[arg(long, default_value = "docs/pictures")]
        out: PathBuf,
    },
}

fn main() -> ExitCode {
    match perform(Arguments::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<ExitCode> {
    interrupt::listen()?;
    let project = Project::locate()?;
    let done = match task {
        Task::Serve { arguments } => return serve::serve(&project, &arguments),
        Task::Demo { arguments } => return serve::demo(&project, &arguments),
        Task::Test { parts } => return test::test(&project, &parts),
        Task::Dev { arguments } => dev::dev(&project, &arguments),
        Task::Build => build::dist(&project).map(|folder| println!("{}", folder.display())),
        Task::Setup => setup::ensure(&project),
        Task::Prepare { check: false } => prepare::write(&project),
        Task::Prepare { check: true } => prepare::check(&project),
        Task::Bench { names, rows } => bench::bench(&project, &names, rows),
        Task::Shots { pages, out } => shots::shots(&project, &out, &pages),
    };
    done.map(|()| ExitCode::SUCCESS)
}
