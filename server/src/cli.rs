//! The command line. Every setting is also an environment variable; `docs/operations.md`
//! and `.env.example` list them.

mod accounts;
mod changes;
mod companies;
mod drafts;
mod events;
mod files;
mod finding;
mod global;
mod imports;
mod leaving;
mod log;
mod notifications;
mod review;
mod schedule;
mod tags;
mod tasks;
mod ties;
mod workspace;

use std::path::PathBuf;

use clap::{Parser, Subcommand, builder::FalseyValueParser};

pub use accounts::{KeyCommand, UserCommand};
pub use changes::{
    ChangeArguments, ChangesArguments, ChangesCommand, ContactsArguments, ContactsCommand,
    NewContactArguments,
};
pub use companies::{
    CompaniesArguments, CompaniesCommand, CompanyListArguments, NewCompanyArguments,
};
pub use drafts::{DraftsArguments, DraftsCommand, TextArguments};
pub use events::{EventsArguments, EventsCommand};
pub use files::{ExtractArguments, MatchArguments, RecordsArguments};
pub use finding::{ListArguments, SearchArguments, ViewsArguments, ViewsCommand};
pub use global::{Acting, Global};
pub use imports::{
    AnswerArguments, ImportArguments, ImportsArguments, ImportsCommand, RejectedArguments,
};
pub use leaving::{ExportArguments, ExportCommand, ExportContactsArguments, LoadArguments};
pub use log::LogArguments;
pub use notifications::{NotificationsArguments, NotificationsCommand, TellingArguments};
pub use review::{Couple, Joining, ReviewArguments, ReviewCommand};
pub use schedule::{ScheduleArguments, ScheduleCommand};
pub use tags::{TagWords, TagsArguments, TagsCommand, TaxonomyEdit};
pub use tasks::{NewTaskArguments, TasksArguments, TasksCommand};
pub use ties::{
    DecideCommand, DraftArguments, FollowUpArguments, ScoreArguments, SuggestArguments,
    SuggestCommand, SummariseArguments, WishArguments,
};
pub use workspace::{
    AddressesArguments, AddressesCommand, LanguageArguments, SettingsArguments, SettingsCommand,
};

/// Kith, the relationship workspace: it reads your mail and says whom to write to.
#[derive(Parser)]
#[command(name = "kith", version)]
pub struct Arguments {
    #[command(flatten)]
    pub global: Global,

    /// What is logged, as `info` or `info,sqlx=debug`
    #[arg(
        long,
        env = "KITH_LOG",
        default_value = "info,sqlx=warn,apalis=warn",
        global = true,
        hide_env_values = true
    )]
    pub log: String,

    /// Log as JSON lines
    #[arg(long, env = "KITH_LOG_JSON", value_parser = FalseyValueParser::new(), global = true)]
    pub log_json: bool,

    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Serve the web app and work on jobs
    Serve {
        /// Leave the jobs to `kith work`
        #[arg(long)]
        no_jobs: bool,
        /// Do not migrate the database; answer 503 until it fits
        #[arg(long)]
        no_migrate: bool,
    },
    /// Work on jobs only
    Work,
    /// Bring the database to this version
    Migrate,
    /// Import mailboxes, contacts, calendars and chats, and wait for the result
    Import(ImportArguments),
    /// List and steer imports
    Imports(ImportsArguments),
    /// The addresses that are your own
    Addresses(AddressesArguments),
    /// Choose what holds for the workspace
    Settings(SettingsArguments),
    /// Find records of one person in a list, or across two, without a database
    Match(MatchArguments),
    /// Print what messages say, one JSON object a line; needs no database
    Extract(ExtractArguments),
    /// Read exports of contacts, calendars and chats, and print their records as JSON lines
    Records(RecordsArguments),
    /// Say whom to write to now, and why; decide about it
    Suggest(SuggestArguments),
    /// What is new and unread
    Notifications(NotificationsArguments),
    /// What comes back by itself: list it, run it now
    Schedule(ScheduleArguments),
    /// Draft a message to a contact; nothing is sent
    Draft(DraftArguments),
    /// Summarise what you and a contact wrote lately
    Summarise(SummariseArguments),
    /// The drafts to a contact: list, edit, say that one was sent, discard
    Drafts(DraftsArguments),
    /// What happened in people's lives: list, confirm, refuse, write new jobs down
    Events(EventsArguments),
    /// Say how strong the tie to a contact is, why, and how it came to be so
    Score(ScoreArguments),
    /// Tags that rules set: find, edit, approve, apply, suggest
    Tags(TagsArguments),
    /// Write down a call, a meeting or a message with a contact
    Log(LogArguments),
    /// List and steer tasks
    Tasks(TasksArguments),
    /// List and find contacts, and change many at once
    Contacts(ContactsArguments),
    /// List companies, show one, join two, and part them again
    Companies(CompaniesArguments),
    /// Contacts that may be one person: compare, list, decide
    Review(ReviewArguments),
    /// Saved views of contacts
    Views(ViewsArguments),
    /// List, undo and retry changes of many contacts
    Changes(ChangesArguments),
    /// Write contacts or the whole workspace into a file
    Export(ExportArguments),
    /// Load the export of a workspace into an empty one
    Load(LoadArguments),
    /// Accounts
    User {
        #[command(subcommand)]
        command: UserCommand,
    },
    /// Keys for programs
    #[command(name = "api-key")]
    ApiKey {
        #[command(subcommand)]
        command: KeyCommand,
    },
    /// Passwords for phones and programs that sync
    #[command(name = "app-password")]
    AppPassword {
        #[command(subcommand)]
        command: KeyCommand,
    },
    /// Write the database and all files into one file
    Backup { file: PathBuf },
    /// Bring back what a backup holds
    Restore {
        file: PathBuf,
        /// Throw away what is there now
        #[arg(long)]
        replace: bool,
    },
    /// Check database, extensions, clock, disk and secrets, and say what to do
    Doctor,
    /// Fill an empty data folder with a demonstration and serve it
    Demo,
}
