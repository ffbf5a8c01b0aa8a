//! What every command may be told.

use std::{net::SocketAddr, path::PathBuf};

use anyhow::Context;
use app::accounts::SignupPolicy;
use clap::{Args, builder::FalseyValueParser};

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

    /// The mail server: smtps://USER:PASSWORD@HOST or smtp://HOST:587?tls=required
    #[arg(long, env = "KITH_SMTP_URL", global = true, hide_env_values = true)]
    pub smtp_url: Option<String>,

    /// Who mail comes from, as `Kith <kith@example.org>`
    #[arg(long, env = "KITH_MAIL_FROM", global = true)]
    pub mail_from: Option<String>,

    /// Where the nightly backups go [default: backups in the data folder]
    #[arg(long, env = "KITH_BACKUP_FOLDER", global = true)]
    pub backup_folder: Option<PathBuf>,

    /// How many nightly backups are kept; 0 makes none
    #[arg(long, env = "KITH_BACKUP_KEEP", default_value_t = 7, global = true)]
    pub backup_keep: usize,
    /// Language models on this machine and in its network may be called, such as Ollama
    #[arg(long, env = "KITH_PRIVATE_MODELS", value_parser = FalseyValueParser::new(), global = true)]
    pub private_models: bool,
}

fn signup(text: &str) -> Result<SignupPolicy, String> {
    SignupPolicy::parse(text).ok_or_else(|| "choose open, invite or closed".to_owned())
}

/// For whom a command acts.
#[derive(Args)]
pub struct Acting {
    /// The account to act for, by the address it signs in with
    #[arg(long = "as", value_name = "EMAIL", global = true)]
    account: Option<String>,
}

impl Acting {
    pub fn account(&self) -> anyhow::Result<&str> {
        self.account.as_deref().context("say for whom: --as EMAIL")
    }
}
