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
    /// How soon, how often and how many people are suggested; with options, choose it
    Settings(FollowUpArguments),
    /// How often a contact is to be suggested and how they are best reached; with options, choose it
    Wish(WishArguments),
    /// What your decisions about suggestions taught
    Learned {
        /// What was decided until now weighs nothing any more
        #[arg(long)]
        forget: bool,
    },
}

#[derive(Args)]
pub struct FollowUpArguments {
    /// No rhythm is taken for shorter than so many days
    #[arg(long, value_name = "DAYS")]
    pub shortest: Option<i32>,
    /// Nor for longer
    #[arg(long, value_name = "DAYS")]
    pub longest: Option<i32>,
    /// How long beyond the rhythm a silence may last
    #[arg(long, value_parser = ["little", "usual", "much"])]
    pub patience: Option<String>,
    /// How many suggestions stand open at most
    #[arg(long, value_name = "NUMBER")]
    pub most_open: Option<i32>,
    /// How many new ones a day
    #[arg(long, value_name = "NUMBER")]
    pub daily: Option<i32>,
    /// The share of these of ties that are alive; the rest is for those silent for more than a year
    #[arg(long, value_name = "PERCENT")]
    pub active_share: Option<i32>,
    /// So many days ahead of a birthday
    #[arg(long, value_name = "DAYS")]
    pub lead_days: Option<i32>,
}

#[derive(Args)]
pub struct WishArguments {
    /// By id, e-mail address or name
    pub contact: String,
    /// Suggest them when so many days have passed
    #[arg(long, value_name = "DAYS")]
    pub every: Option<i32>,
    /// Never suggest them
    #[arg(long, conflicts_with = "every")]
    pub never: bool,
    /// Suggest them by the rhythm of the two of you
    #[arg(long, conflicts_with_all = ["every", "never"])]
    pub rhythm: bool,
    /// How they are best reached
    #[arg(long, value_parser = ["mail", "phone", "message", "meeting"])]
    pub channel: Option<String>,
    /// Forget how they are best reached
    #[arg(long, conflicts_with = "channel")]
    pub no_channel: bool,
}

impl WishArguments {
    pub fn says_anything(&self) -> bool {
        self.every.is_some()
            || self.never
            || self.rhythm
            || self.channel.is_some()
            || self.no_channel
    }
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
pub struct SummariseArguments {
    /// A contact, by id, e-mail address or name
    pub contact: String,
    /// The account to summarise for, by the address it signs in with
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
