//! Whom to write to, and how strong a tie is.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use uuid::Uuid;

use super::Acting;

#[derive(Args)]
#[command(args_conflicts_with_subcommands = false)]
pub struct SuggestArguments {
    #[command(flatten)]
    pub acting: Acting,
    /// With a first draft to each
    #[arg(long)]
    pub draft: bool,
    /// Those that are open, snoozed, done, dismissed or closed
    #[arg(
        long,
        default_value = "open",
        value_parser = ["open", "snoozed", "done", "dismissed", "closed"]
    )]
    pub state: String,
    #[command(subcommand)]
    pub command: Option<SuggestCommand>,
}

#[derive(Subcommand)]
pub enum SuggestCommand {
    #[command(flatten)]
    Decide(DecideCommand),
    /// Why a contact is suggested now, or why not
    Why {
        /// By id, e-mail address or name
        contact: String,
    },
}

#[derive(Subcommand)]
pub enum DecideCommand {
    /// You wrote to them
    Done { id: Uuid },
    /// Not this one
    Dismiss { id: Uuid },
    /// Later: in two weeks, in some days, or on a day
    Snooze {
        id: Uuid,
        /// In how many days it comes back
        #[arg(long, conflicts_with = "until", default_value_t = 14,
              value_parser = clap::value_parser!(u32).range(1..=3650))]
        days: u32,
        /// The day on which it comes back, as 2026-05-31
        #[arg(long, value_name = "DAY")]
        until: Option<NaiveDate>,
    },
    /// Take a decision back
    Reopen { id: Uuid },
}

#[derive(Args)]
pub struct DraftArguments {
    /// A contact, by id, e-mail address or name
    pub contact: String,
    /// Where it goes: mail, linkedin, linkedin_note, whatsapp, telegram or sms [default: as usual]
    #[arg(long, default_value = "", hide_default_value = true)]
    pub channel: String,
    /// Its language, such as de [default: the usual one between the two]
    #[arg(long, default_value = "", hide_default_value = true)]
    pub language: String,
    /// In another manner
    #[arg(long, default_value = "usual", value_parser = ["usual", "warmer", "shorter"])]
    pub variant: String,
    /// What to write about, and how, in your own words
    #[arg(long, default_value = "", hide_default_value = true)]
    pub instruction: String,
    /// The account to write for, by the address it signs in with
    #[arg(long = "as", value_name = "EMAIL")]
    pub account: String,
}

#[derive(Args)]
pub struct ScoreArguments {
    /// A contact, by id, e-mail address or name
    pub contact: String,
    /// The account to ask for, by the address it signs in with
    #[arg(long = "as", value_name = "EMAIL")]
    pub account: String,
}
