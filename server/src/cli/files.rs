//! Commands on files alone, without a database.

use std::path::PathBuf;

use clap::Args;

#[derive(Args)]
pub struct MatchArguments {
    /// A file of comma-, semicolon- or tab-separated values with a header
    pub file: PathBuf,
    /// What the columns hold, as `given_name=First,email=Mail`; else they are recognised.
    /// Kinds: id, name, given_name, family_name, email, phone, handle, company, birthday,
    /// address, city, postal_code
    #[arg(long, value_delimiter = ',', value_name = "KIND=COLUMN")]
    pub columns: Vec<String>,
    /// A further column and how it is compared: exact, text, number or date
    #[arg(long, value_delimiter = ',', value_name = "COLUMN=HOW")]
    pub extra: Vec<String>,
    /// The lowest probability of a pair
    #[arg(long, default_value_t = 0.95, value_parser = probability)]
    pub threshold: f64,
    /// Where the pairs go, as `id_a,id_b,probability` [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Where the people go, as `id,cluster`
    #[arg(long, value_name = "FILE")]
    pub clusters: Option<PathBuf>,
    /// Another list: only pairs across the two are sought
    #[arg(long, value_name = "FILE")]
    pub link: Option<PathBuf>,
    /// Add a column with the evidence in words and weights
    #[arg(long)]
    pub explain: bool,
}

fn probability(text: &str) -> Result<f64, String> {
    let number: f64 = text
        .parse()
        .map_err(|_| "a number from 0 to 1".to_owned())?;
    let is_share = (0.0..=1.0).contains(&number);
    is_share
        .then_some(number)
        .ok_or_else(|| "a number from 0 to 1".to_owned())
}

#[derive(Args)]
pub struct RecordsArguments {
    /// CSV, vCard, LDIF, iCalendar, Telegram's result.json, WhatsApp's text, Monica's
    /// export as JSON, or a zip of these
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Read columns by this mapping, as --show-mapping prints it
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Print how the columns would be read, with samples, and no record
    #[arg(long)]
    pub show_mapping: bool,
    /// The country of numbers without their code, two letters; may be repeated
    #[arg(long, value_name = "COUNTRY")]
    pub region: Vec<String>,
    /// The time zone of times without one
    #[arg(long, default_value = "UTC", value_name = "ZONE")]
    pub time_zone: chrono_tz::Tz,
}

#[derive(Args)]
pub struct ExtractArguments {
    /// Mailboxes: mbox, eml, Maildir and other folders, gzip, zip or tar of these; `-` is
    /// standard input
    #[arg(required_unless_present = "signature")]
    pub files: Vec<PathBuf>,
    /// Read a bare signature block from standard input instead, and print whom it describes
    #[arg(long, conflicts_with = "files")]
    pub signature: bool,
    /// Who sent the signature block, as `Jane Doe <jane@acme.com>`
    #[arg(long, requires = "signature")]
    pub from: Option<String>,
    /// The language of the block (`de`), a hint at the country of its phone numbers
    #[arg(long, requires = "signature")]
    pub language: Option<String>,
}
