//! Tags that rules set.

use clap::{Args, Subcommand};
use uuid::Uuid;

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
    #[command(flatten)]
    Edit(TaxonomyEdit),
}

#[derive(Subcommand)]
pub enum TaxonomyEdit {
    /// Add a tag to the taxonomy, as a proposal
    Add {
        name: String,
        /// By its name; made where there is none
        #[arg(long)]
        category: String,
        #[command(flatten)]
        words: TagWords,
    },
    /// Rename a tag, move it to another category, or change its words
    Change {
        /// By its name
        tag: String,
        /// What it is called from now on
        #[arg(long)]
        name: Option<String>,
        /// By its name; made where there is none
        #[arg(long)]
        category: Option<String>,
        #[command(flatten)]
        words: TagWords,
    },
    /// Remove a tag from the taxonomy
    Remove {
        /// By its name
        tag: String,
    },
    /// Bring a removed tag back
    Restore { id: Uuid },
    /// Call a category otherwise
    RenameCategory { category: String, name: String },
    /// Remove a category with all its tags
    RemoveCategory { category: String },
    /// Bring a removed category back
    RestoreCategory { id: Uuid },
}

#[derive(Args)]
pub struct TagWords {
    /// Words of which one in the title is enough: "engineer, develop*"
    #[arg(long, value_name = "WORDS")]
    pub title: Option<String>,
    /// Likewise in the name of the company
    #[arg(long, value_name = "WORDS")]
    pub company: Option<String>,
    /// Likewise in the place
    #[arg(long, value_name = "WORDS")]
    pub place: Option<String>,
    /// Likewise in what you write about
    #[arg(long, value_name = "WORDS")]
    pub topic: Option<String>,
    /// Likewise in how the two of you are related
    #[arg(long, value_name = "WORDS")]
    pub relation: Option<String>,
}
