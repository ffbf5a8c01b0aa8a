//! A member's tasks, the birthdays of contacts, and the meetings to come, entry by entry.

use sha2::{Digest, Sha256};

use super::{meetings::meetings, place::Calendar};
use crate::{context::Viewer, error::Result, tasks::feed::calendar_entries};

pub struct Entry {
    /// The last part of its address, without `.ics`.
    pub name: String,
    pub text: String,
    pub etag: String,
}

pub async fn entries(viewer: &Viewer, calendar: Calendar) -> Result<Vec<Entry>> {
    let found = match calendar {
        Calendar::Tasks => calendar_entries(viewer, true).await?,
        Calendar::Birthdays => calendar_entries(viewer, false).await?,
        Calendar::Meetings => meetings(viewer).await?,
    };
    Ok(found
        .into_iter()
        .map(|(name, text)| Entry {
            etag: format!("\"{}\"", state(&text)),
            name,
            text,
        })
        .collect())
}

/// Changes whenever one of them does.
pub fn tag(entries: &[Entry]) -> String {
    let all: String = entries
        .iter()
        .map(|entry| format!("{} {}\n", entry.name, entry.etag))
        .collect();
    hex::encode(&Sha256::digest(all)[..16])
}

/// Of all but the time at which it was written.
fn state(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("DTSTAMP"));
    let lines: Vec<&str> = lines.collect();
    hex::encode(&Sha256::digest(lines.join("\n"))[..16])
}
