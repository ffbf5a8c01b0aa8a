//! A scan, and what is told of it.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

#[derive(Clone, Debug)]
pub struct Scan {
    pub id: Uuid,
    pub is_dry_run: bool,
    pub state: String,
    pub stage: String,
    pub done: i32,
    pub total: i32,
    pub to_join: i32,
    pub to_review: i32,
    pub joined: i32,
    pub found: Value,
    pub companies_to_join: i32,
    pub companies_to_review: i32,
    pub companies_joined: i32,
    pub companies_found: Value,
    pub created_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
}

impl Scan {
    pub fn is_under_way(&self) -> bool {
        matches!(self.state.as_str(), "queued" | "running")
    }

    /// Of a dry run: who would be joined, some of the surest, group by group.
    pub fn groups(&self) -> Vec<Vec<Uuid>> {
        serde_json::from_value(self.found.clone()).unwrap_or_default()
    }

    /// The same of companies.
    pub fn company_groups(&self) -> Vec<Vec<Uuid>> {
        serde_json::from_value(self.companies_found.clone()).unwrap_or_default()
    }

    /// What it found, or is going to do.
    pub fn words(&self) -> String {
        match (self.state.as_str(), self.is_dry_run) {
            ("done", true) => format!(
                "Would join {} with others, and ask about {}. Would join {} with others, and ask about {}.",
                contacts(self.to_join),
                pairs(self.to_review),
                companies(self.companies_to_join),
                pairs(self.companies_to_review),
            ),
            ("done", false) => format!(
                "Joined {} with others. {} to be looked at. Joined {} with others. {} to be looked at.",
                contacts(self.joined),
                pairs(self.to_review),
                companies(self.companies_joined),
                pairs(self.companies_to_review),
            ),
            ("cancelled", _) => format!("Stopped. Joined {} with others.", contacts(self.joined)),
            ("failed", _) => format!(
                "Could not be finished. Joined {} with others.",
                contacts(self.joined)
            ),
            ("queued", _) => "Waits for a worker.".to_owned(),
            _ => match self.stage.as_str() {
                "reading" => "Reading contacts".to_owned(),
                "joining" => "Joining contacts".to_owned(),
                _ => "Comparing contacts".to_owned(),
            },
        }
    }
}

fn contacts(count: i32) -> String {
    counted(count, "contact", "contacts")
}

fn companies(count: i32) -> String {
    counted(count, "company", "companies")
}

fn pairs(count: i32) -> String {
    counted(count, "pair", "pairs")
}

fn counted(count: i32, one: &str, many: &str) -> String {
    let noun = if count == 1 { one } else { many };
    format!("{count} {noun}")
}
