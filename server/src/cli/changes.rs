//! Contacts on the command line, and what was done to many of them at once.

use clap::{ArgGroup, Args, Subcommand};
use uuid::Uuid;

use super::{
    Acting,
    finding::{ListArguments, SearchArguments},
};

#[derive(Args)]
pub struct ContactsArguments {
    #[command(subcommand)]
    pub command: ContactsCommand,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Subcommand)]
pub enum ContactsCommand {
    /// Contacts that a query finds, in an order
    List(ListArguments),
    /// Contacts by some words, the best first
    Search(SearchArguments),
    /// Write a contact down; asks first where somebody here looks the same
    Create(Box<NewContactArguments>),
    /// Whom a contact is possibly the same as, the most probable first
    Possible {
        /// By id, e-mail address or name
        contact: String,
    },
    /// Every change of a contact after it was made, the newest first
    History {
        /// By id, e-mail address or name
        contact: String,
        /// So many at most
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=1000))]
        limit: i64,
        /// Only those before this change, by its id
        #[arg(long, value_name = "CHANGE")]
        before: Option<i64>,
    },
    /// Bring back what stood there before a change, or part again whom it joined
    Revert {
        /// By id, e-mail address or name
        contact: String,
        /// The id of the change, as `contacts history` lists it
        change: i64,
    },
    /// Do one thing to all whom a query finds
    Change(Box<ChangeArguments>),
    /// Make one contact of several; the first is kept, and each can be parted again
    Merge {
        /// By id, e-mail address or name
        kept: String,
        #[arg(required = true)]
        with: Vec<String>,
        /// Whose value survives in a field, where it is not the one that follows by itself
        #[arg(long, value_name = "FIELD=CONTACT")]
        choose: Vec<String>,
    },
    /// Part a contact again from the one that it was joined to
    Unmerge {
        /// By id, or the address or the name that it had
        contact: String,
    },
    /// What each source says of a contact, the newest first
    Sources {
        /// By id, e-mail address or name
        contact: String,
    },
    /// Say that what a source says is of somebody else, with all that came with it
    Part {
        /// The id of the source, as `contacts sources` lists it
        source: Uuid,
        /// Whose it is, by id, e-mail address or name; else a contact is made of it
        #[arg(long, value_name = "CONTACT")]
        to: Option<String>,
    },
    /// Bring back to its contact what was said to be somebody else's
    Return {
        /// The id of the source
        source: Uuid,
    },
}

#[derive(Args)]
pub struct NewContactArguments {
    #[arg(long)]
    pub name: Option<String>,
    /// May be said again
    #[arg(long, value_name = "ADDRESS")]
    pub email: Vec<String>,
    /// May be said again
    #[arg(long, value_name = "NUMBER")]
    pub phone: Vec<String>,
    #[arg(long)]
    pub title: Option<String>,
    /// Where they work, made if there is no company of that name
    #[arg(long)]
    pub company: Option<String>,
    #[arg(long, value_name = "PLACE")]
    pub location: Option<String>,
    /// `1980-05-03`, `--05-03` without the year, or `3 May 1980`
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub birthday: Option<String>,
    /// The address of a profile; may be said again
    #[arg(long, value_name = "PROFILE")]
    pub handle: Vec<String>,
    /// Write it down whoever looks the same: they are two, and are not asked about
    #[arg(long)]
    pub anyway: bool,
}

#[derive(Args)]
#[command(group(ArgGroup::new("what").required(true)))]
pub struct ChangeArguments {
    /// Whom, as in the search field of the list: `tag:tea score>5`; "" for everybody
    #[arg(long, visible_alias = "search", value_name = "QUERY")]
    pub query: String,
    /// Put a tag on them, made if there is none of that name
    #[arg(long, group = "what", value_name = "NAME")]
    pub tag: Option<String>,
    /// Take a tag off them
    #[arg(long, group = "what", value_name = "NAME")]
    pub untag: Option<String>,
    /// Where they work; "" clears it
    #[arg(long, group = "what", value_name = "NAME")]
    pub company: Option<String>,
    /// Set a field, also one of your own; nothing behind the sign clears it
    #[arg(long, group = "what", value_name = "NAME=VALUE", value_parser = pair)]
    pub field: Option<(String, String)>,
    /// Add a choice to a field with several
    #[arg(long, group = "what", value_name = "NAME=CHOICE", value_parser = pair)]
    pub add_choice: Option<(String, String)>,
    /// Remove a choice from a field with several
    #[arg(long, group = "what", value_name = "NAME=CHOICE", value_parser = pair)]
    pub remove_choice: Option<(String, String)>,
    #[arg(long, group = "what")]
    pub archive: bool,
    #[arg(long, group = "what")]
    pub unarchive: bool,
    #[arg(long, group = "what")]
    pub delete: bool,
    /// Say what would happen, and do nothing
    #[arg(long)]
    pub preview: bool,
    /// Do it without asking
    #[arg(long)]
    pub yes: bool,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| "write NAME=VALUE".to_owned())?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

#[derive(Args)]
pub struct ChangesArguments {
    #[command(subcommand)]
    pub command: ChangesCommand,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Subcommand)]
pub enum ChangesCommand {
    /// What was done to many at once, the newest first
    List,
    /// The report of one change, with what failed and why
    Show { id: Uuid },
    /// Take all of it back, but for what somebody changed since
    Undo { id: Uuid },
    /// Try those again that could not be changed or were not reached
    Retry { id: Uuid },
    /// Stop a change that is running
    Cancel { id: Uuid },
}
