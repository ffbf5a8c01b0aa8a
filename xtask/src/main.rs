//! The project's own tasks: `cargo xtask serve`, `cargo xtask test` and the rest.
//! Each task installs what it needs and does again only what its inputs ask for.

mod build;
mod command;
mod fingerprint;
mod project;
mod setup;
mod site;

use anyhow::Result;
use clap::{Parser, Subcommand};
use project::Project;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Set up, build, run and test Kith")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what is missing: the WASM target, npm packages, PostgreSQL
    Setup,
    /// Build target/dist/kith/, a folder that runs by itself
    Build,
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
    let project = Project::locate()?;
    match task {
        Task::Setup => setup::ensure(&project)?,
        Task::Build => println!("{}", build::dist(&project)?.display()),
    }
    Ok(ExitCode::SUCCESS)
}
