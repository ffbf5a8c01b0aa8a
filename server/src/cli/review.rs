//! Contacts that may be one person, and companies that may be one.

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
    /// Pairs that wait for an answer, the most probable first, those left for later at the end
    List {
        /// Of companies
        #[arg(long)]
        companies: bool,
        /// So many at most
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=1000))]
        limit: i64,
    },
    /// The two are one
    Merge {
        #[command(flatten)]
        couple: Couple,
        /// Which of the two is kept, if not the one that is by itself
        #[arg(long)]
        keep: Option<String>,
        /// A value that survives, as FIELD=ONE; of companies name, domain, parent or fields.KEY
        #[arg(long, value_name = "FIELD=ONE")]
        choose: Vec<String>,
    },
    /// The two are not one, and are never asked about again
    Reject(Couple),
    /// Leave the two for later, at the end of the queue
    Skip(Couple),
    /// Take that back: they wait at their old place in the queue
    Unskip(Couple),
    /// Take back that the two are not one: they wait for an answer again
    Reopen(Couple),
    /// How many pairs wait
    Count,
    /// Contacts that may be one, in groups that hang together, and who of them contradicts whom
    Groups {
        /// Of companies
        #[arg(long)]
        companies: bool,
        /// So many at most
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=1000))]
        limit: u32,
    },
    /// Merge all that are one with this probability or more, in percent
    MergeAbove {
        #[arg(value_parser = clap::value_parser!(u32).range(70..=100))]
        percent: u32,
        /// Of companies
        #[arg(long)]
        companies: bool,
        /// Say whom it would concern, and change nothing
        #[arg(long)]
        preview: bool,
    },
}

#[derive(Args)]
pub struct Couple {
    /// A contact by id, e-mail address or name; a company by id, name or domain
    pub one: String,
    pub other: String,
    /// They are companies
    #[arg(long)]
    pub companies: bool,
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
