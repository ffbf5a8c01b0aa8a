//! Mail and records in, and what is said about them.

use std::path::PathBuf;

use app::workspaces::ContactRule;
use clap::{Args, Subcommand};
use uuid::Uuid;

use super::Acting;

#[derive(Args)]
pub struct ImportArguments {
    /// Files or folders: mbox, .eml, .emlx, Maildir, or a zip, tar or gzip of these; CSV, vCard,
    /// LDIF, iCalendar, chats of Telegram and WhatsApp, Monica's JSON, or a zip of these
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The account to import for, by the address it signs in with
    #[arg(long = "as", value_name = "EMAIL")]
    pub account: String,
    /// An address that is yours; may be said again
    #[arg(long = "me", value_name = "ADDRESS")]
    pub own_addresses: Vec<String>,
    /// What the columns of a table hold, as kith records --show-mapping prints it
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Ask which addresses are yours where it is not clear; else the likeliest is taken
    #[arg(long)]
    pub ask: bool,
}

#[derive(Args)]
pub struct ImportsArguments {
    #[command(subcommand)]
    pub command: ImportsCommand,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Subcommand)]
pub enum ImportsCommand {
    /// The newest imports and how they stand
    List,
    /// How far an import is, and what came of it
    Show { id: Uuid },
    /// What an import skipped or could not read, by reason
    Rejected(RejectedArguments),
    /// Say whose mailbox it is or what the columns of a table hold, where the import asks
    Answer(AnswerArguments),
    /// What the columns of a table hold, as JSON to be changed and given back
    Columns {
        id: Uuid,
        /// A table of an archive, by its file; else the one that is asked about
        #[arg(long, value_name = "FILE")]
        table: Option<String>,
    },
    /// Import what was skipped for a reason, too
    Include {
        id: Uuid,
        /// newsletter, list, automated, role, spam or trash
        reason: String,
    },
    /// Stop at the next safe point, and wait
    Pause { id: Uuid },
    /// Go on with a paused, stopped or failed import
    Resume { id: Uuid },
    /// Stop for good; what was stored stays
    Cancel { id: Uuid },
    /// Take away what came by an import alone
    Undo { id: Uuid },
    /// Import the kept file of an undone import again
    #[command(visible_alias = "again")]
    Redo { id: Uuid },
}

#[derive(Args)]
pub struct RejectedArguments {
    pub id: Uuid,
    /// Only those of this reason, as the counts of the import name it
    #[arg(long)]
    pub reason: Option<String>,
    /// Only what was skipped, or what failed
    #[arg(long, value_parser = ["skipped", "failed"])]
    pub outcome: Option<String>,
    /// All of them as comma-separated values
    #[arg(long, conflicts_with_all = ["reason", "outcome"])]
    pub csv: bool,
    /// With --csv, the rows of this table as they stand, behind the reason
    #[arg(long, value_name = "FILE", requires = "csv")]
    pub table: Option<String>,
}

#[derive(Args)]
pub struct AnswerArguments {
    pub id: Uuid,
    /// The addresses that are yours
    #[arg(long = "mine", value_name = "ADDRESS", required_unless_present_any = ["none", "mapping", "leave_out"], num_args = 1..)]
    pub addresses: Vec<String>,
    /// None is: the mailbox is somebody else's, and counts for no relationship
    #[arg(long, conflicts_with = "addresses")]
    pub none: bool,
    /// What the columns of the table hold, as kith imports columns prints it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["addresses", "none"])]
    pub mapping: Option<PathBuf>,
    /// The table is nothing to import
    #[arg(long, conflicts_with_all = ["addresses", "none", "mapping"])]
    pub leave_out: bool,
    /// Which table of an archive, by its file; else the one that is asked about
    #[arg(long, value_name = "FILE", conflicts_with_all = ["addresses", "none"])]
    pub table: Option<String>,
    /// Who becomes a contact from now on: answered, wrote_to or everyone
    #[arg(long, value_name = "RULE", value_parser = contact_rule)]
    pub contacts: Option<ContactRule>,
}

pub fn contact_rule(text: &str) -> Result<ContactRule, String> {
    ContactRule::parse(&text.replace('-', "_"))
        .ok_or_else(|| "choose answered, wrote_to or everyone".to_owned())
}
