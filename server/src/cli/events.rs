//! What happened in people's lives.

use clap::{Args, Subcommand};
use uuid::Uuid;

use super::Acting;

#[derive(Args)]
pub struct EventsArguments {
    #[command(subcommand)]
    pub command: EventsCommand,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Subcommand)]
pub enum EventsCommand {
    /// The newest first
    List {
        /// Of one contact, by id, e-mail address or name
        #[arg(long)]
        contact: Option<String>,
        /// Those that are open, confirmed or wrong; else all but what is wrong
        #[arg(long, value_parser = ["open", "confirmed", "wrong"])]
        state: Option<String>,
        /// Only those of a kind
        #[arg(long, value_parser = [
            "job_change", "promotion", "fundraising", "product_launch", "milestone", "event_attendance", "move"
        ])]
        kind: Option<String>,
        /// So many at most
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=200))]
        limit: u16,
        /// The ones after, as the list before said
        #[arg(long, value_name = "PLACE")]
        after: Option<String>,
    },
    /// It is so
    Confirm { id: Uuid },
    /// It is not so: never told again
    Wrong { id: Uuid },
    /// Write the new job down that it tells of, and the end of the old one
    Accept { id: Uuid },
    /// Take a decision back
    Reopen { id: Uuid },
}
