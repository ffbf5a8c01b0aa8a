//! The command line. Every setting is also an environment variable; `docs/operations.md`
//! and `.env.example` list them.

use std::{net::SocketAddr, path::PathBuf};

use app::accounts::SignupPolicy;
use clap::{Args, Parser, Subcommand, builder::FalseyValueParser};
use uuid::Uuid;

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

#[derive(Args, Clone)]
pub struct Global {
    /// Where Kith keeps its database and files [default: the platform's data folder]
    #[arg(long, env = "KITH_DATA_DIR", global = true)]
    pub data_dir: Option<PathBuf>,

    /// Print one JSON object instead of words
    #[arg(long, global = true)]
    pub json: bool,

    /// Use this PostgreSQL (16 or newer) instead of an own one
    #[arg(long, env = "DATABASE_URL", global = true, hide_env_values = true)]
    pub database_url: Option<String>,

    /// A role that may read and write past row-level security, for backup and restore
    /// with an outside PostgreSQL
    #[arg(
        long,
        env = "KITH_ADMIN_DATABASE_URL",
        global = true,
        hide_env_values = true
    )]
    pub admin_database_url: Option<String>,

    /// The folder with the programs of PostgreSQL (initdb, postgres, psql, pg_dump)
    #[arg(long, env = "KITH_POSTGRES_BIN", global = true)]
    pub postgres_bin: Option<PathBuf>,

    /// The address to listen on
    #[arg(
        long,
        env = "KITH_ADDRESS",
        default_value = "127.0.0.1:3000",
        global = true
    )]
    pub address: SocketAddr,

    /// Where browsers reach this Kith [default: http:// and the address]
    #[arg(long, env = "KITH_BASE_URL", global = true)]
    pub base_url: Option<String>,

    /// Who may sign up: open, invite or closed [default: open until the first account exists]
    #[arg(long, env = "KITH_SIGNUP", value_parser = signup, global = true)]
    pub signup: Option<SignupPolicy>,

    /// Believe the X-Forwarded-For of a proxy in front
    #[arg(long, env = "KITH_BEHIND_PROXY", value_parser = FalseyValueParser::new(), global = true)]
    pub behind_proxy: bool,

    /// The largest file that may be uploaded, in megabytes
    #[arg(
        long,
        env = "KITH_UPLOAD_LIMIT_MB",
        default_value_t = 20_000,
        global = true
    )]
    pub upload_limit_mb: u64,
}

fn signup(text: &str) -> Result<SignupPolicy, String> {
    SignupPolicy::parse(text).ok_or_else(|| "choose open, invite or closed".to_owned())
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
    /// Import mailboxes and wait for the result
    Import {
        /// Files or folders: mbox, .eml, .emlx, Maildir, or a zip, tar or gzip of these
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The account to import for, by the address it signs in with
        #[arg(long = "as", value_name = "EMAIL")]
        account: String,
        /// An address that is yours; may be said again
        #[arg(long = "me", value_name = "ADDRESS")]
        own_addresses: Vec<String>,
        /// Ask which addresses are yours where it is not clear; else the likeliest is taken
        #[arg(long)]
        ask: bool,
    },
    /// List and steer imports
    Imports {
        #[command(subcommand)]
        command: ImportsCommand,
        /// The account to act for, by the address it signs in with
        #[arg(long = "as", value_name = "EMAIL", global = true)]
        account: Option<String>,
    },
    /// Find records of one person in a list, or across two, without a database
    Match(MatchArguments),
    /// Print what messages say, one JSON object a line; needs no database
    Extract {
        /// Mailboxes: mbox, eml, Maildir and other folders, gzip, zip or tar of these; `-` is
        /// standard input
        #[arg(required_unless_present = "signature")]
        files: Vec<PathBuf>,
        /// Read a bare signature block from standard input instead, and print whom it describes
        #[arg(long, conflicts_with = "files")]
        signature: bool,
        /// Who sent the signature block, as `Jane Doe <jane@acme.com>`
        #[arg(long, requires = "signature")]
        from: Option<String>,
        /// The language of the block (`de`), a hint at the country of its phone numbers
        #[arg(long, requires = "signature")]
        language: Option<String>,
    },
    /// Read exports of contacts, calendars and chats, and print their records as JSON lines
    Records(RecordsArguments),
    /// Say whom to write to now, and why
    Suggest {
        /// The account to ask for, by the address it signs in with
        #[arg(long = "as", value_name = "EMAIL")]
        account: String,
        /// With a first draft to each
        #[arg(long)]
        draft: bool,
    },
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

#[derive(Args)]
pub struct MatchArguments {
    /// A file of comma-, semicolon- or tab-separated values with a header
    pub file: PathBuf,
    /// What the columns hold, as `given_name=First,email=Mail`; else they are recognised.
    /// Kinds: id, name, given_name, family_name, email, phone, handle, company, birthday,
    /// address, city, postal_code
    #[arg(long, value_delimiter = ',', value_name = "KIND=COLUMN")]
    pub columns: Vec<String>,
    /// A further column and how it is compared: exact, text, number or date
    #[arg(long, value_delimiter = ',', value_name = "COLUMN=HOW")]
    pub extra: Vec<String>,
    /// The lowest probability of a pair
    #[arg(long, default_value_t = 0.95, value_parser = probability)]
    pub threshold: f64,
    /// Where the pairs go, as `id_a,id_b,probability` [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Where the people go, as `id,cluster`
    #[arg(long, value_name = "FILE")]
    pub clusters: Option<PathBuf>,
    /// Another list: only pairs across the two are sought
    #[arg(long, value_name = "FILE")]
    pub link: Option<PathBuf>,
    /// Add a column with the evidence in words and weights
    #[arg(long)]
    pub explain: bool,
}

fn probability(text: &str) -> Result<f64, String> {
    let number: f64 = text
        .parse()
        .map_err(|_| "a number from 0 to 1".to_owned())?;
    let is_share = (0.0..=1.0).contains(&number);
    is_share
        .then_some(number)
        .ok_or_else(|| "a number from 0 to 1".to_owned())
}

#[derive(Args)]
pub struct RecordsArguments {
    /// CSV, vCard, LDIF, iCalendar, Telegram's result.json, WhatsApp's text, or a zip of these
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Read columns by this mapping, as --show-mapping prints it
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Print how the columns would be read, with samples, and no record
    #[arg(long)]
    pub show_mapping: bool,
    /// The country of numbers without their code, two letters; may be repeated
    #[arg(long, value_name = "COUNTRY")]
    pub region: Vec<String>,
    /// The time zone of times without one
    #[arg(long, default_value = "UTC", value_name = "ZONE")]
    pub time_zone: chrono_tz::Tz,
}

#[derive(Subcommand)]
pub enum UserCommand {
    /// Create an account with its own workspace
    Create {
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
        /// Read the password from the first line of standard input
        #[arg(long, required = true)]
        password_stdin: bool,
    },
}

#[derive(Subcommand)]
pub enum KeyCommand {
    /// Create a key and print it
    Create {
        /// The account the key acts for
        #[arg(long)]
        email: String,
        /// What the key is for
        #[arg(long)]
        name: String,
    },
}

#[derive(Subcommand)]
pub enum ImportsCommand {
    /// The newest imports and how they stand
    List,
    /// Stop at the next safe point, and wait
    Pause { id: Uuid },
    /// Go on with a paused, stopped or failed import
    Resume { id: Uuid },
    /// Stop for good; what was stored stays
    Cancel { id: Uuid },
    /// Take away what came by an import alone
    Undo { id: Uuid },
    /// Import the kept file of an undone import again
    Redo { id: Uuid },
}
