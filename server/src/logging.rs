//! Logs on standard error, so that standard output is for answers.

use std::io::IsTerminal;

use tracing_subscriber::{EnvFilter, fmt};

pub fn start(filter: &str, json: bool) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    if json {
        builder.json().init()
    } else {
        builder.with_target(false).init()
    }
}
