//! What to do, until when, about whom.

use clap::{Args, Subcommand};
use uuid::Uuid;

use super::Acting;

#[derive(Args)]
pub struct TasksArguments {
    #[command(subcommand)]
    pub command: TasksCommand,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Subcommand)]
pub enum TasksCommand {
    /// What is to do, the earliest first
    List {
        /// What is done instead, the newest first
        #[arg(long)]
        done: bool,
        /// Also what others do
        #[arg(long)]
        all: bool,
    },
    /// Write a task down
    Add(NewTaskArguments),
    /// Mark a task as done; one that repeats is followed by the next
    Done { id: Uuid },
    /// Take that back
    Reopen { id: Uuid },
    /// Delete a task
    Delete { id: Uuid },
    /// Bring a deleted task back
    Restore { id: Uuid },
}

#[derive(Args)]
pub struct NewTaskArguments {
    pub title: String,
    /// As people write it: `next Tue 9am`, `12 May`, `every other Friday`
    #[arg(long, default_value = "")]
    pub when: String,
    /// A contact or a company, by address, domain or whole name
    #[arg(long, default_value = "")]
    pub about: String,
    #[arg(long, default_value = "")]
    pub notes: String,
    /// Minutes before it is due; may be said again
    #[arg(long, value_name = "MINUTES")]
    pub remind: Vec<i32>,
}
