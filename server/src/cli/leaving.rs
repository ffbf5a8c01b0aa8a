//! Taking everything along.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Acting;

#[derive(Args)]
pub struct ExportArguments {
    #[command(subcommand)]
    pub command: ExportCommand,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Subcommand)]
pub enum ExportCommand {
    /// Contacts as one file of cards or one table
    Contacts(ExportContactsArguments),
    /// Everything as one zip, for its owner
    Workspace(ExportWorkspaceArguments),
}

#[derive(Args)]
pub struct ExportContactsArguments {
    /// Where they go [default: standard output]
    pub file: Option<PathBuf>,
    /// vCard 4.0, or a table that spreadsheets open
    #[arg(long, default_value = "vcard", value_parser = ["vcard", "csv"])]
    pub format: String,
    /// Whom, as in the search field of the list: `berg is:strong`
    #[arg(long, default_value = "", value_name = "QUERY")]
    pub search: String,
    /// Only these
    #[arg(long, value_parser = ["strong", "fading", "awaits", "silent", "archived"])]
    pub filter: Option<String>,
}

#[derive(Args)]
pub struct ExportWorkspaceArguments {
    /// The zip that is written
    pub file: PathBuf,
}

#[derive(Args)]
pub struct LoadArguments {
    /// What `kith export workspace` wrote, or the browser fetched
    pub file: PathBuf,
    #[command(flatten)]
    pub acting: Acting,
}
