//! What one was told.

use clap::{Args, Subcommand};
use uuid::Uuid;

use super::Acting;

#[derive(Args)]
pub struct NotificationsArguments {
    #[command(subcommand)]
    pub command: Option<NotificationsCommand>,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Subcommand)]
pub enum NotificationsCommand {
    /// Mark one as read, or all
    Read { id: Option<Uuid> },
}
