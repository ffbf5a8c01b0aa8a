//! What the file says of itself: the last entry, by which all others are checked.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

pub const MANIFEST: &str = "manifest.json";
pub const FORMAT: &str = "kith workspace";
pub const VERSION: u32 = 1;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub format: String,
    pub version: u32,
    /// The newest migration of the program that wrote it.
    pub schema: i64,
    pub made_at: DateTime<Utc>,
    /// Name and settings.
    pub workspace: Map<String, Value>,
    pub members: Vec<Member>,
    /// How many rows each table has.
    pub tables: BTreeMap<String, u64>,
    /// How many contacts and mails the files for other programs hold.
    pub contacts: u64,
    pub mails: u64,
    /// What is not in the file, and why.
    pub left_out: BTreeMap<String, String>,
    /// Every other entry.
    pub files: BTreeMap<String, Packed>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Member {
    pub id: Uuid,
    pub email: String,
    pub name: String,
    pub role: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    pub bytes: u64,
    pub sha256: String,
}

pub fn table_entry(table: &str) -> String {
    format!("tables/{table}.jsonl")
}

/// The original of an import.
pub fn import_entry(import: Uuid) -> String {
    format!("files/imports/{import}")
}
