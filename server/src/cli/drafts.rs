//! Drafts that were made: read, changed, said to be sent, discarded.

use clap::{Args, Subcommand};
use uuid::Uuid;

use super::Acting;

#[derive(Args)]
pub struct DraftsArguments {
    #[command(subcommand)]
    pub command: DraftsCommand,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Subcommand)]
pub enum DraftsCommand {
    /// The drafts to a contact, the newest first
    List {
        /// By id, e-mail address or name
        contact: String,
        /// So many at most
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=200))]
        limit: u16,
        /// The ones after this one
        #[arg(long, value_name = "ID")]
        after: Option<Uuid>,
    },
    /// One draft, with its text and where it comes from
    Show { id: Uuid },
    /// Change the text of one
    Edit {
        id: Uuid,
        #[command(flatten)]
        text: TextArguments,
    },
    /// Say that you sent one: it becomes a message of the timeline
    Sent {
        id: Uuid,
        #[command(flatten)]
        text: TextArguments,
    },
    /// Say that one was not sent after all
    Retract { id: Uuid },
    /// Discard one
    Discard { id: Uuid },
    /// Bring a discarded one back
    Restore { id: Uuid },
}

#[derive(Args)]
pub struct TextArguments {
    /// Its subject [default: as it stands]
    #[arg(long)]
    pub subject: Option<String>,
    /// Its text [default: as it stands]
    #[arg(long, conflicts_with = "stdin")]
    pub body: Option<String>,
    /// Read the text from standard input
    #[arg(long)]
    pub stdin: bool,
}
