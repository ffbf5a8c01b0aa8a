//! Finding contacts, and the views that are saved.

use clap::{Args, Subcommand};

use super::Acting;

#[derive(Args)]
pub struct ListArguments {
    /// Whom, as in the search field of the list: `company:acme score>5`; everybody where
    /// it is left out
    #[arg(default_value = "")]
    pub query: String,
    /// By `strength`, `name`, `last` or `new`; `field.KEY` by one of your own, `-field.KEY`
    /// with the greatest first
    #[arg(long, default_value = "strength", allow_hyphen_values = true)]
    pub sort: String,
    /// In groups by `company`, `tag`, `strength`, `priority` or `field.KEY`
    #[arg(long)]
    pub group: Option<String>,
    /// At most so many
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=100_000))]
    pub limit: i64,
    /// Where the page before ended: its `next_cursor`
    #[arg(long)]
    pub cursor: Option<String>,
}

#[derive(Args)]
pub struct SearchArguments {
    /// Beginnings of words of a name, an address or a company; slips in names are forgiven
    #[arg(required = true)]
    pub words: Vec<String>,
    /// At most so many
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(i64).range(1..=50))]
    pub limit: i64,
}

#[derive(Args)]
pub struct ViewsArguments {
    #[command(subcommand)]
    pub command: ViewsCommand,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Subcommand)]
pub enum ViewsCommand {
    /// The saved views that you see, by name
    List,
}
