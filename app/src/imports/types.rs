//! What everybody is told of an import: the page, REST and the command line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ImportReport {
    pub import_id: Uuid,
    pub file_name: String,
    /// `queued`, `running`, `done`, `failed` or `cancelled`
    pub state: String,
    /// `waiting`, `reading`, `people`, `scores`, `suggestions` or `done`
    pub stage: String,
    pub bytes_done: i64,
    pub bytes_total: i64,
    /// Messages found in the file so far.
    pub listed: i32,
    pub stored: i32,
    /// Messages that were here already.
    pub known: i32,
    pub skipped: BTreeMap<String, i32>,
    pub failed: BTreeMap<String, i32>,
    pub contacts_created: i32,
    pub contacts_updated: i32,
    pub companies_created: i32,
    pub interactions: i32,
    pub seconds: f64,
    pub error: Option<String>,
    /// The addresses that were taken as the member's own.
    pub own_addresses: Vec<String>,
}

impl ImportReport {
    pub fn is_over(&self) -> bool {
        matches!(self.state.as_str(), "done" | "failed" | "cancelled")
    }

    pub fn fraction(&self) -> f64 {
        if self.bytes_total == 0 {
            0.0
        } else {
            self.bytes_done as f64 / self.bytes_total as f64
        }
    }
}

/// A reason of the accounting in words, for one or many.
pub fn reason_words(reason: &str) -> &str {
    match reason {
        "newsletter" => "newsletters",
        "list" => "mailing lists",
        "automated" => "automated mail",
        "draft" => "drafts",
        "spam" => "spam",
        "trash" => "trash",
        "empty" => "empty messages",
        "no_headers" => "not mail",
        "no_date" => "without a date",
        "no_sender" => "without a sender",
        other => other,
    }
}

pub fn stage_words(stage: &str) -> &'static str {
    match stage {
        "reading" => "Reading messages",
        "people" => "Finding people",
        "scores" => "Weighing relationships",
        "suggestions" => "Choosing whom to write to",
        "done" => "Done",
        _ => "Waiting for its turn",
    }
}

pub fn error_words(error: &str) -> &'static str {
    match error {
        "no_messages" => {
            "There is no message in this file. Kith reads mailboxes in the mbox format, as Gmail, Thunderbird and Apple Mail export them."
        }
        "file_missing" => "The uploaded file is no longer there. Import it again.",
        _ => "Something went wrong on this side. What was stored is safe; you can try again.",
    }
}
