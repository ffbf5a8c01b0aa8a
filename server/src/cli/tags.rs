//! Tags that rules set.

use clap::{Args, Subcommand};

use super::Acting;

#[derive(Args)]
pub struct TagsArguments {
    #[command(subcommand)]
    pub command: TagsCommand,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Subcommand)]
pub enum TagsCommand {
    /// Find tags to propose in the workspace's own data, and wait for the result
    Discover,
    /// The categories, their tags, and when each fits
    Taxonomy,
    /// Approve what is proposed: all of it, or one tag
    Approve {
        /// A tag of the taxonomy, by its name
        tag: Option<String>,
    },
    /// Let the language model read all contacts, and wait for the result
    Read,
    /// Set the approved tags on those whom they fit, and take those off that no longer fit
    Apply {
        /// Say what would happen, and do nothing
        #[arg(long)]
        preview: bool,
        /// Do it without asking
        #[arg(long)]
        yes: bool,
    },
    /// Which tags fit a contact, and why
    Suggest {
        /// By id, e-mail address or name
        contact: String,
        /// Ask the language model first
        #[arg(long)]
        ask: bool,
    },
}
