//! Writing down that there was contact.

use clap::{ArgGroup, Args};

use super::Acting;

#[derive(Args)]
#[command(group(ArgGroup::new("what").required(true)))]
pub struct LogArguments {
    /// By id, e-mail address or name
    pub contact: String,
    /// You called them
    #[arg(long, group = "what")]
    pub call: bool,
    /// You met
    #[arg(long, group = "what")]
    pub meeting: bool,
    /// You sent them a message
    #[arg(long, group = "what")]
    pub message: bool,
    /// They called, or sent the message
    #[arg(long, conflicts_with = "meeting")]
    pub they: bool,
    /// As people write it: `yesterday 3pm`, `2 hours ago`, `12 May` [default: now]
    #[arg(long, default_value = "", hide_default_value = true)]
    pub when: String,
    /// What it was about
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub about: String,
    #[command(flatten)]
    pub acting: Acting,
}
