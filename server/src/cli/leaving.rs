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
}

#[derive(Args)]
pub struct ExportContactsArguments {
    /// Where they go [default: standard output]
    pub file: Option<PathBuf>,
    /// vCard 4.0, or a table that spreadsheets open
    #[arg(long, default_value = "vcard", value_parser = ["vcard", "csv"])]
    pub format: String,
    /// Beginnings of words of the name, the e-mail address or the company
    #[arg(long, default_value = "", value_name = "WORDS")]
    pub search: String,
    /// Only these
    #[arg(long, value_parser = ["strong", "fading", "awaits", "silent", "archived"])]
    pub filter: Option<String>,
}
