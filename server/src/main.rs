//! The binary `kith`: command line, configuration, database, web and worker put
//! together. What the product does stands in `app`.

mod backup;
mod board;
mod cli;
mod commands;
mod configuration;
mod database;
mod external;
mod logging;
mod serve;
mod signals;

use std::process::ExitCode;

use clap::Parser;

/// Many threads allocate and free at once in imports; see docs/decisions/0018.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main(worker_threads = 4)]
async fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    logging::start(&arguments.log, arguments.log_json);
    app::tls::use_ring();
    match commands::run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("kith: {error:#}");
            ExitCode::FAILURE
        }
    }
}
