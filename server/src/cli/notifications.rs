//! What one was told, and how one wants to be told.

use clap::{Args, Subcommand};
use uuid::Uuid;

use super::Acting;

#[derive(Args)]
pub struct NotificationsArguments {
    /// Without one: what is unread
    #[command(subcommand)]
    pub command: Option<NotificationsCommand>,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Subcommand)]
pub enum NotificationsCommand {
    /// What you were told, the newest first
    List {
        /// Only what is not read
        #[arg(long)]
        unread: bool,
        /// Only those of a kind
        #[arg(long, value_parser = [
            "suggestions", "reminders", "life_events", "imports", "review", "failures", "backups"
        ])]
        kind: Option<String>,
        /// So many at most
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=200))]
        limit: u16,
        /// The ones after this one
        #[arg(long, value_name = "ID")]
        after: Option<Uuid>,
    },
    /// Mark one as read, or all
    Read { id: Option<Uuid> },
    /// Mark one as unread
    Unread { id: Uuid },
    /// How you are told; with options, choose it
    Settings(TellingArguments),
}

#[derive(Args)]
pub struct TellingArguments {
    /// By which of app, mail and push you are told of a kind, or by none: review=app,mail
    #[arg(long, value_name = "KIND=WAYS")]
    pub tell: Vec<String>,
    /// When mails and pushes wait, such as 22:00-06:30, or off
    #[arg(long, value_name = "FROM-UNTIL")]
    pub quiet: Option<String>,
    /// How often the digest comes
    #[arg(long, value_parser = ["off", "daily", "weekly"])]
    pub digest: Option<String>,
    /// The hour of the digest, 0 to 23
    #[arg(long, value_name = "HOUR")]
    pub digest_hour: Option<i16>,
    /// The day of a weekly one: 1 for Monday to 7
    #[arg(long, value_name = "DAY")]
    pub digest_weekday: Option<i16>,
}
