//! Companies on the command line.

use clap::{Args, Subcommand};

use super::Acting;

#[derive(Args)]
pub struct CompaniesArguments {
    #[command(subcommand)]
    pub command: CompaniesCommand,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Subcommand)]
pub enum CompaniesCommand {
    /// Companies that a query finds, in an order
    List(CompanyListArguments),
    /// One company: its figures, its other names, its notes and its people
    Show {
        /// By id, name or domain
        company: String,
    },
    /// Write a company down; where one is called so or has the domain, it is named instead
    Create(NewCompanyArguments),
    /// What a company is possibly the same as, the most probable first
    Possible {
        /// By id, name or domain
        company: String,
    },
    /// Every change of a company, the newest first
    History {
        /// By id, name or domain
        company: String,
        /// So many at most
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=1000))]
        limit: i64,
        /// Only those before this change, by its id
        #[arg(long, value_name = "CHANGE")]
        before: Option<i64>,
    },
    /// Bring back what stood there before a change
    Revert {
        /// By id, name or domain
        company: String,
        /// The id of the change, as `companies history` lists it
        change: i64,
    },
    /// Join a company to another one, which is kept
    Merge {
        /// By id, name or domain
        kept: String,
        with: String,
        /// Whose value survives, where it is not that of the one that is kept: of name, domain,
        /// parent or fields.KEY
        #[arg(long, value_name = "FIELD=COMPANY")]
        choose: Vec<String>,
    },
    /// Part a company again from the one that it was joined to
    Part {
        /// By id, or the name or the domain that it had
        company: String,
    },
}

#[derive(Args)]
pub struct CompanyListArguments {
    /// Which, as in the search field of the list: `acme tier:gold`; all where it is left out
    #[arg(default_value = "")]
    pub query: String,
    /// By `strength`, `average`, `people`, `messages`, `last`, `tasks` or `name`; `field.KEY` by one of
    /// your own, `-field.KEY` with the greatest first
    #[arg(long, default_value = "strength", allow_hyphen_values = true)]
    pub sort: String,
    /// At most so many
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=100_000))]
    pub limit: i64,
    /// Where the page before ended: its `next_cursor`
    #[arg(long, default_value_t = 0)]
    pub cursor: u32,
}

#[derive(Args)]
pub struct NewCompanyArguments {
    pub name: String,
    /// Like acme.com: whoever has an address there belongs to it
    #[arg(long)]
    pub domain: Option<String>,
    /// The company that it belongs to, by name or domain
    #[arg(long, value_name = "COMPANY")]
    pub parent: Option<String>,
    /// Create it also where one is called so
    #[arg(long)]
    pub anyway: bool,
}
