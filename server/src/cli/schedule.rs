//! What comes back by itself.

use clap::{Args, Subcommand};

use super::Acting;

#[derive(Args)]
pub struct ScheduleArguments {
    #[command(subcommand)]
    pub command: Option<ScheduleCommand>,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Subcommand)]
pub enum ScheduleCommand {
    /// What comes back by itself, how it went, and when it runs next; also without a command
    List,
    /// Run an entry now, and wait for it
    Run {
        /// As `kith schedule` names it
        name: String,
    },
}
