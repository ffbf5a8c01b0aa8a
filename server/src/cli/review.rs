//! Contacts that may be one person.

use clap::{Args, Subcommand};

use super::Acting;

#[derive(Args)]
pub struct ReviewArguments {
    #[command(subcommand)]
    pub command: ReviewCommand,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Subcommand)]
pub enum ReviewCommand {
    /// Compare all contacts with all, join those that are certain, and wait for the result
    Scan {
        /// Say what would be done, and change nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Pairs that wait for an answer, the most probable first
    List {
        /// So many at most
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=1000))]
        limit: i64,
    },
    /// The two are one person
    Merge {
        /// By id, e-mail address or name
        one: String,
        other: String,
    },
    /// The two are not one person, and are never asked about again
    Reject { one: String, other: String },
}

/// A percentage as a probability, or off.
pub fn joining(text: &str) -> Result<Joining, String> {
    if text == "off" {
        return Ok(Joining(None));
    }
    let percent = text.trim_end_matches('%').trim().parse::<f64>();
    match percent {
        Ok(percent) if (90.0..100.0).contains(&percent) => Ok(Joining(Some(percent / 100.0))),
        _ => Err("choose off, or a percentage from 90 to 99".to_owned()),
    }
}

/// From which probability on contacts are joined without a question.
#[derive(Clone, Copy, Debug)]
pub struct Joining(pub Option<f64>);
