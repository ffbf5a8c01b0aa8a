//! What everybody is told of an import: the page, REST and the command line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ImportReport {
    pub import_id: Uuid,
    /// `mbox` for mail of any kind, else the format of the records: `csv`, `vcard`, `ldif`,
    /// `icalendar`, `telegram`, `whatsapp` or `monica`
    pub kind: String,
    pub file_name: String,
    /// `queued`, `asking`, `running`, `paused`, `done`, `failed`, `cancelled`, `undoing`
    /// or `undone`
    pub state: String,
    /// `waiting`, `reading`, `including`, `people`, `scores`, `suggestions` or `done`; of an undo
    /// `removing`, `sweeping` or `recounting`
    pub stage: String,
    /// Of the whole work, 0 to 1.
    pub progress: f64,
    /// How long it is likely to go on; absent where nothing can be said yet.
    pub seconds_left: Option<f64>,
    /// Over all runs so far; absent where nothing can be said yet.
    pub messages_per_second: Option<f64>,
    /// Of the file as it lies on disk, packed where it is packed.
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
    /// Messages that an undo took away.
    pub removed: i32,
    /// Contacts that an undo left, by reason: `edited`, `noted`, `decided`.
    pub kept: BTreeMap<String, i32>,
    pub seconds: f64,
    pub error: Option<String>,
    /// The addresses that were taken as the member's own.
    pub own_addresses: Vec<String>,
    /// Whose mailbox this could be, the likeliest first.
    pub proposed_addresses: Vec<ProposedAddress>,
    /// The proposal that was taken without asking.
    pub assumed_address: Option<String>,
    /// Proposed addresses that were said to be somebody else's.
    pub declined_addresses: Vec<String>,
    /// Whether the mailbox is somebody else's altogether: its messages are kept, and count
    /// for no relationship.
    pub of_others: bool,
    /// Reasons whose messages were asked for, and are not skipped any more.
    pub included: Vec<String>,
}

/// An address that may be the member's own, and how many of the messages that were
/// looked at it sent, were delivered to it, or name it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ProposedAddress {
    pub address: String,
    pub sent: i32,
    pub delivered: i32,
    pub present: i32,
    /// How many newsletters and messages of programs were addressed to it alone.
    #[serde(default)]
    pub automated: i32,
}

impl ProposedAddress {
    pub fn words(&self) -> String {
        format!("{} of the messages that Kith looked at", self.counts())
    }

    /// In meetings one is invited; nothing is sent there.
    pub fn meeting_words(&self) -> String {
        match self.present {
            1 => "In 1 of the meetings that Kith looked at".to_owned(),
            many => format!("In {many} of the meetings that Kith looked at"),
        }
    }

    fn counts(&self) -> String {
        let told = [
            (self.sent, "sent"),
            (self.delivered, "received"),
            (self.automated, "from newsletters and programs"),
            (self.present, "with people"),
        ];
        let told = told.into_iter().filter(|(count, _)| *count > 0);
        let told: Vec<String> = told
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        told.join(", ")
    }
}

impl ImportReport {
    /// What it is counted in.
    pub fn noun(&self) -> &'static str {
        if self.kind == "mbox" {
            "messages"
        } else {
            "records"
        }
    }

    pub fn is_over(&self) -> bool {
        matches!(
            self.state.as_str(),
            "done" | "failed" | "cancelled" | "undone"
        )
    }

    /// Whether it goes on by itself.
    pub fn is_moving(&self) -> bool {
        matches!(self.state.as_str(), "queued" | "running" | "undoing")
    }

    /// Proposed addresses about which nobody said anything yet.
    pub fn unclaimed(&self) -> impl Iterator<Item = &ProposedAddress> {
        self.proposed_addresses.iter().filter(|proposed| {
            let is_known = |known: &[String]| known.contains(&proposed.address);
            !is_known(&self.own_addresses) && !is_known(&self.declined_addresses)
        })
    }

    /// How much is done, from 0 to 1, as it stands in HTML.
    pub fn share(&self) -> String {
        match whole(self.progress * 100.0) {
            percent @ 0..100 => format!("0.{percent:02}"),
            _ => "1".to_owned(),
        }
    }

    /// What can be said while it goes on: "940 stored · 12 skipped · 2100 a second".
    pub fn facts(&self) -> String {
        if self.state == "undoing" {
            return format!("{} {} taken away", self.removed, self.noun());
        }
        let skipped: i32 = self.skipped.values().sum();
        let failed: i32 = self.failed.values().sum();
        let mut text = format!("{} stored", self.stored);
        for (count, word) in [
            (self.known, "known"),
            (skipped, "skipped"),
            (failed, "failed"),
        ] {
            if count > 0 {
                text.push_str(&format!(" · {count} {word}"));
            }
        }
        if let Some(rate) = self.messages_per_second {
            text.push_str(&format!(" · {} a second", whole(rate)));
        }
        if let Some(left) = self.seconds_left.filter(|left| *left >= 1.0) {
            text.push_str(&format!(" · about {} left", duration_words(left)));
        }
        text
    }
}

fn duration_words(seconds: f64) -> String {
    if seconds < 90.0 {
        format!("{} s", whole(seconds))
    } else {
        format!("{} min", whole(seconds / 60.0))
    }
}

/// Fractions are written by much code, which every page would load.
fn whole(number: f64) -> u64 {
    number.round() as u64
}

/// Why a contact outlived the import that brought it.
pub fn kept_words(reason: &str) -> &'static str {
    match reason {
        "edited" => "because you edited them",
        "noted" => "because of notes about them",
        _ => "because of what somebody decided about them",
    }
}

pub fn stage_words(stage: &str) -> &'static str {
    match stage {
        "reading" => "Reading messages",
        "including" => "Taking in what was skipped",
        "people" => "Finding people",
        "scores" => "Weighing relationships",
        "suggestions" => "Choosing whom to write to",
        "done" => "Done",
        "removing" => "Taking messages away",
        "sweeping" => "Taking away who came by them",
        "recounting" => "Weighing relationships again",
        _ => "Waiting for its turn",
    }
}

pub fn error_words(error: &str) -> &'static str {
    match error {
        "no_messages" => {
            "There is no message in this file. Kith reads mailboxes as mbox, .eml, .emlx or Maildir, alone or in a zip, tar or gzip."
        }
        "no_records" => {
            "There is nothing in this file that could be imported. Kith reads tables (CSV), vCard, LDIF, iCalendar, the chats of Telegram and WhatsApp, and the JSON export of Monica."
        }
        "damaged_archive" => {
            "This archive is damaged: it ends too early or does not match its checksums. Export or download it again."
        }
        "encrypted" => "This archive is encrypted. Unpack it, and import what was in it.",
        "archive_bomb" => {
            "This archive unpacks to far more than any export would. Kith stopped reading it."
        }
        "unsafe_path" => {
            "This archive holds paths that lead out of it. Kith does not read such archives."
        }
        "unsupported_compression" => {
            "This archive is packed in a way that Kith does not know. Unpack it, and import what was in it."
        }
        "unreadable_file" => "No file in this archive could be read. Export or download it again.",
        "cursor_lost" => "The file is not the one that was begun with. Import it again.",
        "file_missing" => "The uploaded file is no longer there. Import it again.",
        _ => "Something went wrong on this side. What was stored is safe; you can try again.",
    }
}
